// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/banner.h"

#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>

namespace cs {

Banner::Banner(QWidget *parent) : QWidget(parent)
{
    const Theme &theme = Theme::current();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(18), theme.px(6), theme.px(18), theme.px(6));
    m_text = new PlainLabel({}, FontRole::Strong);
    m_text->setElided(true);
    row->addWidget(m_text);
    hide();
}

void Banner::setState(const QString &text, Tone tone)
{
    m_tone = tone;
    m_text->setTone(tone);
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::current().toneTint(m_tone));
    painter.fillRect(QRect(0, height() - 1, width(), 1), Theme::current().toneColor(m_tone));
}

} // namespace cs
