// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/acceptance/bookcases.h"

#include "tests/support/parts.h"

/// Nothing but the program: its own broker and SQLite.
class TestBookEmbedded final : public cs::test::BookCases
{
    Q_OBJECT

protected:
    cs::Result<std::shared_ptr<cs::test::Shop>> makeShop() override { return std::make_shared<cs::test::Shop>(); }
    bool brokerRemovesRepeats() const override { return false; }
};

QTEST_GUILESS_MAIN(TestBookEmbedded)
#include "tst_book_embedded.moc"
