// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/method_options.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/axis_scale.h"
#include "ui/widgets/buttons.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include <cmath>

namespace tunescope::ui {
namespace {

constexpr int kFieldWidth = 110;
constexpr int kHelpWidth = 300;

/// The typed number as a value of the option; nothing where it does not fit.
std::optional<ParamValue> valueOf(const OptionSpec& spec, const QString& text)
{
    const std::optional<double> number = parseValue(text);
    if (!number)
        return std::nullopt;
    ParamValue value = *number;
    if (std::holds_alternative<IntRange>(spec.distribution)) {
        if (std::floor(*number) != *number || std::abs(*number) > 1e15)
            return std::nullopt;
        value = static_cast<std::int64_t>(*number);
    }
    return positionOf(spec.distribution, value) ? std::optional(value) : std::nullopt;
}

} // namespace

QString optionRange(const OptionSpec& spec)
{
    const QString usual = spec.defaultValue
                              ? MethodOptions::tr("usually %1").arg(valueTitle(*spec.defaultValue))
                              : MethodOptions::tr("chosen by the method");
    const auto range = [&](const auto& ends) {
        return MethodOptions::tr("%1 to %2, %3")
            .arg(valueTitle(ParamValue(ends.low)), valueTitle(ParamValue(ends.high)), usual);
    };
    if (const auto* real = std::get_if<FloatRange>(&spec.distribution))
        return range(*real);
    if (const auto* whole = std::get_if<IntRange>(&spec.distribution))
        return range(*whole);
    return usual;
}

MethodOptions::MethodOptions(const QString& title, std::vector<OptionSpec> specs, ParamSet options,
                             QWidget* parent)
    : QDialog(parent)
    , m_specs(std::move(specs))
    , m_options(std::move(options))
{
    setObjectName(QStringLiteral("methodOptions"));
    setWindowTitle(tr("Options: %1").arg(title));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(textLabel(tr("Options: %1").arg(title), TextStyle::Section));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(8);
    int row = 0;
    for (const OptionSpec& spec : m_specs) {
        grid->addWidget(textLabel(toQt(spec.title), TextStyle::Body), row, 0);
        grid->addWidget(makeField(spec), row, 1);
        auto* help = textLabel(toQt(spec.help) + QLatin1Char('\n') + optionRange(spec), TextStyle::Caption,
                               ColorRole::Text3);
        help->setWordWrap(true);
        help->setMinimumWidth(themeOf(this).scaled(kHelpWidth));
        grid->addWidget(help, row, 2);
        ++row;
    }
    grid->setColumnStretch(2, 1);
    layout->addLayout(grid);
    auto* close = makeButton(tr("Close"), ButtonKind::Primary);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
}

QWidget* MethodOptions::makeField(const OptionSpec& spec)
{
    if (const auto* set = std::get_if<ChoiceSet>(&spec.distribution))
        return makeChoice(spec, set->choices);
    auto* field = new QLineEdit;
    field->setObjectName(toQt(spec.name));
    field->setAccessibleName(toQt(spec.title));
    field->setProperty("mono", true);
    field->setFixedWidth(themeOf(this).scaled(kFieldWidth));
    if (spec.defaultValue)
        field->setPlaceholderText(valueTitle(*spec.defaultValue));
    if (const ParamValue* chosen = m_options.find(spec.name))
        field->setText(toQt(paramText(*chosen)));
    connect(field, &QLineEdit::textEdited, this, [this, field, spec](const QString& text) {
        const std::optional<ParamValue> value = valueOf(spec, text.trimmed());
        const bool wrong = !value && !text.trimmed().isEmpty();
        field->setProperty("state", wrong ? QStringLiteral("error") : QString());
        field->setToolTip(wrong ? tr("It must be %1.").arg(optionRange(spec)) : QString());
        field->style()->unpolish(field);
        field->style()->polish(field);
        if (!wrong)
            put(spec, value);
    });
    return field;
}

QWidget* MethodOptions::makeChoice(const OptionSpec& spec, const std::vector<ParamValue>& choices)
{
    auto* box = new QComboBox;
    box->setObjectName(toQt(spec.name));
    box->setAccessibleName(toQt(spec.title));
    const ParamValue* chosen = m_options.find(spec.name);
    if (!chosen && spec.defaultValue)
        chosen = &*spec.defaultValue;
    for (const ParamValue& choice : choices) {
        box->addItem(valueTitle(choice));
        if (chosen && sameValue(choice, *chosen))
            box->setCurrentIndex(box->count() - 1);
    }
    connect(box, &QComboBox::activated, this,
            [this, spec, choices](int index) { put(spec, choices[static_cast<std::size_t>(index)]); });
    return box;
}

/// No value, or the method's own one, leaves the option out of the spec.
void MethodOptions::put(const OptionSpec& spec, const std::optional<ParamValue>& value)
{
    const ParamSet before = m_options;
    if (!value || (spec.defaultValue && sameValue(*value, *spec.defaultValue)))
        m_options.erase(spec.name);
    else
        m_options.set(spec.name, *value);
    if (!(m_options == before))
        emit optionsChanged(m_options);
}

} // namespace tunescope::ui
