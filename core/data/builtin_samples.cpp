// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/builtin_samples.h"

#include "core/base/number_text.h"
#include "core/base/resources.h"
#include "core/data/generators/generator_settings.h"
#include "core/data/readers/bag_reader.h"
#include "core/data/readers/csv_rows.h"
#include "core/data/readers/idx_reader.h"
#include "core/data/readers/text_file.h"
#include "core/data/readers/text_reader.h"
#include "core/data/series_windows.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace tunescope {
namespace {

using Path = std::filesystem::path;

constexpr GeneratorSetting kWindow = {"window", SettingType::Whole, 2, 250, 20, "Days that a sample shows"};
constexpr GeneratorSetting kHorizon = {"horizon", SettingType::Whole, 1, 60, 1, "Days to the predicted one"};
constexpr GeneratorSetting kAverage = {
    "average", SettingType::Whole, 0, 60, 5, "n = whether the mean of n days rises, 0 = the value itself"};
constexpr std::array kStockSettings = {kWindow, kHorizon, kAverage};
constexpr std::array kMarketSettings = {
    kWindow, kHorizon, kAverage,
    GeneratorSetting{"market", SettingType::Whole, 1, 4, 1, "1 DAX, 2 SMI, 3 CAC, 4 FTSE"}};

Result<Path> resource(std::string_view file)
{
    const std::string relative = "datasets/" + std::string(file);
    const std::optional<Path> path = findResource(relative);
    if (!path)
        return fail(ErrorCode::DataResourceMissing, {{"file", relative}});
    return *path;
}

Result<void> addPictures(Dataset& dataset, std::string_view images, std::string_view labels)
{
    const Result<Path> imagePath = resource(images);
    if (!imagePath)
        return fail(imagePath.error());
    const Result<Path> labelPath = resource(labels);
    if (!labelPath)
        return fail(labelPath.error());
    if (!appendIdxPair(dataset, *imagePath, *labelPath))
        return fail(ErrorCode::DataResourceDamaged, {{"file", imagePath->string()}});
    return {};
}

Result<Dataset> loadMnist()
{
    Dataset dataset{.title = "MNIST",
                    .citation = "LeCun, Bottou, Bengio & Haffner (1998), Gradient-based learning applied to "
                                "document recognition, Proceedings of the IEEE 86"};
    if (const Result<void> added =
            addPictures(dataset, "mnist-all10000-images.idx3.gz", "mnist-all10000-labels.idx1.gz");
        !added)
        return fail(added.error());
    finishIdxClasses(dataset);
    dataset.target.name = "digit";
    return dataset;
}

Result<Dataset> loadFoods()
{
    std::vector<Path> files;
    for (const std::string_view file :
         {"foods-train.svm.gz", "foods-test.svm.gz", "foods-vocabulary.txt.gz"}) {
        Result<Path> path = resource(file);
        if (!path)
            return fail(path.error());
        files.push_back(std::move(*path));
    }
    Result<Dataset> dataset = readBagFiles({files[0], files[1]}, files[2], {});
    if (!dataset || dataset->target.categories != std::vector<std::string>{"0", "1"})
        return fail(ErrorCode::DataResourceDamaged, {{"file", files[0].string()}});
    dataset->title = "Food reviews";
    dataset->citation =
        "McAuley & Leskovec (2013), From amateurs to connoisseurs, WWW; by way of the R package "
        "modeldata, as counts of words";
    dataset->target.name = "review";
    dataset->target.categories = {"other", "great"};
    return dataset;
}

/// The columns of a file with a header, as texts.
Result<std::vector<std::vector<std::string>>> readColumns(std::string_view file,
                                                          std::vector<std::string>& names)
{
    const Result<Path> path = resource(file);
    if (!path)
        return fail(path.error());
    const Result<TextFile> text = readTextFile(*path);
    std::vector<std::vector<std::string>> columns;
    bool sound = text.has_value();
    const RowVisitor visit = [&](std::int64_t /*line*/, std::span<const std::string_view> cells) {
        if (names.empty()) {
            names.assign(cells.begin(), cells.end());
            columns.resize(names.size());
            return RowDecision::GoOn;
        }
        sound = sound && cells.size() == columns.size();
        for (std::size_t i = 0; sound && i < cells.size(); ++i)
            columns[i].emplace_back(cells[i]);
        return sound ? RowDecision::GoOn : RowDecision::Stop;
    };
    if (!sound || !forEachCsvRow(text->text, ',', visit) || !sound || columns.empty() || columns[0].empty())
        return fail(ErrorCode::DataResourceDamaged, {{"file", path->string()}});
    return columns;
}

Result<Dataset> loadNames()
{
    std::vector<std::string> header;
    const auto columns = readColumns("names.csv.gz", header);
    if (!columns)
        return fail(columns.error());
    // A name can stand in several lists.
    const std::set<std::string> names(columns->front().begin(), columns->front().end());
    std::vector<std::string> rows;
    for (const std::string& name : names)
        rows.push_back(name + "\n");
    Dataset dataset = textDataset(rows, RowOrder::None);
    dataset.title = "First names";
    dataset.citation = "Kantrowitz (1994), name corpus, Carnegie Mellon University";
    return dataset;
}

Result<std::vector<double>> numbersOf(const std::vector<std::string>& cells, std::string_view file)
{
    std::vector<double> numbers;
    for (const std::string& cell : cells) {
        const std::optional<double> number = parseNumber(cell);
        if (!number)
            return fail(ErrorCode::DataResourceDamaged, {{"file", file}});
        numbers.push_back(*number);
    }
    return numbers;
}

Result<Dataset> stockDataset(const SeriesTable& table, const GeneratorSettings& settings)
{
    SeriesOptions options{.window = static_cast<int>(settings.whole("window")),
                          .horizon = static_cast<int>(settings.whole("horizon"))};
    if (const std::int64_t average = settings.whole("average"); average > 0) {
        options.target = SeriesTarget::Rise;
        options.average = static_cast<int>(average);
    }
    return windowSeries(table, options);
}

Result<Dataset> loadNyse(std::string_view settingsText)
{
    const auto settings = GeneratorSettings::parse("nysesw", kStockSettings, settingsText);
    if (!settings)
        return fail(settings.error());
    std::vector<std::string> header;
    const auto columns = readColumns("nysesw.csv.gz", header);
    if (!columns)
        return fail(columns.error());
    Result<std::vector<double>> closes = numbersOf(columns->back(), "nysesw.csv.gz");
    if (!closes)
        return fail(closes.error());
    Result<Dataset> dataset = stockDataset({{"close"}, {std::move(*closes)}, 0}, *settings);
    if (dataset) {
        dataset->title = "New York stocks";
        dataset->citation =
            "Stock & Watson (2007), Introduction to Econometrics; NYSE composite, 1990 to 2005, by "
            "way of the R package AER";
    }
    return dataset;
}

Result<Dataset> loadMarkets(std::string_view settingsText)
{
    const auto settings = GeneratorSettings::parse("eustockmarkets", kMarketSettings, settingsText);
    if (!settings)
        return fail(settings.error());
    SeriesTable table{.predicted = static_cast<std::size_t>(settings->whole("market") - 1)};
    const auto columns = readColumns("eustockmarkets.csv.gz", table.names);
    if (!columns)
        return fail(columns.error());
    for (const std::vector<std::string>& cells : *columns) {
        Result<std::vector<double>> numbers = numbersOf(cells, "eustockmarkets.csv.gz");
        if (!numbers)
            return fail(numbers.error());
        table.values.push_back(std::move(*numbers));
    }
    if (table.predicted >= table.values.size())
        return fail(ErrorCode::DataResourceDamaged, {{"file", "eustockmarkets.csv.gz"}});
    Result<Dataset> dataset = stockDataset(table, *settings);
    if (dataset) {
        dataset->title = "European stocks";
        dataset->citation = "R Core Team, EuStockMarkets: daily closing prices, 1991 to 1998";
    }
    return dataset;
}

} // namespace

Result<Dataset> loadFashion()
{
    Dataset dataset{.title = "Fashion",
                    .citation = "Xiao, Rasul & Vollgraf (2017), Fashion-MNIST, arXiv:1708.07747"};
    for (const std::string part : {"train", "test"}) {
        const Result<void> added = addPictures(dataset, "fashion-" + part + "-images.idx3.gz",
                                               "fashion-" + part + "-labels.idx1.gz");
        if (!added)
            return fail(added.error());
    }
    finishIdxClasses(dataset);
    if (dataset.target.categories.size() != 10)
        return fail(ErrorCode::DataResourceDamaged, {{"file", "fashion-train-labels.idx1.gz"}});
    dataset.target.name = "garment";
    dataset.target.categories = {"t-shirt", "trousers", "pullover", "dress", "coat",
                                 "sandal",  "shirt",    "sneaker",  "bag",   "boot"};
    return dataset;
}

Result<Dataset> loadBuiltinSamples(std::string_view name, std::string_view settings)
{
    Result<Dataset> dataset = fail(ErrorCode::DataNoSettings, {{"name", name}});
    if (name == "nysesw")
        dataset = loadNyse(settings);
    else if (name == "eustockmarkets")
        dataset = loadMarkets(settings);
    else if (settings.empty())
        dataset = name == "mnist"     ? loadMnist()
                  : name == "fashion" ? loadFashion()
                  : name == "foods"   ? loadFoods()
                                      : loadNames();
    if (!dataset)
        return dataset;
    dataset->name = name;
    dataset->source = name;
    if (!settings.empty())
        dataset->source.append(":").append(settings);
    return dataset;
}

} // namespace tunescope
