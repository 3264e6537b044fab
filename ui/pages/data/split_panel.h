// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tunescope::ui {

class DatasetModel;
class SplitBar;
struct SplitPercent;

/// How the rows are shared out: parts, class mix, standardising, seed.
class SplitPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SplitPanel(DatasetModel& model, QWidget* parent = nullptr);

    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildCounts(QVBoxLayout& layout);
    void buildOptions(QVBoxLayout& layout);
    void showCounts(const SplitPercent& split);
    void commitSeed();
    void showLock();

    DatasetModel& m_model;
    SplitBar* m_bar;
    std::array<QLabel*, 3> m_counts{};
    QLabel* m_lock = nullptr;
    QLabel* m_lockText = nullptr;
    QCheckBox* m_classMix = nullptr;
    QCheckBox* m_standardise = nullptr;
    QLineEdit* m_seed = nullptr;
    QPushButton* m_judge = nullptr; ///< Opens "How will you judge?"
};

} // namespace tunescope::ui
