// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/whendone.h"
#include "ui/orders/orderloader.h"

#include "backend/services/core/storecontext.h"
#include "ui/models/consolecontext.h"
#include "ui/models/ordertablemodel.h"

namespace cs::ui {

using services::OrderRow;
using services::Page;

OrderLoader::OrderLoader(ConsoleContext &context, OrderTableModel &model, QObject *parent)
    : QObject(parent), m_context(context), m_model(model)
{
    connect(&model, &OrderTableModel::moreWanted, this, &OrderLoader::readMore);
}

void OrderLoader::load(const services::OrderQuery &query)
{
    m_query = query;
    m_windowWanted = false;
    m_moreWanted = false;
    services::OrderQuery first = m_query;
    first.limit = kPage;
    ask(first, &OrderLoader::takeFirst);
}

void OrderLoader::refresh()
{
    if (m_reading) {
        m_windowWanted = true;
        return;
    }
    services::OrderQuery window = m_query;
    window.limit = qBound(kPage, m_model.rowCount(), kWindow);
    ask(window, &OrderLoader::takeWindow);
}

void OrderLoader::readMore()
{
    if (m_reading) {
        m_moreWanted = true;
        return;
    }
    services::OrderQuery more = m_query;
    more.limit = kPage;
    more.after = m_next;
    ask(more, &OrderLoader::takeMore);
}

void OrderLoader::ask(const services::OrderQuery &query, void (OrderLoader::*take)(const Page<OrderRow> &))
{
    m_reading = true;
    const quint64 generation = ++m_generation;
    whenDone(m_context.queries.orders(query), this, [this, generation, take](const Answer &page) {
        if (generation != m_generation)
            return;
        m_reading = false;
        if (page.ok())
            (this->*take)(*page);
        else
            Q_EMIT failed(page.error());
        goOn();
    });
}

void OrderLoader::takeFirst(const Page<OrderRow> &page)
{
    m_next = page.next;
    Q_EMIT changing(true);
    m_model.setOrders(page.rows, !m_next.isEmpty(), m_context.store.clock.now());
    Q_EMIT changing(false);
    Q_EMIT loaded(true);
}

void OrderLoader::takeWindow(const Page<OrderRow> &page)
{
    bool keepsCursor = false;
    const QList<OrderRow> rows = joinHead(m_model.rows(), page, &keepsCursor);
    if (!keepsCursor)
        m_next = page.next;
    Q_EMIT changing(true);
    m_model.setOrders(rows, !m_next.isEmpty(), m_context.store.clock.now());
    Q_EMIT changing(false);
    Q_EMIT loaded(false);
}

void OrderLoader::takeMore(const Page<OrderRow> &page)
{
    m_next = page.next;
    m_model.append(page.rows, !m_next.isEmpty());
    Q_EMIT loaded(false);
}

void OrderLoader::goOn()
{
    if (m_reading)
        return;
    if (std::exchange(m_moreWanted, false))
        readMore();
    else if (std::exchange(m_windowWanted, false))
        refresh();
}

} // namespace cs::ui
