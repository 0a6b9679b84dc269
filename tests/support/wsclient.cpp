// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/wsclient.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

namespace cs::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;

struct WsClient::Private
{
    template <typename Start>
    bool run(Start start, int timeoutMs = 10'000)
    {
        std::optional<beast::error_code> result;
        start([&result](beast::error_code error) { result = error; });
        io.restart();
        io.run_for(std::chrono::milliseconds(timeoutMs));
        if (!result) { // end it: its buffers are ours
            beast::get_lowest_layer(*stream).close();
            io.restart();
            io.run();
        }
        return result && !*result;
    }

    asio::io_context io;
    std::optional<websocket::stream<beast::tcp_stream>> stream;
    beast::flat_buffer buffer;
};

WsClient::WsClient() : d(std::make_unique<Private>()) {}

WsClient::~WsClient() = default;

int WsClient::open(int port, const QByteArray &path, const Headers &headers, int receiveBuffer)
{
    asio::ip::tcp::socket socket(d->io);
    boost::system::error_code error;
    socket.open(asio::ip::tcp::v4(), error);
    if (receiveBuffer > 0)
        socket.set_option(asio::socket_base::receive_buffer_size(receiveBuffer), error);
    socket.connect({asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(port)}, error);
    d->stream.emplace(beast::tcp_stream(std::move(socket)));
    // By reference: Beast 1.74 forgets to destroy what a decorator holds, and it is called within this function only.
    d->stream->set_option(websocket::stream_base::decorator([&headers](websocket::request_type &request) {
        for (const auto &[name, value] : headers)
            request.set(name.toStdString(), value.toStdString());
    }));
    websocket::response_type answer;
    const QByteArray host = "127.0.0.1:" + QByteArray::number(port);
    d->run([&](auto done) { d->stream->async_handshake(answer, host.toStdString(), path.toStdString(), done); });
    return static_cast<int>(answer.result_int());
}

bool WsClient::send(const QByteArray &text, bool isText)
{
    d->stream->text(isText);
    return d->run([&](auto done) {
        d->stream->async_write(asio::buffer(text.constData(), static_cast<std::size_t>(text.size())), [done](auto error, std::size_t) { done(error); });
    });
}

std::optional<QByteArray> WsClient::read(int timeoutMs)
{
    const bool got = d->run([&](auto done) { d->stream->async_read(d->buffer, [done](auto error, std::size_t) { done(error); }); }, timeoutMs);
    if (!got)
        return {};
    const QByteArray text(static_cast<const char *>(d->buffer.data().data()), static_cast<qsizetype>(d->buffer.size()));
    d->buffer.consume(d->buffer.size());
    return text;
}

QList<QByteArray> WsClient::readToEnd()
{
    QList<QByteArray> all;
    while (auto one = read())
        all.append(*one);
    return all;
}

int WsClient::closeCode() const
{
    return d->stream->reason().code;
}

void WsClient::close()
{
    d->run([&](auto done) { d->stream->async_close(websocket::close_code::normal, done); });
}

} // namespace cs::test
