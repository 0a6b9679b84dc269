// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/services/demo/demo.h"

#include "backend/services/core/act.h"
#include "backend/services/demo/demodata.h"

namespace cs::services {

Status seedReferenceData(StoreContext &context)
{
    CS_TRY(mayWrite(context));
    const Result<QList<Customer>> customers = bookCustomers();
    if (!customers.ok())
        return customers.error();
    const Result<QList<storage::Product>> products = bookProducts();
    if (!products.ok())
        return products.error();
    const Result<QList<User>> people = demoPeople();
    if (!people.ok())
        return people.error();
    // Takes copies: the job may outlive this call when the writer is stopped.
    return context.writer
        .submit(storage::Priority::Person, storage::Durability::Full,
                [customers = *customers, products = *products,
                 people = *people](storage::Connection &connection) -> Status {
                    CS_TRY(storage::PeopleStore(connection).putUsers(people));
                    storage::ReferenceStore reference(connection);
                    CS_TRY(reference.putCustomers(customers));
                    return reference.putProducts(products);
                })
        .result();
}

} // namespace cs::services
