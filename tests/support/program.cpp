// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include "tests/support/parts.h"

#include <QFileInfo>

namespace cs::test {

namespace {

// What tests are told by, and a person's own settings that would change what a program does.
QProcessEnvironment cleanEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(u"COUNTERSIGN_"))
            environment.remove(name);
    }
    for (const char *name : {"KAFKA_BROKERS", "DB_URL", "PORT", "NOTIFICATION_PORT"})
        environment.remove(QString::fromLatin1(name));
    return environment;
}

} // namespace

Program::Program(const QString &name, const QString &dataDir)
    : m_name(name), m_dataDir(dataDir.isEmpty() ? m_folder.filePath(QStringLiteral("data")) : dataDir), m_port(freePort()),
      m_environment(cleanEnvironment())
{
    m_environment.insert(QStringLiteral("COUNTERSIGN_DATA_DIR"), m_dataDir);
    m_environment.insert(QStringLiteral("PORT"), QString::number(m_port));
}

Result<QString> Program::find(const QString &name)
{
    const QString given = qEnvironmentVariable("COUNTERSIGN_PROGRAMS");
    const QString build = QStringLiteral(COUNTERSIGN_BINARY_DIR);
    const QStringList folders = given.isEmpty()
        ? QStringList{build + QStringLiteral("/app/daemon"), build + QStringLiteral("/app/desktop"), build + QStringLiteral("/bin")}
        : QStringList{given};
    for (const QString &folder : folders) {
        const QFileInfo file(folder + u'/' + name);
        if (file.isFile() && file.isExecutable())
            return file.absoluteFilePath();
    }
    return Error::unavailable(QStringLiteral("%1 is not built; looked in %2").arg(name, folders.join(QStringLiteral(", "))));
}

Status Program::start(const QStringList &arguments)
{
    const auto path = find(m_name);
    if (!path)
        return path.error();
    const QString outFile = m_folder.filePath(QStringLiteral("out"));
    const QString errFile = m_folder.filePath(QStringLiteral("err"));
    QFile::remove(outFile);
    QFile::remove(errFile);
    m_child.setEnvironment(m_environment);
    return m_child.start(*path, arguments, outFile, errFile);
}

Result<Finished> Program::run(const QStringList &arguments, const QByteArray &input, int timeoutMs) const
{
    const auto path = find(m_name);
    if (!path)
        return path.error();
    return Child::run(*path, arguments, input, m_environment, timeoutMs);
}

QByteArray Program::out() const
{
    return readFile(m_folder.filePath(QStringLiteral("out")));
}

QByteArray Program::err() const
{
    return readFile(m_folder.filePath(QStringLiteral("err")));
}

Error Program::trouble(const QString &what) const
{
    return Error::unavailable(QStringLiteral("%1 %2; it wrote: %3").arg(m_name, what, QString::fromUtf8((out() + err()).right(2000))));
}

Status Program::waitForText(const QByteArray &text, int timeoutMs)
{
    bool found = false;
    const auto written = [&] { return found = out().contains(text) || err().contains(text); };
    if (!waitUntil([&] { return written() || !isRunning(); }, timeoutMs))
        return trouble(QStringLiteral("has not written \"%1\" in time").arg(QString::fromUtf8(text)));
    // It may have written it and ended between the two looks.
    return written() ? Status(Done{}) : Status(trouble(QStringLiteral("ended without \"%1\"").arg(QString::fromUtf8(text))));
}

Status Program::waitForHealth(const QString &path, int timeoutMs)
{
    bool healthy = false;
    const auto look = [&] {
        const auto answer = request("GET", path);
        healthy = answer && answer->status == 200;
        return healthy || !isRunning();
    };
    waitUntil(look, timeoutMs);
    return healthy ? Status(Done{}) : Status(trouble(QStringLiteral("does not answer %1").arg(path)));
}

Result<HttpAnswer> Program::request(const QByteArray &method, const QString &path, const QByteArray &body, const HttpHeaders &headers) const
{
    return httpRequest(method, QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path)), body, headers);
}

} // namespace cs::test
