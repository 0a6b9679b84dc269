// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/datafolder.h"

#include <QFile>
#include <QFileInfo>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace cs;
using namespace cs::settings;

namespace {
constexpr int kMode = 0x7777;
int modeOf(const QString &path) { return static_cast<int>(QFileInfo(path).permissions()) & 0x7077; }
} // namespace

class TestDataFolder : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

private Q_SLOTS:
    void aMissingFolderIsMadeForItsOwnerAlone()
    {
        const QString dir = m_dir.filePath(QStringLiteral("a/b"));
        QVERIFY(prepareDataFolder(dir).ok());
        QCOMPARE(modeOf(dir), 0x7000);
        QVERIFY(prepareDataFolder(dir).ok());
    }

    void anEmptyOpenFolderIsClosedAndAFullOneRefused()
    {
        const QString dir = m_dir.filePath(QStringLiteral("open"));
        QVERIFY(QDir().mkdir(dir));
        QVERIFY(QFile::setPermissions(dir, QFileDevice::Permissions(kMode)));
        QVERIFY(prepareDataFolder(dir).ok());
        QCOMPARE(modeOf(dir), 0x7000);
        QVERIFY(writePrivateFile(dir + QStringLiteral("/x"), "secret").ok());
        QCOMPARE(modeOf(dir + QStringLiteral("/x")), 0x6000);
        QVERIFY(QFile::setPermissions(dir, QFileDevice::Permissions(kMode)));
        const Status refused = prepareDataFolder(dir);
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().message.contains(QStringLiteral("chmod 700")));
    }

    void littleFreeSpaceIsLow()
    {
        const auto here = FreeSpace::of(m_dir.path());
        QVERIFY(here.ok() && here->bytes > 0);
        QVERIFY(!FreeSpace::of(m_dir.filePath(QStringLiteral("none"))).ok());
        QVERIFY(FreeSpace{99'999'999}.isLow());
        QVERIFY(!FreeSpace{100'000'000}.isLow());
        QCOMPARE(FreeSpace{71'234'000'000}.text(), QStringLiteral("71.2 GB"));
        QCOMPARE(FreeSpace{80'000'000}.text(), QStringLiteral("80.0 MB"));
    }

    void aFileIsNoFolder()
    {
        const QString path = m_dir.filePath(QStringLiteral("file"));
        QVERIFY(writePrivateFile(path, "x").ok());
        QVERIFY(!prepareDataFolder(path).ok());
    }

    void oneOwnerAtATime()
    {
        auto first = DataFolderLock::take(m_dir.path());
        QVERIFY(first.ok());
        const auto second = DataFolderLock::take(m_dir.path());
        QVERIFY(!second.ok());
        QCOMPARE(second.error().kind, ErrorKind::Conflict);
        QVERIFY(second.error().message.contains(QString::number(QCoreApplication::applicationPid())));
        first->reset();
        QVERIFY(DataFolderLock::take(m_dir.path()).ok());
    }
};

QTEST_GUILESS_MAIN(TestDataFolder)
#include "tst_datafolder.moc"
