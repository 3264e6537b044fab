// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/figures/figure.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace tunescope::ui {

/// A small live picture of one idea, by its id; nothing for an id it does not know.
///
/// It plays once when it comes into sight and then rests on the whole picture, which costs nothing; a click
/// or the space bar plays it again. With reduced motion (motion.h) it shows the whole picture at once.
class ConceptFigure : public QWidget
{
    Q_OBJECT

public:
    explicit ConceptFigure(QWidget* parent = nullptr);

    /// "learning_rate", "activation", "activation:relu", "momentum", "dropout", ...
    void setConcept(const QString& id);
    [[nodiscard]] QString conceptId() const { return m_id; }
    [[nodiscard]] bool hasPicture() const { return m_entry != nullptr; }
    /// One sentence that says what the picture shows; also its accessible description.
    [[nodiscard]] QString caption() const;
    [[nodiscard]] static QStringList concepts();

    /// From the beginning, if it is seen and motion is wanted; otherwise it rests.
    void play();
    [[nodiscard]] bool isPlaying() const { return m_timer.isActive(); }
    /// 0 at the beginning, 1 at rest.
    [[nodiscard]] double phase() const { return m_phase; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void advance();
    void rest();
    void describe();

    QString m_id;
    const FigureEntry* m_entry = nullptr;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_phase = 1;
};

} // namespace tunescope::ui
