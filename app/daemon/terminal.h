// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QElapsedTimer>
#include <QString>

namespace cs::daemon {

/// A line on standard output.
void say(const QString &line);
/// A line on standard error, with the program's name in front.
void complain(const QString &line);
void complain(const Error &error);

/// A password from standard input: without echo and with a prompt on a terminal, else the first line.
Result<QString> readPassword(const QString &prompt);

/// Progress on standard error: a bar that is drawn over on a terminal, else a line every two seconds.
class Progress final
{
public:
    explicit Progress(qint64 total); ///< bytes; 0: not known
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;
    void show(qint64 done, qint64 orders);
    /// Takes the bar away before another line is written.
    void clear();

private:
    void showCount(qint64 orders);

    const qint64 m_total;
    const bool m_onTerminal;
    bool m_drawn = false;
    QElapsedTimer m_since;
};

} // namespace cs::daemon
