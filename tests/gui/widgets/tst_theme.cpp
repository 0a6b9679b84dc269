// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"
#include "ui/widgets/visibletext.h"

#include <QApplication>
#include <QTest>
#include <array>
#include <cmath>

using namespace cs;

namespace {

// Relative luminance and contrast ratio of WCAG 2.1, section 1.4.3.
double luminance(const QColor &color)
{
    const auto channel = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double two = luminance(b);
    return (qMax(one, two) + 0.05) / (qMin(one, two) + 0.05);
}

} // namespace

namespace {

/// CIELAB (CIE 015, D65), in which equal distances look about equally far apart.
std::array<double, 3> labOf(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    const double r = linear(color.redF());
    const double g = linear(color.greenF());
    const double b = linear(color.blueF());
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
    const double y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
    const double z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const QColor &a, const QColor &b)
{
    const auto one = labOf(a);
    const auto two = labOf(b);
    return std::hypot(one[0] - two[0], one[1] - two[1], one[2] - two[2]);
}

} // namespace

class TestTheme final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seriesAreToldApart()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
            for (int one = 0; one < Theme::kSeriesColors; ++one) {
                const QColor color = Theme::seriesColorOf(kind, one);
                QVERIFY2(contrast(color, Theme::colorOf(kind, Token::Surface)) >= 3.0, qPrintable(color.name()));
                for (int two = 0; two < one; ++two)
                    QVERIFY2(distance(color, Theme::seriesColorOf(kind, two)) > 20, qPrintable(color.name()));
            }
        }
        QCOMPARE(Theme::seriesColorOf(ThemeKind::Light, Theme::kSeriesColors), Theme::seriesColorOf(ThemeKind::Light, 0));
        // Where the colour comes again the dashes are others, and so are a neighbour's.
        for (int series = 0; series < Theme::kSeriesColors; ++series) {
            QVERIFY(Theme::seriesDashesOf(series) != Theme::seriesDashesOf(series + Theme::kSeriesColors));
            QVERIFY(Theme::seriesDashesOf(series) != Theme::seriesDashesOf(series + 1));
        }
    }
    void textIsReadable_data()
    {
        QTest::addColumn<Token>("ink");
        QTest::addColumn<Token>("ground");
        const auto row = [](const char *name, Token ink, Token ground) { QTest::newRow(name) << ink << ground; };
        row("text on surface", Token::Text, Token::Surface);
        row("text on background", Token::Text, Token::Background);
        row("text on selection", Token::Text, Token::AccentTint);
        row("muted on surface", Token::Muted, Token::Surface);
        row("muted on background", Token::Muted, Token::Background);
        row("muted on selection", Token::Muted, Token::AccentTint);
        row("accent on surface", Token::Accent, Token::Surface);
        row("accent pill", Token::Accent, Token::AccentTint);
        row("good pill", Token::Good, Token::GoodTint);
        row("good on surface", Token::Good, Token::Surface);
        row("warning pill", Token::Warning, Token::WarningTint);
        row("warning on surface", Token::Warning, Token::Surface);
        row("bad pill", Token::Bad, Token::BadTint);
        row("bad on surface", Token::Bad, Token::Surface);
        row("primary button", Token::OnAccent, Token::Accent);
        row("count", Token::OnBadge, Token::Badge);
        row("rail", Token::RailText, Token::Rail);
        row("rail, active", Token::RailStrong, Token::RailActive);
    }
    void textIsReadable()
    {
        QFETCH(Token, ink);
        QFETCH(Token, ground);
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
            const double ratio = contrast(Theme::colorOf(kind, ink), Theme::colorOf(kind, ground));
            QVERIFY2(ratio >= 4.5, qPrintable(QStringLiteral("%1 in theme %2").arg(ratio).arg(int(kind))));
        }
    }
    void seriesCanBeSeen()
    {
        for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark}) {
            for (int i = 0; i < 6; ++i)
                QVERIFY(contrast(Theme::seriesColorOf(kind, i), Theme::colorOf(kind, Token::Surface)) >= 3.0);
        }
    }
    void sheetHasNoPlaceholderLeft()
    {
        Theme theme;
        const QString light = theme.styleSheet();
        QVERIFY(light.contains(QLatin1String("#2f5bea")));
        QVERIFY2(!light.contains(QLatin1Char('@')), qPrintable(light.mid(light.indexOf(QLatin1Char('@')), 40)));
        theme.setChoice(ThemeChoice::Dark);
        QVERIFY(theme.styleSheet().contains(QLatin1String("#7ea1ff")));
        QVERIFY(!theme.styleSheet().contains(QLatin1String("#2f5bea")));
    }
    void changesAreTold()
    {
        Theme theme;
        int told = 0;
        connect(&theme, &Theme::changed, this, [&told] { ++told; });
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(told, 0);
        theme.setChoice(ThemeChoice::Dark);
        theme.setCompact(true);
        theme.setCompact(true);
        QCOMPARE(told, 2);
        QCOMPARE(theme.rowHeight(), theme.px(26));
    }
    void hiddenCharactersAreShown()
    {
        QCOMPARE(visibleText(QStringLiteral("a\u202Eb")), QStringLiteral("a\u2039U+202E\u203Ab"));
        QCOMPARE(visibleText(QStringLiteral("a\u0007")), QStringLiteral("a\u2039U+0007\u203A"));
        QCOMPARE(visibleText(QStringLiteral("a\r\nb\tc")), QStringLiteral("a b c"));
        QCOMPARE(visibleText(QStringLiteral("a\nb"), true), QStringLiteral("a\nb"));
        QCOMPARE(visibleText(QStringLiteral("Suprêmes délices \u00B7 شركة")), QStringLiteral("Suprêmes délices \u00B7 شركة"));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
