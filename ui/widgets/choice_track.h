// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/track_picture.h"

#include <QList>
#include <QStringList>
#include <QWidget>

class QAbstractButton;
class QHBoxLayout;

namespace tunescope::ui {

class ChoiceChip;

enum class ChoiceMode { Many, One };

/// One choice with what its trials reached.
struct ChoiceItem {
    QString label;
    QString best; ///< "98.6"; empty without a finished trial.
    std::vector<TrackDot> dots;
};

/// The choices of a categorical hyperparameter, each with its own small result column.
/// Space or a click toggles; arrow keys move between chips. The last selected chip cannot be switched off.
class ChoiceTrack : public QWidget
{
    Q_OBJECT

public:
    explicit ChoiceTrack(QWidget* parent = nullptr);

    void setName(const QString& name);
    /// Keeps the selection where the labels are the same. Emits nothing.
    void setItems(std::vector<ChoiceItem> items);
    /// One: radio buttons (a fixed value). Keeps the first selected one.
    void setMode(ChoiceMode mode);
    /// Indices; an empty list selects the first. Emits nothing.
    void setSelected(const QList<int>& indices);
    [[nodiscard]] QList<int> selected() const;
    [[nodiscard]] QAbstractButton* chip(int index) const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void selectionChanged(const QList<int>& indices);
    void dotHovered(qint64 id);
    void dotClicked(qint64 id);

private:
    void onToggled(int index);
    void describe();

    QString m_name;
    ChoiceMode m_mode = ChoiceMode::Many;
    QHBoxLayout* m_layout;
    QList<ChoiceChip*> m_chips;
};

} // namespace tunescope::ui
