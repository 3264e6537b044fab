// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/number_box.h"

#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QStyle>

namespace tunescope::ui {

NumberBox::NumberBox(const QList<int>& usual, const QString& name, QWidget* parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setCompleter(nullptr);
    setAccessibleName(name);
    setFixedWidth(themeOf(this).scaled(78));
    lineEdit()->setProperty("mono", true);
    for (const int number : usual)
        addItem(QString::number(number));
    connect(lineEdit(), &QLineEdit::editingFinished, this, &NumberBox::commit);
    connect(this, &QComboBox::activated, this, &NumberBox::commit);
}

void NumberBox::setNumber(int number)
{
    const bool typing =
        lineEdit()->hasFocus() && lineEdit()->isModified() && m_number == number && m_error.isEmpty();
    if (typing)
        return; // The text is on its way; it is not taken away while nothing changes.
    m_number = number;
    setEditText(QString::number(number));
    setError({});
}

void NumberBox::setError(const QString& message)
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

void NumberBox::commit()
{
    bool whole = false;
    const QString text = QString(currentText()).remove(QLatin1Char(' ')).remove(QChar(0x2009));
    const int number = text.toInt(&whole);
    if (!whole) {
        setError(tr("“%1” is not a whole number.").arg(currentText()));
        return;
    }
    if (number == m_number) {
        lineEdit()->setModified(false);
        setNumber(number);
        return;
    }
    lineEdit()->setModified(false);
    emit numberCommitted(number); // The page sets the number, or an error.
}

} // namespace tunescope::ui
