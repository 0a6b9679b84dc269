// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/events/badrecord.h"
#include "backend/support/clock.h"
#include "backend/support/json.h"

#include <optional>

namespace cs::events {

/// Reads members of one object of a record and stops at the first that is wrong, which it keeps with code, path and offset.
/// After a failure every call returns an empty value. The path is put together on failure only, so a good record pays
/// nothing for it. Lives on the stack of one decode; the value must outlive it.
class FieldReader final
{
public:
    /// `bad` is shared by the readers of one record.
    FieldReader(const json::Value &object, std::optional<BadRecord> *bad) : m_object(object), m_bad(bad) {}
    /// For the object in a member of another (`index` < 0), or in a list that is a member.
    FieldReader(const json::Value &object, const FieldReader &parent, QByteArrayView name, qsizetype index = -1)
        : m_object(object), m_bad(parent.m_bad), m_parent(&parent), m_name(name), m_index(index)
    {
    }
    Q_DISABLE_COPY_MOVE(FieldReader)

    enum Need { Optional, Required };

    bool ok() const { return !m_bad->has_value(); }
    /// At most `maxLength` UTF-16 units, without U+0000; not empty when required.
    QString string(QByteArrayView name, Need need, qsizetype maxLength);
    qint64 integer(QByteArrayView name, Need need, qint64 least, qint64 most, qint64 otherwise = 0);
    /// An amount that is not negative.
    Money money(QByteArrayView name, Currency currency);
    TimePoint time(QByteArrayView name);
    /// The member with that type; nullptr when it is absent (or null, if optional) or after a failure.
    const json::Value *member(QByteArrayView name, Need need, json::Type type);
    /// Is what is read an object at all? If not, that is the failure.
    bool isObject();
    void fail(QByteArrayView name, const char16_t *code, const QString &message);

private:
    QString pathOf(QByteArrayView name) const;

    const json::Value &m_object;
    std::optional<BadRecord> *m_bad;
    const FieldReader *m_parent = nullptr;
    QByteArrayView m_name;
    qsizetype m_index = -1;
};

} // namespace cs::events
