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

namespace {

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

} // namespace

std::string withStopping(std::string train, const std::string& measure)
{
    std::string chosen = measure;
    replaceAll(chosen, "_validation", "_stopping");
    std::string judged = measure;
    replaceAll(judged, "metrics =", "judged =");
    replaceAll(train, measure, judged + chosen);
    replaceAll(train, "x_validation, y_validation):", "x_validation, y_validation, x_stopping, y_stopping):");
    replaceAll(train, "its metrics on the validation part.\"\"\"",
               "its metrics on the validation part.\n\n    The stopping part chooses the epoch.\n    \"\"\"");
    replaceAll(train, "for k, v in metrics.items()", "for k, v in judged.items()");
    replaceAll(train, "dict(metrics, epoch=epoch)", "dict(metrics, judged=dict(judged, epoch=epoch))");
    replaceAll(train, "return model, best\n", "return model, best[\"judged\"]\n");
    replaceAll(train, "return best_model, best\n", "return best_model, best[\"judged\"]\n");
    return train;
}

} // namespace tunescope
