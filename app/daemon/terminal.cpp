// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/terminal.h"

#include <QFile>
#include <cstdio>
#include <iostream>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

namespace cs::daemon {

namespace {

bool isTerminal(int descriptor)
{
#ifdef Q_OS_UNIX
    return isatty(descriptor) == 1;
#else
    Q_UNUSED(descriptor)
    return false;
#endif
}

/// No echo while it exists.
class SilentInput
{
public:
#ifdef Q_OS_UNIX
    SilentInput()
    {
        if (!isTerminal(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_changed = tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~SilentInput()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before{};
    bool m_changed = false;
#endif
};

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void say(const QString &line)
{
    write(stdout, line.endsWith(u'\n') ? line : line + u'\n');
}

void complain(const QString &line)
{
    write(stderr, QStringLiteral("countersignd: %1\n").arg(QString(line).replace(u'\n', u' ')));
}

void complain(const Error &error)
{
    complain(error.message);
}

Result<QString> readPassword(const QString &prompt)
{
    const bool onTerminal = isTerminal(0);
    if (onTerminal)
        write(stderr, prompt);
    const SilentInput silent;
    std::string line;
    std::getline(std::cin, line);
    if (onTerminal)
        write(stderr, QStringLiteral("\n"));
    const QString password = QString::fromStdString(line);
    return password.endsWith(u'\r') ? password.chopped(1) : password;
}

Progress::Progress(qint64 total) : m_total(total), m_onTerminal(isTerminal(2))
{
    m_since.start();
}

Progress::~Progress()
{
    clear();
}

void Progress::show(qint64 done, qint64 orders)
{
    const qint64 percent = m_total > 0 ? std::min<qint64>(100, done * 100 / m_total) : 0;
    if (m_total <= 0)
        showCount(orders);
    else if (m_onTerminal && (!m_drawn || m_since.elapsed() >= 50)) {
        const int filled = static_cast<int>(percent * 30 / 100);
        write(stderr, QStringLiteral("\r[%1%2] %3 %  %4 orders").arg(QString(filled, u'#'), QString(30 - filled, u'.')).arg(percent, 3).arg(orders));
        m_drawn = true;
        m_since.restart();
    } else if (!m_onTerminal && m_since.elapsed() >= 2000) {
        write(stderr, QStringLiteral("%1 %, %2 orders\n").arg(percent).arg(orders));
        m_since.restart();
    }
}

/// Of a pipe nobody knows how long it is.
void Progress::showCount(qint64 orders)
{
    if (m_since.elapsed() < (m_onTerminal ? 50 : 2000))
        return;
    write(stderr, (m_onTerminal ? QStringLiteral("\r%1 orders") : QStringLiteral("%1 orders\n")).arg(orders));
    m_drawn = m_onTerminal;
    m_since.restart();
}

void Progress::clear()
{
    if (m_drawn)
        write(stderr, QStringLiteral("\r\033[K"));
    m_drawn = false;
}

} // namespace cs::daemon
