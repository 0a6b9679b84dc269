// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QHash>
#include <QRegularExpression>
#include <QtTest>

/// Reads every #include of the product and holds it to the layers: support ← domain ← events ← {messaging, storage,
/// settings} ← services ← api, and services ← ui/models ← ui/* ← app. QtSql stays inside storage, librdkafka inside
/// messaging, and the backend knows no window.
class IncludeRulesTest : public QObject
{
    Q_OBJECT
    /// What is wrong with one include of one file; empty when nothing is.
    static QString breach(const QString &file, const QString &include);
    static QString layerOf(const QString &path);

private Q_SLOTS:
    void theProductKeepsToTheLayers();
    void theRulesWouldNoticeABreach_data();
    void theRulesWouldNoticeABreach();
    void noFutureIsContinued();
};

namespace {

const QHash<QString, QStringList> &allowed()
{
    static const QHash<QString, QStringList> table = [] {
        QHash<QString, QStringList> rules;
        const auto rule = [&rules](const char *layer, const QStringList &below) {
            rules.insert(QString::fromLatin1(layer), QStringList(below) << QString::fromLatin1(layer));
        };
        const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts); };
        rule("backend/support", {});
        rule("backend/domain", words("backend/support"));
        rule("backend/events", words("backend/support backend/domain"));
        for (const char *middle : {"backend/messaging", "backend/storage", "backend/settings"})
            rule(middle, words("backend/support backend/domain backend/events"));
        // Services join messaging and storage through interfaces of their own; app wires them together.
        rule("backend/services", words("backend/support backend/domain backend/events backend/messaging backend/storage backend/settings"));
        rule("backend/api", QStringList(rules.value(QStringLiteral("backend/services"))));
        rule("ui/presentation", words("backend/support backend/domain"));
        rule("ui/models", QStringList(rules.value(QStringLiteral("backend/services"))) << QStringLiteral("ui/presentation"));
        rule("ui", QStringList(rules.value(QStringLiteral("ui/models"))));
        rule("app", QStringList(rules.value(QStringLiteral("ui"))) << QStringLiteral("backend/api"));
        return rules;
    }();
    return table;
}

QStringList includesOf(const QString &path)
{
    static const QRegularExpression line(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"), QRegularExpression::MultilineOption);
    QFile file(path);
    QStringList found;
    if (!file.open(QIODevice::ReadOnly))
        return found;
    auto matches = line.globalMatch(QString::fromUtf8(file.readAll()));
    while (matches.hasNext())
        found.append(matches.next().captured(1));
    return found;
}

} // namespace

QString IncludeRulesTest::layerOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts.size() < 2)
        return {};
    if (parts[0] == QLatin1String("backend"))
        return parts[0] + QLatin1Char('/') + parts[1];
    if (parts[0] == QLatin1String("ui"))
        return parts[1] == QLatin1String("models") || parts[1] == QLatin1String("presentation") ? parts[0] + QLatin1Char('/') + parts[1] : parts[0];
    return parts[0] == QLatin1String("app") ? parts[0] : QString();
}

QString IncludeRulesTest::breach(const QString &file, const QString &include)
{
    static const QRegularExpression windows(
        QStringLiteral("^(Qt(Widgets|Gui|Charts|Svg\\w*)/|QtWidgets$|QtGui$|QtCharts$|Q(Widget|Application|GuiApplication|MainWindow|Dialog|Action|Palette|"
                       "Icon|Pixmap|Image|Painter|Color|Font|Brush|Label|PushButton|MessageBox|Menu|Chart|ChartView)$)"));
    const QString layer = layerOf(file);
    const QString name = include.section(QLatin1Char('/'), -1);
    if (layer.startsWith(QLatin1String("backend")) && (windows.match(include).hasMatch() || include.startsWith(QLatin1String("ui/"))))
        return QStringLiteral("the backend knows no window");
    if (layer != QLatin1String("backend/storage") && (include.startsWith(QLatin1String("QtSql")) || name.startsWith(QLatin1String("QSql"))))
        return QStringLiteral("QtSql is for backend/storage only");
    if (layer != QLatin1String("backend/messaging") && name.startsWith(QLatin1String("rdkafka")))
        return QStringLiteral("librdkafka is for backend/messaging only");
    const QString target = layerOf(include);
    if (!target.isEmpty() && !allowed().value(layer).contains(target))
        return QStringLiteral("%1 may not use %2").arg(layer, target);
    return {};
}

void IncludeRulesTest::theProductKeepsToTheLayers()
{
    const QDir root(QStringLiteral(COUNTERSIGN_SOURCE_DIR));
    QStringList breaches;
    int files = 0;
    for (const char *part : {"backend", "ui", "app"}) {
        QDirIterator all(root.filePath(QString::fromLatin1(part)), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString path = all.next();
            const QString file = root.relativeFilePath(path);
            ++files;
            for (const QString &include : includesOf(path)) {
                if (const QString why = breach(file, include); !why.isEmpty())
                    breaches.append(QStringLiteral("%1 includes %2: %3").arg(file, include, why));
            }
        }
    }
    QVERIFY2(files > 30, "the sources were not found");
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join(QLatin1Char('\n'))));
}

void IncludeRulesTest::theRulesWouldNoticeABreach_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("include");
    QTest::addColumn<bool>("forbidden");
    const auto row = [](const char *file, const char *include, bool forbidden) {
        QTest::addRow("%s includes %s", file, include) << QString::fromLatin1(file) << QString::fromLatin1(include) << forbidden;
    };
    row("backend/support/a.h", "backend/domain/order.h", true);
    row("backend/domain/a.h", "backend/support/money.h", false);
    row("backend/domain/a.h", "backend/events/record.h", true);
    row("backend/messaging/a.cpp", "backend/storage/database.h", true);
    row("backend/storage/a.cpp", "backend/messaging/producer.h", true);
    row("backend/settings/a.cpp", "backend/storage/database.h", true);
    row("backend/services/a.cpp", "backend/storage/database.h", false);
    row("backend/services/a.cpp", "backend/api/server.h", true);
    row("backend/api/a.cpp", "backend/services/orders.h", false);
    row("backend/services/a.cpp", "ui/models/m.h", true);
    row("ui/models/m.cpp", "ui/orders/p.h", true);
    row("ui/models/m.cpp", "backend/services/orders.h", false);
    row("ui/orders/p.cpp", "ui/widgets/w.h", false);
    row("ui/orders/p.cpp", "app/composition/c.h", true);
    row("ui/orders/p.cpp", "backend/api/server.h", true);
    row("app/composition/c.cpp", "backend/api/server.h", false);
    row("backend/storage/a.cpp", "QSqlDatabase", false);
    row("backend/services/a.cpp", "QSqlDatabase", true);
    row("ui/orders/p.cpp", "QtSql/QSqlQuery", true);
    row("app/daemon/a.cpp", "QtSql", true);
    row("backend/messaging/a.cpp", "librdkafka/rdkafka.h", false);
    row("app/daemon/a.cpp", "librdkafka/rdkafka_mock.h", true);
    row("backend/services/a.cpp", "rdkafkacpp.h", true);
    row("backend/services/a.cpp", "QWidget", true);
    row("backend/api/a.cpp", "QApplication", true);
    row("backend/api/a.cpp", "QtWidgets/QLabel", true);
    row("backend/api/a.cpp", "QCoreApplication", false);
    row("ui/orders/p.cpp", "QWidget", false);
}

void IncludeRulesTest::theRulesWouldNoticeABreach()
{
    QFETCH(QString, file);
    QFETCH(QString, include);
    QTEST(!breach(file, include).isEmpty(), "forbidden");
}

/// QFuture::then() of Qt 6.4 runs its function twice, and crashes, when the future finishes while it is called: the writer's
/// submitThen() and whenDone() of the views take its place.
void IncludeRulesTest::noFutureIsContinued()
{
    static const QRegularExpression then(QStringLiteral("^(?!\\s*//).*\\.then(<[^>]*>)?\\("), QRegularExpression::MultilineOption);
    QVERIFY(then.match(QStringLiteral("    future.then([] {});")).hasMatch());
    const QDir root(QStringLiteral(COUNTERSIGN_SOURCE_DIR));
    for (const char *part : {"backend", "ui", "app"}) {
        QDirIterator all(root.filePath(QString::fromLatin1(part)), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!then.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(file.fileName()));
        }
    }
}

QTEST_GUILESS_MAIN(IncludeRulesTest)
#include "tst_includerules.moc"
