// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/json.h"

#include <QIODevice>
#include <QTcpSocket>
#include <functional>

namespace cs::daemon {

/// Speaks to the API of a program on this machine, blocking. Errors of the API come back with their kind and fields.
class ApiClient final
{
public:
    ApiClient(int port, QString token) : m_port(port), m_token(std::move(token)) {}

    /// The answer's whole object. An empty body sends none.
    Result<json::Value> call(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    /// Sends a device to its end while lines of the answer are read; `line` gets each.
    Status stream(const QByteArray &path, QIODevice &source, const std::function<void(const json::Value &)> &line);

private:
    class Exchange;
    int m_port;
    QString m_token;
};

} // namespace cs::daemon
