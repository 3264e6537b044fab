// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace tunescope::ui {

enum class CardHead { Plain, Ruled, None };

/// A surface with a hairline, round corners and a head: title, note, then widgets on the right.
/// A `Ruled` head has a line below it, as over tables and matrices.
class Card : public QWidget
{
    Q_OBJECT

public:
    explicit Card(const QString& title = {}, CardHead head = CardHead::Plain, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    /// Small grey text beside the title.
    void setNote(const QString& note);
    /// From left to right at the right end of the head.
    void addHeadWidget(QWidget* widget);
    /// Directly after title and note, at the left.
    void addTitleWidget(QWidget* widget);
    /// Where the content goes; its margins are the card's padding.
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// Content that touches the card's edges, as a table does.
    void removePadding();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CardHead m_headKind;
    QWidget* m_head;
    QHBoxLayout* m_headLayout;
    QLabel* m_title;
    QLabel* m_note;
    QVBoxLayout* m_body;
};

} // namespace tunescope::ui
