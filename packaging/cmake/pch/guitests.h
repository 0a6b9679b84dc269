// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// As tests.h, for tests of what has windows.
#include "desktop.h"

#include <QtTest>
