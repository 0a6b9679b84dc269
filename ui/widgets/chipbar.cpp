// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chipbar.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/theme.h"

#include <QButtonGroup>
#include <QFontMetrics>
#include <QLocale>
#include <QPushButton>

namespace cs {

namespace {

constexpr int kChipSide = 13; ///< padding and line of the style sheet
constexpr int kChipHeight = 27;

} // namespace

ChipBar::ChipBar(QWidget *parent) : QWidget(parent)
{
    m_row = new FlowLayout(this);
    m_group = new QButtonGroup(this);
    m_group->setExclusive(true);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *button, bool on) {
        if (on)
            Q_EMIT currentChanged(button->objectName());
    });
}

void ChipBar::addChip(const QString &id, const QString &text, qint64 count)
{
    auto *button = new QPushButton;
    button->setObjectName(id);
    button->setProperty("chip", true);
    button->setCheckable(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setAutoDefault(false);
    const Chip chip{button, text, count < 0 ? QString() : QLocale().toString(count)};
    m_chips.insert(id, chip);
    relabel(chip);
    m_row->insertWidget(int(m_chips.size()) - 1, button);
    m_group->addButton(button);
    if (m_chips.size() == 1)
        button->setChecked(true);
}

void ChipBar::setCountText(const QString &id, const QString &count)
{
    const auto it = m_chips.find(id);
    if (it == m_chips.end() || it->count == count)
        return;
    it->count = count;
    relabel(*it);
}

void ChipBar::setCurrent(const QString &id)
{
    if (const auto it = m_chips.constFind(id); it != m_chips.constEnd())
        it->button->setChecked(true);
}

QString ChipBar::current() const
{
    return m_group->checkedButton() ? m_group->checkedButton()->objectName() : QString();
}

void ChipBar::addTrailing(QWidget *widget)
{
    m_row->setTrailing(widget);
}

void ChipBar::relabel(const Chip &chip)
{
    const QString whole =
        chip.count.isEmpty() ? chip.text : QStringLiteral("%1 %2").arg(chip.text, chip.count);
    chip.button->setText(QString(whole).replace(QLatin1Char('&'), QLatin1String("&&")));
    chip.button->setAccessibleName(whole);
    // As wide as it is when it is on, in bold: nothing moves when another one is chosen. The style sheet would say so too, but
    // only once the chip has been shown, and by then the row has had its room.
    const Theme &theme = Theme::current();
    const QSize size(QFontMetrics(theme.font(FontRole::Strong)).horizontalAdvance(whole) + theme.px(2 * kChipSide), theme.px(kChipHeight));
    if (chip.button->size() != size)
        chip.button->setFixedSize(size);
}

} // namespace cs
