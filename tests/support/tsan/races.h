// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QThread>
#include <memory>
#include <utility>

namespace cs {

struct Parcel
{
    QString name;
    QList<int> items;
};

class Sender final : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void sent(const cs::Parcel &parcel);
    void told();
};

using Thread = std::unique_ptr<QThread>;

template <typename Job> Thread started(Job job)
{
    Thread thread(QThread::create(std::move(job)));
    thread->start();
    return thread;
}

/// Races by name, each beside an order that Qt does make.
QList<std::pair<QString, void (*)()>> races();

} // namespace cs
