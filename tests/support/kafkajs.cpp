// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafkajs.h"

#include "tests/support/parts.h"

#include <QDir>
#include <QJsonDocument>
#include <QStandardPaths>

namespace cs::test {

namespace {

QString modules()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + QStringLiteral("/.cache"));
    return cache + QStringLiteral("/countersign-tests/kafkajs/node_modules");
}

QString node()
{
    return QStandardPaths::findExecutable(QStringLiteral("node"));
}

QProcessEnvironment environment()
{
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    all.insert(QStringLiteral("NODE_PATH"), modules());
    all.insert(QStringLiteral("KAFKAJS_NO_PARTITIONER_WARNING"), QStringLiteral("1"));
    return all;
}

} // namespace

KafkajsPeer::KafkajsPeer(const QString &script) : m_script(QStringLiteral(COUNTERSIGN_SOURCE_DIR "/tests/") + script)
{
    m_child.setEnvironment(environment());
}

Status KafkajsPeer::find()
{
    if (!node().isEmpty() && QDir(modules()).exists())
        return Done{};
    return Error::unavailable(QStringLiteral("node or kafkajs is missing (%1); packaging/setup.sh --test fetches them").arg(modules()));
}

Result<QByteArray> KafkajsPeer::run(const QStringList &arguments, const QByteArray &input, int timeoutMs) const
{
    CS_TRY(find());
    const auto run = Child::run(node(), QStringList{m_script} + arguments, input, environment(), timeoutMs);
    if (!run.ok())
        return run.error();
    if (run->status != 0)
        return Error::fatal(QStringLiteral("%1: %2").arg(m_script, QString::fromUtf8(run->err)));
    return run->out;
}

Result<QList<QJsonObject>> KafkajsPeer::ask(const QStringList &arguments) const
{
    const auto said = run(arguments);
    CS_TRY(said);
    QList<QJsonObject> list;
    for (const QByteArray &line : said->split('\n')) {
        if (!line.isEmpty())
            list.append(QJsonDocument::fromJson(line).object());
    }
    return list;
}

Status KafkajsPeer::start(const QStringList &arguments, int timeoutMs)
{
    CS_TRY(m_child.start(node(), QStringList{m_script} + arguments, m_folder.filePath(QStringLiteral("out")), m_folder.filePath(QStringLiteral("err"))));
    const auto ready = [this] { return readFile(m_folder.filePath(QStringLiteral("out"))).contains("\"ready\":true"); };
    if (waitUntil(ready, timeoutMs))
        return Done{};
    return Error::unavailable(QStringLiteral("%1 is not ready: %2").arg(m_script, QString::fromUtf8(readFile(m_folder.filePath(QStringLiteral("err"))))));
}

QList<QByteArray> KafkajsPeer::lines() const
{
    QByteArray out = readFile(m_folder.filePath(QStringLiteral("out")));
    out.truncate(out.lastIndexOf('\n') + 1); // the last line may be half written
    QList<QByteArray> lines = out.split('\n');
    lines.removeIf([](const QByteArray &line) { return line.isEmpty() || line.contains("\"ready\":true"); });
    return lines;
}

QList<QJsonObject> KafkajsPeer::objects() const
{
    QList<QJsonObject> list;
    for (const QByteArray &line : lines())
        list.append(QJsonDocument::fromJson(line).object());
    return list;
}

} // namespace cs::test
