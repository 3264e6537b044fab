// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/dataset.h"
#include "core/data/split.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tunescope {

/// Bytes of memory that the data take as they were read.
[[nodiscard]] std::uint64_t datasetBytes(const Dataset& dataset);

/// What the data set is called and where it is from.
struct DatasetIdentity {
    std::string name;
    std::string title;
    std::string source;
    std::string citation;
    bool simulated = false;
    std::string sha256;
};

struct ColumnFacts {
    std::string name;
    ColumnKind kind = ColumnKind::Number;
    std::int64_t missing = 0;
    double low = 0.0; ///< Numbers, missing ones apart.
    double high = 0.0;
    std::vector<std::string> categories = {};
    bool constant = false; ///< Never changes in the training part, so it is left out.
};

struct ClassFacts {
    std::string name;
    std::int64_t rows = 0; ///< In the whole data set.
    std::int64_t trainRows = 0;
    std::vector<std::int64_t> samples = {}; ///< The first training rows of the class, at most 12.
};

struct PartSizes {
    std::int64_t train = 0;
    std::int64_t validation = 0;
    std::int64_t stopping = 0;
    std::int64_t test = 0;
    std::int64_t excluded = 0; ///< In no part.
    std::string splitSha256;
};

enum class CheckSeverity { Ok, Info, Warning };

/// One line of the list of checks, in ready English.
struct DatasetCheck {
    CheckSeverity severity = CheckSeverity::Ok;
    std::string headline;
    std::string detail;
    std::vector<std::int64_t> rows = {};   ///< Data set rows concerned; empty if it is about no single rows.
    std::vector<std::string> columns = {}; ///< Columns concerned.
};

/// A row of the training or validation part in the plane of the two principal components.
struct ProjectedRow {
    std::int64_t row = 0;
    double x = 0.0;
    double y = 0.0;
    std::int32_t classIndex = -1; ///< Classification.
    double value = 0.0;           ///< Regression: the target.
    bool validation = false;
};

struct Projection {
    std::vector<ProjectedRow> rows; ///< At most 2000, evenly spaced through the data.
    double explainedX = 0.0;        ///< Shares of the variance, 0..1.
    double explainedY = 0.0;
};

/// What a person needs to know of a data set before searching. Test rows are only counted.
struct DatasetFacts {
    DatasetIdentity about;
    Task task = Task::Classification;
    std::int64_t rows = 0;
    std::int64_t skippedRows = 0;
    std::vector<ColumnFacts> features; ///< Columns of a table; empty for samples of another form.
    ColumnFacts target;
    std::vector<ClassFacts> classes;  ///< Empty for regression and texts; counts pixels for segmentation.
    std::optional<ImageLayout> image; ///< Where rows can be shown as pictures.
    SampleShape shape;                ///< Of one sample as the data set holds it; Vector for a table.
    std::string shapeText;            ///< "28×28 pixels"; empty for a table.
    RowOrder order = RowOrder::None;
    std::vector<std::string> groups; ///< Columns by which a grouped split can keep rows together.
    std::int64_t inputs = 0;         ///< Of the network, with one-hot encoding and without constant columns.
    std::vector<std::string> models; ///< That can read it, the best suited first; core/study fills them in.
    PartSizes parts;
    std::vector<DatasetCheck> checks;
    Projection projection;
};

/// Gathers the facts for repeat 0, fold 0 of a split. Errors: those of makeSplit() and Preprocessor::fit().
[[nodiscard]] Result<DatasetFacts> datasetFacts(const Dataset& dataset, const SplitConfig& config);

/// Only leakChecks() of repeat 0, fold 0 of a split: quick enough to look before every run. Errors: those of makeSplit().
[[nodiscard]] Result<std::vector<DatasetCheck>> leakFacts(const Dataset& dataset, const SplitConfig& config);

} // namespace tunescope
