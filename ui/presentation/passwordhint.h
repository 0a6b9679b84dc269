// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presentation/itemroles.h"

#include <QStringList>

namespace cs {

/// What is said of a password while it is typed.
struct PasswordHint
{
    enum class Strength { TooShort, Weak, Fair, Strong };
    Strength strength = Strength::TooShort;
    QString text; ///< a sentence
    Tone tone = Tone::Neutral;
};

/// An estimate by length and kinds of characters; repeats, runs ("1234"), well-known words and the person's own names count
/// for nothing. Only a hint: what is taken is for the services to say. `least` is the shortest length that they take. Pure.
PasswordHint passwordHint(const QString &password, int least, const QStringList &ownNames = {});

} // namespace cs
