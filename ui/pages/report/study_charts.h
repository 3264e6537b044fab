// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/readable_chart.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

namespace tunescope {
class StudyService;
}

namespace tunescope::ui {

/// One chart of a study, drawn as the window draws it.
struct StudyChart {
    QString id;                ///< "history", "metric-curves", "slice-learning_rate".
    QString place;             ///< Where the window has it: "Analyse, History".
    QWidget* widget = nullptr; ///< Also a ReadableChart.

    [[nodiscard]] ChartReading reading() const;
};

/// All charts of an open study, on the window's own pages that are never shown on a screen. Needs a
/// QApplication; used on its thread. `service` must stay open.
class StudyCharts
{
public:
    StudyCharts(StudyService& service, QSize pageSize);
    ~StudyCharts();
    StudyCharts(const StudyCharts&) = delete;
    StudyCharts& operator=(const StudyCharts&) = delete;

    /// The trial that charts of a single one show; the best at first.
    void follow(int trial);

    [[nodiscard]] QStringList ids();
    /// Calls `look` with every chart that has something to show, page by page, once it is computed; the chart
    /// lives only during the call.
    void each(const std::function<void(StudyChart&)>& look);

    [[nodiscard]] StudyViewModel& study();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tunescope::ui
