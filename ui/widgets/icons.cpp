// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace cs::icons {

namespace {

/// Draws when asked, so that one QIcon serves both themes and every scale.
class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(QString name, Token token) : m_name(std::move(name)), m_token(token) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap drawn = pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state);
        drawn.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), drawn);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const Theme &theme = Theme::current();
        const QColor color = theme.color(mode == QIcon::Disabled ? Token::Muted : m_token);
        return icons::pixmap(m_name, qMin(size.width(), size.height()), color, 1.0);
    }
    QIconEngine *clone() const override { return new TintedEngine(m_name, m_token); }

private:
    QString m_name;
    Token m_token;
};

} // namespace

QIcon icon(const QString &name, Token token)
{
    return QIcon(new TintedEngine(name, token));
}

QPixmap pixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio)
{
    const int pixels = qMax(1, qRound(size * devicePixelRatio));
    const QString key = QStringLiteral("cs-icon %1 %2 %3").arg(name).arg(pixels).arg(color.rgba());
    QPixmap drawn;
    if (!QPixmapCache::find(key, &drawn)) {
        drawn = QPixmap(pixels, pixels);
        drawn.fill(Qt::transparent);
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        if (file.open(QIODevice::ReadOnly)) {
            QSvgRenderer renderer(file.readAll().replace("currentColor", color.name().toLatin1()));
            QPainter painter(&drawn);
            renderer.render(&painter);
        }
        QPixmapCache::insert(key, drawn);
    }
    drawn.setDevicePixelRatio(devicePixelRatio);
    return drawn;
}

} // namespace cs::icons
