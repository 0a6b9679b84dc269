// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace cs {

enum class Role { SalesExecutive, Manager, Finance, Director, Admin, Viewer };

/// The role's name on the wire and on the screen's raw views: `SALES_EXECUTIVE`.
QString roleName(Role role);
std::optional<Role> roleFromName(QStringView name);
/// The role in words: "Sales executive".
QString roleTitle(Role role);

/// A person (or program) who acts. `roleText` keeps a foreign role's name that is none of ours.
struct Actor
{
    QString userId;
    QString role; ///< a role's name as on the wire; may be foreign
    bool operator==(const Actor &) const = default;

    static Actor of(const QString &userId, Role role) { return {userId, roleName(role)}; }
    bool is(Role one) const { return role == roleName(one); }
};

/// What an act needs. Rights follow from roles alone.
enum class Right { CreateOrder, ImportOrders, CancelOrder, MoveOrder, Decide, ReadAll, Administer, RunServices, AdjustStock };
bool mayDo(const Actor &actor, Right right);

} // namespace cs
