// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/viewmodels/playback_model.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/value_text.h"

#include <QObject>
#include <QPointF>

#include <vector>

namespace tunescope::ui {

enum class CurveQuantity { Metric, Loss };
enum class CurvePart { Validation, Training };

/// Which trials are drawn as lines (at most kMostCurves); all others are ghosts behind them.
enum class CurveShow { BestAndLast, TopAndRunning, All, Running, Pinned, Selection };

/// Why a trial is drawn as a line; the first that fits, and the order in which lines lie from back to front.
enum class CurveRole { Ranked, Recent, Running, Pinned, Best, Selected, Hovered };

struct CurveChoice {
    int trial = -1;
    CurveRole role = CurveRole::Ranked;
    CurvePart part = CurvePart::Validation;
    int age = 0; ///< Recent: 0 = the newest.

    friend bool operator==(const CurveChoice&, const CurveChoice&) = default;
};

inline constexpr int kMostCurves = 12;

/// Chooses the lines of the learning-curve charts, holds the ranges of their axes and the trials behind them.
class LearningCurveModel : public QObject
{
    Q_OBJECT

public:
    /// `playback` may be null.
    LearningCurveModel(StudyViewModel& study, PlaybackModel* playback, QObject* parent = nullptr);

    [[nodiscard]] StudyViewModel& study() const { return m_study; }
    [[nodiscard]] const MetricStyle& metric() const { return m_metric; }
    [[nodiscard]] CurveShow show() const { return m_show; }
    void setShow(CurveShow show);
    /// Share of the running average that is kept from epoch to epoch, 0..0.9.
    void setSmoothing(double smoothing);
    [[nodiscard]] double smoothing() const { return m_smoothing; }

    [[nodiscard]] const std::vector<CurveChoice>& choices() const { return m_choices; }
    /// (epoch, value) pairs, without those that are not numbers, up to where playback has come.
    [[nodiscard]] std::vector<QPointF> points(const CurveChoice& choice, CurveQuantity quantity) const;
    /// Whether playback holds some epochs of the trial back.
    [[nodiscard]] bool isHeldBack(int trial) const;

    [[nodiscard]] int longestTrial() const { return m_longest; } ///< Epochs.
    /// From the smallest to the largest value that a chart should show; grows only.
    [[nodiscard]] AxisRange valueRange(CurveQuantity quantity) const;
    /// Told trials that are not deleted, in the order in which they ended: the ghosts.
    [[nodiscard]] const std::vector<int>& told() const { return m_told; }

signals:
    void choicesChanged(); ///< Also when points of a choice changed.
    void rangesChanged();
    void toldChanged(); ///< Trials were appended to told().
    void replaced();    ///< Everything is new.

private:
    enum class Listing : char { Unseen, Told, Deleted };

    void takeStudy();
    void takeChanges(const std::vector<int>& changed);
    bool takeTrial(const TrialSnapshot& trial);
    [[nodiscard]] bool isListedAs(int trial, Listing listing) const;
    void choose();
    void add(int trial, CurveRole role, int age = 0);
    void addTraining();
    void addRecent();
    void addRanked();

    StudyViewModel& m_study;
    PlaybackModel* m_playback;
    MetricStyle m_metric;
    CurveShow m_show = CurveShow::BestAndLast;
    double m_smoothing = 0.0;
    std::vector<CurveChoice> m_choices;
    std::vector<int> m_told;
    std::vector<Listing> m_listing; ///< By trial number.
    struct Seen {
        double low = 1e300, high = -1e300,
               start = -1e300; ///< start: the largest value before the first step.
    } m_seen[2];
    int m_longest = 1;
};

/// Value of a trial's curve at the whole epoch, NaN where it has none.
[[nodiscard]] double curveValue(const TrialSnapshot& trial, CurveQuantity quantity, CurvePart part,
                                int epoch);
/// The column of the curve.
[[nodiscard]] const std::vector<float>& curveColumn(const TrialSnapshot& trial, CurveQuantity quantity,
                                                    CurvePart part);
/// Keeps at most about 2 * columns points: the smallest and the largest of every column, ends included.
[[nodiscard]] std::vector<QPointF> decimated(std::vector<QPointF> points, int columns);

} // namespace tunescope::ui
