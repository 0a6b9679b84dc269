// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/child.h"

#include <QJsonObject>
#include <QTemporaryDir>

namespace cs::test {

/// A program of another system, written with kafkajs: a script beside the tests, run by Node. Belongs to the thread that
/// made it.
class KafkajsPeer final
{
public:
    /// `script` is a path below tests/.
    explicit KafkajsPeer(const QString &script);
    Q_DISABLE_COPY_MOVE(KafkajsPeer)

    /// Unavailable where Node or kafkajs is missing.
    static Status find();

    /// Runs it to its end with `input` on its standard input, and answers what it wrote; an error quotes what it said when
    /// its status was not 0.
    Result<QByteArray> run(const QStringList &arguments, const QByteArray &input = {}, int timeoutMs = 60'000) const;
    /// The same, and what it wrote as JSON objects, a line each.
    Result<QList<QJsonObject>> ask(const QStringList &arguments) const;
    /// Starts it, for one that goes on until it is stopped, and waits for its line {"ready":true}.
    Status start(const QStringList &arguments, int timeoutMs = 60'000);
    void stop() { m_child.stop(10'000); }
    /// The JSON objects that it has written since, a line each, as text (numbers untouched).
    QList<QByteArray> lines() const;
    QList<QJsonObject> objects() const;

private:
    QTemporaryDir m_folder;
    QString m_script;
    Child m_child;
};

} // namespace cs::test
