// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition/openstore.h"
#include "backend/api/apiserver.h"
#include "tests/support/http.h"

#include <QTemporaryDir>
#include <mutex>

namespace cs::test {

/// One service that can be switched and one that cannot, without threads.
class MadeUpServices final : public services::ServiceControl
{
public:
    QList<services::ServiceStatus> services() const override;
    QFuture<Result<services::ServiceStatus>> turn(const QString &service, bool on, const Actor &by) override;

private:
    mutable std::mutex m_mutex; ///< the server's handlers are many threads
    services::ServiceStatus m_payment{QStringLiteral("payment"), services::ServiceState::Running, {}, {}, {QStringLiteral("payment-service")}, -1, 0, 0, {}};
    services::ServiceStatus m_approval{QStringLiteral("approval"), services::ServiceState::Running, {}, QStringLiteral("It consumes nothing."), {}, -1, 0, 0, {}};
};

/// The API over a store of its own (SQLite, no broker), with a person and a token for each role.
class ApiFixture final
{
public:
    ApiFixture() = default;
    ~ApiFixture() { stop(); }
    Q_DISABLE_COPY_MOVE(ApiFixture)

    Status start(bool demo = false);

    /// `as`: a user id, or empty for no token.
    HttpAnswer ask(const QByteArray &method, const QString &path, const QString &as = {}, const QByteArray &body = {}, HttpHeaders headers = {});
    QByteArray tokenOf(const QString &userId) const { return m_tokens.value(userId); }
    api::ApiServer &server() { return *m_server; }
    services::StoreReader &reader() { return *m_reader; }
    int port() const { return m_port; }
    /// What the server's threads say from now on.
    void setSnapshot(const services::Snapshot &snapshot);
    services::StoreContext &context() { return m_store->context(); }
    QString dataDir() const { return m_dir.path(); }
    void stop();

private:
    Status addPeople();

    QTemporaryDir m_dir;
    QHash<QString, QByteArray> m_tokens;
    std::mutex m_mutex; ///< guards the snapshot
    services::Snapshot m_snapshot;
    services::MetricsRegistry m_metrics;
    MadeUpServices m_services;
    std::unique_ptr<app::OpenStore> m_store;
    std::unique_ptr<services::StoreReader> m_reader;
    std::unique_ptr<services::OrderService> m_orders;
    std::unique_ptr<services::ApprovalService> m_approvals;
    std::unique_ptr<services::Security> m_security;
    std::unique_ptr<api::ApiServer> m_server;
    quint16 m_port = 0;
};

} // namespace cs::test
