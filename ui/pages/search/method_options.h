// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/option_spec.h"

#include <QDialog>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// The options of a strategy or a stopping rule, one line each: title, value, what it does and what may be
/// typed. A line that
/// is left empty takes the method's own value. Every change is handed on at once.
class MethodOptions : public QDialog
{
    Q_OBJECT

public:
    MethodOptions(const QString& title, std::vector<OptionSpec> specs, ParamSet options,
                  QWidget* parent = nullptr);

    [[nodiscard]] const ParamSet& options() const { return m_options; }

signals:
    void optionsChanged(const tunescope::ParamSet& options);

private:
    [[nodiscard]] QWidget* makeField(const OptionSpec& spec);
    [[nodiscard]] QWidget* makeChoice(const OptionSpec& spec, const std::vector<ParamValue>& choices);
    void put(const OptionSpec& spec, const std::optional<ParamValue>& value);

    std::vector<OptionSpec> m_specs;
    ParamSet m_options;
};

/// What may be typed: "1 to 100, usually 3".
[[nodiscard]] QString optionRange(const OptionSpec& spec);

} // namespace tunescope::ui
