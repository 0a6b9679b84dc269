// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace cs {

class Card;

/// A list and, in a card at its right, the detail of what is chosen in it. The gap between them can be dragged; the window
/// keeps where it stands by the object name.
class ListDetail final : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListDetail)
public:
    /// The widths are at 96 dpi; more room is shared in their proportion. Takes the list.
    ListDetail(const QString &name, QWidget *list, int listWidth, int detailWidth, QWidget *parent = nullptr);
    /// Where the detail goes.
    Card *card() const { return m_card; }

protected:
    QSplitterHandle *createHandle() override;

private:
    Card *m_card = nullptr;
};

} // namespace cs
