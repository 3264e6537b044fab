// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/guess_chart.h"

#include "ui/widgets/axis_scale.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QDateTime>
#include <QKeyEvent>

namespace tunescope::ui {
namespace {

constexpr qint64 kTypingMs = 1500; ///< Digits that come closer together are one number.

class ColumnAccessible final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit ColumnAccessible(GuessColumn* column) : QAccessibleWidget(column, QAccessible::Slider) {}

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override
    {
        const auto& guess = column().chart().guesses()[static_cast<std::size_t>(column().index())];
        return guess ? QVariant(*guess) : QVariant();
    }
    void setCurrentValue(const QVariant& value) override
    {
        emit column().valueWanted(value.toDouble());
    }
    QVariant maximumValue() const override { return column().chart().axis().high; }
    QVariant minimumValue() const override { return column().chart().axis().low; }
    QVariant minimumStepSize() const override { return 1.0; }

private:
    GuessColumn& column() const { return *static_cast<GuessColumn*>(widget()); }
};

QAccessibleInterface* columnInterface(const QString&, QObject* object)
{
    auto* column = qobject_cast<GuessColumn*>(object);
    return column ? new ColumnAccessible(column) : nullptr;
}

} // namespace

GuessColumn::GuessColumn(GuessChart* chart, int index) : QWidget(chart), m_chart(chart), m_index(index)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(&columnInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeVerCursor);
    setProperty("ownFocusRing", true);
    connect(this, &GuessColumn::valueWanted, chart, [this](double score) { m_chart->place(m_index, score); });
    show();
}

void GuessColumn::follow(QMouseEvent* event)
{
    m_chart->place(m_index, m_chart->scoreAt(mapToParent(event->position().toPoint()).y()));
}

void GuessColumn::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        follow(event);
    else
        event->ignore();
}

void GuessColumn::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        follow(event);
}

void GuessColumn::type(const QString& text)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_typed = now - m_typedAt < kTypingMs ? m_typed + text : text;
    m_typedAt = now;
    if (const std::optional<double> value = parseValue(m_typed))
        m_chart->place(m_index, *value);
}

void GuessColumn::keyPressEvent(QKeyEvent* event)
{
    const StepSize size = event->modifiers() & Qt::ShiftModifier ? StepSize::Page : StepSize::Small;
    switch (event->key()) {
    case Qt::Key_Up:
        return m_chart->step(m_index, size, StepDirection::Up);
    case Qt::Key_Down:
        return m_chart->step(m_index, size, StepDirection::Down);
    case Qt::Key_PageUp:
        return m_chart->step(m_index, StepSize::Page, StepDirection::Up);
    case Qt::Key_PageDown:
        return m_chart->step(m_index, StepSize::Page, StepDirection::Down);
    case Qt::Key_Home:
        return m_chart->place(m_index, m_chart->axis().low);
    case Qt::Key_End:
        return m_chart->place(m_index, m_chart->axis().high);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit m_chart->done();
        return;
    default:
        break;
    }
    const QString text = event->text();
    if (text.size() == 1 && (text[0].isDigit() || text[0] == QLatin1Char('.') || text[0] == QLatin1Char('-')))
        return type(text);
    QWidget::keyPressEvent(event);
}

void GuessColumn::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    m_typed.clear();
    m_chart->update();
    emit m_chart->currentChanged(m_index);
}

void GuessColumn::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    m_chart->update();
    emit m_chart->currentChanged(-1);
}

} // namespace tunescope::ui
