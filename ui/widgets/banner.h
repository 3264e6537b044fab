// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/buttons.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace tunescope::ui {

enum class BannerTone { Info, Best, Warning, Danger };

/// A message that stays: icon, bold headline, detail, buttons that fix it (the main one last).
/// The tone colours icon and bar; the sentence never relies on the colour.
class Banner : public QWidget
{
    Q_OBJECT

public:
    explicit Banner(BannerTone tone, QWidget* parent = nullptr);

    /// Also announces the headline to screen readers.
    void setMessage(const QString& headline, const QString& detail);
    /// Default icons: info, coach, warning triangle, failed.
    void setIconName(const QString& name);
    QPushButton* addAction(const QString& text, ButtonKind kind = ButtonKind::Secondary);
    void clearActions();
    /// Technical text behind a "Details" button, with Copy; empty removes it.
    void setDetails(const QString& technical);
    /// A cross at the right end.
    void setClosable();

signals:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshIcon();
    void showDetails();

    BannerTone m_tone;
    QString m_iconName;
    QString m_technical;
    QLabel* m_icon;
    QLabel* m_headline;
    QLabel* m_detail;
    QToolButton* m_close;
    QPushButton* m_details;
    QHBoxLayout* m_actions;
};

} // namespace tunescope::ui
