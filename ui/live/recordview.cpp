// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/live/recordview.h"

#include "backend/events/deadorigin.h"
#include "backend/support/clock.h"
#include "backend/support/json.h"
#include "ui/presentation/relativetime.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/keybutton.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace cs::ui {

namespace {

const QString kJson = QStringLiteral("json");
const QString kRaw = QStringLiteral("raw");
const QString kHex = QStringLiteral("hex");
const QString kHeaders = QStringLiteral("headers");
constexpr int kHexMost = 64 * 1024;
constexpr int kPerLine = 16;

bool isText(const QByteArray &bytes)
{
    for (const char one : bytes) {
        if (static_cast<unsigned char>(one) < 0x20 || static_cast<unsigned char>(one) > 0x7e)
            return false;
    }
    return true;
}

/// Where a dead letter comes from and why, above its headers.
QString originText(const events::DeadOrigin &origin)
{
    QString text = RecordView::tr("From %1").arg(origin.topic.isEmpty() ? RecordView::tr("a topic that no header names") : origin.topic);
    if (origin.partition >= 0 && origin.offset >= 0)
        text += RecordView::tr(" · partition %1 · offset %2").arg(origin.partition).arg(origin.offset);
    if (!origin.givenUpBy.isEmpty())
        text += RecordView::tr(" · given up by %1").arg(origin.givenUpBy);
    if (!origin.stage.isEmpty())
        text += RecordView::tr(" at %1").arg(origin.stage);
    if (!origin.message.isEmpty() || !origin.errorClass.isEmpty())
        text += QLatin1Char('\n') + (origin.message.isEmpty() ? origin.errorClass : origin.message);
    return text;
}

} // namespace

QString hexDump(const QByteArray &bytes)
{
    QString text;
    const qsizetype end = qMin<qsizetype>(bytes.size(), kHexMost);
    for (qsizetype at = 0; at < end; at += kPerLine) {
        const QByteArray line = bytes.mid(at, qMin<qsizetype>(kPerLine, end - at));
        QString shown;
        for (const char one : line)
            shown += one >= 0x20 && one <= 0x7e ? QLatin1Char(one) : QLatin1Char('.');
        text += QStringLiteral("%1  %2  %3\n").arg(at, 6, 16, QLatin1Char('0')).arg(QString::fromLatin1(line.toHex(' ')), -(kPerLine * 3 - 1)).arg(shown);
    }
    if (bytes.size() > kHexMost)
        text += QStringLiteral("… %1 bytes more\n").arg(bytes.size() - kHexMost);
    return text;
}

QString kcatCommand(const QString &brokers, const events::Record &record)
{
    const auto quoted = [](QString text) { return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\''); };
    return QStringLiteral("kcat -C -b %1 -t %2 -p %3 -o %4 -c 1").arg(quoted(brokers), quoted(record.topic)).arg(record.partition).arg(record.offset);
}

RecordView::RecordView(const QString &brokers, QWidget *parent) : QWidget(parent), m_brokers(brokers)
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_forms = new ChipBar;
    m_forms->addChip(kJson, tr("JSON"));
    m_forms->addChip(kRaw, tr("Raw"));
    m_forms->addChip(kHex, tr("Hex"));
    m_forms->addChip(kHeaders, tr("Headers"), 0);
    column->addWidget(m_forms);
    m_head = new PlainLabel({}, FontRole::Strong);
    m_place = new PlainLabel({}, FontRole::Mono);
    m_place->setMuted(true);
    for (PlainLabel *const line : {m_head, m_place}) {
        line->setElided(true);
        column->addWidget(line);
    }
    m_text = new JsonView;
    m_text->setAccessibleName(tr("The record"));
    column->addWidget(m_text, 1);
    column->addWidget(new PlainLabel(tr("Belongs to"), FontRole::Label));
    m_belongs = new PlainLabel;
    m_belongs->setElided(true);
    column->addWidget(m_belongs);
    auto *const foot = new QWidget;
    auto *const buttons = new FlowLayout(foot);
    m_open = new KeyButton(tr("Open order"), QKeySequence(Qt::Key_O));
    m_open->setObjectName(QStringLiteral("openRecordOrder"));
    m_copy = new KeyButton(tr("Copy"), QKeySequence(Qt::Key_V));
    m_copy->setObjectName(QStringLiteral("copyValue"));
    m_copy->setToolTip(tr("The value, as it was sent"));
    auto *const copy = new KeyButton(tr("As kcat"), QKeySequence(Qt::Key_C));
    copy->setToolTip(tr("Copies a command that reads this record"));
    for (QWidget *const button : {m_open, m_copy, copy})
        buttons->addWidget(button);
    column->addWidget(foot);
    connect(m_forms, &ChipBar::currentChanged, this, &RecordView::showForm);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openOrderRequested(orderId()); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(m_record->value.value_or(QByteArray()))); // as it was sent
        Q_EMIT messageShown(tr("The value is on the clipboard"));
    });
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(kcatCommand(m_brokers, *m_record));
        Q_EMIT messageShown(tr("The command is on the clipboard"));
    });
}

void RecordView::setRecord(const events::Record &record)
{
    if (m_record && m_record->topic == record.topic && m_record->partition == record.partition && m_record->offset == record.offset)
        return;
    m_record = record;
    m_forms->setCount(kHeaders, record.headers.size());
    m_head->setText(record.topic);
    m_place->setText(tr("partition %1 · offset %2 · %3 bytes").arg(record.partition).arg(record.offset).arg(record.value ? record.value->size() : 0));
    const QString id = orderId();
    m_belongs->setText(id.isEmpty() ? tr("no order") : tr("Order %1").arg(id));
    m_open->setEnabled(!id.isEmpty());
    m_copy->setEnabled(record.value.has_value());
    showForm();
}

void RecordView::showForm()
{
    if (!m_record)
        return;
    const QString form = m_forms->current();
    if (form == kHeaders) {
        m_text->setPlain(headersText());
        return;
    }
    if (!m_record->value) {
        m_text->setPlain(tr("null: the record has no value"));
        return;
    }
    if (form == kHex) {
        m_text->setPlain(hexDump(*m_record->value));
        return;
    }
    const Result<json::Value> value = form == kJson ? json::parse(*m_record->value) : Result<json::Value>(Error::invalid({}));
    if (value.ok())
        m_text->setJson(json::pretty(*value));
    else if (form == kJson)
        m_text->setPlain(tr("This is not JSON: %1\n\n%2").arg(value.error().toString(), QString::fromUtf8(*m_record->value)));
    else
        m_text->setPlain(QString::fromUtf8(*m_record->value));
}

void RecordView::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

QString RecordView::headersText() const
{
    QStringList lines;
    for (const events::Header &header : m_record->headers) {
        const QString name = QString::fromUtf8(header.name);
        if (!header.value)
            lines.append(name + QStringLiteral(": null"));
        else
            lines.append(name + QStringLiteral(": ") + (isText(*header.value) ? QString::fromLatin1(*header.value) : QStringLiteral("0x") + QString::fromLatin1(header.value->toHex())));
    }
    if (const auto origin = events::deadOriginOf(*m_record))
        lines.prepend(originText(*origin) + QLatin1Char('\n'));
    return lines.isEmpty() ? tr("no headers") : lines.join(QLatin1Char('\n'));
}

QString RecordView::orderId() const
{
    if (!m_record)
        return {};
    if (const QByteArray *const id = m_record->header("ce_correlationid"))
        return QString::fromUtf8(*id);
    const Result<json::Value> value = json::parse(m_record->value.value_or(QByteArray()));
    const json::Value *const id = value.ok() ? value->find("orderId") : nullptr;
    return id && id->isString() ? id->toString() : QString();
}

} // namespace cs::ui
