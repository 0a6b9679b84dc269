// SPDX-License-Identifier: GPL-3.0-or-later
// The window's pages: added by id, made when they are shown first. mainwindow.cpp builds the window around them.
#include "ui/shell/mainwindow.h"

#include "ui/shell/navigationrail.h"
#include "ui/shell/topbar.h"

#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>

namespace cs {

void MainWindow::addPage(const QString &id, const QString &title, const QString &icon, PageFactory factory)
{
    Page page{id, title, {}, std::move(factory), nullptr, {}};
    if (m_pages.size() < 9) {
        page.key = QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + m_pages.size()));
        connect(new QShortcut(page.key, this), &QShortcut::activated, this, [this, id] { showPage(id); });
    }
    m_rail->addItem(id, title, icon, page.key);
    m_pages.append(std::move(page));
}

void MainWindow::showRememberedPage()
{
    const QString kept = m_memory.value(QStringLiteral("window/page")).toString();
    if (find(kept))
        showPage(kept);
    else if (!m_pages.isEmpty())
        showPage(m_pages.first().id);
}

MainWindow::Page *MainWindow::find(const QString &id)
{
    for (Page &page : m_pages) {
        if (page.id == id)
            return &page;
    }
    return nullptr;
}

void MainWindow::makePage(Page *page)
{
    page->widget = page->factory ? page->factory() : new QWidget;
    page->factory = {};
    m_stack->addWidget(page->widget);
    for (QSplitter *splitter : page->widget->findChildren<QSplitter *>()) {
        const QString key = QStringLiteral("splitter/%1/%2").arg(page->id, splitter->objectName());
        if (!splitter->objectName().isEmpty())
            splitter->restoreState(m_memory.value(key).toByteArray());
    }
}

void MainWindow::focusPage(QWidget *page)
{
    const QString name = page->property("firstFocus").toString();
    QWidget *const first = name.isEmpty() ? nullptr : page->findChild<QWidget *>(name);
    (first ? first : page)->setFocus();
}

void MainWindow::showPage(const QString &id)
{
    Page *page = find(id);
    if (!page)
        return;
    if (!page->widget)
        makePage(page);
    m_current = id;
    m_rail->setCurrent(id);
    m_top->setTitle(page->title, page->subtitle);
    m_stack->setCurrentWidget(page->widget);
    focusPage(page->widget); // its first keys are commands, not text for a field left behind
    setWindowTitle(QStringLiteral("%1 \u2013 Countersign").arg(page->title));
    Q_EMIT pageShown(id);
}

QWidget *MainWindow::page(const QString &id) const
{
    for (const Page &page : m_pages) {
        if (page.id == id)
            return page.widget;
    }
    return nullptr;
}

void MainWindow::setBadge(const QString &id, int count)
{
    m_rail->setBadge(id, count);
}

void MainWindow::setSubtitle(const QString &id, const QString &text)
{
    Page *page = find(id);
    if (!page)
        return;
    page->subtitle = text;
    if (id == m_current)
        m_top->setTitle(page->title, text);
}

} // namespace cs
