// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/queries/queries.h"

#include <QByteArray>

/// An order list as CSV (RFC 4180, UTF-8, \r\n). Pure; any thread.
namespace cs::ui::csvorderlist {

/// A cell, quoted where it must be. One that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
/// carriage return) gets an apostrophe in front.
QByteArray cell(const QString &text);
QByteArray header();
QByteArray line(const services::OrderRow &row);

} // namespace cs::ui::csvorderlist
