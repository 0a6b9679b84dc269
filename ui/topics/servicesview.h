// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groupmodels.h"

#include <QWidget>

namespace cs {
class TableView;
}

namespace cs::ui {

class ServiceDetail;
struct ConsoleContext;

/// The services of this process, and one of them in full with its switch. Turning one off asks first.
class ServicesView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServicesView)

public:
    explicit ServicesView(ConsoleContext &context, QWidget *parent = nullptr);
    void setSnapshot(const services::Snapshot &snapshot);
    void select(const QString &service);
    /// Turns the service that is shown on or off, as its button does.
    void requestSwitch();

Q_SIGNALS:
    void messageShown(const QString &text);

private:
    void showService();
    void refresh();
    void turn(const QString &service, bool on);
    QString whyBlocked() const;

    ConsoleContext &m_context;
    ServiceListModel *m_model = nullptr;
    TableView *m_table = nullptr;
    ServiceDetail *m_detail = nullptr;
    QString m_busy; ///< the service that is being switched
};

} // namespace cs::ui
