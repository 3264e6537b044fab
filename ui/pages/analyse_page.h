// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/analysis_contour.h"
#include "ui/viewmodels/analysis_importance.h"
#include "ui/viewmodels/analysis_model.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;

namespace tunescope::ui {

class Card;
class ContourCard;
class HistoryChart;
class ImportanceBars;
class ParallelView;
class SamplerPanel;
class SegmentedControl;
class SlicesPanel;
class TimeScoreChart;

enum class AnalyseTab { Overview, Parallel, Slices, Contour, Importance, History, Time, Strategy };
inline constexpr int kAnalyseTabs = 8;

/// "What mattered?": the trials on parallel axes and along each setting, which settings explain the score,
/// how it went over time. One set of brushes, one hover and one selection for all cards; a tab shows its card
/// in full size.
class AnalysePage : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysePage(StudyViewModel& study, QWidget* parent = nullptr);

    [[nodiscard]] AnalysisModel& model() { return m_model; }
    [[nodiscard]] AnalysisImportance& importance() { return m_importance; }
    [[nodiscard]] ParallelView& parallel() { return *m_parallel; }
    [[nodiscard]] ImportanceBars& bars() { return *m_bars; }
    [[nodiscard]] AnalysisContour& contour() { return m_contour; }
    [[nodiscard]] ContourCard& contourCard() { return *m_contourCard; }
    [[nodiscard]] SlicesPanel& slices() { return *m_slices; }
    [[nodiscard]] HistoryChart& history() { return *m_history; }
    [[nodiscard]] TimeScoreChart& timeScore() { return *m_time; }
    [[nodiscard]] SamplerPanel& sampler() { return *m_sampler; }
    void showTab(AnalyseTab tab);
    /// The Slices tab, with this setting's card in view.
    void showSlice(const QString& setting);

signals:
    void runWanted(); ///< The empty page's button: go to Run.
    void narrowWanted(const std::vector<tunescope::ui::NarrowedSetting>& settings);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* makeEmpty();
    [[nodiscard]] QWidget* makeFilled();
    void makeCards();
    [[nodiscard]] QWidget* makeHead();
    [[nodiscard]] QWidget* makeBrushes();
    void place();
    void refresh();

    AnalysisModel m_model;
    AnalysisImportance m_importance;
    AnalysisContour m_contour;
    ParallelView* m_parallel;
    ImportanceBars* m_bars;
    HistoryChart* m_history;
    TimeScoreChart* m_time;
    ContourCard* m_contourCard;
    SlicesPanel* m_slices;
    SamplerPanel* m_sampler;
    QStackedWidget* m_stack;
    struct Parts {
        QLabel* count = nullptr;
        SegmentedControl* tabs = nullptr;
        QWidget* brushes = nullptr; ///< Of tabs without the parallel coordinates.
        QScrollArea* area = nullptr;
        QGridLayout* grid = nullptr;
        std::array<QWidget*, kAnalyseTabs> cards{}; ///< By tab; none for Overview.
    } m_parts;
    AnalyseTab m_tab = AnalyseTab::Overview;
};

} // namespace tunescope::ui
