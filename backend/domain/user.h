// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/actor.h"

#include <QString>

namespace cs {

struct User
{
    QString userId;
    QString name;
    Role role = Role::Viewer;
    QString reportsTo; ///< may be empty
    bool disabled = false;
    Actor actor() const { return Actor::of(userId, role); }
};

struct Customer
{
    QString customerId;
    QString name;
    QString contact;
    QString city;
    QString country;
    QString phone;
    bool operator==(const Customer &) const = default;
};

} // namespace cs
