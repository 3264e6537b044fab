// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/compare/compare_head.h"
#include "ui/viewmodels/comparison_model.h"
#include "ui/viewmodels/confusion_source.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace tunescope::ui {

class ComparisonPair;
class DifferenceCard;
class ErrorsCard;
class FlipsCard;
class OverlayPanel;
class PinHead;
class ProjectController;
class SettingsCard;

/// What differs: two to six pinned trials side by side or in one chart, their settings, and sample by sample
/// which of two is better.
class ComparePage : public QWidget
{
    Q_OBJECT

public:
    ComparePage(StudyViewModel& study, TrialDataSource source, QWidget* parent = nullptr);
    explicit ComparePage(ProjectController& project, QWidget* parent = nullptr);

    [[nodiscard]] ComparisonModel& model() { return *m_model; }
    [[nodiscard]] ComparisonPair& pair() { return *m_pair; }
    [[nodiscard]] SettingsCard& settingsCard() { return *m_settings; }
    [[nodiscard]] DifferenceCard& differenceCard() { return *m_difference; }
    [[nodiscard]] ErrorsCard& errorsCard() { return *m_errors; }
    /// Of a narrow window: from the settings to what differs sample by sample, and back.
    [[nodiscard]] QPushButton& toDifferences() { return *m_parts.toDifferences; }
    [[nodiscard]] QPushButton& toSettings() { return *m_parts.toSettings; }
    [[nodiscard]] FlipsCard& flipsCard() { return *m_flips; }
    [[nodiscard]] OverlayPanel& overlay() { return *m_overlay; }
    [[nodiscard]] const std::vector<PinColumn*>& columns() const { return m_columns; }
    void setCompareLayout(CompareLayout layout);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Parts {
        QStackedWidget* pages = nullptr; ///< Empty, filled.
        CompareHead* head = nullptr;
        QHBoxLayout* columns = nullptr; ///< Side by side.
        QHBoxLayout* heads = nullptr;   ///< Overlay.
        QStackedWidget* bodies = nullptr;
        QPushButton* toDifferences = nullptr;
        QPushButton* toSettings = nullptr;      ///< In the matrix' card,
        QPushButton* toSettingsToo = nullptr;   ///< and in that of the errors.
    };
    struct View {
        CompareLayout layout = CompareLayout::SideBySide;
        CompareShow show = CompareShow::Both;
        Qt::CheckState linked = Qt::Checked;
        Qt::CheckState differences = Qt::Unchecked; ///< In place of the settings, where there is room for one.
    };

    QWidget* makeEmpty();
    QWidget* makeFilled();
    QWidget* makeSideBySide();
    QWidget* makeOverlay();
    void rebuild();
    void refresh();
    void refreshHeads();
    void refreshLower();
    void connectLower();
    void showDifferences(Qt::CheckState shown);
    PinColumn* makeColumn();
    void connectHead(PinHead& head);
    [[nodiscard]] int placeOf(const PinHead& head) const;
    void moveTo(const PinHead& head, QPoint globalPosition);
    void fillAddMenu(QMenu& menu);
    void pinTheBest(int count);
    [[nodiscard]] CurveQuantity overlaidQuantity() const;

    StudyViewModel& m_study;
    ComparisonModel* m_model;
    ComparisonPair* m_pair;
    SettingsCard* m_settings;
    DifferenceCard* m_difference;
    FlipsCard* m_flips;
    ErrorsCard* m_errors;
    OverlayPanel* m_overlay;
    Parts m_parts;
    View m_view;
    std::vector<PinColumn*> m_columns;
    std::vector<PinHead*> m_heads;
};

} // namespace tunescope::ui
