// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/value_field.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QStyle>

#include <cmath>
#include <limits>

namespace tunescope::ui {
namespace {

/// Digits that show every value a track can be dragged to.
constexpr int kDigits = 6;

} // namespace

ValueField::ValueField(QWidget* parent)
    : QLineEdit(parent)
    , m_minimum(-std::numeric_limits<double>::max())
    , m_maximum(std::numeric_limits<double>::max())
{
    setProperty("mono", true);
    setAlignment(Qt::AlignRight);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setValue(0);
    connect(this, &QLineEdit::editingFinished, this, &ValueField::commit);
}

void ValueField::setValue(double value)
{
    m_value = value;
    setText(valueText(value, kDigits));
    setError({});
}

void ValueField::setLimits(double minimum, double maximum)
{
    m_minimum = minimum;
    m_maximum = maximum;
}

void ValueField::setError(const QString& message)
{
    if (message == m_error)
        return;
    m_error = message;
    setProperty("state", message.isEmpty() ? QVariant() : QVariant(QStringLiteral("error")));
    style()->unpolish(this);
    style()->polish(this);
    setToolTip(message);
    setAccessibleDescription(message);
    emit errorChanged(message);
}

QSize ValueField::sizeHint() const
{
    const Theme& theme = themeOf(this);
    return {QFontMetrics(theme.font(TextStyle::Number)).horizontalAdvance(QStringLiteral("0.00001")) + 20,
            theme.scaled(theme.metrics.field)};
}

QString ValueField::complaint(const std::optional<double>& value) const
{
    if (!value)
        return tr("“%1” is not a number. Write for example 0.001 or 1e-3.").arg(text());
    if (m_numbers == NumberKind::Whole && *value != std::round(*value))
        return tr("Only whole numbers fit here.");
    const bool bounded = m_maximum < std::numeric_limits<double>::max();
    if (*value < m_minimum || *value > m_maximum)
        return bounded
                   ? tr("The value must be from %1 to %2.").arg(valueText(m_minimum), valueText(m_maximum))
                   : tr("The value must be at least %1.").arg(valueText(m_minimum));
    return {};
}

void ValueField::commit()
{
    if (text() == valueText(m_value, kDigits)) {
        setError({});
        return;
    }
    const std::optional<double> value = parseValue(text());
    const QString message = complaint(value);
    if (!message.isEmpty()) {
        setError(message);
        return;
    }
    const bool changed = *value != m_value;
    setValue(*value);
    if (changed)
        emit valueCommitted(m_value);
}

void ValueField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && text() != valueText(m_value, kDigits)) {
        setValue(m_value);
        selectAll();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace tunescope::ui
