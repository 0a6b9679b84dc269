// SPDX-License-Identifier: GPL-3.0-or-later
// countersignd as operators use it: what it says, on which output, and its exit status.
#include "tests/support/parts.h"
#include "tests/support/program.h"

#include <QFile>
#include <QTest>

using namespace cs;
using namespace cs::test;

namespace {

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

class TestCommandLine final : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString keep(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(name));
        return file.fileName();
    }

private Q_SLOTS:
    void anErrorIsOneLine_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("words");
        const QString gzip = keep(QStringLiteral("orders.jsonl.gz"), QByteArray("\x1F\x8B\x08\0\0", 5));
        const QString broken = keep(QStringLiteral("products.csv"), "productId,name,unitPrice\nP1,Tea,cheap\n");
        QTest::newRow("no database, a command") << words("users list --db postgresql://nobody@127.0.0.1:1/none") << 1 << QByteArray("127.0.0.1");
        QTest::newRow("no database, the service") << words("serve --port 0 --db postgresql://nobody@127.0.0.1:1/none") << 1 << QByteArray("127.0.0.1");
        QTest::newRow("no such person") << words("token create NOBODY") << 1 << QByteArray("NOBODY");
        QTest::newRow("no such option") << words("serve --nonsense") << 2 << QByteArray("nonsense");
        QTest::newRow("no such file") << words("import /no/such/file.jsonl") << 1 << QByteArray("cannot be read");
        QTest::newRow("a packed file") << QStringList{QStringLiteral("import"), gzip} << 1 << QByteArray("unpack it first");
        QTest::newRow("a wrong price") << QStringList{QStringLiteral("import"), broken, QStringLiteral("--products")} << 1 << QByteArray("line 2, unitPrice");
        QTest::newRow("two kinds of file") << QStringList{QStringLiteral("import"), broken, QStringLiteral("--products"), QStringLiteral("--dry-run")} << 2 << QByteArray("stand alone");
    }
    void anErrorIsOneLine()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QByteArray, words);
        const Program program(QStringLiteral("countersignd"));
        const auto done = program.run(arguments);
        QVERIFY2(done.ok(), done.ok() ? "" : qPrintable(done.error().message));
        QVERIFY2(done->status == status, (done->out + done->err).constData());
        QCOMPARE(done->err.count('\n'), 1);
        QVERIFY2(done->err.startsWith("countersignd: ") && done->err.contains(words), done->err.constData());
    }

    void productsAreBroughtInWithoutAService()
    {
        const QString file = keep(QStringLiteral("products.csv"), "productId,name,unitPrice\nP1,Tea,2.50\nP2,Rice,1\n");
        const Program program(QStringLiteral("countersignd"));
        const QStringList arguments{QStringLiteral("import"), file, QStringLiteral("--products")};
        QCOMPARE(program.run(arguments)->out, "2 products read: 2 added, 0 changed, 0 as before\n");
        (void)keep(QStringLiteral("products.csv"), "productId,name,unitPrice\nP1,Tea,2.75\nP2,Rice,1\n");
        const auto again = program.run(arguments);
        QCOMPARE(again->out, "2 products read: 0 added, 1 changed, 1 as before\n");
        QCOMPARE(again->status, 0);
    }

    void doctorSaysHowMuchIsFree()
    {
        const Program program(QStringLiteral("countersignd"));
        const auto done = program.run({QStringLiteral("doctor")});
        QVERIFY2(done->status == 0 && done->out.contains("Free disk space") && done->out.contains("B free for "), (done->out + done->err).constData());
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
