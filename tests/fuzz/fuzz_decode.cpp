// SPDX-License-Identifier: GPL-3.0-or-later
// A record of any family: its first byte names the topic, the rest is the value.
#include "backend/events/catalogue.h"
#include "backend/events/codec.h"
#include "tests/unit/events/samples.h"

#include <QDir>
#include <QFile>
#include <cstdlib>

using namespace cs::events;

namespace {

void fail(const char *what, const QString &one, const QString &other)
{
    qCritical("%s\n  %s\n  %s", what, qPrintable(one), qPrintable(other));
    std::abort();
}

/// All that is said of a record, as text.
QString said(const Decoded &decoded)
{
    if (decoded.bad)
        return QStringLiteral("%1 at %2, %3: %4").arg(decoded.bad->code, decoded.bad->path, QString::number(decoded.bad->offset), decoded.bad->message);
    return decoded.family + QLatin1Char(' ') + QString::number(decoded.event.index()) + QLatin1Char(' ') + QString::fromUtf8(encode(decoded.event));
}

/// A file per good record, to begin with.
void writeSeeds(const QDir &folder)
{
    const QList<TopicInfo> &all = topics();
    const auto write = [&](const samples::Sample &one) {
        for (qsizetype i = 0; i < all.size() && i < 256; ++i) {
            if (all[i].name != QLatin1String(one.topic))
                continue;
            QFile file(folder.filePath(QStringLiteral("%1-%2").arg(QLatin1String(one.topic), QLatin1String(one.name))));
            if (file.open(QIODevice::WriteOnly))
                file.write(QByteArray(1, char(i)) + one.value);
        }
    };
    for (const samples::Sample &one : samples::kOmsSamples)
        write(one);
    for (const samples::Sample &one : samples::kSamples)
        write(one);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    if (const QString folder = qEnvironmentVariable("COUNTERSIGN_FUZZ_SEEDS"); !folder.isEmpty())
        writeSeeds(QDir(folder));
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QList<TopicInfo> &all = topics();
    Record record;
    record.topic = all[data[0] % all.size()].name;
    record.value = QByteArray(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const Decoded quick = decode(record);
    const QString ours = said(quick);
    if (const QString theirs = said(decodeByName(record)); ours != theirs)
        fail("the readers do not agree", ours, theirs);
    (void)summaryOf(quick.event);
    if (quick.bad || std::holds_alternative<std::monostate>(quick.event))
        return 0;
    // What we write of it is read as the same.
    Record again = record;
    again.value = encode(quick.event);
    if (const QString back = said(decode(again)); back != ours)
        fail("what was written is read as something else", ours, back);
    return 0;
}
