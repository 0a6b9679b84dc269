// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/httpserver.h"

#include "backend/api/websocketsession.h"
#include "backend/support/log.h"

#include <QThread>
#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <set>

namespace cs::api {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using WorkGuard = asio::executor_work_guard<asio::io_context::executor_type>;

class HttpServer::Private final : public SessionHost
{
public:
    Private(Config config, const Router &router) : m_config(std::move(config)), m_router(router) {}

    Status start();
    void stop();
    quint16 port() const { return m_port; }

    const HttpLimits &limits() const override { return m_config.limits; }
    const Router &router() const override { return m_router; }
    asio::io_context &work() override { return m_work; }
    bool isOwnHost(const QByteArray &host) const override { return m_hosts.contains(host); }
    bool takeStream() override;
    void releaseStream() override { --m_streams; }
    bool takeSocket() override;
    void releaseSocket() override { --m_socketCount; }
    void openSocket(boost::beast::tcp_stream stream, const boost::beast::http::request<boost::beast::http::buffer_body> &request,
                    std::unique_ptr<SocketClient> client) override;
    void socketClosed(WebSocketSession *session) override;
    bool isStopping() const override { return m_stopping; }
    void sessionClosed(Session *session) override;

private:
    Status listen();
    void fillHosts();
    void accept();
    void admit(tcp::socket socket);
    bool reclaimOne();
    void startThreads();
    void beginStop();
    void waitForSessions(Millis atMost);

    const Config m_config;
    const Router &m_router;
    QByteArrayList m_hosts;
    quint16 m_port = 0;
    asio::io_context m_io{1};
    asio::io_context m_work;
    std::optional<WorkGuard> m_ioGuard;
    std::optional<WorkGuard> m_workGuard;
    tcp::acceptor m_acceptor{m_io};
    std::set<Session *> m_sessions; ///< on the server's thread; each removes itself before it goes
    std::set<WebSocketSession *> m_sockets; ///< likewise
    int m_streams = 0;
    int m_socketCount = 0; ///< open or about to be
    bool m_stopping = false;
    std::mutex m_mutex;
    std::condition_variable m_empty;
    int m_open = 0; ///< sessions and sockets, under the mutex
    std::unique_ptr<QThread> m_thread;
    std::vector<std::unique_ptr<QThread>> m_handlers;
};

Status HttpServer::Private::listen()
{
    boost::system::error_code error;
    const auto address = asio::ip::make_address(m_config.address.toStdString(), error);
    if (error)
        return Error::invalid(QStringLiteral("The HTTP address '%1' is not an IP address.").arg(m_config.address));
    const tcp::endpoint endpoint(address, m_config.port);
    m_acceptor.open(endpoint.protocol(), error);
#ifndef _WIN32
    if (!error)
        m_acceptor.set_option(tcp::acceptor::reuse_address(true), error);
#endif
    if (!error)
        m_acceptor.bind(endpoint, error);
    if (!error)
        m_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use)
        return Error::unavailable(QStringLiteral("Port %1 on %2 is in use by another program; give another with --port.").arg(m_config.port).arg(m_config.address));
    if (error == asio::error::access_denied)
        return Error::unavailable(QStringLiteral("Port %1 may not be opened by this user; give one above 1023 with --port.").arg(m_config.port));
    if (error)
        return Error::unavailable(QStringLiteral("The HTTP API cannot listen on %1 port %2: %3.")
                                      .arg(m_config.address).arg(m_config.port).arg(QString::fromStdString(error.message())));
    m_port = m_acceptor.local_endpoint().port();
    return Done{};
}

void HttpServer::Private::fillHosts()
{
    QByteArrayList names{"127.0.0.1", "localhost", "[::1]"};
    const QByteArray own = m_config.address.toLatin1();
    if (own != "0.0.0.0" && own != "::")
        names.append(own.contains(':') ? '[' + own + ']' : own);
    for (const QByteArray &name : names) {
        m_hosts.append(name + ':' + QByteArray::number(m_port));
        if (m_port == 80)
            m_hosts.append(name);
    }
    for (const QString &host : m_config.hosts)
        m_hosts.append(host.toLower().toUtf8());
}

Status HttpServer::Private::start()
{
    CS_TRY(listen());
    fillHosts();
    accept();
    startThreads();
    return Done{};
}

void HttpServer::Private::startThreads()
{
    m_ioGuard.emplace(m_io.get_executor());
    m_workGuard.emplace(m_work.get_executor());
    m_thread.reset(QThread::create([this] { m_io.run(); }));
    m_thread->setObjectName(QStringLiteral("api"));
    m_thread->start();
    for (int i = 0; i < m_config.limits.handlers; ++i) {
        m_handlers.emplace_back(QThread::create([this] { m_work.run(); }));
        m_handlers.back()->setObjectName(QStringLiteral("api handler"));
        m_handlers.back()->start();
    }
}

void HttpServer::Private::accept()
{
    m_acceptor.async_accept([this](boost::system::error_code error, tcp::socket socket) {
        if (m_stopping || error == asio::error::operation_aborted)
            return;
        if (error)
            qCWarning(lcApi, "A connection could not be accepted: %s", error.message().c_str());
        else
            admit(std::move(socket));
        accept();
    });
}

void HttpServer::Private::admit(tcp::socket socket)
{
    const auto count = static_cast<int>(m_sessions.size() + m_sockets.size());
    if (count >= m_config.limits.connections * 2)
        return; // too many even to tell them so
    boost::system::error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const auto session = std::make_shared<Session>(std::move(socket), *this);
    m_sessions.insert(session.get());
    {
        const std::lock_guard lock(m_mutex);
        ++m_open;
    }
    if (count >= m_config.limits.connections && !reclaimOne())
        return session->refuse(errorAnswer(503, QStringLiteral("Too many connections are open; try again in a moment.")));
    session->start();
}

/// Closes the connection that has been without a request for longest: who holds many open harms nobody else.
bool HttpServer::Private::reclaimOne()
{
    using Clock = std::chrono::steady_clock;
    const auto since = [](const Session *session) { return session->idleSince().value_or(Clock::time_point::max()); };
    const auto longest = std::min_element(m_sessions.begin(), m_sessions.end(),
                                          [&since](const Session *left, const Session *right) { return since(left) < since(right); });
    if (longest == m_sessions.end() || since(*longest) > Clock::now() - m_config.limits.reclaim)
        return false;
    (*longest)->close();
    return true;
}

bool HttpServer::Private::takeStream()
{
    if (m_streams >= m_config.limits.streams)
        return false;
    ++m_streams;
    return true;
}

bool HttpServer::Private::takeSocket()
{
    if (m_socketCount >= m_config.limits.sockets)
        return false;
    ++m_socketCount;
    return true;
}

void HttpServer::Private::openSocket(boost::beast::tcp_stream stream, const boost::beast::http::request<boost::beast::http::buffer_body> &request,
                                     std::unique_ptr<SocketClient> client)
{
    const auto socket = std::make_shared<WebSocketSession>(std::move(stream), *this, std::move(client));
    m_sockets.insert(socket.get());
    {
        const std::lock_guard lock(m_mutex);
        ++m_open;
    }
    socket->accept(request);
}

void HttpServer::Private::socketClosed(WebSocketSession *session)
{
    m_sockets.erase(session);
    releaseSocket();
    const std::lock_guard lock(m_mutex);
    --m_open;
    m_empty.notify_all();
}

void HttpServer::Private::sessionClosed(Session *session)
{
    m_sessions.erase(session);
    const std::lock_guard lock(m_mutex);
    --m_open;
    m_empty.notify_all();
}

void HttpServer::Private::beginStop()
{
    m_stopping = true;
    boost::system::error_code ignored;
    m_acceptor.close(ignored);
    const auto sessions = m_sessions; // stopSoon() takes itself out of the set
    for (Session *session : sessions)
        session->stopSoon();
    const auto sockets = m_sockets;
    for (WebSocketSession *socket : sockets)
        socket->closeSoon(SocketClose::GoingAway, "The program stops.");
}

void HttpServer::Private::waitForSessions(Millis atMost)
{
    std::unique_lock lock(m_mutex);
    m_empty.wait_for(lock, atMost, [this] { return m_open == 0; });
}

void HttpServer::Private::stop()
{
    if (!m_thread) {
        boost::system::error_code ignored;
        m_acceptor.close(ignored);
        return;
    }
    asio::post(m_io, [this] { beginStop(); });
    waitForSessions(m_config.limits.stop);
    if (m_config.aborting)
        m_config.aborting();
    asio::post(m_io, [this] {
        const auto sessions = m_sessions;
        for (Session *session : sessions)
            session->close();
        const auto sockets = m_sockets;
        for (WebSocketSession *socket : sockets)
            socket->close();
    });
    m_workGuard.reset();
    for (const auto &handler : m_handlers)
        handler->wait();
    m_ioGuard.reset();
    m_thread->wait();
    m_thread.reset();
}

HttpServer::HttpServer(Config config, const Router &router) : d(std::make_unique<Private>(std::move(config), router)) {}

HttpServer::~HttpServer()
{
    stop();
}

Status HttpServer::start()
{
    return d->start();
}

quint16 HttpServer::port() const
{
    return d->port();
}

void HttpServer::stop()
{
    d->stop();
}

} // namespace cs::api
