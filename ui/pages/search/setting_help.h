// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

class QPoint;
class QWidget;

namespace tunescope::ui {

/// "What is this?": two or three sentences on a setting; empty where nothing is written.
[[nodiscard]] QString settingHelp(const std::string& name);

/// Shows it at a global position until the next click.
void showSettingHelp(const std::string& name, const QString& title, const QPoint& position, QWidget* owner);

} // namespace tunescope::ui
