// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/coach_model.h"
#include "ui/widgets/card.h"
#include "ui/widgets/theme.h"

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QToolButton;

namespace tunescope::ui {

class FlowLayout;

/// "Coach": the most severe thing about the followed trial or the study, what to try, and the others behind a list.
/// Never acts by itself.
class CoachCard : public Card
{
    Q_OBJECT

public:
    CoachCard(StudyViewModel& study, CoachPorts ports, QWidget* parent = nullptr);

    [[nodiscard]] CoachModel& model() { return *m_model; }
    /// What the card in front is about; null where there is none, or it tells an outcome.
    [[nodiscard]] const Verdict* verdict() const;
    /// Brings one of model().cards() to the front.
    void show(std::size_t card);

signals:
    void heightChanged();       ///< It wants more or less room.
    void evidenceChanged();     ///< Another verdict is in front.
    void trialWanted(int trial); ///< "Show on chart".

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void refresh();
    void fillActions(const CoachCardText& card);
    void fillMore();
    void sayNothing();
    void fitHeight();
    [[nodiscard]] std::size_t current() const; ///< Index of the card in front.
    [[nodiscard]] ColorRole tone() const;

    CoachModel* m_model;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QToolButton* m_close;
    QWidget* m_content = nullptr; ///< Below the title; scrolls.
    QScrollArea* m_area = nullptr; ///< Of m_content.
    QWidget* m_actions;
    QHBoxLayout* m_buttons;
    QWidget* m_alternatives;
    FlowLayout* m_chips;
    QPushButton* m_more;
    QString m_shown; ///< Key of the card in front.
};

} // namespace tunescope::ui
