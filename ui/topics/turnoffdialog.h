// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/servicestatus.h"

#include <QDialog>

namespace cs::ui {

/// Asks once before a service is turned off, and says what that stops. Deletes itself when closed.
class TurnOffDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TurnOffDialog)

public:
    explicit TurnOffDialog(const services::ServiceStatus &status, QWidget *parent = nullptr);

Q_SIGNALS:
    void confirmed();
};

} // namespace cs::ui
