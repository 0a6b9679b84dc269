// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/events/projection.h"

#include <random>

namespace cs::services::test {

inline const QString kOwn = QStringLiteral("urn:countersign:own");
inline const QString kShop = QStringLiteral("urn:shop");

/// A fact about order F1 by that user, `minute` minutes after a fixed moment.
Fact fact(events::OmsKind kind, const QString &userId, int minute, const QString &level = {}, const QString &source = kShop);
/// The same with what the sender knows of the order: one line worth 30.00, made by EMP01.
Fact withOrder(Fact fact);
/// An order of that owner waiting for MANAGER, then FINANCE; with its approval.
KnownState waiting(const QString &owner);
Projection::Rules rules();

/// Applies the changes to what is known, as the store does.
void keep(const Projected &projected, KnownState *known);
/// Status, levels and approvals as text, without what only says when we heard of it.
QString describe(const KnownState &known);
/// What the facts in that sequence lead to, described, cut into batches at random places; each batch starts from what the store
/// would hold.
QString endOf(const QList<Fact> &facts, std::mt19937 &random);
/// The same for each sequence of them: where sequence does not matter, the one end.
QStringList endsOf(const QList<Fact> &facts, std::mt19937 &random);

} // namespace cs::services::test
