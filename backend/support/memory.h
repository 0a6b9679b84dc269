// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cs {

/// The C library gives each thread a heap of its own, up to eight a processor, and each keeps its own gaps. With `count` of them
/// (1 or more) threads share heaps. To be called before threads are started; nothing where the C library is not glibc.
void limitHeaps(int count);

/// Hands memory that was freed back to the system, in the midst of heaps too (glibc; else nothing). Takes some milliseconds, in which
/// other threads may have to wait for their heap: for moments of rest. Any thread.
void giveBackFreedMemory();

} // namespace cs
