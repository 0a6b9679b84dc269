// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// As core.h, for tests: QtTest alone is half of what most of them take to compile.
#include "core.h"

#include <QtTest>
