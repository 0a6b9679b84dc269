// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/result.h"

namespace cs {

QString Error::toString() const
{
    QString text = message;
    for (const FieldError &one : fields) {
        if (!text.isEmpty())
            text += one.field == fields.first().field && &one == &fields.first() ? QStringLiteral(" (") : QStringLiteral("; ");
        text += one.field + QStringLiteral(": ") + one.message;
    }
    if (!fields.isEmpty() && !message.isEmpty())
        text += QLatin1Char(')');
    return text;
}

Error Error::field(const QString &field, const QString &message)
{
    return {ErrorKind::Invalid, field + QStringLiteral(": ") + message, {{field, message}}};
}

} // namespace cs
