// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/actor.h"

#include <array>
#include <iterator>

namespace cs {

namespace {

struct RoleWords
{
    Role role;
    const char16_t *name;
    const char16_t *title;
};
constexpr RoleWords kRoles[] = {
    {Role::SalesExecutive, u"SALES_EXECUTIVE", u"Sales executive"},
    {Role::Manager, u"MANAGER", u"Manager"},
    {Role::Finance, u"FINANCE", u"Finance"},
    {Role::Director, u"DIRECTOR", u"Director"},
    {Role::Admin, u"ADMIN", u"Admin"},
    {Role::Viewer, u"VIEWER", u"Viewer"},
};

const RoleWords &wordsOf(Role role)
{
    for (const RoleWords &one : kRoles) {
        if (one.role == role)
            return one;
    }
    return *std::prev(std::end(kRoles)); // the role with the fewest rights
}

} // namespace

QString roleName(Role role)
{
    // Asked for with each event: a shared text costs no memory.
    static const std::array names = [] {
        std::array<QString, std::size(kRoles)> list;
        for (const RoleWords &one : kRoles)
            list.at(std::size_t(one.role)) = QString::fromUtf16(one.name);
        return list;
    }();
    const auto index = std::size_t(role);
    return index < names.size() ? names[index] : names[std::size_t(Role::Viewer)];
}

std::optional<Role> roleFromName(QStringView name)
{
    for (const RoleWords &one : kRoles) {
        if (name == QStringView(one.name))
            return one.role;
    }
    return std::nullopt;
}

QString roleTitle(Role role)
{
    return QString::fromUtf16(wordsOf(role).title);
}

bool mayDo(const Actor &actor, Right right)
{
    const std::optional<Role> role = roleFromName(actor.role);
    if (!role)
        return false; // a foreign role has no rights here
    const bool approver = role == Role::Manager || role == Role::Finance || role == Role::Director;
    const bool admin = role == Role::Admin;
    const bool sales = role == Role::SalesExecutive;
    switch (right) {
    case Right::CreateOrder: return approver || admin || sales;
    case Right::ImportOrders: return sales || admin;
    case Right::CancelOrder: return approver || admin || sales; // whose orders: checkCancel()
    case Right::MoveOrder: return admin;
    case Right::Decide: return approver;
    case Right::ReadAll: return true;
    case Right::Administer:
    case Right::RunServices:
    case Right::AdjustStock: return admin;
    }
    return false;
}

} // namespace cs
