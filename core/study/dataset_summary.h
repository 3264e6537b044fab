// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What the window and the command line need to know of data sets: the values of core/data, through study.
#include "core/data/csv_preview.h"
#include "core/data/data_spec.h"
#include "core/data/dataset_facts.h"
#include "core/data/dataset_registry.h"
#include "core/data/open_dataset.h"
