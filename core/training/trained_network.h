// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/prepared_data.h"
#include "core/nn/kinds.h"
#include "core/nn/trained_layers.h"

#include <vector>

namespace tunescope {

/// A network with the weights of one epoch: all that predicting needs, after preprocessing.
struct TrainedNetwork {
    ModelKind model = ModelKind::Mlp;
    SampleShape shape; ///< Of what it reads.
    TargetForm target = TargetForm::OneClass;
    double targetOffset = 0.0; ///< Regression: predicted = output * targetScale + targetOffset.
    double targetScale = 1.0;
    double threshold = 0.0; ///< Anomalies: the reconstruction error above which a sample is one.
    std::vector<TrainedLayer> layers;
};

} // namespace tunescope
