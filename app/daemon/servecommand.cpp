// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition/backend.h"
#include "app/composition/stopsignals.h"
#include "app/daemon/command.h"
#include "app/daemon/terminal.h"

#include <QCoreApplication>

namespace cs::daemon {

namespace {

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
    const auto signalsStop = app::stopAtSignals();
    for (const QString &notice : options.notices)
        complain(notice);
    app::Backend backend(options); // its parts log to standard error what goes wrong later
    const Status started = backend.start();
    if (!started.ok()) {
        complain(started.error());
        return statusOf(started.error());
    }
    say(readyLine(backend));
    const int status = QCoreApplication::exec();
    backend.stop();
    return status == 0 ? Succeeded : Failed;
}

} // namespace cs::daemon
