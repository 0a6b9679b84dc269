// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/storage/approvalstore.h"
#include "backend/storage/codes.h"
#include "backend/storage/values.h"

namespace cs::storage {

inline constexpr int kApprovalColumns = 10;

inline Approval readApproval(const Row &row)
{
    Approval approval;
    approval.orderId = row.at(0).toString();
    approval.round = row.at(1).toInt();
    approval.level = row.at(2).toString();
    approval.state = codes::read(row.at(3), ApprovalState::Elsewhere);
    approval.requestedAt = readTime(row.at(4));
    approval.dueAt = readOptionalTime(row.at(5));
    approval.decidedBy = row.at(6).toString();
    approval.decidedAt = readOptionalTime(row.at(7));
    approval.reason = row.at(8).toString();
    approval.version = row.at(9).toInt();
    return approval;
}

} // namespace cs::storage
