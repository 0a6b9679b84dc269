// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/backend.h"
#include "app/daemon/command.h"
#include "app/daemon/terminal.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <csignal>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace cs::daemon {

namespace {

#ifdef Q_OS_UNIX
int stopPipe[2] = {-1, -1};

/// Only what is safe in a signal handler: one byte into a pipe, which the event loop reads.
void askToStop(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(stopPipe[1], &byte, 1);
}

/// Ends the event loop at SIGINT or SIGTERM, also at one that came before the loop began.
std::unique_ptr<QSocketNotifier> stopAtSignals()
{
    if (::pipe(stopPipe) != 0)
        return {};
    auto notifier = std::make_unique<QSocketNotifier>(stopPipe[0], QSocketNotifier::Read);
    QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [] { QCoreApplication::quit(); });
    std::signal(SIGINT, askToStop);
    std::signal(SIGTERM, askToStop);
    return notifier;
}
#endif

QString readyLine(const app::Backend &backend)
{
    const settings::Options &options = backend.options();
    const QString api = backend.apiAddress().isEmpty() ? QStringLiteral("API off") : QStringLiteral("API ") + backend.apiAddress();
    return QStringLiteral("Countersign is ready: %1, broker %2%3, data folder %4")
        .arg(api, backend.brokerAddress(), options.embedded ? QStringLiteral(" (embedded)") : QString(), options.dataDir);
}

} // namespace

int serve(const settings::Options &options)
{
#ifdef Q_OS_UNIX
    const auto notifier = stopAtSignals();
#endif
    for (const QString &notice : options.notices)
        complain(notice);
    app::Backend backend(options);
    backend.onFailure([](const QString &why) { complain(why); });
    const Status started = backend.start();
    if (!started.ok()) {
        complain(started.error());
        return Failed;
    }
    say(readyLine(backend));
    const int status = QCoreApplication::exec();
    backend.stop();
    return status == 0 ? Succeeded : Failed;
}

} // namespace cs::daemon
