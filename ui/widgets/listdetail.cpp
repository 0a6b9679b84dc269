// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/listdetail.h"

#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace cs {

namespace {

/// Nothing but the gap, until the pointer is there.
class Gap final : public QSplitterHandle
{
public:
    explicit Gap(QSplitter *parent) : QSplitterHandle(Qt::Horizontal, parent) { setAttribute(Qt::WA_Hover); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (!underMouse())
            return;
        const Theme &theme = Theme::current();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Muted));
        const QSizeF grip(theme.px(4), qMin(theme.px(40), height()));
        painter.drawRoundedRect(QRectF(QPointF((width() - grip.width()) / 2, (height() - grip.height()) / 2), grip), grip.width() / 2, grip.width() / 2);
    }
};

} // namespace

ListDetail::ListDetail(const QString &name, QWidget *list, int listWidth, int detailWidth, QWidget *parent) : QSplitter(Qt::Horizontal, parent)
{
    const Theme &theme = Theme::current();
    setObjectName(name);
    setChildrenCollapsible(false);
    setHandleWidth(theme.px(space::m));
    addWidget(list);
    addWidget(m_card = new Card);
    setStretchFactor(0, listWidth);
    setStretchFactor(1, detailWidth);
    setSizes({theme.px(listWidth), theme.px(detailWidth)});
}

QSplitterHandle *ListDetail::createHandle()
{
    return new Gap(this);
}

} // namespace cs
