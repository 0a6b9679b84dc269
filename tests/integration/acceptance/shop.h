// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/kcat.h"
#include "tests/support/program.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

namespace cs::test {

/// A running `countersignd serve` with two people for each level and a token for each, used as people and other systems use
/// it: by command line, by HTTP, and by kcat on its broker. Belongs to the thread that made it.
class Shop final
{
public:
    /// `brokers` and `db` as the program takes them; empty stands for the program's own defaults (embedded, SQLite).
    explicit Shop(const QString &brokers = {}, const QString &db = {});
    Q_DISABLE_COPY_MOVE(Shop)

    /// Makes the people, starts the service, waits until it is ready, makes their tokens.
    Status open();
    /// Starts the service and waits until it is ready; the people are there already.
    Status serve();

    Program &program() { return m_program; }
    quint16 port() const { return m_program.port(); }
    /// HOST:PORT for another client, the embedded broker's from `broker.addr`.
    QString broker() const;
    /// `countersignd` with these arguments on the same data folder: the status is -1 when it could not run.
    Finished command(const QStringList &arguments, const QByteArray &input = {}) const;

    HttpAnswer call(const QByteArray &method, const QString &path, const QByteArray &body = {}, const QString &person = admin()) const;
    /// The member "data" of an answer; empty when that is not 200.
    QJsonObject get(const QString &path, const QString &person = admin()) const;
    /// The rows of a list that has no pages.
    QJsonArray rows(const QString &path, const QString &person = admin()) const;
    /// All rows of a list, page after page.
    QJsonArray list(const QString &path, const QString &person = admin()) const;
    /// The answer to a decision; the order's version is that of now unless it is given.
    HttpAnswer decide(const QString &orderId, const QString &level, const QString &decision, const QString &reason, const QString &person,
                      int version = 0) const;
    /// The sum of a metric's samples whose labels hold `label` (for example `topic="order.created"`).
    double metric(const QByteArray &name, const QByteArray &label = {}) const;
    /// How many records of a topic have been stored, good ones and bad ones.
    qint64 stored(const QString &topic) const;

    QByteArray token(const QString &person) const { return m_tokens.value(person); }
    static QString admin() { return QStringLiteral("ADMIN001"); }
    /// Both people of a level.
    static QStringList peopleOf(const QString &level);

private:
    Status addPeople() const;
    Status makeTokens();

    QString m_brokers;
    Program m_program;
    QHash<QString, QByteArray> m_tokens;
};

/// Says why, and ends the test function.
#define CS_VERIFY(expression)                                                                                          \
    do {                                                                                                               \
        const auto csVerified = (expression);                                                                          \
        QVERIFY2(csVerified.ok(), qPrintable(csVerified.ok() ? QString() : csVerified.error().message));               \
    } while (false)

} // namespace cs::test
