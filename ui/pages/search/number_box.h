// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace tunescope::ui {

/// A whole number with usual values to choose from; anything can be typed. Enter or leaving the field
/// commits.
class NumberBox : public QComboBox
{
    Q_OBJECT

public:
    NumberBox(const QList<int>& usual, const QString& name, QWidget* parent = nullptr);

    void setNumber(int number); ///< Emits nothing; the error goes away.
    /// Red outline and the message as tool tip; empty clears it.
    void setError(const QString& message);
    [[nodiscard]] QString error() const { return m_error; }

signals:
    void numberCommitted(int number);
    void errorChanged(const QString& message);

private:
    void commit();

    int m_number = 0;
    QString m_error;
};

} // namespace tunescope::ui
