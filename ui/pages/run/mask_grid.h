// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/mask_samples.h"

#include <QImage>
#include <QSize>
#include <QStringList>
#include <QWidget>

#include <map>
#include <set>
#include <vector>

namespace tunescope::ui {

/// Pictures with their true and predicted masks; a white outline stands around the wrong area, under each the
/// shared area of its classes in percent. Click, or the arrow keys and Enter, choose one.
class MaskGrid : public QWidget
{
    Q_OBJECT

public:
    explicit MaskGrid(QWidget* parent = nullptr);

    void setSamples(std::vector<MaskSample> samples, const QStringList& classes, const QSize& pixels);
    void setPictures(std::map<std::int64_t, std::vector<float>> pictures); ///< 0..1, by row.
    void setHidden(std::set<int> classes);                                 ///< Not drawn in either mask.
    [[nodiscard]] const std::vector<MaskSample>& samples() const { return m_samples; }
    [[nodiscard]] std::size_t fitting() const; ///< Samples that the size has room for.
    [[nodiscard]] QRect sampleRect(std::size_t index) const;
    /// The mask in class colours; the outline where `wrong` is given.
    enum class Outline { None, Wrong };
    [[nodiscard]] QImage maskImage(const MaskSample& sample, const std::vector<std::int32_t>& mask,
                                   Outline outline, int scale) const;
    [[nodiscard]] const std::vector<float>* pictureOf(std::int64_t row) const;
    [[nodiscard]] QSize pixels() const { return m_pixels; }

signals:
    void sampleChosen(std::size_t index);
    void resized(); ///< fitting() may have changed.

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int columns() const;
    [[nodiscard]] int side() const;
    void paintSample(QPainter& painter, std::size_t index) const;
    void paintScores(QPainter& painter, const QRect& rect, const MaskSample& sample) const;

    std::vector<MaskSample> m_samples;
    std::map<std::int64_t, std::vector<float>> m_pictures;
    std::set<int> m_hidden;
    QStringList m_classes;
    QSize m_pixels;
    std::size_t m_current = 0;
};

} // namespace tunescope::ui
