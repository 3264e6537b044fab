// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/compare/pin_column.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tunescope::ui {

class SegmentedControl;

enum class CompareLayout { SideBySide, Overlay };

/// The head of Compare: how many pins, side by side or overlaid, which curves, axes linked or not, add a
/// trial.
class CompareHead : public QWidget
{
    Q_OBJECT

public:
    explicit CompareHead(QWidget* parent = nullptr);

    void setPinCount(int count);
    void setCompareLayout(CompareLayout layout);
    void setCompact(Qt::CheckState compact);
    [[nodiscard]] QPushButton& addButton() { return *m_add; }

signals:
    void layoutChosen(tunescope::ui::CompareLayout layout);
    void showChosen(tunescope::ui::CompareShow show);
    void linkedChosen(Qt::CheckState linked);

private:
    QLabel* m_count;
    SegmentedControl* m_layouts;
    SegmentedControl* m_shows;
    QPushButton* m_linked;
    QPushButton* m_add;
};

} // namespace tunescope::ui
