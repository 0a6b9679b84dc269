// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/passwordhint.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>

namespace cs {

namespace {

constexpr double kFairBits = 45;
constexpr double kStrongBits = 65;

QString words(const char *text)
{
    return QCoreApplication::translate("cs::PasswordHint", text);
}

QString withoutKnownWords(QString password, const QStringList &ownNames)
{
    QStringList known{QStringLiteral("password"), QStringLiteral("passwort"), QStringLiteral("countersign"), QStringLiteral("qwertyuiop"),
                      QStringLiteral("qwerty"), QStringLiteral("letmein"), QStringLiteral("welcome"), QStringLiteral("admin"), QStringLiteral("secret")};
    for (const QString &name : ownNames)
        known += name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::sort(known.begin(), known.end(), [](const QString &a, const QString &b) { return a.size() > b.size(); });
    for (const QString &word : std::as_const(known)) {
        if (word.size() >= 3)
            password.remove(word, Qt::CaseInsensitive);
    }
    return password;
}

double bitsOf(const QString &password)
{
    std::array<bool, 5> kinds{}; // lower, upper, digits, other ASCII, all else
    int counted = 0;
    for (qsizetype i = 0; i < password.size(); ++i) {
        const QChar c = password.at(i);
        const bool ascii = c.unicode() < 128;
        kinds[c.isDigit() ? 2 : !ascii ? 4 : c.isLower() ? 0 : c.isUpper() ? 1 : 3] = true;
        const int step = i > 0 ? std::abs(int(c.unicode()) - int(password.at(i - 1).unicode())) : 2;
        counted += step > 1 ? 1 : 0;
    }
    constexpr std::array<int, 5> sizes{26, 26, 10, 33, 100};
    int pool = 1;
    for (size_t kind = 0; kind < kinds.size(); ++kind)
        pool += kinds[kind] ? sizes[kind] : 0;
    return counted * std::log2(pool);
}

} // namespace

PasswordHint passwordHint(const QString &password, int least, const QStringList &ownNames)
{
    using Strength = PasswordHint::Strength;
    if (password.isEmpty())
        return {Strength::TooShort, words("At least %1 characters. A sentence of four or five words is easy to remember and hard to guess.").arg(least), Tone::Neutral};
    if (password.size() < least)
        return {Strength::TooShort, words("Too short: %1 more.").arg(least - password.size()), Tone::Bad};
    const double bits = bitsOf(withoutKnownWords(password, ownNames));
    if (bits < kFairBits)
        return {Strength::Weak, words("Weak: it is easy to guess. Another word or two make it better."), Tone::Bad};
    if (bits < kStrongBits)
        return {Strength::Fair, words("Fair: a longer one is harder to guess."), Tone::Warning};
    return {Strength::Strong, words("Strong."), Tone::Good};
}

} // namespace cs
