// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace tunescope::ui {

/// A drop-down of search strategies or stopping rules: the list shows each title with the sentence that says
/// what it is good and bad at, the closed box only the title.
class MethodBox : public QComboBox
{
    Q_OBJECT

public:
    explicit MethodBox(const QString& name, QWidget* parent = nullptr);

    void addMethod(const QString& method, const QString& title, const QString& summary);
    void setMethod(const QString& method); ///< Emits nothing.
    [[nodiscard]] QString method() const { return currentData().toString(); }
    [[nodiscard]] QString summary() const;

    void showPopup() override;

signals:
    void methodChosen(const QString& method); ///< By the student, and another than before.

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    QString m_shown;
};

} // namespace tunescope::ui
