// SPDX-License-Identifier: GPL-3.0-or-later
// countersignd import FILE --products, and --customers.
#include "app/daemon/command.h"
#include "app/daemon/place.h"
#include "app/daemon/terminal.h"

namespace cs::daemon {

int importReference(const settings::Options &options, QIODevice &file, const QString &what)
{
    const auto place = Place::open(options);
    if (!place.ok()) {
        complain(place.error());
        return statusOf(place.error());
    }
    QString summary;
    const auto take = [&summary, &what](const json::Value &answer) {
        const json::Value *data = answer.find("data");
        if (data == nullptr)
            return;
        json::Reader reader(*data);
        const auto number = [&reader](QByteArrayView name) { return reader.integer(name, 0, std::numeric_limits<qint64>::max()); };
        summary = QStringLiteral("%1 %2 read: %3 added, %4 changed, %5 as before").arg(number("read")).arg(what).arg(number("added")).arg(number("changed")).arg(number("unchanged"));
    };
    const Status sent = (*place)->api().stream("/api/admin/" + what.toLatin1(), file, take);
    if (!sent.ok()) {
        complain(sent.error());
        return Failed;
    }
    say(summary);
    return Succeeded;
}

} // namespace cs::daemon
