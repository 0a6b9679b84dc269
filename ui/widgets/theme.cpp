// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/theme.h"

#include "resources/resources.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QRegularExpression>
#include <QScreen>
#include <QStyleFactory>
#include <array>

namespace cs {

namespace {

struct Row
{
    const char *name;
    QRgb light;
    QRgb dark;
};

// One row per Token, in its order. The names are the style sheet's placeholders.
constexpr std::array<Row, int(Token::Count)> table{{
    {"background", 0xFFF6F7F9, 0xFF10151E},
    {"surface", 0xFFFFFFFF, 0xFF18202C},
    {"line", 0xFFE3E6EB, 0xFF2A3443},
    {"text", 0xFF1B2430, 0xFFE6EBF2},
    {"muted", 0xFF5B6676, 0xFF94A1B3},
    {"accent", 0xFF2F5BEA, 0xFF7EA1FF},
    {"accentTint", 0xFFE8EEFF, 0xFF20305A},
    {"good", 0xFF0F7343, 0xFF5BD39A},
    {"goodTint", 0xFFE3F5EB, 0xFF143527},
    {"warning", 0xFF8A5A00, 0xFFF2BE5C},
    {"warningTint", 0xFFFFF1D6, 0xFF3A2C10},
    {"bad", 0xFFB3261E, 0xFFFF8A80},
    {"badTint", 0xFFFCE8E6, 0xFF44201E},
    {"rail", 0xFF10192B, 0xFF0B1018},
    {"railText", 0xFFB8C3D9, 0xFF94A1B3},
    {"railActive", 0xFF22304C, 0xFF1C2636},
    {"railStrong", 0xFFFFFFFF, 0xFFE6EBF2},
    {"onAccent", 0xFFFFFFFF, 0xFF10151E},
    {"badge", 0xFF2F5BEA, 0xFF2F5BEA},
    {"onBadge", 0xFFFFFFFF, 0xFFFFFFFF},
}};

constexpr std::array<QRgb, Theme::kSeriesColors> seriesLight{0xFF2F5BEA, 0xFFB87400, 0xFF0F7343, 0xFFB3261E, 0xFF7B3FB5, 0xFF0F7CA8,
                                                             0xFFD0408F, 0xFF6B7A00, 0xFF51617A, 0xFF6E4523, 0xFF00897B, 0xFFE0561B};
constexpr std::array<QRgb, Theme::kSeriesColors> seriesDark{0xFF7EA1FF, 0xFFF2BE5C, 0xFF5BD39A, 0xFFFF8A80, 0xFFC792EA, 0xFF56B4E9,
                                                            0xFFFF9BD2, 0xFFC3D94E, 0xFFA9B8D0, 0xFFC79A75, 0xFF37DDD0, 0xFFFF9648};

// The theme that was applied to the application. Everyone else reads it through current().
const Theme *s_current = nullptr;

ThemeKind systemKind()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark ? ThemeKind::Dark : ThemeKind::Light;
#endif
    // Before ours is set the palette is the desktop's.
    const QPalette palette = QGuiApplication::palette();
    return palette.color(QPalette::Window).lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light;
}

QString firstInstalled(const QStringList &wanted, QFontDatabase::SystemFont otherwise)
{
    for (const QString &family : wanted) {
        if (QFontDatabase::hasFamily(family))
            return family;
    }
    return QFontDatabase::systemFont(otherwise).family();
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent)
{
    initResources();
    if (qGuiApp) {
        m_system = systemKind();
        m_uiFamily = firstInstalled({QStringLiteral("Inter")}, QFontDatabase::GeneralFont);
        m_monoFamily = firstInstalled({QStringLiteral("JetBrains Mono")}, QFontDatabase::FixedFont);
        // A desktop with a larger logical resolution wants larger text; macOS counts from 72 and means the same size.
        if (const QScreen *screen = QGuiApplication::primaryScreen())
            m_scale = qBound(1.0, screen->logicalDotsPerInch() / 96.0, 3.0);
    }
}

Theme::~Theme()
{
    if (s_current == this)
        s_current = nullptr;
}

const Theme &Theme::current()
{
    if (s_current)
        return *s_current;
    static const Theme otherwise;
    return otherwise;
}

QColor Theme::colorOf(ThemeKind kind, Token token)
{
    const Row &row = table[size_t(token)];
    return QColor::fromRgb(kind == ThemeKind::Dark ? row.dark : row.light);
}

QColor Theme::seriesColorOf(ThemeKind kind, int series)
{
    const size_t at = size_t(qAbs(series)) % seriesLight.size();
    return QColor::fromRgb(kind == ThemeKind::Dark ? seriesDark[at] : seriesLight[at]);
}

QList<qreal> Theme::seriesDashesOf(int series)
{
    // As many kinds as have no common divisor with the colours.
    static const QList<QList<qreal>> kinds{{}, {5, 2}, {1.5, 1.5}, {5, 1.5, 1.5, 1.5}, {3, 3}, {8, 2}, {5, 1.5, 1.5, 1.5, 1.5, 1.5}};
    return kinds.at(qAbs(series) % kinds.size());
}

QColor Theme::mix(const QColor &under, const QColor &over, double share)
{
    const auto one = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {one(under.red(), over.red()), one(under.green(), over.green()), one(under.blue(), over.blue())};
}

QColor Theme::toneColor(Tone tone) const
{
    switch (tone) {
    case Tone::Accent: return color(Token::Accent);
    case Tone::Good: return color(Token::Good);
    case Tone::Warning: return color(Token::Warning);
    case Tone::Bad: return color(Token::Bad);
    case Tone::Neutral: break;
    }
    return color(Token::Muted);
}

QColor Theme::toneTint(Tone tone) const
{
    switch (tone) {
    case Tone::Accent: return color(Token::AccentTint);
    case Tone::Good: return color(Token::GoodTint);
    case Tone::Warning: return color(Token::WarningTint);
    case Tone::Bad: return color(Token::BadTint);
    case Tone::Neutral: break;
    }
    return mix(color(Token::Surface), color(Token::Line), m_kind == ThemeKind::Dark ? 0.7 : 0.55);
}

QFont Theme::font(FontRole role) const
{
    QFont font(role == FontRole::Mono ? m_monoFamily : m_uiFamily);
    if (role == FontRole::Mono)
        font.setStyleHint(QFont::Monospace);
    const auto set = [&](int size, QFont::Weight weight) {
        font.setPixelSize(px(size));
        font.setWeight(weight);
    };
    switch (role) {
    case FontRole::Ui: set(13, QFont::Normal); break;
    case FontRole::Strong: set(13, QFont::DemiBold); break;
    case FontRole::Title: set(16, QFont::DemiBold); break;
    case FontRole::Heading: set(20, QFont::Bold); break;
    case FontRole::Figure: set(26, QFont::Bold); break;
    case FontRole::Label:
        set(11, QFont::DemiBold);
        font.setCapitalization(QFont::AllUppercase);
        font.setLetterSpacing(QFont::AbsoluteSpacing, 0.3);
        break;
    case FontRole::Pill: set(12, QFont::DemiBold); break;
    case FontRole::Mono: set(12, QFont::Normal); break;
    }
    return font;
}

int Theme::px(int design) const
{
    return qRound(design * m_scale);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Background);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::Background);
    set(QPalette::Text, Token::Text);
    set(QPalette::Button, Token::Surface);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::Bad);
    set(QPalette::ToolTipBase, Token::Surface);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::PlaceholderText, Token::Muted);
    set(QPalette::Highlight, Token::Accent);
    set(QPalette::HighlightedText, Token::OnAccent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::Light, Token::Surface);
    set(QPalette::Midlight, Token::Line);
    set(QPalette::Mid, Token::Line);
    set(QPalette::Dark, Token::Line);
    palette.setColor(QPalette::Shadow, mix(color(Token::Line), Qt::black, 0.3));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mix(color(Token::Surface), color(Token::Muted), 0.6));
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/themes/app.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    sheet.replace(QLatin1String("@kind"), m_kind == ThemeKind::Dark ? QLatin1String("dark") : QLatin1String("light"));
    // Longest first, so that @accent does not eat the front of @accentTint.
    QList<int> order;
    for (int i = 0; i < int(Token::Count); ++i)
        order << i;
    std::sort(order.begin(), order.end(),
              [](int a, int b) { return qstrlen(table[size_t(a)].name) > qstrlen(table[size_t(b)].name); });
    for (const int i : order)
        sheet.replace(QLatin1Char('@') + QLatin1String(table[size_t(i)].name), color(Token(i)).name());
    static const QRegularExpression measure(QStringLiteral("(\\d+)px"));
    QString scaled;
    qsizetype from = 0;
    for (auto it = measure.globalMatch(sheet); it.hasNext();) {
        const auto match = it.next();
        scaled += QStringView(sheet).mid(from, match.capturedStart() - from);
        const int design = match.capturedView(1).toInt();
        scaled += QString::number(design == 1 ? 1 : px(design)) + QLatin1String("px");
        from = match.capturedEnd();
    }
    scaled += QStringView(sheet).mid(from);
    return scaled;
}

void Theme::apply(QApplication &application)
{
    m_application = &application;
    s_current = this;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        m_system = systemKind();
        setChoice(m_choice);
    });
#endif
    m_kind = resolved();
    applyNow();
}

void Theme::setChoice(ThemeChoice choice)
{
    m_choice = choice;
    if (m_kind == resolved())
        return;
    m_kind = resolved();
    applyNow();
}

void Theme::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    Q_EMIT changed();
}

ThemeKind Theme::resolved() const
{
    if (m_choice == ThemeChoice::System)
        return m_system;
    return m_choice == ThemeChoice::Dark ? ThemeKind::Dark : ThemeKind::Light;
}

void Theme::applyNow()
{
    if (m_application) {
        QApplication::setFont(font(FontRole::Ui));
        QApplication::setPalette(palette());
        m_application->setStyleSheet(styleSheet());
    }
    Q_EMIT changed();
}

} // namespace cs
