// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QMap>
#include <QString>

namespace cs::daemon {

/// By `security.protocol` of librdkafka's settings.
bool usesTls(const QMap<QString, QString> &kafka);
bool usesSasl(const QMap<QString, QString> &kafka);

/// A handshake with the broker by these settings, at most 5 s; what is wrong comes in words that say which setting it is:
/// another CA, another name, a certificate that has expired, no TLS there. Librdkafka says the same of all of them.
Status checkTls(const QString &host, int port, const QMap<QString, QString> &kafka);

} // namespace cs::daemon
