// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/acceptance/shop.h"

#include "tests/support/parts.h"

#include <QDir>
#include <QJsonDocument>

namespace cs::test {

namespace {

const QList<std::pair<QString, QString>> &people()
{
    static const QList<std::pair<QString, QString>> all{
        {QStringLiteral("MGR001"), QStringLiteral("MANAGER")},  {QStringLiteral("MGR002"), QStringLiteral("MANAGER")},
        {QStringLiteral("FIN001"), QStringLiteral("FINANCE")},  {QStringLiteral("FIN002"), QStringLiteral("FINANCE")},
        {QStringLiteral("DIR001"), QStringLiteral("DIRECTOR")}, {QStringLiteral("DIR002"), QStringLiteral("DIRECTOR")},
        {QStringLiteral("EMP01"), QStringLiteral("SALES_EXECUTIVE")}, {Shop::admin(), QStringLiteral("ADMIN")}};
    return all;
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

Shop::Shop(const QString &brokers, const QString &db) : m_brokers(brokers), m_program(QStringLiteral("countersignd"))
{
    if (!brokers.isEmpty())
        m_program.setEnvironment(QStringLiteral("KAFKA_BROKERS"), brokers);
    if (!db.isEmpty())
        m_program.setEnvironment(QStringLiteral("DB_URL"), db);
}

QStringList Shop::peopleOf(const QString &level)
{
    QStringList found;
    for (const auto &[id, role] : people()) {
        if (role == level)
            found.append(id);
    }
    return found;
}

Status Shop::open()
{
    CS_TRY(addPeople());
    CS_TRY(serve());
    return makeTokens();
}

Status Shop::serve()
{
    CS_TRY(m_program.start({QStringLiteral("serve")}));
    return m_program.waitForHealth(QStringLiteral("/ready"));
}

Status Shop::addPeople() const
{
    for (const auto &[id, role] : people()) {
        const Finished added = command({QStringLiteral("users"), QStringLiteral("add"), id, QStringLiteral("--role"), role}, "\n");
        if (added.status != 0)
            return Error::fatal(QStringLiteral("users add %1: %2").arg(id, QString::fromUtf8(added.err)));
    }
    return Done{};
}

Status Shop::makeTokens()
{
    for (const auto &[id, role] : people()) {
        const Finished made = command({QStringLiteral("token"), QStringLiteral("create"), id});
        if (made.status != 0)
            return Error::fatal(QStringLiteral("token create %1: %2").arg(id, QString::fromUtf8(made.err)));
        m_tokens.insert(id, made.out.trimmed());
    }
    return Done{};
}

QString Shop::broker() const
{
    return m_brokers.isEmpty() ? QString::fromUtf8(readFile(QDir(m_program.dataDir()).filePath(QStringLiteral("broker.addr"))).trimmed()) : m_brokers;
}

Finished Shop::command(const QStringList &arguments, const QByteArray &input) const
{
    auto done = m_program.run(arguments, input, 120'000);
    return done.ok() ? *done : Finished{-1, {}, done.error().message.toUtf8()};
}

HttpAnswer Shop::call(const QByteArray &method, const QString &path, const QByteArray &body, const QString &person) const
{
    auto answer = m_program.request(method, path, body, bearer(m_tokens.value(person)));
    return answer.ok() ? *answer : HttpAnswer{0, answer.error().message.toUtf8(), {}};
}

QJsonObject Shop::get(const QString &path, const QString &person) const
{
    const HttpAnswer answer = call("GET", path, {}, person);
    return answer.status == 200 ? objectOf(answer.body).value(QLatin1String("data")).toObject() : QJsonObject();
}

QJsonArray Shop::rows(const QString &path, const QString &person) const
{
    return objectOf(call("GET", path, {}, person).body).value(QLatin1String("data")).toArray();
}

QJsonArray Shop::list(const QString &path, const QString &person) const
{
    QJsonArray all;
    const QString more = path + (path.contains(u'?') ? u'&' : u'?') + QStringLiteral("limit=500");
    QString next;
    do {
        const QJsonObject page = objectOf(call("GET", next.isEmpty() ? more : more + QStringLiteral("&after=") + next, {}, person).body);
        for (const QJsonValue &row : page.value(QLatin1String("data")).toArray())
            all.append(row);
        next = page.value(QLatin1String("next")).toString();
    } while (!next.isEmpty());
    return all;
}

HttpAnswer Shop::decide(const QString &orderId, const QString &level, const QString &decision, const QString &reason, const QString &person, int version) const
{
    if (version == 0)
        version = get(QStringLiteral("/api/orders/") + orderId).value(QLatin1String("version")).toInt(1);
    const QJsonObject body{{QStringLiteral("level"), level}, {QStringLiteral("decision"), decision}, {QStringLiteral("reason"), reason},
                           {QStringLiteral("version"), version}};
    return call("POST", QStringLiteral("/api/approvals/%1/decision").arg(orderId), QJsonDocument(body).toJson(QJsonDocument::Compact), person);
}

double Shop::metric(const QByteArray &name, const QByteArray &label) const
{
    double sum = 0;
    for (const QByteArray &line : call("GET", QStringLiteral("/metrics")).body.split('\n')) {
        const bool named = line.startsWith(name + ' ') || line.startsWith(name + '{');
        if (named && line.contains(label))
            sum += line.sliced(line.lastIndexOf(' ') + 1).toDouble();
    }
    return sum;
}

qint64 Shop::stored(const QString &topic) const
{
    const QByteArray label = "topic=\"" + topic.toUtf8() + '"';
    return qint64(metric("countersign_events_stored_total", label) + metric("countersign_events_bad_total", label));
}

} // namespace cs::test
