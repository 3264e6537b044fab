// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/learning_curve_model.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;

namespace tunescope::ui {

class ElidedLabel;
class SegmentedControl;

/// The head of the Run page: what runs, which curves are shown and how; on narrow windows also the tabs that
/// stand in for the right-hand column.
class RunHead : public QWidget
{
    Q_OBJECT

public:
    enum Tab { CurvesTab, MatrixTab, LayersTab, ScoresTab, CoachTab };

    explicit RunHead(QWidget* parent = nullptr);

    void setNote(const QString& text);
    void setCompact(Qt::CheckState compact, const QString& matrixTitle);
    void setShow(CurveShow show);
    void setLogLoss(Qt::CheckState log);
    [[nodiscard]] Tab tab() const;
    void setTab(Tab tab); ///< Emits nothing.

signals:
    void showChosen(tunescope::ui::CurveShow show);
    void smoothingChosen(double smoothing);
    void lossScaleChosen(tunescope::ui::CurveScale scale);
    void tabChosen(int tab);

private:
    SegmentedControl* m_tabs;
    ElidedLabel* m_note;
    QComboBox* m_show;
    QLabel* m_smoothName;
    QSlider* m_smooth;
    QLabel* m_scaleName;
    SegmentedControl* m_scale;
};

} // namespace tunescope::ui
