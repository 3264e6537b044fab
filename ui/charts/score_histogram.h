// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_axis.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// How the scores of all ended trials are spread: grey = all, blue = ended in the last second, star = best.
/// Counts follow the study trial by trial; painting looks at the bins only.
class ScoreHistogram : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    static constexpr int kBins = 56;

    explicit ScoreHistogram(StudyViewModel& study, QWidget* parent = nullptr);
    [[nodiscard]] ChartReading reading() const override;

    [[nodiscard]] int countIn(int bin) const { return m_bins[static_cast<std::size_t>(bin)]; }
    [[nodiscard]] int binOf(double score) const; ///< -1 = outside or no number.
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void takeStudy();
    void takeChanges(const std::vector<int>& changed);
    void count(const TrialSnapshot& trial);
    [[nodiscard]] bool widenAxis(double score);
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] int newIn(int bin) const;

    StudyViewModel& m_study;
    MetricStyle m_metric;
    CurveAxis m_axis;
    std::vector<int> m_bins;
    std::vector<bool> m_counted;
    struct Arrival {
        double atSeconds = 0.0; ///< Of the study's run time.
        int bin = 0;
    };
    std::vector<Arrival> m_recent;
};

} // namespace tunescope::ui
