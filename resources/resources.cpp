// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"

#include <QDir>

// The macro declares a function of the global namespace, so it stands outside of ours.
static void registerCountersignResources()
{
    Q_INIT_RESOURCE(countersign);
}

void cs::initResources()
{
    registerCountersignResources();
}
