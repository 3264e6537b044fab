// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preprocessor.h"
#include "core/training/trained_network.h"

namespace tunescope {

/// What a trial learned in run (0, 0) up to an epoch: how rows become inputs, and the network.
struct TrainedTrial {
    int trial = 0;
    int epoch = 0;
    Preprocessor preprocessor;
    TrainedNetwork network;
};

} // namespace tunescope
