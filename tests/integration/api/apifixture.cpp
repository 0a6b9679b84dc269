// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/api/apifixture.h"

#include "backend/settings/settings.h"
#include "tests/support/parts.h"

namespace cs::test {

QList<services::ServiceStatus> MadeUpServices::services() const
{
    const std::lock_guard lock(m_mutex);
    return {m_payment, m_approval};
}

QFuture<Result<services::ServiceStatus>> MadeUpServices::turn(const QString &service, bool on, const Actor &by)
{
    using Answer = Result<services::ServiceStatus>;
    if (!mayDo(by, Right::RunServices))
        return QtFuture::makeReadyFuture(Answer(Error::forbidden(QStringLiteral("no"))));
    if (service == m_approval.service)
        return QtFuture::makeReadyFuture(Answer(Error::conflict(m_approval.whyFixed)));
    if (service != m_payment.service)
        return QtFuture::makeReadyFuture(Answer(Error::notFound(QStringLiteral("none"))));
    const std::lock_guard lock(m_mutex);
    m_payment.state = on ? services::ServiceState::Running : services::ServiceState::Off;
    return QtFuture::makeReadyFuture(Answer(m_payment));
}

Status ApiFixture::addPeople()
{
    const Actor root = Actor::of(QStringLiteral("operator"), Role::Admin);
    const QList<std::pair<QString, Role>> people{{QStringLiteral("EMP01"), Role::SalesExecutive}, {QStringLiteral("MGR001"), Role::Manager},
                                                 {QStringLiteral("MGR002"), Role::Manager}, {QStringLiteral("FIN001"), Role::Finance},
                                                 {QStringLiteral("ADMIN001"), Role::Admin}, {QStringLiteral("VIEW001"), Role::Viewer}};
    for (const auto &[id, role] : people) {
        CS_TRY(m_security->addUser({id, id, role, {}, false}, {}, root).result());
        const auto token = m_security->createToken(id, QStringLiteral("test"), 0, root).result();
        if (!token.ok())
            return token.error();
        m_tokens.insert(id, token->token.toLatin1());
    }
    return Done{};
}

Status ApiFixture::start(bool demo)
{
    const auto options = settings::load({QStringLiteral("--data-dir"), m_dir.path()}, {});
    if (!options.ok())
        return options.error();
    auto store = app::OpenStore::open(*options);
    if (!store.ok())
        return store.error();
    m_store = std::move(store).value();
    m_reader = std::make_unique<services::StoreReader>(context().database);
    m_orders = std::make_unique<services::OrderService>(context());
    m_approvals = std::make_unique<services::ApprovalService>(context());
    m_security = std::make_unique<services::Security>(context());
    CS_TRY(addPeople());
    const auto snapshot = [this] {
        const std::lock_guard lock(m_mutex);
        return m_snapshot;
    };
    api::ApiContext parts{context(), *m_reader, *m_orders, *m_approvals, *m_security, snapshot, m_metrics, demo, m_dir.path(), {}};
    parts.services = &m_services;
    m_server = std::make_unique<api::ApiServer>(parts);
    m_port = freePort();
    return m_server->start(QStringLiteral("127.0.0.1"), m_port, 0);
}

void ApiFixture::setSnapshot(const services::Snapshot &snapshot)
{
    const std::lock_guard lock(m_mutex);
    m_snapshot = snapshot;
}

void ApiFixture::stop()
{
    m_server.reset();
    if (m_reader)
        m_reader->stop();
    m_reader.reset();
    m_store.reset();
}

HttpAnswer ApiFixture::ask(const QByteArray &method, const QString &path, const QString &as, const QByteArray &body, HttpHeaders headers)
{
    if (!as.isEmpty())
        headers += bearer(m_tokens.value(as, as.toLatin1()));
    const auto answer = httpRequest(method, QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path)), body, headers);
    return answer.ok() ? *answer : HttpAnswer{0, answer.error().message.toUtf8(), {}};
}

} // namespace cs::test
