// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/events/fieldreader.h"

#include "backend/support/samebytes.h"

namespace cs::events {

namespace {

QString typeWords(json::Type type)
{
    switch (type) {
    case json::Type::Null: return QStringLiteral("null");
    case json::Type::Bool: return QStringLiteral("true or false");
    case json::Type::Number: return QStringLiteral("a number");
    case json::Type::String: return QStringLiteral("a text");
    case json::Type::Array: return QStringLiteral("a list");
    case json::Type::Object: return QStringLiteral("an object");
    }
    return {};
}

} // namespace

FieldReader::FieldReader(const json::Doc &doc, std::optional<BadRecord> *bad)
    : m_doc(doc), m_object(doc.root()), m_bad(bad), m_next(m_object.type() == json::Type::Object ? m_object.firstChild() : nullptr)
{
}

FieldReader::FieldReader(const json::Cell &object, const FieldReader &parent, QByteArrayView name, qsizetype index)
    : m_doc(parent.m_doc), m_object(object), m_bad(parent.m_bad), m_parent(&parent), m_name(name), m_index(index),
      m_next(object.type() == json::Type::Object ? object.firstChild() : nullptr)
{
}

QString FieldReader::pathOf(QByteArrayView name) const
{
    QString path = QString::fromUtf8(name);
    for (const FieldReader *one = this; one->m_parent != nullptr; one = one->m_parent) {
        const QString index = one->m_index < 0 ? QString() : QStringLiteral("[%1]").arg(one->m_index);
        path = QString::fromUtf8(one->m_name) + index + (path.isEmpty() ? QString() : QLatin1Char('.') + path);
    }
    return path;
}

const json::Cell *FieldReader::find(QByteArrayView name)
{
    const json::Cell *one = m_next;
    if (one != nullptr && sameBytes(one->key(), name)) { // mostly
        m_next = one->nextSibling();
        one->setAsked();
        return one;
    }
    if (!m_object.mayHave(json::markOf(name)))
        return nullptr;
    for (qsizetype tried = 0; tried < m_object.count(); ++tried) {
        if (one == nullptr)
            one = m_object.firstChild();
        if (sameBytes(one->key(), name)) {
            m_next = one->nextSibling();
            one->setAsked();
            return one;
        }
        one = one->nextSibling();
    }
    return nullptr;
}

void FieldReader::fail(QByteArrayView name, const char16_t *code, const QString &message)
{
    if (!ok())
        return;
    const json::Cell *value = find(name);
    *m_bad = BadRecord{QString::fromUtf16(code), message, pathOf(name), value != nullptr ? value->offset() : m_object.offset()};
}

void FieldReader::failType(QByteArrayView name, const QString &wanted, json::Type got)
{
    fail(name, u"wrong_type", QStringLiteral("%1 must be %2, not %3.").arg(pathOf(name), wanted, typeWords(got)));
}

void FieldReader::failType(QByteArrayView name, json::Type wanted, json::Type got)
{
    failType(name, typeWords(wanted), got);
}

void FieldReader::failWord(QByteArrayView name, const json::Cell &cell)
{
    fail(name, u"out_of_range", QStringLiteral("%1 cannot be \"%2\".").arg(pathOf(name), QString::fromUtf8(cell.text()).left(64)));
}

bool FieldReader::isObject()
{
    if (m_object.type() == json::Type::Object)
        return ok();
    const QString path = pathOf({});
    fail({}, u"wrong_type", QStringLiteral("%1 must be an object, not %2.").arg(path.isEmpty() ? QStringLiteral("The value") : path, typeWords(m_object.type())));
    return false;
}

bool FieldReader::has(QByteArrayView name)
{
    const json::Cell *value = find(name);
    return value != nullptr && !value->isNull();
}

const json::Cell *FieldReader::present(QByteArrayView name, Need need)
{
    if (!ok())
        return nullptr;
    const json::Cell *value = find(name);
    if (value != nullptr && !value->isNull())
        return value;
    if (need != Need::Optional && value == nullptr)
        fail(name, u"missing_field", QStringLiteral("%1 is missing.").arg(pathOf(name)));
    else if (need != Need::Optional)
        fail(name, u"null_value", QStringLiteral("%1 is null.").arg(pathOf(name)));
    return nullptr;
}

const json::Cell *FieldReader::member(QByteArrayView name, Need need, json::Type type)
{
    const json::Cell *value = present(name, need);
    if (value == nullptr || value->type() == type)
        return value;
    failType(name, type, value->type());
    return nullptr;
}

bool FieldReader::fits(QByteArrayView name, const json::Cell &list, qsizetype most)
{
    if (list.count() <= most)
        return true;
    fail(name, u"out_of_range", QStringLiteral("%1 has more than %2 entries.").arg(pathOf(name)).arg(most));
    return false;
}

} // namespace cs::events
