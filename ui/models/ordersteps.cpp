// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/ordersteps.h"

#include "backend/domain/lifecycle.h"
#include "ui/presentation/relativetime.h"
#include "ui/presentation/statetone.h"

#include <QCoreApplication>

#include <algorithm>

namespace cs::ui {

namespace {

using services::AwaitedStep;
using services::HistoryEntry;
using services::OrderDetail;
using services::ServiceStatus;
using services::StepRow;

QString stepWords(const char *text)
{
    return QCoreApplication::translate("cs::ui::OrderSteps", text);
}

/// What a step of the lifecycle is called, and how it is said to have gone.
struct Stage
{
    Step step;
    OrderStatus status; ///< that it leads to
    const char *title;
    const char *done;
    const char *failed;
    const char *running;
    const char *pending;
};
constexpr Stage kStages[] = {
    {Step::Payment, OrderStatus::Paid, "Payment", "paid", "refused", "with the gateway", "pending"},
    {Step::Reserve, OrderStatus::Reserved, "Stock", "reserved", "short", "being reserved", "pending"},
    {Step::Ship, OrderStatus::Shipped, "Shipping", "shipped", "not shipped", "with the carrier", "pending"},
    {Step::Deliver, OrderStatus::Delivered, "Delivery", "delivered", "not delivered", "asking the carrier", "in transit"},
};
/// What undoes them; they lead to no status.
constexpr Stage kUndoing[] = {
    {Step::Refund, OrderStatus::Failed, "Refund", "done", "not paid back", "with the gateway", "pending"},
    {Step::Release, OrderStatus::Failed, "Release", "done", "not given back", "being given back", "pending"},
};

/// Puts the steps together, each with the time since the one before.
class Way final
{
public:
    Way(const OrderDetail &detail, const QList<ServiceStatus> &services, TimePoint now)
        : m_detail(detail), m_order(detail.order), m_services(services), m_now(now), m_awaited(services::awaitedStep(m_order.status, detail.fulfilment.steps, detail.records))
    {
    }
    QList<StepperStep> make();

private:
    void addCreated();
    void addLevels();
    void addLevel(const QString &level);
    void addStage(const Stage &stage);
    void addUntaken(const Stage &stage);
    void addUndoing(const Stage &stage);
    void addEnd();
    void addDone(StepperStep step, std::optional<TimePoint> at);
    void addOpen(const Stage &stage, const StepRow &row);
    void addAwaited(StepperStep step);
    QString whoDid(const Stage &stage) const;
    void markCurrent();

    const OrderDetail &m_detail;
    const Order &m_order;
    const QList<ServiceStatus> &m_services;
    const TimePoint m_now;
    const std::optional<AwaitedStep> m_awaited;
    std::optional<TimePoint> m_before; ///< when the last step with a time was done
    QList<StepperStep> m_steps;
};

StepperStep stepOf(const Stage &stage, const char *word, StepMark mark, Tone tone)
{
    StepperStep step;
    step.id = stepName(stage.step);
    step.title = stepWords(stage.title);
    step.word = stepWords(word);
    step.mark = mark;
    step.tone = tone;
    return step;
}

QString tipOf(TimePoint at, const QString &more)
{
    const QString absolute = relativetime::absoluteText(at);
    return more.isEmpty() ? absolute : absolute + QLatin1Char('\n') + more;
}

QString forText(TimePoint since, TimePoint now)
{
    return stepWords("for %1").arg(relativetime::latencyText(std::max(now - since, Millis(0))));
}

QList<StepperStep> Way::make()
{
    if (m_order.id.isEmpty())
        return {};
    addCreated();
    addLevels();
    for (const Stage &stage : kStages)
        addStage(stage);
    if (isFinal(m_order.status) && m_order.status != OrderStatus::Delivered)
        addEnd();
    for (const Stage &stage : kUndoing)
        addUndoing(stage);
    markCurrent();
    return m_steps;
}

/// A step that is over: its time, and the span since the one before where that was before it.
void Way::addDone(StepperStep step, std::optional<TimePoint> at)
{
    if (at) {
        step.time = relativetime::stampText(*at, m_now);
        step.tip = tipOf(*at, step.tip);
        if (m_before && *at >= *m_before)
            step.took = QLatin1Char('+') + relativetime::latencyText(*at - *m_before);
        m_before = at;
    }
    m_steps.append(step);
}

void Way::addCreated()
{
    StepperStep step;
    step.id = QStringLiteral("created");
    step.title = stepWords("Created");
    step.word = stepWords("created");
    step.mark = StepMark::Done;
    step.tone = Tone::Good;
    step.who = m_order.createdBy.userId.isEmpty() ? m_order.owner : m_order.createdBy.userId;
    addDone(step, m_order.createdAt);
}

void Way::addLevels()
{
    const QStringList levels = levelsOf(m_detail);
    for (const QString &level : levels)
        addLevel(level);
    if (!levels.isEmpty())
        return;
    StepperStep step;
    step.id = QStringLiteral("approval");
    step.title = stepWords("Approval");
    if (m_order.status == OrderStatus::Pending || m_order.status == OrderStatus::PendingApproval) {
        step.word = stepWords("to come");
        m_steps.append(step);
    } else if (moveTo(m_detail, OrderStatus::Approved) || !isUndone(m_order.status)) {
        step.word = stepWords("none asked");
        step.mark = StepMark::Skipped;
        m_steps.append(step);
    }
}

void Way::addLevel(const QString &level)
{
    StepperStep step;
    step.id = level;
    step.title = statetone::roleTitleOf(level);
    const Approval *const approval = approvalOf(m_detail, level);
    if (!approval) {
        step.word = stepWords("to come");
        if (!isFinal(m_order.status))
            m_steps.append(step);
        return;
    }
    step.word = approvalStateName(approval->state);
    step.tone = statetone::of(approval->state);
    step.tip = approval->reason;
    step.who = approval->decidedBy;
    if (approval->state == ApprovalState::Approved || approval->state == ApprovalState::Rejected) {
        step.mark = approval->state == ApprovalState::Approved ? StepMark::Done : StepMark::Failed;
        addDone(step, approval->decidedAt);
        return;
    }
    if (approval->state == ApprovalState::Void) {
        step.mark = StepMark::Skipped;
    } else {
        step.mark = StepMark::Waiting;
        step.time = forText(approval->requestedAt, m_now);
        if (approval->dueAt) {
            step.took = relativetime::dueText(*approval->dueAt, m_now);
            step.tip = relativetime::absoluteText(*approval->dueAt);
            if (*approval->dueAt <= m_now)
                step.tone = Tone::Bad;
        }
    }
    m_steps.append(step);
}

QString Way::whoDid(const Stage &stage) const
{
    if (stage.step == Step::Payment && m_detail.fulfilment.payment && !m_detail.fulfilment.payment->reportedBy.isEmpty())
        return m_detail.fulfilment.payment->reportedBy;
    const HistoryEntry *const moved = ruleOf(stage.step).done ? moveTo(m_detail, stage.status) : nullptr;
    if (moved && !moved->actor.userId.isEmpty())
        return moved->actor.userId;
    return QString::fromUtf16(ruleOf(stage.step).service) + QStringLiteral("-service");
}

void Way::addStage(const Stage &stage)
{
    const StepRow *const row = m_detail.fulfilment.step(stage.step);
    const HistoryEntry *const moved = moveTo(m_detail, stage.status);
    const bool ended = isFinal(m_order.status);
    const bool done = (row && row->state == StepState::Done) || moved || (!isUndone(m_order.status) && m_order.status >= stage.status);
    if (done) {
        StepperStep step = stepOf(stage, stage.done, StepMark::Done, Tone::Good);
        step.who = row || moved ? whoDid(stage) : QString();
        const bool byRow = row && row->state == StepState::Done;
        addDone(step, byRow ? std::optional(row->updatedAt) : moved ? std::optional(moved->at) : std::nullopt);
    } else if (row && row->state == StepState::Failed) {
        if (row != failedStep(m_detail))
            return; // dropped, as the order had ended
        StepperStep step = stepOf(stage, stage.failed, StepMark::Failed, Tone::Bad);
        step.who = whoDid(stage);
        step.tip = row->outcome;
        addDone(step, row->updatedAt);
    } else if (row) {
        addOpen(stage, *row);
    } else if (!ended) {
        addUntaken(stage);
    }
}

/// Nobody here is at it. Where no command of ours asked for it (--drive none, or another's order), somebody else has to report it.
void Way::addUntaken(const Stage &stage)
{
    if (!m_awaited || m_awaited->step != stage.step) {
        m_steps.append(stepOf(stage, "to come", StepMark::Later, Tone::Neutral));
        return;
    }
    addAwaited(stepOf(stage, m_awaited->asked ? "asked for" : "waits for others", StepMark::Now, Tone::Neutral));
}

/// Says on whom the step waits, as the API does.
void Way::addAwaited(StepperStep step)
{
    if (step.tip.isEmpty())
        step.tip = m_awaited->reason(m_services);
    if (m_awaited->asked && !m_awaited->isServedBy(m_services) && step.took.isEmpty())
        step.took = stepWords("no service here");
    m_steps.append(step);
}

void Way::addOpen(const Stage &stage, const StepRow &row)
{
    const bool pending = row.state == StepState::Pending;
    const char *word = pending ? stage.pending : stage.running;
    if (row.state == StepState::Queued)
        word = row.attempts > 0 ? "tried, goes on" : "queued";
    StepperStep step = stepOf(stage, word, StepMark::Now, pending && stage.step == Step::Payment ? Tone::Warning : Tone::Accent);
    step.who = whoDid(stage);
    step.time = forText(row.createdAt, m_now);
    step.tip = row.outcome;
    if (row.state != StepState::Running && row.attempts > 0 && row.dueAt > m_now)
        step.took = stepWords("again in %1").arg(relativetime::spanText(row.dueAt - m_now));
    if (m_awaited && m_awaited->step == stage.step)
        addAwaited(step);
    else
        m_steps.append(step);
}

/// Rejected, cancelled or failed: the order's own word, as none of the steps may say it.
void Way::addEnd()
{
    const bool cancelled = m_order.status == OrderStatus::Cancelled;
    StepperStep step;
    step.id = QStringLiteral("end");
    step.title = statusTitle(m_order.status);
    step.word = stepWords("ended");
    step.mark = cancelled ? StepMark::Skipped : StepMark::Failed;
    step.tone = statetone::of(m_order.status);
    const HistoryEntry *const moved = moveTo(m_detail, m_order.status);
    if (moved) {
        step.who = moved->actor.userId;
        step.tip = moved->detail;
    }
    addDone(step, moved ? moved->at : m_order.updatedAt);
}

void Way::addUndoing(const Stage &stage)
{
    const StepRow *const row = m_detail.fulfilment.step(stage.step);
    if (!row)
        return;
    if (!row->isOver()) {
        addOpen(stage, *row);
        return;
    }
    const bool done = row->state == StepState::Done;
    StepperStep step = stepOf(stage, done ? stage.done : stage.failed, done ? StepMark::Undone : StepMark::Failed, done ? Tone::Neutral : Tone::Bad);
    step.who = whoDid(stage);
    step.tip = row->outcome;
    addDone(step, row->updatedAt);
}

/// What is at work or waits; else how far it has come.
void Way::markCurrent()
{
    qsizetype current = 0;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        const StepMark mark = m_steps.at(i).mark;
        if (mark == StepMark::Now || mark == StepMark::Waiting) {
            current = i;
            break;
        }
        if (mark != StepMark::Later)
            current = i;
    }
    m_steps[current].current = true;
}

} // namespace

QStringList levelsOf(const OrderDetail &detail)
{
    QStringList levels = detail.order.levels;
    for (const Approval &approval : detail.approvals) {
        if (approval.round == detail.order.round && !levels.contains(approval.level))
            levels.append(approval.level);
    }
    return levels;
}

const Approval *approvalOf(const OrderDetail &detail, const QString &level)
{
    const Approval *found = nullptr;
    for (const Approval &approval : detail.approvals) {
        if (approval.level == level && approval.round == detail.order.round)
            found = &approval;
    }
    return found;
}

const HistoryEntry *moveTo(const OrderDetail &detail, OrderStatus status)
{
    for (const HistoryEntry &entry : detail.history) {
        if (entry.status == status)
            return &entry;
    }
    return nullptr;
}

const StepRow *failedStep(const OrderDetail &detail)
{
    if (detail.order.status == OrderStatus::Cancelled || detail.order.status == OrderStatus::Rejected)
        return nullptr;
    for (const StepRow &row : detail.fulfilment.steps) {
        if (row.state == StepState::Failed && ruleOf(row.step).from)
            return &row;
    }
    return nullptr;
}

QList<StepperStep> orderSteps(const OrderDetail &detail, const QList<ServiceStatus> &services, TimePoint now)
{
    return Way(detail, services, now).make();
}

} // namespace cs::ui
