// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QObject>

namespace cs::ui {

class OrderTableModel;
struct ConsoleContext;

/// Fills the order list: its first page, further pages as the list is scrolled, and again what is loaded when something
/// has changed. One read at a time, so that a busy store is not asked faster than it answers. GUI thread.
class OrderLoader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OrderLoader)

public:
    static constexpr int kPage = 200;
    /// How many rows are read again at a change; rows behind these stay as they were read.
    static constexpr int kWindow = 1000;

    OrderLoader(ConsoleContext &context, OrderTableModel &model, QObject *parent);
    /// Another question: drops what is under way and reads its first page.
    void load(const services::OrderQuery &query);
    /// Reads what is loaded again.
    void refresh();
    const services::OrderQuery &query() const { return m_query; }

Q_SIGNALS:
    /// The model is filled anew; `first` tells a new question's answer from a refresh.
    void loaded(bool first);
    void failed(const cs::Error &error);
    /// Sent before and after the model's rows change.
    void changing(bool begins);

private:
    using Answer = Result<services::Page<services::OrderRow>>;
    void readMore();
    void ask(const services::OrderQuery &query, void (OrderLoader::*take)(const services::Page<services::OrderRow> &));
    void takeFirst(const services::Page<services::OrderRow> &page);
    void takeWindow(const services::Page<services::OrderRow> &page);
    void takeMore(const services::Page<services::OrderRow> &page);
    void goOn();

    ConsoleContext &m_context;
    OrderTableModel &m_model;
    services::OrderQuery m_query;
    QString m_next;           ///< cursor behind the last loaded row
    quint64 m_generation = 0; ///< answers of an older question are dropped
    bool m_reading = false;
    bool m_windowWanted = false;
    bool m_moreWanted = false;
};

} // namespace cs::ui
