// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;

namespace cs {

class PlainLabel;

/// Names at the left, values at the right, one fact a row.
class FactGrid final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactGrid)

public:
    explicit FactGrid(QWidget *parent = nullptr);
    /// The label of the value.
    PlainLabel *add(const QString &name);

private:
    QGridLayout *m_grid = nullptr;
};

} // namespace cs
