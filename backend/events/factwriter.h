// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/factrecords.h"

namespace cs::events {

/// Gathers the records of one move: gives each its id and headers. Lives on the stack of recordsOf().
class FactWriter final
{
public:
    FactWriter(const FactContext &context, IdSource &ids) : m_context(context), m_ids(ids) {}
    Q_DISABLE_COPY_MOVE(FactWriter)

    const FactContext &context() const { return m_context; }
    const Order &order() const { return m_context.order; }
    /// Is the order ours to announce, or did we only decide on a foreign one?
    bool isOurs() const { return m_context.order.owner.isEmpty() || m_context.order.owner == m_context.source; }
    /// `type` is the CloudEvents type.
    void add(const QString &topic, const QString &type, const QByteArray &value);
    void add(const QString &topic, const QByteArray &value) { add(topic, topic, value); }
    /// The payment that the record is about travels as an extension of the header where the value has no field for it.
    void addPaymentHeader();
    QList<FactRecord> take() { return std::move(m_records); }

private:
    const FactContext &m_context;
    IdSource &m_ids;
    QList<FactRecord> m_records;
};

// One file per family.
void addOmsFacts(Fact fact, FactWriter &to);
void addOrdersFacts(Fact fact, FactWriter &to);
void addShopFacts(Fact fact, FactWriter &to);
void addShopCommands(Fact fact, FactWriter &to);
void addPipelineCommands(Fact fact, FactWriter &to);
/// What a step done here says to whoever asked for it, where the order is another's: the step's own records, and the next command.
void addShopAnswers(Fact fact, FactWriter &to);
void addPipelineAnswers(Fact fact, FactWriter &to);

} // namespace cs::events
