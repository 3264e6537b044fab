// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"

#include <QLineEdit>

namespace tunescope::ui {

/// A typed number: 0.001, 1e-3, 10^-3, 3/4 or 64. Enter or leaving the field commits; Escape takes back.
class ValueField : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueField(QWidget* parent = nullptr);

    [[nodiscard]] double value() const { return m_value; }
    /// Clears an error. Emits nothing.
    void setValue(double value);
    /// Whole numbers refuse 1.5.
    void setNumbers(NumberKind numbers) { m_numbers = numbers; }
    /// Hard limits; outside of them is an error that names them.
    void setLimits(double minimum, double maximum);
    /// Red outline, the message as tool tip; empty clears it. For checks that the field cannot know.
    void setError(const QString& message);
    [[nodiscard]] QString error() const { return m_error; }

    [[nodiscard]] QSize sizeHint() const override;

signals:
    /// A new, valid value.
    void valueCommitted(double value);
    /// Empty when the error is gone.
    void errorChanged(const QString& message);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void commit();
    [[nodiscard]] QString complaint(const std::optional<double>& value) const;

    double m_value = 0;
    double m_minimum;
    double m_maximum;
    NumberKind m_numbers = NumberKind::Real;
    QString m_error;
};

} // namespace tunescope::ui
