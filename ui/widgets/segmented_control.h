// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAbstractButton;
class QButtonGroup;

namespace tunescope::ui {

/// Two to six exclusive choices in one outline. Arrow keys move the choice; Tab enters it once.
class SegmentedControl : public QWidget
{
    Q_OBJECT

public:
    explicit SegmentedControl(const QStringList& texts, QWidget* parent = nullptr);

    /// Name of the whole control for screen readers ("Loss axis").
    void setName(const QString& name);
    [[nodiscard]] int current() const;
    /// Emits nothing.
    void setCurrent(int index);
    void clearCurrent(); ///< None of them holds.
    void setText(int index, const QString& text);
    void setSegmentEnabled(int index, Qt::CheckState enabled);
    void setSegmentToolTip(int index, const QString& text);
    [[nodiscard]] QAbstractButton* segment(int index) const;

signals:
    /// By the user only.
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QButtonGroup* m_group;
};

} // namespace tunescope::ui
