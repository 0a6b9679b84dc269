// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QtTest>
#include <functional>

namespace cs::test {

/// True where a missing part is a failure: COUNTERSIGN_REQUIRE_PARTS=1, or CI=true.
bool partsRequired();

/// A TCP port on 127.0.0.1 that nothing listens on. Below the range that the system gives to outgoing connections, so that
/// it stays free while its server is down and starts again. Nothing reserves it: use it at once.
quint16 freePort();

/// Asks `condition` every few milliseconds, with events processed between, until it holds (true) or `timeoutMs` have passed.
bool waitUntil(const std::function<bool()> &condition, int timeoutMs);

/// The lines of a JSON Lines file that are not empty, as they are (numbers untouched). Empty when it cannot be read.
QList<QByteArray> readJsonl(const QString &path);

/// The whole file, or nothing when it cannot be read.
QByteArray readFile(const QString &path);

} // namespace cs::test

/// Ends the test function unless the Status or Result is a success: skipped, or failed where parts are required.
#define CS_REQUIRE(expression)                                                                                         \
    do {                                                                                                               \
        if (const auto csRequired = (expression); !csRequired.ok()) {                                                  \
            if (cs::test::partsRequired())                                                                             \
                QFAIL(qPrintable(csRequired.error().message));                                                         \
            QSKIP(qPrintable(csRequired.error().message));                                                             \
        }                                                                                                              \
    } while (false)
