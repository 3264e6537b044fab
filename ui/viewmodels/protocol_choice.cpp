// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/protocol_choice.h"

#include "ui/viewmodels/qt_convert.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kUsualFolds = 5;
constexpr int kUsualRepeats = 3;
constexpr int kScatteredBlocks = 15; ///< Of a random split, as it is drawn.

QString judgeTr(const char* text)
{
    return QCoreApplication::translate("Protocol", text);
}

using Bands = std::vector<JudgeBand>;

/// Training rows, with what is set aside for early stopping at their end.
void addLearning(Bands& bands, double from, double to, double stopping)
{
    const double middle = to - (to - from) * stopping;
    bands.push_back({JudgeBand::Part::Learns, from, middle});
    if (stopping > 0.0)
        bands.push_back({JudgeBand::Part::Stops, middle, to});
}

Bands scattered(const ProtocolConfig& protocol, int repeat, double open)
{
    Bands bands;
    const int judged = std::clamp(static_cast<int>(std::lround(kScatteredBlocks * protocol.validation / std::max(open, 1e-9))), 1, kScatteredBlocks - 1);
    for (int block = 0; block < kScatteredBlocks; ++block) {
        const bool isJudged = (block * 7 + repeat * 4) % kScatteredBlocks < judged;
        const double from = open * block / kScatteredBlocks;
        const double to = open * (block + 1) / kScatteredBlocks;
        if (isJudged)
            bands.push_back({JudgeBand::Part::Judges, from, to});
        else
            addLearning(bands, from, to, protocol.stopping);
    }
    return bands;
}

Bands foldBands(const ProtocolConfig& protocol, int fold, double open)
{
    Bands bands;
    for (int block = 0; block < protocol.folds; ++block) {
        const double from = open * block / protocol.folds;
        const double to = open * (block + 1) / protocol.folds;
        if (block == fold)
            bands.push_back({JudgeBand::Part::Judges, from, to});
        else
            addLearning(bands, from, to, protocol.stopping);
    }
    return bands;
}

Bands timeBands(const ProtocolConfig& protocol, int fold, double open)
{
    Bands bands;
    const double piece = open / (protocol.folds + 1);
    const double gap = protocol.gap > 0 ? 0.12 * piece : 0.0;
    addLearning(bands, 0.0, piece * (fold + 1) - gap, protocol.stopping);
    if (gap > 0.0)
        bands.push_back({JudgeBand::Part::Unused, piece * (fold + 1) - gap, piece * (fold + 1)});
    bands.push_back({JudgeBand::Part::Judges, piece * (fold + 1), piece * (fold + 2)});
    if (fold + 2 < protocol.folds + 1)
        bands.push_back({JudgeBand::Part::Unused, piece * (fold + 2), open});
    return bands;
}

/// Groups are of different sizes.
Bands groupBands(const ProtocolConfig& protocol, double open)
{
    constexpr std::array kSizes{0.17, 0.12, 0.22, 0.13, 0.12, 0.24};
    Bands bands;
    double from = 0.0;
    for (std::size_t group = 0; group < kSizes.size(); ++group) {
        const double to = from + open * kSizes[group];
        if (group == 1 || group == 4)
            bands.push_back({JudgeBand::Part::Judges, from, to});
        else
            addLearning(bands, from, to, protocol.stopping);
        from = to;
    }
    return bands;
}

} // namespace

JudgeKind judgeKindOf(const ProtocolConfig& protocol)
{
    switch (protocol.kind) {
    case ProtocolKind::Holdout:
        return protocol.repeats > 1 ? JudgeKind::Repeated : JudgeKind::OneSplit;
    case ProtocolKind::KFold:
        return JudgeKind::Folds;
    case ProtocolKind::TimeOrdered:
        return JudgeKind::InTime;
    case ProtocolKind::Grouped:
        break;
    }
    return JudgeKind::ByGroup;
}

ProtocolConfig judgedBy(ProtocolConfig protocol, JudgeKind kind, const DatasetFacts& facts)
{
    if (judgeKindOf(protocol) == kind)
        return protocol;
    protocol.repeats = kind == JudgeKind::Repeated ? kUsualRepeats : 1;
    switch (kind) {
    case JudgeKind::OneSplit:
    case JudgeKind::Repeated:
        protocol.kind = ProtocolKind::Holdout;
        break;
    case JudgeKind::Folds:
        protocol.kind = ProtocolKind::KFold;
        break;
    case JudgeKind::InTime:
        protocol.kind = ProtocolKind::TimeOrdered;
        break;
    case JudgeKind::ByGroup:
        protocol.kind = ProtocolKind::Grouped;
        if (protocol.by.empty() && !facts.groups.empty())
            protocol.by = facts.groups.front();
        break;
    }
    if (kind != JudgeKind::ByGroup)
        protocol.by.clear();
    if (kind != JudgeKind::InTime)
        protocol.gap = 0;
    if (!hasFolds(protocol.kind)) {
        protocol.folds = kUsualFolds;
        if (protocol.validation <= 0.0)
            protocol.validation = 0.2;
    }
    return protocol;
}

QString whyNotJudged(JudgeKind kind, const DatasetFacts& facts)
{
    const bool isOrdered = facts.order != RowOrder::None;
    if (kind == JudgeKind::ByGroup && (facts.groups.empty() || facts.image))
        return judgeTr("These data have no column that tells groups.");
    if (isOrdered && (kind == JudgeKind::Folds || kind == JudgeKind::Repeated || kind == JudgeKind::ByGroup))
        return judgeTr("These rows are ordered in time: what comes later must not train what comes before.");
    return {};
}

QString judgeTitle(const ProtocolConfig& protocol)
{
    switch (judgeKindOf(protocol)) {
    case JudgeKind::OneSplit:
        return judgeTr("one split");
    case JudgeKind::Folds:
        return judgeTr("%1 folds").arg(protocol.folds);
    case JudgeKind::Repeated:
        return judgeTr("%1 repeated splits").arg(protocol.repeats);
    case JudgeKind::InTime:
        return judgeTr("%1 folds in time").arg(protocol.folds);
    case JudgeKind::ByGroup:
        break;
    }
    return protocol.by.empty() ? judgeTr("groups") : judgeTr("groups of %1").arg(toQt(protocol.by));
}

QString judgeWords(JudgeKind kind)
{
    switch (kind) {
    case JudgeKind::OneSplit:
        return judgeTr("Fast. One small validation part decides.");
    case JudgeKind::Folds:
        return judgeTr("Every row is validated once.");
    case JudgeKind::Repeated:
        return judgeTr("New split and new start each time.");
    case JudgeKind::InTime:
        return judgeTr("Train on the past, judge on the future.");
    case JudgeKind::ByGroup:
        break;
    }
    return judgeTr("A group is never on both sides.");
}

int runsOf(const ProtocolConfig& protocol)
{
    return protocol.repeats * (hasFolds(protocol.kind) ? protocol.folds : 1);
}

std::int64_t judgedRowsOf(const ProtocolConfig& protocol, const DatasetFacts& facts)
{
    const double rows = static_cast<double>(facts.rows);
    const double open = rows * (1.0 - protocol.test);
    switch (judgeKindOf(protocol)) {
    case JudgeKind::OneSplit:
    case JudgeKind::ByGroup:
        return std::llround(rows * protocol.validation);
    case JudgeKind::Folds:
        return std::llround(open);
    case JudgeKind::Repeated:
        // A row is judged at least once in so many random draws.
        return std::llround(open * (1.0 - std::pow(1.0 - std::min(rows * protocol.validation / std::max(open, 1.0), 1.0), protocol.repeats)));
    case JudgeKind::InTime:
        break;
    }
    return std::llround(open * protocol.folds / (protocol.folds + 1));
}

std::vector<std::vector<JudgeBand>> judgeBands(const ProtocolConfig& protocol)
{
    const double open = 1.0 - protocol.test;
    std::vector<Bands> rows;
    for (int run = 0; run < runsOf(protocol); ++run) {
        Bands bands;
        switch (judgeKindOf(protocol)) {
        case JudgeKind::OneSplit:
            addLearning(bands, 0.0, open - protocol.validation, protocol.stopping);
            bands.push_back({JudgeBand::Part::Judges, open - protocol.validation, open});
            break;
        case JudgeKind::Repeated:
            bands = scattered(protocol, run, open);
            break;
        case JudgeKind::Folds:
            bands = foldBands(protocol, run % protocol.folds, open);
            break;
        case JudgeKind::InTime:
            bands = timeBands(protocol, run % protocol.folds, open);
            break;
        case JudgeKind::ByGroup:
            bands = groupBands(protocol, open);
            break;
        }
        if (protocol.test > 0.0)
            bands.push_back({JudgeBand::Part::Test, open, 1.0});
        rows.push_back(std::move(bands));
    }
    return rows;
}

} // namespace tunescope::ui
