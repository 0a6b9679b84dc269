// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QKeySequence>
#include <QList>
#include <QString>
#include <QVariant>
#include <functional>

namespace cs {

/// What the status bar says. Texts are whole phrases ("Kafka · 3 brokers · 4 ms"); a negative number is not known.
struct ShellStatus
{
    QString broker;
    Tone brokerTone = Tone::Neutral;
    QString store;
    Tone storeTone = Tone::Neutral;
    qint64 outboxPending = -1;
    qint64 lag = -1;
    QString lagTime;             ///< "0.1 s", or empty
    double eventsPerSecond = -1;
    QString trouble;             ///< what is wrong, in words; empty when nothing is
    Tone troubleTone = Tone::Bad;
    QString extra;               ///< one more phrase at the right ("memory 64 of 64 MiB"), or empty
    bool operator==(const ShellStatus &) const = default;
};

/// Someone who can sit at the console.
struct Person
{
    QString userId;
    QString name;
    QString role; ///< as shown: "Manager"
    bool operator==(const Person &) const = default;
};

/// Something the palette can run, by key or by name.
struct Command
{
    QString id;
    QString title;
    QKeySequence shortcut;
    std::function<void()> function;
    QString group; ///< "Page", "Order", …: shown beside the title; may be empty
};

/// Where the shell remembers window, theme, page and splitters. Both functions are called on the GUI thread and must not
/// wait; empty ones remember nothing.
struct ShellMemory
{
    std::function<QVariant(const QString &key)> read;
    std::function<void(const QString &key, const QVariant &value)> write;

    QVariant value(const QString &key, const QVariant &otherwise = {}) const
    {
        const QVariant kept = read ? read(key) : QVariant();
        return kept.isValid() ? kept : otherwise;
    }
    void setValue(const QString &key, const QVariant &value) const
    {
        if (write)
            write(key, value);
    }
};

} // namespace cs
