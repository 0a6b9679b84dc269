// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/services/flow/gateways.h"
#include "backend/support/result.h"

#include <QByteArray>
#include <QUrl>
#include <atomic>
#include <functional>
#include <memory>

namespace cs::services {

/// How a gateway is reached. Plain http and redirects are refused unless `allowHttp`, which is for tests and a local proxy.
struct HttpEndpoint
{
    QUrl base;          ///< https://host/path, without a slash at its end
    QByteArray token;   ///< sent as a bearer token; empty: none
    Millis timeout{10'000};
    bool allowHttp = false;
    static Result<HttpEndpoint> fromUrl(const QString &url, const QByteArray &token, bool allowHttp);
};

struct HttpCall
{
    QString path; ///< behind the base
    QString key;  ///< Idempotency-Key; empty: a question (GET), which changes nothing
    QByteArray body;
};
/// Status 0: nobody answered in time. Bodies above 64 KiB are cut, and so are no answer.
struct HttpReply
{
    int status = 0;
    QByteArray body;
    QString trouble;
    bool comesLater() const { return status == 0 || status == 408 || status == 409 || status == 425 || status == 429 || status >= 500; }
};

/// Makes calls, up to 16 at once, and waits for them on the caller's thread, which needs no event loop of its own.
class HttpCaller final
{
public:
    explicit HttpCaller(HttpEndpoint endpoint) : m_endpoint(std::move(endpoint)) {}
    QList<HttpReply> call(const QList<HttpCall> &calls);
    void stop() { m_stop = true; } ///< any thread: within a tenth of a second what is on its way is given up

private:
    const HttpEndpoint m_endpoint;
    std::atomic<bool> m_stop = false;
};

/// POST /payments {orderId, customerId, amount, currency} and POST /refunds {orderId, paymentId, amount, currency}, each with
/// its key as Idempotency-Key. Answer: {paymentId, status: success|pending|failed, reason?}. 4xx is a refusal; what 5xx, 408,
/// 409, 425, 429 or no answer leaves open is asked again.
std::unique_ptr<PaymentGateway> httpPayments(const HttpEndpoint &endpoint);
/// POST /shipments {orderId, customerId, items} → {trackingNumber, carrier}; GET /shipments/NUMBER → {status, detail?} with
/// in_transit, delivered or failed.
std::unique_ptr<Carrier> httpCarrier(const HttpEndpoint &endpoint);

} // namespace cs::services
