// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace tunescope::ui {

class RailButton;

/// What a stage shows at its corner: nothing, a tick (it has what it needs) or a number.
struct RailMark {
    enum class Kind { None, Tick, Number };
    Kind kind = Kind::None;
    int number = 0;
};

/// The stages down the left edge. No stage is ever disabled.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    void addItem(const QString& id, const QString& title, const QString& iconName);
    void addRule(); ///< Between two groups of items.
    /// A button at the foot that is no page (settings, help).
    void addFootButton(QWidget* button);
    /// The foot leaves short windows.
    void setFootVisible(Qt::CheckState visible);
    /// An unknown id selects nothing, as on Welcome.
    void setCurrent(const QString& id);
    void setMark(const QString& id, const RailMark& mark);

signals:
    void itemChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitWidth();

    QButtonGroup* m_group;
    QVBoxLayout* m_items;
    QWidget* m_foot;
    QMap<QString, RailButton*> m_buttons;
};

} // namespace tunescope::ui
