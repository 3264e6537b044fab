// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/sample_shape.h" // the word is shared with the networks, which know no data
