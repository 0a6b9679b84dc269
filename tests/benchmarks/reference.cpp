// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/reference.h"

#include "tests/support/child.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>
#include <cstdio>

namespace cs::bench {

namespace {

void run(const QString &program, const QStringList &arguments, const QProcessEnvironment &environment, QList<double> *rates)
{
    const auto done = test::Child::run(program, arguments, {}, environment, 300'000);
    if (!done.ok()) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(done.error().message));
        return;
    }
    static const QRegularExpression rate(QStringLiteral("^rate ([0-9.]+)$"), QRegularExpression::MultilineOption);
    const QRegularExpressionMatch found = rate.match(QString::fromUtf8(done->out));
    if (done->status == 0 && found.hasMatch())
        rates->append(found.captured(1).toDouble());
    else
        std::fprintf(stderr, "%s: %s\n", qUtf8Printable(program), done->err.constData());
}

QString modules()
{
    const QString cache = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + QStringLiteral("/.cache"));
    return cache + QStringLiteral("/countersign-tests/reference-peer/node_modules");
}

} // namespace

void runReferenceIngest(const QStringList &arguments, QList<double> *rates)
{
    const QString program = QStringLiteral(COUNTERSIGN_BINARY_DIR "/tests/benchmarks/reference_ingest");
    if (QFileInfo::exists(program))
        run(program, arguments, QProcessEnvironment::systemEnvironment(), rates);
    else
        std::fputs("reference_ingest is not built\n", stderr);
}

void runPeer(const QStringList &arguments, QList<double> *rates)
{
    const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
    if (node.isEmpty() || !QFileInfo::exists(modules())) {
        std::fputs("the peer is not installed; packaging/setup.sh --bench fetches it\n", stderr);
        return;
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NODE_PATH"), modules());
    environment.insert(QStringLiteral("KAFKAJS_NO_PARTITIONER_WARNING"), QStringLiteral("1"));
    run(node, QStringList{QStringLiteral(COUNTERSIGN_SOURCE_DIR "/tests/benchmarks/reference_peer/peer.js")} + arguments, environment, rates);
}

} // namespace cs::bench
