// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/orders/orderservice.h"
#include "ui/models/rowdiff.h"

namespace cs::ui {

/// One thing that is wrong with a line of an import.
struct ImportFailure
{
    qint64 line = 0;
    QString field; ///< empty: the line as a whole
    QString message;
};

/// What is wrong with the lines of an import, in their order; a line has a row for each field that is wrong.
class ImportFailureModel final : public RowTableModel<ImportFailure>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportFailureModel)

public:
    enum Column { LineColumn, FieldColumn, MessageColumn, ColumnCount };

    explicit ImportFailureModel(QObject *parent = nullptr) : RowTableModel(parent) {}
    void append(const QList<services::ImportOutcome> &outcomes);
    void clear();
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace cs::ui
