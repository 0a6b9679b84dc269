// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/daemon/tlscheck.h"

#include <QFile>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

namespace cs::daemon {

namespace {

constexpr int kPatienceMs = 5000;

QString protocolOf(const QMap<QString, QString> &kafka)
{
    return kafka.value(QStringLiteral("security.protocol")).toUpper();
}

/// The setting's certificates; those of the system where there is none.
Result<QList<QSslCertificate>> authorities(const QString &path)
{
    if (path.isEmpty())
        return QSslConfiguration::systemCaCertificates();
    const QList<QSslCertificate> found = QSslCertificate::fromPath(path);
    if (found.isEmpty())
        return Error::invalid(QStringLiteral("ssl.ca.location: there is no certificate (PEM) in %1.").arg(path));
    return found;
}

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    return names.isEmpty() ? certificate.subjectInfo(QSslCertificate::CommonName) : names;
}

QString wordsFor(const QSslError &error, const QString &host, const QString &ca)
{
    const QSslCertificate certificate = error.certificate();
    switch (error.error()) {
    case QSslError::HostNameMismatch:
        return QStringLiteral("the broker's certificate is for %1, not for %2; use a name of the certificate in --brokers.")
            .arg(namesOf(certificate).join(QStringLiteral(", ")), host);
    case QSslError::CertificateExpired:
        return QStringLiteral("the broker's certificate has expired (%1).").arg(certificate.expiryDate().toString(Qt::ISODate));
    case QSslError::CertificateNotYetValid:
        return QStringLiteral("the broker's certificate is not valid yet (from %1); check this machine's clock.")
            .arg(certificate.effectiveDate().toString(Qt::ISODate));
    default:
        return QStringLiteral("the broker's certificate is not signed by %1 (%2); check ssl.ca.location.")
            .arg(ca.isEmpty() ? QStringLiteral("an authority of this system") : ca, error.errorString());
    }
}

Result<QSslConfiguration> configurationOf(const QMap<QString, QString> &kafka)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    const auto known = authorities(kafka.value(QStringLiteral("ssl.ca.location")));
    CS_TRY(known);
    configuration.setCaCertificates(*known);
    if (const QString path = kafka.value(QStringLiteral("ssl.certificate.location")); !path.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromPath(path);
        if (chain.isEmpty())
            return Error::invalid(QStringLiteral("ssl.certificate.location: there is no certificate (PEM) in %1.").arg(path));
        configuration.setLocalCertificateChain(chain);
    }
    QFile key(kafka.value(QStringLiteral("ssl.key.location")));
    if (!key.fileName().isEmpty()) {
        if (!key.open(QIODevice::ReadOnly))
            return Error::invalid(QStringLiteral("ssl.key.location: %1 cannot be read (%2).").arg(key.fileName(), key.errorString()));
        configuration.setPrivateKey(QSslKey(&key, QSsl::Rsa, QSsl::Pem, QSsl::PrivateKey, kafka.value(QStringLiteral("ssl.key.password")).toUtf8()));
    }
    const bool unchecked = kafka.value(QStringLiteral("enable.ssl.certificate.verification")) == QLatin1String("false");
    configuration.setPeerVerifyMode(unchecked ? QSslSocket::VerifyNone : QSslSocket::VerifyPeer);
    return configuration;
}

} // namespace

bool usesTls(const QMap<QString, QString> &kafka)
{
    return protocolOf(kafka).endsWith(QLatin1String("SSL"));
}

bool usesSasl(const QMap<QString, QString> &kafka)
{
    return protocolOf(kafka).startsWith(QLatin1String("SASL"));
}

Status checkTls(const QString &host, int port, const QMap<QString, QString> &kafka)
{
    const auto configuration = configurationOf(kafka);
    CS_TRY(configuration);
    QSslSocket socket;
    socket.setProxy(QNetworkProxy::NoProxy);
    socket.setSslConfiguration(*configuration);
    const bool anyName = kafka.value(QStringLiteral("ssl.endpoint.identification.algorithm")) == QLatin1String("none");
    QList<QSslError> wrong;
    QObject::connect(&socket, &QSslSocket::sslErrors, &socket, [&](const QList<QSslError> &errors) {
        wrong = errors;
        wrong.removeIf([anyName](const QSslError &one) { return anyName && one.error() == QSslError::HostNameMismatch; });
        if (wrong.isEmpty())
            socket.ignoreSslErrors();
    });
    socket.connectToHostEncrypted(host, static_cast<quint16>(port));
    if (socket.waitForEncrypted(kPatienceMs))
        return Done{};
    if (!wrong.isEmpty())
        return Error::unavailable(wordsFor(wrong.first(), host, kafka.value(QStringLiteral("ssl.ca.location"))));
    return Error::unavailable(QStringLiteral("%1:%2 makes no TLS connection (%3); check security.protocol, and that this port is the one for TLS.")
                                  .arg(host).arg(port).arg(socket.errorString()));
}

} // namespace cs::daemon
