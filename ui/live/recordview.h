// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/record.h"

#include <QWidget>
#include <optional>

namespace cs {
class ChipBar;
class JsonView;
class KeyButton;
class PlainLabel;
} // namespace cs

namespace cs::ui {

/// Indented offset, hexadecimal and text of bytes, 16 a line; at most the first 64 KiB.
QString hexDump(const QByteArray &bytes);
/// A kcat command that reads just this record from these brokers, quoted for a shell.
QString kcatCommand(const QString &brokers, const events::Record &record);

/// One record in full: JSON, raw, hex, headers; numbers exactly as sent.
class RecordView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RecordView)

public:
    explicit RecordView(const QString &brokers, QWidget *parent = nullptr);
    void setRecord(const events::Record &record);
    /// The order that the record belongs to; empty when it names none.
    QString orderId() const;
    /// The keyboard goes to the record's text.
    void focusText();

Q_SIGNALS:
    void openOrderRequested(const QString &orderId);
    void messageShown(const QString &text);

private:
    void showForm();
    QString headersText() const;

    QString m_brokers;
    std::optional<events::Record> m_record;
    ChipBar *m_forms = nullptr;
    JsonView *m_text = nullptr;
    PlainLabel *m_head = nullptr;
    PlainLabel *m_place = nullptr;
    PlainLabel *m_belongs = nullptr;
    KeyButton *m_open = nullptr;
    KeyButton *m_copy = nullptr;
};

} // namespace cs::ui
