// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/shell/fuzzymatch.h"
#include "ui/shell/palettedelegate.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace cs {

namespace {

/// By the title; else by what stands at its right, which the last word begins: "switch ADMIN001".
int scoreOf(const QString &typed, const Command &command)
{
    const int score = fuzzyScore(typed, command.title);
    const QString words = typed.trimmed();
    const qsizetype last = words.lastIndexOf(QLatin1Char(' ')) + 1;
    if (score >= 0 || words.isEmpty() || !command.group.startsWith(QStringView(words).mid(last), Qt::CaseInsensitive))
        return score;
    return last == 0 ? 0 : fuzzyScore(QStringView(words).left(last), command.title);
}

} // namespace

CommandPalette::CommandPalette(QWidget *host) : QWidget(host)
{
    const Theme &theme = Theme::current();
    hide();
    auto *card = new Card({}, this);
    m_panel = card;
    m_input = new QLineEdit;
    m_input->setPlaceholderText(tr("Type a page, a command, or what to find"));
    m_input->setAccessibleName(m_input->placeholderText());
    m_list = new QListView;
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_model = new QStandardItemModel(this);
    m_list->setModel(m_model);
    card->body()->setContentsMargins(theme.px(12), theme.px(6), theme.px(12), theme.px(12));
    card->body()->addWidget(m_input);
    card->body()->addWidget(m_list, 1);
    m_input->installEventFilter(this);
    host->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
}

void CommandPalette::setCommands(const QList<Command> &commands)
{
    m_commands = commands;
    if (isVisible())
        filter(m_input->text());
}

void CommandPalette::open()
{
    m_before = QApplication::focusWidget();
    m_input->clear();
    filter({});
    place();
    show();
    raise();
    m_input->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::filter(const QString &typed)
{
    QList<std::pair<int, int>> found;
    for (int i = 0; i < m_commands.size(); ++i) {
        if (const int score = scoreOf(typed, m_commands.at(i)); score >= 0 || typed.isEmpty())
            found.append({score, i});
    }
    if (!typed.isEmpty())
        std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    m_model->clear();
    for (const auto &[score, i] : std::as_const(found)) {
        auto *item = new QStandardItem(m_commands.at(i).title);
        item->setData(i, PaletteDelegate::IndexRole);
        item->setData(m_commands.at(i).group, PaletteDelegate::GroupRole);
        item->setData(m_commands.at(i).shortcut.toString(QKeySequence::NativeText), PaletteDelegate::KeyRole);
        m_model->appendRow(item);
    }
    if (!typed.trimmed().isEmpty()) {
        auto *item = new QStandardItem(tr("Find \u201C%1\u201D in the orders").arg(typed.trimmed()));
        item->setData(-1, PaletteDelegate::IndexRole);
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
}

void CommandPalette::run(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const int at = index.data(PaletteDelegate::IndexRole).toInt();
    const QString typed = m_input->text().trimmed();
    dismiss();
    if (at < 0) {
        Q_EMIT searched(typed);
    } else if (const auto function = m_commands.value(at).function) {
        function();
    }
}

void CommandPalette::place()
{
    const Theme &theme = Theme::current();
    setGeometry(parentWidget()->rect());
    const int wide = qMin(theme.px(560), width() - theme.px(40));
    const int rows = qMax(1, m_model->rowCount()) * qMax(1, m_list->sizeHintForRow(0));
    const QMargins around = m_panel->layout()->contentsMargins();
    const int wanted = around.top() + m_input->sizeHint().height() + m_panel->layout()->spacing() + rows + theme.px(space::xs) + around.bottom();
    const int high = qMin(wanted, qMin(theme.px(420), height() - theme.px(120)));
    m_panel->setGeometry((width() - wide) / 2, theme.px(72), wide, high);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor shade = Theme::current().color(Token::Rail);
    shade.setAlpha(110);
    painter.fillRect(rect(), shade);
}

void CommandPalette::mousePressEvent(QMouseEvent *)
{
    dismiss();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int row = m_list->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    switch (key) {
    case Qt::Key_Escape: dismiss(); return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true;
    case Qt::Key_Down: m_list->setCurrentIndex(m_model->index(qMin(row + 1, last), 0)); return true;
    case Qt::Key_Up: m_list->setCurrentIndex(m_model->index(qMax(row - 1, 0), 0)); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: run(m_list->currentIndex()); return true;
    default: return false;
    }
}

} // namespace cs
