// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/best_model.h"

#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/viewmodels/study_view_model.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kRefreshMilliseconds = 250; // ux-more.md 17: re-sorted at most four times a second
constexpr double kNearTop = 0.01;

double valueOf(const StudySnapshot& snapshot, int trial)
{
    return *snapshot.trial(static_cast<std::size_t>(trial)).outcome.value;
}

bool isBetterChoice(WinnerRule rule, const TrialOutcome& candidate, const TrialOutcome& best)
{
    switch (rule) {
    case WinnerRule::HighestScore:
        return false;
    case WinnerRule::FastestNearTop:
        return candidate.trialSeconds < best.trialSeconds;
    case WinnerRule::SmallestNearTop:
        return candidate.weights < best.weights;
    }
    return false;
}

/// Metrics whose value is a share of the validation rows, so that the binomial error applies.
bool isShareOfRows(const QString& metric)
{
    static constexpr std::array kNames{"accuracy", "top_k", "directional_accuracy"};
    return std::any_of(kNames.begin(), kNames.end(),
                       [&](const char* name) { return metric == QLatin1String(name); });
}

} // namespace

BestModel::BestModel(StudyViewModel& study, QObject* parent) : QAbstractListModel(parent), m_study(study)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kRefreshMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &BestModel::refresh);
    connect(&study, &StudyViewModel::snapshotChanged, this, &BestModel::schedule);
    connect(&study, &StudyViewModel::studyReplaced, this, [this] {
        m_chosen = -1;
        refresh();
    });
    refresh();
}

void BestModel::schedule()
{
    if (!m_timer.isActive())
        m_timer.start();
}

int BestModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : std::min(static_cast<int>(m_ranked.size()), kMostRows);
}

QVariant BestModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_snapshot)
        return {};
    const int number = m_ranked[static_cast<std::size_t>(index.row())];
    const TrialSnapshot& trial = m_snapshot->trial(static_cast<std::size_t>(number));
    switch (role) {
    case Qt::DisplayRole:
        return tr("Trial %1").arg(number);
    case Qt::AccessibleTextRole:
        return tr("Trial %1, rank %2, %3, %4")
            .arg(number)
            .arg(index.row() + 1)
            .arg(scoreText(*trial.outcome.value, m_metric), configLine(*m_snapshot, trial));
    case TrialRole:
        return number;
    case ValueRole:
        return *trial.outcome.value;
    case RankRole:
        return index.row() + 1;
    case ScoreRole:
        return scoreText(*trial.outcome.value, m_metric);
    case ConfigRole:
        return configLine(*m_snapshot, trial);
    case TiedRole: {
        const std::optional<double> margin = luckMargin();
        return margin && std::abs(*trial.outcome.value - valueOf(*m_snapshot, m_ranked.front())) < *margin;
    }
    default:
        return {};
    }
}

void BestModel::refresh()
{
    m_timer.stop();
    const int before = shown();
    beginResetModel();
    m_snapshot = m_study.snapshot();
    m_metric = metricStyleOf(m_snapshot.get());
    m_ranked = m_snapshot ? tunescope::rankedTrials(*m_snapshot) : std::vector<int>();
    pickWinner();
    if (std::find(m_ranked.begin(), m_ranked.end(), m_chosen) == m_ranked.end())
        m_chosen = -1;
    endResetModel();
    emit ranked();
    if (shown() != before)
        emit shownChanged(shown());
}

void BestModel::pickWinner()
{
    m_winner = m_ranked.empty() ? -1 : m_ranked.front();
    if (m_winner < 0 || m_rule == WinnerRule::HighestScore)
        return;
    const double top = valueOf(*m_snapshot, m_winner);
    const double tolerance = m_metric.isShare ? kNearTop : kNearTop * std::abs(top);
    for (const int number : m_ranked) {
        // 1e-9: a score exactly one point below the top counts as near it.
        if (std::abs(valueOf(*m_snapshot, number) - top) > tolerance + 1e-9)
            break;
        const TrialOutcome& candidate = m_snapshot->trial(static_cast<std::size_t>(number)).outcome;
        if (isBetterChoice(m_rule, candidate, m_snapshot->trial(static_cast<std::size_t>(m_winner)).outcome))
            m_winner = number;
    }
}

void BestModel::setRule(WinnerRule rule)
{
    m_rule = rule;
    m_chosen = -1;
    pickWinner();
    emit ranked();
    emit shownChanged(shown());
}

int BestModel::shown() const
{
    return m_chosen >= 0 ? m_chosen : m_winner;
}

void BestModel::choose(int trial)
{
    if (trial == shown() || std::find(m_ranked.begin(), m_ranked.end(), trial) == m_ranked.end())
        return;
    m_chosen = trial;
    emit shownChanged(trial);
    emit trialChosen(trial);
}

int BestModel::rowOf(int trial) const
{
    const auto found = std::find(m_ranked.begin(), m_ranked.end(), trial);
    const auto row = static_cast<int>(found - m_ranked.begin());
    return row < rowCount() ? row : -1;
}

const TrialSnapshot* BestModel::shownTrial() const
{
    return shown() < 0 ? nullptr : &m_snapshot->trial(static_cast<std::size_t>(shown()));
}

std::optional<double> BestModel::luckMargin() const
{
    if (m_ranked.empty() || !isShareOfRows(m_metric.name) || validationRows() <= 0)
        return std::nullopt;
    const double p = std::clamp(valueOf(*m_snapshot, m_ranked.front()), 0.0, 1.0);
    // An observed share of exactly 1 would claim no error at all: one wrong row is the least that can be
    // told.
    const auto n = static_cast<double>(validationRows());
    const double q = std::max(p * (1.0 - p), (1.0 - 1.0 / n) / n);
    return 1.96 * std::sqrt(2.0 * q / n);
}

QString BestModel::tieText() const
{
    const std::optional<double> margin = luckMargin();
    if (!margin && m_ranked.size() > 1)
        return tr("How much luck is in these differences is not known: %1 are few, and other seeds may "
                  "change the "
                  "order.")
            .arg(countedText(validationRows(), tr("validation row"), tr("validation rows")));
    if (!margin)
        return {};
    return tr("Trials within about %1 points of each other are practically tied on %2.")
        .arg(QString::number(*margin * 100.0, 'f', 1), countedText(validationRows(), tr("row"), tr("rows")));
}

QString BestModel::metricTitle() const
{
    const QString words = insideSentence(m_metric.title);
    return m_metric.isShare ? tr("validation %1, %").arg(words) : tr("validation %1").arg(words);
}

QString BestModel::summary() const
{
    if (!m_snapshot)
        return {};
    const int told = shownCounts(*m_snapshot).told();
    const QString trials = countedText(told, tr("trial"), tr("trials"));
    return validationRows() > 0
               ? tr("%1, chosen on %2")
                     .arg(trials, countedText(validationRows(), tr("validation row"), tr("validation rows")))
               : trials;
}

QString BestModel::nearTopText() const
{
    return m_metric.isShare ? tr("1 point") : tr("1 %");
}

QList<SettingText> BestModel::settings() const
{
    const TrialSnapshot* trial = shownTrial();
    if (trial == nullptr)
        return {};
    QList<SettingText> texts = settingTexts(*m_snapshot, *trial);
    if (trial->outcome.weights > 0)
        texts.append({tr("Weights"), wholeText(trial->outcome.weights), true});
    if (trial->finishedEpochs() > 0)
        texts.append({tr("Stopped at"), tr("epoch %1").arg(trial->finishedEpochs()), true});
    if (trial->outcome.bestEpoch > 0)
        texts.append({tr("Best at"), tr("epoch %1").arg(trial->outcome.bestEpoch), true});
    return texts;
}

std::int64_t BestModel::validationRows() const
{
    return m_snapshot && m_snapshot->facts ? m_snapshot->facts->validationRows : 0;
}

std::int64_t BestModel::testRows() const
{
    return m_snapshot && m_snapshot->facts ? m_snapshot->facts->testRows : 0;
}

} // namespace tunescope::ui
