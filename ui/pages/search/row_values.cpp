// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/row_values.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/value_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace tunescope::ui {
namespace {

constexpr int kValueGap = 6;

/// Does not disturb a text that is being typed while the value stays the same.
void showValue(ValueField& field, double value)
{
    const bool typing = field.hasFocus() && field.isModified() && field.value() == value;
    if (!typing)
        field.setValue(value);
}

NumberKind numbersOf(const SearchRow& row)
{
    return row.kind == ValueKind::Whole ? NumberKind::Whole : NumberKind::Real;
}

} // namespace

QString scaleWord(const SearchRow& row)
{
    const bool log = scaleOf(row.range) == Scale::Log;
    if (row.kind == ValueKind::Whole)
        return log ? RowValues::tr("log 2") : RowValues::tr("integer");
    return log ? RowValues::tr("log") : RowValues::tr("linear");
}

RowValues::RowValues(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_note(new QLabel)
    , m_add(new QLineEdit)
    , m_low(new ValueField)
    , m_to(new QLabel(tr("to")))
    , m_high(new ValueField)
    , m_scale(makeButton({}, ButtonKind::Secondary, {}, ButtonSize::Small))
    , m_more(makeIconButton(QStringLiteral("plus"), tr("More choices")))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kValueGap);
    layout->addStretch(1);
    layout->addWidget(m_note);
    layout->addWidget(m_more);
    layout->addWidget(m_add);
    layout->addWidget(m_low);
    layout->addWidget(m_to);
    layout->addWidget(m_high);
    layout->addWidget(m_scale);
    setTextStyle(m_note, TextStyle::Caption);
    setTone(m_note, ColorRole::Text3);
    setTextStyle(m_to, TextStyle::Caption);
    setTone(m_to, ColorRole::Text3);
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_low->setAccessibleName(tr("%1, low end").arg(title));
    m_high->setAccessibleName(tr("%1, high end").arg(title));
    m_scale->setAccessibleName(tr("%1, scale").arg(title));
    for (ValueField* field : {m_low, m_high}) {
        connect(field, &ValueField::valueCommitted, this, &RowValues::onCommitted);
        connect(field, &ValueField::errorChanged, this, &RowValues::unreadable);
    }
    m_add->setProperty("mono", true);
    m_add->setAlignment(Qt::AlignRight);
    m_add->setPlaceholderText(tr("add"));
    m_add->setToolTip(tr("Type another value to try it too."));
    m_add->setAccessibleName(tr("%1, another value").arg(title));
    connect(m_add, &QLineEdit::editingFinished, this, &RowValues::onChoiceTyped);
    m_scale->setStyleSheet(QStringLiteral("padding: 0px;")); // "integer" needs the whole width.
    m_add->setStyleSheet(QStringLiteral("padding: 0px 6px;"));
    m_more->setAccessibleName(tr("%1, more choices").arg(title));
    connect(m_more, &QToolButton::clicked, this, &RowValues::moreClicked);
    connect(m_scale, &QPushButton::clicked, this, &RowValues::scaleClicked);
}

void RowValues::onCommitted()
{
    switch (m_shown) {
    case Shown::Range:
        emit rangeTyped(m_low->value(), m_high->value());
        break;
    case Shown::Value:
        emit valueTyped(m_low->value());
        break;
    case Shown::Choices:
    case Shown::Words:
        break;
    }
}

void RowValues::onChoiceTyped()
{
    const QString text = m_add->text().trimmed();
    if (text.isEmpty()) {
        emit unreadable({});
        return;
    }
    if (const std::optional<double> value = parseValue(text))
        emit choiceTyped(*value);
    else
        emit unreadable(tr("“%1” is not a number. Write for example 0.001 or 1e-3.").arg(text));
}

void RowValues::show(const SearchRow& row, SearchDensity density, Qt::CheckState canBeLog)
{
    const bool number = row.kind != ValueKind::Word;
    m_shown = !number                        ? Shown::Words
              : row.mode == RowMode::Range   ? Shown::Range
              : row.mode == RowMode::Choices ? Shown::Choices
                                             : Shown::Value;
    const Theme& theme = themeOf(this);
    const bool wide = density == SearchDensity::Wide;
    const bool range = m_shown == Shown::Range;
    m_note->setVisible(row.mode == RowMode::Choices);
    m_add->setVisible(m_shown == Shown::Choices);
    m_low->setVisible(range || m_shown == Shown::Value);
    m_to->setVisible(range);
    m_high->setVisible(range);
    m_scale->setVisible(range);
    m_note->setText(tr("%1 of %2 selected").arg(row.choices.size()).arg(row.offered.size()));
    for (ValueField* field : {m_low, m_high}) {
        field->setFixedWidth(theme.scaled(wide ? 58 : 56));
        field->setNumbers(numbersOf(row));
    }
    m_more->setVisible(!number && row.offered.size() < row.known.size());
    m_scale->setFixedWidth(theme.scaled(58));
    m_scale->setText(scaleWord(row));
    m_scale->setEnabled(canBeLog == Qt::Checked);
    m_scale->setToolTip(canBeLog == Qt::Checked
                            ? tr("Scale of the axis and of the draws. Click to change it.")
                            : tr("%1 can be 0, which a logarithmic scale cannot show.").arg(row.title));
    m_add->setFixedWidth(theme.scaled(54));
    if (m_shown == Shown::Choices) {
        m_add->clear();
    } else if (m_shown == Shown::Value) {
        showValue(*m_low, paramNumber(row.value).value_or(0.0));
    } else if (range) {
        showValue(*m_low, endsOf(row.range).low);
        showValue(*m_high, endsOf(row.range).high);
    }
}

void RowValues::setError(const QString& message)
{
    if (m_shown == Shown::Choices)
        return; // The row says it; the typed text stays for mending.
    const QSignalBlocker lowBlocker(m_low);
    const QSignalBlocker highBlocker(m_high);
    const bool high = m_shown == Shown::Range && m_high->hasFocus();
    (high ? m_high : m_low)->setError(message);
}

} // namespace tunescope::ui
