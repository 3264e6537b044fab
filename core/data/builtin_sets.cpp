// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/builtin_sets.h"

#include "core/base/number_text.h"
#include "core/base/resources.h"
#include "core/data/category_builder.h"
#include "core/data/readers/csv_rows.h"
#include "core/data/readers/text_file.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace tunescope {
namespace {

using Names = std::span<const std::string_view>;

enum class FirstLine {
    Header,     ///< Names of the columns.
    ClassNames, ///< Rows, columns, then the class names (scikit-learn's own form).
    Data,
};

constexpr std::array<std::string_view, 5> kIris = {"sepal_length", "sepal_width", "petal_length",
                                                   "petal_width", "species"};
constexpr std::array<std::string_view, 14> kWine = {
    "alcohol",         "malic_acid",      "ash",        "alcalinity_of_ash",
    "magnesium",       "total_phenols",   "flavanoids", "nonflavanoid_phenols",
    "proanthocyanins", "color_intensity", "hue",        "od280_od315_of_diluted_wines",
    "proline",         "cultivar"};
constexpr std::array<std::string_view, 31> kBreastCancer = {"mean_radius",      "mean_texture",
                                                            "mean_perimeter",   "mean_area",
                                                            "mean_smoothness",  "mean_compactness",
                                                            "mean_concavity",   "mean_concave_points",
                                                            "mean_symmetry",    "mean_fractal_dimension",
                                                            "radius_error",     "texture_error",
                                                            "perimeter_error",  "area_error",
                                                            "smoothness_error", "compactness_error",
                                                            "concavity_error",  "concave_points_error",
                                                            "symmetry_error",   "fractal_dimension_error",
                                                            "worst_radius",     "worst_texture",
                                                            "worst_perimeter",  "worst_area",
                                                            "worst_smoothness", "worst_compactness",
                                                            "worst_concavity",  "worst_concave_points",
                                                            "worst_symmetry",   "worst_fractal_dimension",
                                                            "diagnosis"};

struct FileSet {
    std::string_view name;
    std::string_view title;
    std::array<std::string_view, 2> files; ///< Read one after the other; the second may be "".
    FirstLine firstLine;
    Names columns; ///< Empty where the file has a header, or for digits.
    std::string_view target;
    std::string_view citation;
    Names groups = {};     ///< Columns that are no features, by which rows can be kept together.
    Names dropped = {};    ///< Columns that are not used.
    Names classNames = {}; ///< Where the target's numbers have names.
    Task task = Task::Classification;
};

constexpr std::array<std::string_view, 2> kVowelGroups = {"speaker", "rep"};
constexpr std::array<std::string_view, 1> kShuttleDropped = {"Class"};
constexpr std::array<std::string_view, 2> kAnomalyNames = {"normal", "anomaly"};

constexpr std::array<FileSet, 10> kFileSets = {{
    {"digits",
     "Digits 8×8",
     {"digits.csv.gz", ""},
     FirstLine::Data,
     {},
     "digit",
     "Alpaydin & Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository"},
    {"iris",
     "Iris",
     {"iris.csv.gz", ""},
     FirstLine::ClassNames,
     kIris,
     "species",
     "Fisher (1936), The use of multiple measurements in taxonomic problems, Annals of Eugenics 7"},
    {"wine",
     "Wine",
     {"wine.csv.gz", ""},
     FirstLine::ClassNames,
     kWine,
     "cultivar",
     "Aeberhard & Forina (1991), Wine, UCI Machine Learning Repository"},
    {"breast_cancer",
     "Breast cancer",
     {"breast_cancer.csv.gz", ""},
     FirstLine::ClassNames,
     kBreastCancer,
     "diagnosis",
     "Wolberg, Mangasarian, Street & Street (1995), Breast Cancer Wisconsin (Diagnostic), UCI Machine "
     "Learning "
     "Repository"},
    {"penguins",
     "Penguins",
     {"penguins.csv.gz", ""},
     FirstLine::Header,
     {},
     "species",
     "Horst, Hill & Gorman (2020), palmerpenguins: Palmer Archipelago (Antarctica) penguin data"},
    {"mnist_27",
     "Two and seven",
     {"mnist_27-train.csv.gz", "mnist_27-test.csv.gz"},
     FirstLine::Header,
     {},
     "y",
     "Irizarry (2019), Introduction to Data Science, package dslabs"},
    {"vowel",
     "Vowels",
     {"vowel.csv.gz", ""},
     FirstLine::Header,
     {},
     "vowel",
     "Deterding (1989), Speaker normalisation for automatic speech recognition, PhD thesis, Cambridge; UCI "
     "Machine Learning Repository",
     kVowelGroups},
    {"landsat",
     "Landsat",
     {"landsat.csv.gz", ""},
     FirstLine::Header,
     {},
     "classes",
     "Srinivasan (1993), Statlog (Landsat Satellite), UCI Machine Learning Repository"},
    {"spam",
     "Spam",
     {"spam.csv.gz", ""},
     FirstLine::Header,
     {},
     "type",
     "Hopkins, Reeber, Forman & Suermondt (1999), Spambase, UCI Machine Learning Repository"},
    {"shuttle",
     "Space shuttle",
     {"shuttle_20k.csv.gz", ""},
     FirstLine::Header,
     {},
     "anomaly",
     "Catlett (NASA), Statlog (Shuttle), UCI Machine Learning Repository",
     {},
     kShuttleDropped,
     kAnomalyNames,
     Task::AnomalyDetection},
}};

constexpr int kDigitSide = 8;
constexpr double kDigitInk = 16.0;

/// The cells of a file, column by column.
struct TextTable {
    std::vector<std::string> names;
    std::vector<std::string> classNames;
    std::vector<std::vector<std::string>> columns;
};

std::vector<std::string> digitColumns()
{
    std::vector<std::string> names;
    for (int pixel = 0; pixel < kDigitSide * kDigitSide; ++pixel)
        names.push_back("pixel_" + std::to_string(pixel));
    names.emplace_back("digit");
    return names;
}

/// False if the row does not have as many cells as there are columns.
bool takeRow(TextTable& table, const FileSet& set, bool first, std::span<const std::string_view> cells)
{
    if (first && set.firstLine == FirstLine::Header) {
        table.names.assign(cells.begin(), cells.end());
        table.columns.resize(cells.size());
        return true;
    }
    if (first && set.firstLine == FirstLine::ClassNames) {
        table.classNames.assign(cells.begin() + std::min<std::ptrdiff_t>(2, std::ssize(cells)), cells.end());
        return true;
    }
    if (cells.size() != table.columns.size())
        return false;
    for (std::size_t i = 0; i < cells.size(); ++i)
        table.columns[i].emplace_back(cells[i]);
    return true;
}

Result<void> readInto(TextTable& table, const FileSet& set, std::string_view file)
{
    const std::string relative = "datasets/" + std::string(file);
    const std::optional<std::filesystem::path> path = findResource(relative);
    if (!path)
        return fail(ErrorCode::DataResourceMissing, {{"file", relative}});
    const Result<TextFile> text = readTextFile(*path);
    if (!text)
        return fail(ErrorCode::DataResourceDamaged, {{"file", path->string()}});
    bool first = true;
    bool sound = true;
    const auto lines = static_cast<std::size_t>(std::count(text->text.begin(), text->text.end(), '\n')) + 1;
    for (std::vector<std::string>& column : table.columns)
        column.reserve(column.size() + lines);
    const Result<void> parsed =
        forEachCsvRow(text->text, ',', [&](std::int64_t /*line*/, std::span<const std::string_view> cells) {
            sound = takeRow(table, set, first, cells);
            first = false;
            return sound ? RowDecision::GoOn : RowDecision::Stop;
        });
    if (!parsed || !sound)
        return fail(ErrorCode::DataResourceDamaged, {{"file", path->string()}});
    return {};
}

bool isNumeric(const std::vector<std::string>& cells)
{
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return isMissingMarker(cell) || parseNumber(cell).has_value();
    });
}

Column numberColumn(const std::string& name, const std::vector<std::string>& cells)
{
    Column column{.name = name, .kind = ColumnKind::Number};
    for (const std::string& cell : cells)
        column.numbers.push_back(parseNumber(cell).value_or(std::numeric_limits<double>::quiet_NaN()));
    return column;
}

Column categoryColumn(const std::string& name, const std::vector<std::string>& cells,
                      const std::vector<std::string>& classNames)
{
    CategoryBuilder builder;
    for (const std::string& cell : cells) {
        const std::optional<std::int64_t> index = parseInteger(cell);
        if (isMissingMarker(cell))
            builder.addMissing();
        else if (index && *index >= 0 && *index < std::ssize(classNames))
            builder.add(classNames[static_cast<std::size_t>(*index)]);
        else
            builder.add(cell);
    }
    return builder.finish(name);
}

bool contains(Names names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Categories are sorted by name; for anomalies the normal one comes first.
void putNormalFirst(Column& target)
{
    std::reverse(target.categories.begin(), target.categories.end());
    for (std::int32_t& code : target.codes)
        code = 1 - code;
}

Dataset assemble(const FileSet& set, const TextTable& table)
{
    Dataset dataset{.name = std::string(set.name),
                    .title = std::string(set.title),
                    .source = std::string(set.name),
                    .citation = std::string(set.citation),
                    .task = set.task};
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (contains(set.dropped, table.names[i]))
            continue;
        if (table.names[i] == set.target)
            dataset.target = categoryColumn(table.names[i], table.columns[i], table.classNames);
        else if (contains(set.groups, table.names[i]))
            dataset.groups.push_back(categoryColumn(table.names[i], table.columns[i], {}));
        else if (isNumeric(table.columns[i]))
            dataset.features.push_back(numberColumn(table.names[i], table.columns[i]));
        else
            dataset.features.push_back(categoryColumn(table.names[i], table.columns[i], {}));
    }
    if (set.name == "digits")
        dataset.image = ImageLayout{.height = kDigitSide, .width = kDigitSide, .low = 0.0, .high = kDigitInk};
    if (set.task == Task::AnomalyDetection && dataset.target.categories.front() != set.classNames.front())
        putNormalFirst(dataset.target);
    return dataset;
}

} // namespace

Result<Dataset> loadBuiltinSet(std::string_view name)
{
    const auto* set =
        std::find_if(kFileSets.begin(), kFileSets.end(), [&](const FileSet& s) { return s.name == name; });
    assert(set != kFileSets.end());
    TextTable table;
    table.names.assign(set->columns.begin(), set->columns.end());
    table.classNames.assign(set->classNames.begin(), set->classNames.end());
    if (set->firstLine == FirstLine::Data)
        table.names = digitColumns();
    table.columns.resize(table.names.size());
    for (const std::string_view file : set->files) {
        if (file.empty())
            continue;
        if (const Result<void> read = readInto(table, *set, file); !read)
            return fail(read.error());
    }
    return assemble(*set, table);
}

} // namespace tunescope
