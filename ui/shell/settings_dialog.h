// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace tunescope::ui {

class ThemeManager;

/// Theme, text size and motion; all act at once.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SettingsDialog(ThemeManager& themes, QWidget* parent = nullptr);
};

} // namespace tunescope::ui
