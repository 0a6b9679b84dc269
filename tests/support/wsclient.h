// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <memory>
#include <optional>

namespace cs::test {

/// A WebSocket client that shares nothing with the server but Boost. Each call ends within 10 s.
class WsClient final
{
public:
    using Headers = QList<std::pair<QByteArray, QByteArray>>;

    WsClient();
    ~WsClient();
    WsClient(const WsClient &) = delete;
    WsClient &operator=(const WsClient &) = delete;

    /// The status of the answer: 101 when it is open; 0 when nobody answered.
    int open(int port, const QByteArray &path, const Headers &headers, int receiveBuffer = 0);
    bool send(const QByteArray &text, bool isText = true);
    /// The next message; nothing when the connection has ended (then closeCode() says why) or nothing came.
    std::optional<QByteArray> read(int timeoutMs = 10'000);
    /// Reads to the end; what came.
    QList<QByteArray> readToEnd();
    int closeCode() const;
    void close();

private:
    struct Private; // Boost.Beast takes ten seconds to compile: once is enough
    std::unique_ptr<Private> d;
};

} // namespace cs::test
