// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/metrics/snapshot.h"
#include "ui/widgets/card.h"

namespace cs {
class PlainLabel;
}

namespace cs::ui {

/// Loss accounting: on the topics = stored + bad + behind, to the last event, or by how many it does not add up.
class AccountingCard final : public Card
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AccountingCard)

public:
    explicit AccountingCard(QWidget *parent = nullptr);
    void setSnapshot(const services::Snapshot &snapshot);

private:
    PlainLabel *m_figures = nullptr;
    PlainLabel *m_verdict = nullptr;
};

} // namespace cs::ui
