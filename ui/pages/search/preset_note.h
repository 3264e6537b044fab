// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QWidget>

class QLabel;

namespace tunescope::ui {

struct PresetEntry;
class PresetModel;

/// The icon of a preset by what is known of it: good, bad, or a range.
[[nodiscard]] QIcon presetIcon(const PresetEntry& entry);

/// What was applied, why it is good or bad, and what it scored; as long as the search is what the preset made of it.
class PresetNote : public QWidget
{
    Q_OBJECT

public:
    explicit PresetNote(PresetModel& model, QWidget* parent = nullptr);

    void refresh();
    [[nodiscard]] QString text() const; ///< Empty while there is nothing to say.

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    PresetModel& m_model;
    QLabel* m_title;
    QLabel* m_why;
    QLabel* m_measured;
};

} // namespace tunescope::ui
