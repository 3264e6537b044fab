// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/buttons.h"

#include <QWidget>

class QLabel;

namespace tunescope::ui {

/// What a page shows before it has anything: icon, headline, sentence and one button, in the middle.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(const QString& iconName, QWidget* parent = nullptr);

    void setMessage(const QString& headline, const QString& sentence);
    /// An empty text hides the button.
    void setAction(const QString& text, const QString& iconName = {});

signals:
    void actionTriggered();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refreshIcon();

    QString m_iconName;
    QLabel* m_icon;
    QLabel* m_headline;
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace tunescope::ui
