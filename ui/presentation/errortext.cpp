// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presentation/errortext.h"

namespace cs {

QString errorText(const Error &error)
{
    if (error.fields.size() != 1)
        return error.message;
    const FieldError &one = error.fields.first();
    return error.message == Error::field(one.field, one.message).message ? one.message : error.message;
}

} // namespace cs
