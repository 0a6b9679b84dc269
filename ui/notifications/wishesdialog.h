// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/notification/wishes.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace cs {
class PlainLabel;
} // namespace cs

namespace cs::ui {

/// By which channels a person wants to be told, and their e-mail address. Stays open until what it asked for is saved, so that
/// nothing that was typed is lost. Deletes itself.
class WishesDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WishesDialog)

public:
    WishesDialog(const services::Wishes &wishes, QWidget *parent);
    void showTrouble(const QString &why);

Q_SIGNALS:
    void confirmed(const services::Wishes &wishes);

private:
    services::Wishes wishes() const;

    QString m_userId;
    QMap<Channel, QComboBox *> m_channels;
    QLineEdit *m_email = nullptr;
    PlainLabel *m_trouble = nullptr;
};

} // namespace cs::ui
