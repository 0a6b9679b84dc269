// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/support/memory.h"

#include <cstdlib> // says which C library it is

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace cs {

void limitHeaps([[maybe_unused]] int count)
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, count);
#endif
}

void giveBackFreedMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace cs
