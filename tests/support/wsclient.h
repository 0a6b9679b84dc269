// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <optional>

namespace cs::test {

/// A WebSocket client that shares nothing with the server but Boost. Each call ends within 10 s.
class WsClient final
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    /// The status of the answer: 101 when it is open; 0 when nobody answered.
    int open(int port, const QByteArray &path, const Headers &headers, int receiveBuffer = 0)
    {
        boost::asio::ip::tcp::socket socket(m_io);
        boost::system::error_code error;
        socket.open(boost::asio::ip::tcp::v4(), error);
        if (receiveBuffer > 0)
            socket.set_option(boost::asio::socket_base::receive_buffer_size(receiveBuffer), error);
        socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)}, error);
        m_stream.emplace(boost::beast::tcp_stream(std::move(socket)));
        // By reference: Beast 1.74 forgets to destroy what a decorator holds, and it is called within this function only.
        m_stream->set_option(boost::beast::websocket::stream_base::decorator([&headers](boost::beast::websocket::request_type &request) {
            for (const auto &[name, value] : headers)
                request.set(name.toStdString(), value.toStdString());
        }));
        boost::beast::websocket::response_type answer;
        const QByteArray host = "127.0.0.1:" + QByteArray::number(port);
        run([&](auto done) { m_stream->async_handshake(answer, host.toStdString(), path.toStdString(), done); });
        return static_cast<int>(answer.result_int());
    }

    bool send(const QByteArray &text, bool isText = true)
    {
        m_stream->text(isText);
        return run([&](auto done) {
            m_stream->async_write(boost::asio::buffer(text.constData(), static_cast<std::size_t>(text.size())), [done](auto error, std::size_t) { done(error); });
        });
    }

    /// The next message; nothing when the connection has ended (then closeCode() says why) or nothing came.
    std::optional<QByteArray> read(int timeoutMs = 10'000)
    {
        const bool got = run([&](auto done) { m_stream->async_read(m_buffer, [done](auto error, std::size_t) { done(error); }); }, timeoutMs);
        if (!got)
            return {};
        const QByteArray text(static_cast<const char *>(m_buffer.data().data()), static_cast<qsizetype>(m_buffer.size()));
        m_buffer.consume(m_buffer.size());
        return text;
    }
    /// Reads to the end; what came.
    QList<QByteArray> readToEnd()
    {
        QList<QByteArray> all;
        while (auto one = read())
            all.append(*one);
        return all;
    }
    int closeCode() const { return m_stream->reason().code; }
    void close()
    {
        run([&](auto done) { m_stream->async_close(boost::beast::websocket::close_code::normal, done); });
    }

private:
    template <typename Start>
    bool run(Start start, int timeoutMs = 10'000)
    {
        std::optional<boost::beast::error_code> result;
        start([&result](boost::beast::error_code error) { result = error; });
        m_io.restart();
        m_io.run_for(std::chrono::milliseconds(timeoutMs));
        if (!result) { // end it: its buffers are ours
            boost::beast::get_lowest_layer(*m_stream).close();
            m_io.restart();
            m_io.run();
        }
        return result && !*result;
    }

    boost::asio::io_context m_io;
    std::optional<boost::beast::websocket::stream<boost::beast::tcp_stream>> m_stream;
    boost::beast::flat_buffer m_buffer;
};

} // namespace cs::test
