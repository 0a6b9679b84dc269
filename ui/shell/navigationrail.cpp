// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigationrail.h"

#include "ui/shell/railitem.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace cs {

NavigationRail::NavigationRail(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    setFixedWidth(theme.px(200));
    setAccessibleName(tr("Pages"));
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(theme.px(10), theme.px(58), theme.px(10), theme.px(12));
    m_column->setSpacing(theme.px(2));
    m_column->addStretch();
    m_group = new QButtonGroup(this);
    connect(m_group, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton *button) { Q_EMIT chosen(button->objectName()); });
}

void NavigationRail::addItem(const QString &id, const QString &title, const QString &icon, const QKeySequence &key)
{
    auto *item = new RailItem(title, icon, this);
    item->setObjectName(id);
    const QString keyText = key.toString(QKeySequence::NativeText);
    item->setToolTip(keyText.isEmpty() ? title : tr("%1 (%2)").arg(title, keyText));
    item->setAccessibleDescription(keyText);
    item->setNarrow(m_narrow);
    m_group->addButton(item);
    m_items.insert(id, item);
    m_column->insertWidget(m_column->count() - 1, item);
}

void NavigationRail::setCurrent(const QString &id)
{
    if (RailItem *item = m_items.value(id))
        item->setChecked(true);
}

void NavigationRail::setBadge(const QString &id, int count)
{
    if (RailItem *item = m_items.value(id))
        item->setBadge(count);
}

int NavigationRail::badge(const QString &id) const
{
    const RailItem *item = m_items.value(id);
    return item ? item->badge() : 0;
}

void NavigationRail::setNarrow(bool narrow)
{
    if (m_narrow == narrow)
        return;
    m_narrow = narrow;
    setFixedWidth(Theme::current().px(narrow ? 57 : 200));
    for (RailItem *const item : std::as_const(m_items))
        item->setNarrow(narrow);
    update();
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Rail));
    painter.setRenderHint(QPainter::Antialiasing);
    const double u = theme.px(100) / 100.0;
    const QRectF mark(18.5 * u, 19.5 * u, 19 * u, 19 * u);
    painter.setPen(QPen(QColor(0x7E, 0xA1, 0xFF), 2 * u));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(mark, 5 * u, 5 * u);
    QPainterPath tick(mark.topLeft() + QPointF(5.6 * u, 9.8 * u));
    tick.lineTo(mark.topLeft() + QPointF(8.4 * u, 12.4 * u));
    tick.lineTo(mark.topLeft() + QPointF(13.4 * u, 6.8 * u));
    painter.setPen(QPen(Qt::white, 1.8 * u, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(tick);
    if (m_narrow)
        return;
    painter.setFont(theme.font(FontRole::Title));
    painter.setPen(Qt::white);
    painter.drawText(QRectF(46 * u, 14 * u, width() - 50 * u, 30 * u), Qt::AlignVCenter | Qt::AlignLeft,
                     QStringLiteral("Countersign"));
}

} // namespace cs
