// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;
class QPalette;

namespace cs {

/// Every colour there is. The table in theme.cpp gives each for both themes.
enum class Token {
    Background, Surface, Line, Text, Muted, Accent, AccentTint, Good, GoodTint, Warning, WarningTint, Bad, BadTint,
    Rail, RailText, RailActive, RailStrong, OnAccent, Badge, OnBadge, Count
};
enum class ThemeKind { Light, Dark };
/// What the person chose; System follows the desktop.
enum class ThemeChoice { Light, Dark, System };
enum class FontRole { Ui, Strong, Title, Heading, Figure, Label, Pill, Mono };

/// The visual language. One object, made in main() after QApplication and alive as long as it; widgets only read it by
/// current(). GUI thread.
class Theme final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Theme)
public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;
    /// The theme that apply() was called on, else a light one that never changes (tests of single widgets).
    static const Theme &current();
    /// The table's value, whatever theme is on.
    static QColor colorOf(ThemeKind kind, Token token);
    static QColor seriesColorOf(ThemeKind kind, int series);
    /// How the line of a series is broken, in pen widths as QPen takes them; empty for an unbroken one. Colour and dashes
    /// together are the same only after 84 series, so that colour is never the only signal.
    static QList<qreal> seriesDashesOf(int series);
    static constexpr int kSeriesColors = 12;
    /// `share` (0 to 1) of `over` laid on `under`.
    static QColor mix(const QColor &under, const QColor &over, double share);

    ThemeChoice choice() const { return m_choice; }
    ThemeKind kind() const { return m_kind; }
    bool isCompact() const { return m_compact; }
    QColor color(Token token) const { return colorOf(m_kind, token); }
    /// Colour of the n-th chart series (n from 0; it repeats after twelve).
    QColor seriesColor(int series) const { return seriesColorOf(m_kind, series); }
    /// Text colour and ground of a tone.
    QColor toneColor(Tone tone) const;
    QColor toneTint(Tone tone) const;
    QFont font(FontRole role) const;
    /// Device-independent pixels for a measure of the design at 96 dpi.
    int px(int design) const;
    int rowHeight() const { return px(m_compact ? 26 : 31); }
    QPalette palette() const;
    /// The style sheet with the colours of the current theme in it.
    QString styleSheet() const;

    /// Sets style, palette, font and style sheet of the application, and applies every later change to it, too.
    void apply(QApplication &application);
    void setChoice(ThemeChoice choice);
    void setCompact(bool compact);

Q_SIGNALS:
    /// Colours or row height are others now. Palette and style sheet are set already.
    void changed();

private:
    ThemeKind resolved() const;
    void applyNow();

    QApplication *m_application = nullptr;
    ThemeChoice m_choice = ThemeChoice::Light;
    ThemeKind m_kind = ThemeKind::Light;
    ThemeKind m_system = ThemeKind::Light;
    bool m_compact = false;
    double m_scale = 1.0;
    QString m_uiFamily;
    QString m_monoFamily;
};

/// Steps of 4 for margins and gaps, radii, at 96 dpi; go through Theme::px() where they are drawn.
namespace space {
constexpr int xs = 4;
constexpr int s = 8;
constexpr int m = 12;
constexpr int l = 16;
constexpr int xl = 20;
constexpr int cardRadius = 8;
constexpr int controlRadius = 6;
} // namespace space

} // namespace cs
