// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lessons/lesson_result.h"
#include "ui/viewmodels/lesson_model.h"
#include "ui/widgets/card.h"

#include <QWidget>

#include <vector>

class QAbstractButton;
class QBoxLayout;
class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace tunescope::ui {

class SeedCurves;

/// A card with a bar at its left: what the student is asked or told to try.
class AskingCard : public Card
{
    Q_OBJECT

public:
    explicit AskingCard(const QString& title, QWidget* parent = nullptr) : Card(title, CardHead::Plain, parent) {}

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A card with one text in it.
[[nodiscard]] Card* textCard(const QString& title, const QString& text);

/// Name and value in two columns.
class FactTable : public QWidget
{
    Q_OBJECT

public:
    explicit FactTable(QWidget* parent = nullptr);
    void setFacts(const std::vector<std::pair<QString, QString>>& facts);

private:
    QGridLayout* m_grid;
    std::vector<std::pair<QString, QString>> m_facts;
};

/// What was claimed of the result: yes, no or not to be told, each with its numbers.
class ClaimList : public QWidget
{
    Q_OBJECT

public:
    explicit ClaimList(QWidget* parent = nullptr);
    void setClaims(const std::vector<ClaimResult>& claims);

private:
    QVBoxLayout* m_rows;
    QStringList m_shown;
};

/// A small learning-curve card for every value of a part.
class SeedCurveGrid : public QWidget
{
    Q_OBJECT

public:
    enum class Arrangement { OneRow, Grid };
    explicit SeedCurveGrid(Arrangement arrangement, QWidget* parent = nullptr);

    void show(const LessonPart& part, const LessonPartState& state);
    [[nodiscard]] const std::vector<SeedCurves*>& charts() const { return m_charts; }

private:
    void build(std::size_t values);

    Arrangement m_arrangement;
    QGridLayout* m_grid;
    std::vector<SeedCurves*> m_charts;
    std::vector<QLabel*> m_titles, m_icons, m_words;
};

/// The options of a prediction in words.
class OptionButtons : public QWidget
{
    Q_OBJECT

public:
    explicit OptionButtons(QWidget* parent = nullptr);
    void setOptions(const std::vector<PredictionOption>& options);
    /// `chosen` is an id; a locked choice is shown but cannot be changed. `right` marks what came out, if known.
    void setChosen(const QString& chosen, Qt::CheckState locked, const QString& right = {});
    [[nodiscard]] QAbstractButton* button(int index) const { return m_buttons.at(static_cast<std::size_t>(index)); }

signals:
    void chosen(const QString& id);

private:
    QBoxLayout* m_rows;
    std::vector<QAbstractButton*> m_buttons;
    std::vector<QString> m_ids;
    std::vector<QString> m_texts;
};

} // namespace tunescope::ui
