// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/stopsignals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

namespace cs::app {

#ifdef Q_OS_UNIX
namespace {

int stopPipe[2] = {-1, -1};

/// Only what is safe in a signal handler: one byte into a pipe, which the event loop reads.
void askToStop(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(stopPipe[1], &byte, 1);
}

} // namespace

std::unique_ptr<QObject> stopAtSignals()
{
    if (::pipe(stopPipe) != 0)
        return {};
    auto notifier = std::make_unique<QSocketNotifier>(stopPipe[0], QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [] {
        QCoreApplication::exit(0); // quit() would ask the windows, and nobody is there to answer
    });
    std::signal(SIGINT, askToStop);
    std::signal(SIGTERM, askToStop);
    return notifier;
}
#else
std::unique_ptr<QObject> stopAtSignals()
{
    return {};
}
#endif

} // namespace cs::app
