// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kcat.h"

#include <QStandardPaths>
#include <QTemporaryFile>
#include <algorithm>

namespace cs::test {

namespace {

// Lengths go before key and value, so that any byte may be in them. A null value has the length -1.
const char *const format = "%p %o %T %K %S %k%s%h\\n";
constexpr int numbersInFront = 5;

QByteArray take(QByteArrayView &rest, qsizetype bytes)
{
    const auto taken = rest.first(std::clamp<qsizetype>(bytes, 0, rest.size()));
    rest = rest.sliced(taken.size());
    return taken.toByteArray();
}

QByteArray takeUntil(QByteArrayView &rest, char end)
{
    const qsizetype at = rest.indexOf(end);
    const QByteArray taken = take(rest, at < 0 ? rest.size() : at);
    take(rest, 1);
    return taken;
}

ReadRecord takeRecord(QByteArrayView &rest)
{
    qint64 numbers[numbersInFront] = {};
    for (qint64 &number : numbers)
        number = takeUntil(rest, ' ').toLongLong();
    ReadRecord record{int(numbers[0]), numbers[1], numbers[2], {}, {}, numbers[4] < 0, {}};
    record.key = take(rest, numbers[3]);
    record.value = take(rest, numbers[4]);
    const QByteArray headers = takeUntil(rest, '\n');
    if (!headers.isEmpty())
        record.headers = headers.split(',');
    return record;
}

bool before(const ReadRecord &a, const ReadRecord &b)
{
    return a.partition != b.partition ? a.partition < b.partition : a.offset < b.offset;
}

Error failed(const Finished &run)
{
    return Error::unavailable(QStringLiteral("kcat ended with %1: %2").arg(run.status).arg(QString::fromUtf8(run.err)));
}

} // namespace

QByteArray ReadRecord::header(const QByteArray &name) const
{
    const QByteArray start = name + '=';
    for (const QByteArray &text : headers) {
        if (text.startsWith(start))
            return text.sliced(start.size());
    }
    return {};
}

Result<Finished> kcat(const QStringList &arguments, const QByteArray &input, int timeoutMs)
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("kcat"));
    if (program.isEmpty())
        return Error::unavailable(QStringLiteral("kcat is not installed; packaging/setup.sh --test installs it"));
    // The first argument pair keeps a configuration of the person's own out of the test.
    return Child::run(program, QStringList{QStringLiteral("-F"), QStringLiteral("/dev/null")} + arguments, input,
                      QProcessEnvironment::systemEnvironment(), timeoutMs);
}

Result<QList<ReadRecord>> consume(const QString &broker, const QString &topic, int timeoutMs)
{
    const auto run = kcat({QStringLiteral("-C"), QStringLiteral("-q"), QStringLiteral("-e"), QStringLiteral("-u"), QStringLiteral("-b"),
                           broker, QStringLiteral("-t"), topic, QStringLiteral("-o"), QStringLiteral("beginning"), QStringLiteral("-X"),
                           QStringLiteral("allow.auto.create.topics=false"), QStringLiteral("-f"), QString::fromLatin1(format)},
                          {}, timeoutMs);
    if (!run)
        return run.error();
    if (run->status != 0) {
        if (run->err.contains("Unknown topic"))
            return QList<ReadRecord>{};
        return failed(*run);
    }
    QList<ReadRecord> records;
    for (QByteArrayView rest(run->out); !rest.isEmpty();)
        records.append(takeRecord(rest));
    std::sort(records.begin(), records.end(), before);
    return records;
}

Status produce(const QString &broker, const QString &topic, const QByteArray &key, const QByteArray &value, const QStringList &headers)
{
    // A file is sent as one record, whatever bytes are in it; an empty file is no record, but a line that ends after its key is.
    QTemporaryFile file;
    if (!file.open() || file.write(value) != value.size() || !file.flush())
        return Error::unavailable(QStringLiteral("no temporary file: %1").arg(file.errorString()));
    QStringList arguments{QStringLiteral("-P"), QStringLiteral("-b"), broker, QStringLiteral("-t"), topic,
                          QStringLiteral("-X"), QStringLiteral("topic.partitioner=murmur2_random")};
    if (value.isNull())
        arguments << QStringLiteral("-Z");
    if (value.isEmpty())
        arguments << QStringLiteral("-K") << QStringLiteral("\\t");
    else if (!key.isNull())
        arguments << QStringLiteral("-k") << QString::fromUtf8(key);
    for (const QString &header : headers)
        arguments << QStringLiteral("-H") << header;
    if (!value.isEmpty())
        arguments << file.fileName();
    const auto run = kcat(arguments, key + "\t\n");
    if (!run)
        return run.error();
    return run->status == 0 ? Status(Done{}) : Status(failed(*run));
}

} // namespace cs::test
