// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/context.h"

#include <memory>

namespace cs::api {

/// The running process' port and token, as control.json has them.
struct ControlFile
{
    int port = 0;
    QString token;

    static QString pathIn(const QString &dataDir);
    Status write(const QString &dataDir) const;
    static Result<ControlFile> read(const QString &dataDir);
    /// What a program that was killed has left behind: the folder's new owner is not reached by it. Nothing there is no error.
    static void forget(const QString &dataDir);
};

/// The HTTP API of one process: its routes on one port, health and metrics alone on another, and
/// `control.json` (0600) in the data folder, by which commands of the same user of this machine reach it.
class ApiServer final
{
public:
    explicit ApiServer(ApiContext context);
    ~ApiServer(); ///< stops
    ApiServer(const ApiServer &) = delete;
    ApiServer &operator=(const ApiServer &) = delete;

    /// A port of 0 is off. Unavailable, in words, when a port is taken.
    Status start(const QString &address, int port, int healthPort = 0);
    /// On a free port of 127.0.0.1, for this process alone: the port and the token, which are written nowhere.
    Result<ControlFile> startPrivate();
    void stop(); ///< within 3 s
    /// http://127.0.0.1:3001; empty when the API is off.
    QString address() const;
    /// What it answers to, as `GET /api/orders/:id`; once started.
    QByteArrayList routes() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cs::api
