// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/approval.h"
#include "backend/events/omsevent.h"
#include "backend/storage/orderstore.h"

#include <QHash>
#include <QSet>
#include <memory>

namespace cs::services {

/// What a fact of a family other than oms says beside its event.
struct FamilyNews
{
    QString family;
    OrderStatus told = OrderStatus::Pending; ///< where it puts the order; Pending: it does not
    QString name;         ///< in the history: its topic, and its type where the topic has several
    QString customerId;   ///< may be empty
    bool ofStep = false;  ///< it reports a step that was done or failed; on an order of ours the step's service counts it
};

/// An event as the projection takes it. Of a family other than oms the event's kind is Unknown where oms has no such fact.
struct Fact
{
    events::OmsEvent event;
    QString eventId; ///< becomes the cause in the history
    QString source;  ///< ce_source; may be empty
    bool forged = false; ///< the source says this store, which has sent no such record
    std::optional<TimePoint> sentAt = {}; ///< the time as it came, where it was not believed
    std::shared_ptr<const FamilyNews> news = {}; ///< null: oms
};

/// What the store knows of the orders that a batch speaks about; an order that is missing is not known.
struct KnownState
{
    QHash<QString, Order> orders;
    QHash<QString, QList<Approval>> approvals; ///< by order id, all rounds
};

/// A decision of a trusted foreign source on an order of ours: it counts as if it had been made here.
struct TrustedDecision
{
    QString orderId;
    int round = 1;
    QString level;
    Verdict verdict = Verdict::Approve;
    Actor actor;
    QString eventId;
    QString reason;
    TimePoint at;
};

/// What a batch changes.
struct Projected
{
    QList<Order> added;              ///< orders that were not known
    QList<Order> moved;              ///< known ones: status, level, levels, version
    QList<Order> refilled;           ///< known ones whose content changed too; version already grown by one
    QList<Approval> approvals;       ///< new or changed rows, whole
    QList<storage::HistoryEntry> history;
    QList<TrustedDecision> decisions;
    QSet<qsizetype> silent;          ///< facts (by the number of their call of apply(), from 0) that notify nobody
    bool isEmpty() const { return added.isEmpty() && moved.isEmpty() && refilled.isEmpty() && approvals.isEmpty() && history.isEmpty(); }
};

/// Turns facts into changes. Facts about one foreign order merge to the same end in whatever sequence they come: final
/// states win by laterOf(), a level that is decided stays decided, and who may not decide (four eyes) never counts. On orders
/// of ours foreign facts are noted in the history and do nothing, unless the source is trusted. Forged ones never do anything.
/// A foreign time more than 24 h ahead is taken as the time of receipt, and noted, so that nothing sorts above everything or
/// is due in another age. Pure.
class Projection final
{
public:
    struct Rules
    {
        QString source;         ///< ce_source of this store
        QStringList trusted;    ///< foreign sources whose decisions count on orders of ours
        Millis approvalDue{};   ///< how long a level may wait
        TimePoint now;          ///< time of what is noted
    };
    /// `facts`: how many may come.
    Projection(Rules rules, KnownState known, qsizetype facts = 0);

    void apply(const Fact &fact);
    /// An order as it is after the facts so far; valid until the next fact.
    struct State
    {
        const Order *order = nullptr; ///< null: not known
        const QList<Approval> *approvals = nullptr; ///< all rounds; null: none
        /// The round that a fact of that level speaks about.
        int roundOf(const QString &level) const;
    };
    State state(const QString &orderId) const;
    const Order *order(const QString &orderId) const { return state(orderId).order; }
    /// Whether that fact (see Projected::silent) notifies nobody, as far as the facts so far tell.
    bool isSilent(qsizetype fact) const { return m_result.silent.contains(fact); }
    /// Everything that differs from what was known. Call once, at the end.
    Projected finish();

private:
    struct Known
    {
        Order order;
        QList<Approval> approvals;
    };
    struct Entry
    {
        Order order;
        QList<Approval> approvals; ///< all rounds
        std::unique_ptr<const Known> before; ///< null: there was nothing
        bool isNew() const { return before == nullptr; }
    };
    Entry &entryFor(const Fact &fact);
    Entry *find(const QString &orderId);
    Entry &addKnown(const Order &order);
    void applyOwn(const Fact &fact);
    void applyForged(const Fact &fact);
    void applyForeign(Entry &entry, const Fact &fact);
    void applyEnd(Entry &entry, const Fact &fact, OrderStatus before);
    void applyOthers(const Fact &fact);
    void applyToOurs(Entry &entry, const Fact &fact);
    void settle(Entry &entry, const Fact &fact, bool rejected);
    static bool isToldRejected(const Entry &entry, const Fact &fact);
    void dropBreaches(Entry &entry, const Fact &fact);
    void note(const Entry &entry, const Fact &fact, const QString &act, const QString &detail);

    Rules m_rules;
    KnownState m_known;
    QHash<QString, qsizetype> m_index;
    std::vector<Entry> m_entries; ///< in the order in which the facts met them
    Projected m_result;
    qsizetype m_count = 0;
};

/// The level that a fact speaks about: as sent, else read from the roles of who acted or is asked, else MANAGER. Depends on
/// the fact alone, so that it does not matter when it comes.
QString levelOf(const events::OmsEvent &event);

} // namespace cs::services
