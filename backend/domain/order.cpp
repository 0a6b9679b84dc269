// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/order.h"

#include <QCryptographicHash>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <string_view>

namespace cs {

namespace {

constexpr qsizetype kMaxItems = 1'000;
constexpr qint64 kMaxQuantity = 1'000'000;
constexpr qsizetype kMaxText = 256;

constexpr auto kIdCharacters = [] {
    std::array<bool, 128> are{};
    for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"))
        are[size_t(c)] = true;
    return are;
}();

bool isIdCharacter(QChar c)
{
    return c.unicode() < kIdCharacters.size() && kIdCharacters[c.unicode()];
}

/// A text that must be there (or may be empty), is not too long and can be stored.
void checkText(const QString &text, bool required, const QString &path, QList<FieldError> *errors)
{
    if (required && text.trimmed().isEmpty())
        errors->append({path, QStringLiteral("This is missing.")});
    else if (text.size() > kMaxText)
        errors->append({path, QStringLiteral("This is longer than %1 characters.").arg(kMaxText)});
    else if (text.contains(QChar::Null))
        errors->append({path, QStringLiteral("This holds the character U+0000.")});
}

void checkItem(const OrderItem &item, const Currency &currency, const QString &path, QList<FieldError> *errors)
{
    checkText(item.productId, true, path + QStringLiteral(".productId"), errors);
    checkText(item.name, false, path + QStringLiteral(".name"), errors);
    if (item.quantity < 1 || item.quantity > kMaxQuantity)
        errors->append({path + QStringLiteral(".quantity"), QStringLiteral("This must be a whole number from 1 to %1.").arg(kMaxQuantity)});
    if (item.price.minor() < 0)
        errors->append({path + QStringLiteral(".price"), QStringLiteral("The amount must not be negative.")});
    else if (item.price.currency() != currency)
        errors->append({path + QStringLiteral(".price"), QStringLiteral("The price is not in the order's currency.")});
}

/// The sum of quantity × price; names the line at which it leaves the range.
Money sum(const NewOrder &order, QList<FieldError> *errors)
{
    Money total(0, order.currency);
    for (qsizetype i = 0; i < order.items.size(); ++i) {
        const Result<Money> line = order.items[i].price.times(order.items[i].quantity);
        const Result<Money> next = line.ok() ? total.plus(*line) : line;
        if (!next.ok()) {
            errors->append({QStringLiteral("items[%1]").arg(i), QStringLiteral("The order's total is out of range.")});
            return total;
        }
        total = *next;
    }
    return total;
}

/// Length and bytes, so that no two lists of texts give the same input to the hash.
void addText(QCryptographicHash *hash, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    const quint32 size = qToBigEndian(quint32(utf8.size()));
    hash->addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof size));
    hash->addData(utf8);
}

void addNumber(QCryptographicHash *hash, qint64 number)
{
    const qint64 big = qToBigEndian(number);
    hash->addData(QByteArrayView(reinterpret_cast<const char *>(&big), sizeof big));
}

} // namespace

Result<Money> validate(const NewOrder &order)
{
    QList<FieldError> errors;
    if (!order.id.isEmpty() && !isValidOrderId(order.id))
        errors.append({QStringLiteral("orderId"), QStringLiteral("An order id has 1 to 64 characters of A-Z a-z 0-9 . _ : -")});
    checkText(order.customerId, true, QStringLiteral("customerId"), &errors);
    if (order.createdBy) {
        checkText(order.createdBy->userId, true, QStringLiteral("createdBy.userId"), &errors);
        checkText(order.createdBy->role, false, QStringLiteral("createdBy.role"), &errors);
    }
    if (order.items.isEmpty() || order.items.size() > kMaxItems)
        errors.append({QStringLiteral("items"), QStringLiteral("An order has 1 to %1 items, not %2.").arg(kMaxItems).arg(order.items.size())});
    for (qsizetype i = 0; i < std::min(order.items.size(), kMaxItems); ++i)
        checkItem(order.items[i], order.currency, QStringLiteral("items[%1]").arg(i), &errors);
    Money total(0, order.currency);
    if (errors.isEmpty())
        total = sum(order, &errors);
    if (errors.isEmpty())
        return total;
    return Error::invalid(QStringLiteral("The order is not valid."), errors);
}

QByteArray contentHash(const NewOrder &order)
{
    const Actor creator = order.createdBy.value_or(Actor());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addText(&hash, order.customerId);
    addText(&hash, order.currency.code());
    addText(&hash, creator.userId);
    addText(&hash, creator.role);
    addNumber(&hash, order.items.size());
    for (const OrderItem &item : order.items) {
        addText(&hash, item.productId);
        addNumber(&hash, item.quantity);
        addNumber(&hash, item.price.minor());
    }
    return hash.result();
}

bool isValidOrderId(QStringView id)
{
    // "." and ".." are steps of a path (RFC 3986, section 3.3), and no client could ask for such an order.
    if (id.isEmpty() || id.size() > 64 || id == u"." || id == u"..")
        return false;
    for (const QChar c : id) {
        if (!isIdCharacter(c))
            return false;
    }
    return true;
}

} // namespace cs
