// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace cs {

class MainWindow;

namespace gallery {

QWidget *dashboardPage();
QWidget *approvalsPage();
QWidget *recordPage();
QWidget *statesPage();
/// Fills a window with the pages above, a person, a status and commands.
void fill(MainWindow *window);

} // namespace gallery
} // namespace cs
