// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/space/search_space.h"

#include <QDialog>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// The options of a strategy or a stopping rule, one line each: name, value, what may be typed. A line that
/// is left empty takes the method's own value. Every change is handed on at once.
class MethodOptions : public QDialog
{
    Q_OBJECT

public:
    MethodOptions(const QString& title, std::vector<ParamSpec> specs, ParamSet options,
                  QWidget* parent = nullptr);

    [[nodiscard]] const ParamSet& options() const { return m_options; }

signals:
    void optionsChanged(const tunescope::ParamSet& options);

private:
    [[nodiscard]] QWidget* makeField(const ParamSpec& spec);
    [[nodiscard]] QWidget* makeChoice(const ParamSpec& spec, const std::vector<ParamValue>& choices);
    void put(const ParamSpec& spec, const std::optional<ParamValue>& value);

    std::vector<ParamSpec> m_specs;
    ParamSet m_options;
};

/// "n_startup" as a student reads it: "N startup".
[[nodiscard]] QString optionTitle(const std::string& name);
/// What may be typed: "1 to 100, usually 3".
[[nodiscard]] QString optionRange(const ParamSpec& spec);

} // namespace tunescope::ui
