// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/export/scripts/python_text.h"
#include "core/storage/json_writer.h"

namespace tunescope {

std::string pythonValue(const ParamValue& value)
{
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? "True" : "False";
    if (const auto* text = std::get_if<std::string>(&value))
        return jsonText(*text);
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        return pythonList(*texts);
    if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&value)) {
        std::string list;
        for (const std::int64_t number : *whole)
            list += (list.empty() ? "" : ", ") + numberText(number);
        return "[" + list + "]";
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return numberText(*whole);
    const std::string number = numberText(std::get<double>(value));
    return number.find_first_of(".en") == std::string::npos ? number + ".0" : number;
}

std::string pythonValues(const std::vector<ParamValue>& values)
{
    std::string list;
    for (const ParamValue& value : values)
        list += (list.empty() ? "" : ", ") + pythonValue(value);
    return "[" + list + "]";
}

} // namespace tunescope
