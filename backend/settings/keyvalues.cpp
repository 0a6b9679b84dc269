// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/settings/keys.h"

namespace cs::settings {

namespace {

Status setWhole(const Key &key, int Options::*member, const QString &text, const QString &where, Options *options)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < key.least || number > key.most)
        return Error::invalid(QStringLiteral("%1: '%2' is not a whole number from %3 to %4.")
                                  .arg(where, text).arg(key.least).arg(key.most));
    options->*member = number;
    return Done{};
}

Status setFlag(bool Options::*member, const QString &text, const QString &where, Options *options)
{
    const QString word = text.toLower();
    const bool on = word == u"true" || word == u"yes" || word == u"on" || word == u"1";
    const bool off = word == u"false" || word == u"no" || word == u"off" || word == u"0";
    if (!on && !off)
        return Error::invalid(QStringLiteral("%1: '%2' is neither true nor false.").arg(where, text));
    options->*member = on;
    return Done{};
}

Status checkAllowed(const Key &key, const QString &text, const QString &where)
{
    const QStringList allowed = QString(key.allowed).split(u' ', Qt::SkipEmptyParts);
    if (allowed.isEmpty() || allowed.contains(text))
        return Done{};
    return Error::invalid(QStringLiteral("%1: '%2' is not one of %3.").arg(where, text, allowed.join(u", ")));
}

Status setList(const Key &key, QStringList Options::*member, const QString &text, const QString &where, Options *options)
{
    QStringList list;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString name = part.trimmed();
        CS_TRY(checkAllowed(key, name, where));
        if (!list.contains(name))
            list.append(name);
    }
    options->*member = list;
    return Done{};
}

Status checkBroker(const QString &part, const QString &where)
{
    const qsizetype colon = part.lastIndexOf(u':');
    bool isNumber = false;
    const int port = part.mid(colon + 1).toInt(&isNumber);
    if (colon < 1 || !isNumber || port < 1 || port > 65535)
        return Error::invalid(QStringLiteral("%1: '%2' is not host:port; give host:port,... or 'embedded'.").arg(where, part));
    return Done{};
}

} // namespace

Status checkBrokers(const QString &text, const QString &where)
{
    if (text == u"embedded")
        return Done{};
    const QStringList parts = text.split(u',');
    for (const QString &part : parts)
        CS_TRY(checkBroker(part.trimmed(), where));
    return Done{};
}

Status assign(const Key &key, const QString &text, const QString &where, Options *options)
{
    if (const auto *whole = std::get_if<int Options::*>(&key.target))
        return setWhole(key, *whole, text, where, options);
    if (const auto *flag = std::get_if<bool Options::*>(&key.target))
        return setFlag(*flag, text, where, options);
    if (const auto *list = std::get_if<QStringList Options::*>(&key.target))
        return setList(key, *list, text, where, options);
    if (!text.isEmpty())
        CS_TRY(checkAllowed(key, text, where));
    if (key.name == u"brokers")
        CS_TRY(checkBrokers(text, where));
    options->*std::get<QString Options::*>(key.target) = text;
    return Done{};
}

} // namespace cs::settings
