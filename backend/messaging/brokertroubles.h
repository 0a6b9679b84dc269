// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace cs::messaging {

/// What is wrong with the connections of one client, as librdkafka's error callback told it. Told to a person is the trouble of
/// the connection that came farthest, the latest of equals: a broker that refuses the sign-in is nearer to the mend than
/// another, or another address of its name, where nobody listens. Pure; belongs to its owner's thread.
class BrokerTroubles final
{
public:
    /// By how far the connection came.
    enum class Kind { Resolve, Connect, Broken, Tls, SignIn };

    explicit BrokerTroubles(QString bootstrap) : m_bootstrap(std::move(bootstrap)) {}

    /// librdkafka's error number and its words. Forgets what this shows to hold no more: a name without an address has no other
    /// trouble; and as a name's addresses are tried in turn, one that fails twice shows that all others were tried in between.
    void add(int error, const QString &reason);
    /// A broker is up.
    void clear() { m_all.clear(); }
    /// For a person; empty when nothing is known.
    QString sentence() const;
    bool isSignInRefused() const;

private:
    struct Trouble
    {
        Kind kind = Kind::Broken;
        QString broker; ///< host:port
        QString place;  ///< the address that was tried, where it is told
        QString sentence;
        QList<QString> since; ///< where the same broker failed in another way after this was told
        bool isSame(const Trouble &other) const { return kind == other.kind && broker == other.broker && place == other.place; }
    };
    static bool isOver(Trouble &old, const Trouble &now);
    const Trouble *foremost() const;

    QString m_bootstrap;
    QList<Trouble> m_all; ///< oldest first
};

} // namespace cs::messaging
