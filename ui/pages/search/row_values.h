// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/search/search_columns.h"
#include "ui/viewmodels/search_space_model.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tunescope::ui {

class ValueField;

/// Right end of a row: from, to and scale; or the fixed value; or how many choices are selected and a field
/// for another one.
class RowValues : public QWidget
{
    Q_OBJECT

public:
    explicit RowValues(const QString& title, QWidget* parent = nullptr);

    void show(const SearchRow& row, SearchDensity density, Qt::CheckState canBeLog);
    /// Marks the fields whose value was refused.
    void setError(const QString& message);

    [[nodiscard]] ValueField* lowField() const { return m_low; }
    [[nodiscard]] ValueField* highField() const { return m_high; }
    [[nodiscard]] QLineEdit* addField() const { return m_add; }
    [[nodiscard]] QToolButton* moreButton() const { return m_more; }
    [[nodiscard]] QPushButton* scaleButton() const { return m_scale; }

signals:
    void rangeTyped(double low, double high);
    void valueTyped(double value);
    void choiceTyped(double value);
    void scaleClicked();
    void moreClicked(); ///< Other words than those that are chips.
    /// A text that is no number; empty when it is mended.
    void unreadable(const QString& message);

private:
    enum class Shown { Range, Value, Choices, Words };
    void onCommitted();
    void onChoiceTyped();

    Shown m_shown = Shown::Range;
    QLabel* m_note;
    QLineEdit* m_add;
    ValueField* m_low;
    QLabel* m_to;
    ValueField* m_high;
    QPushButton* m_scale;
    QToolButton* m_more;
};

/// "log", "linear", "log 2" or "integer".
[[nodiscard]] QString scaleWord(const SearchRow& row);

} // namespace tunescope::ui
