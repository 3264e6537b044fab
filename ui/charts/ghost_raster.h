// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_snapshot.h"
#include "ui/charts/curve_plot.h"
#include "ui/viewmodels/learning_curve_model.h"

#include <QImage>
#include <QSize>

#include <cstdint>
#include <memory>
#include <vector>

class QPainter;

namespace tunescope::ui {

/// The finished trials of a learning-curve chart as one image: lines while they are few, beyond 40 the number
/// of curves through every device pixel. Curves are added as trials end; only another size or axis starts
/// anew. Used by one thread at a time.
class GhostRaster
{
public:
    static constexpr int kMostLines = 40;

    struct Geometry {
        QSize size; ///< Device pixels.
        qreal ratio = 1.0;
        CurveAxis x;
        CurveAxis y;
        CurveQuantity quantity = CurveQuantity::Metric;

        friend bool operator==(const Geometry&, const Geometry&) = default;
    };
    struct Look {
        QColor few;  ///< Where one curve passes, and lines.
        QColor many; ///< Where the most pass.
        double lineWidth = 1.1;
        double opacity = 0.65;

        friend bool operator==(const Look&, const Look&) = default;
    };

    explicit GhostRaster(const Geometry& geometry);

    [[nodiscard]] const Geometry& geometry() const { return m_geometry; }
    [[nodiscard]] std::size_t count() const { return m_trials.size(); }
    void add(std::shared_ptr<const TrialSnapshot> trial);
    /// Premultiplied ARGB, transparent where no curve passes.
    [[nodiscard]] QImage image(const Look& look) const;
    /// The curves as lines, while they are few enough; false and nothing painted beyond kMostLines.
    bool paintLines(QPainter& painter, const Look& look) const;
    /// How often curves passed the pixel, in sixteenths.
    [[nodiscard]] std::uint32_t passes(int x, int y) const;

private:
    void pass(const TrialSnapshot& trial);
    void passSegment(double x0, double y0, double x1, double y1);
    void passColumn(int x, double from, double to);
    [[nodiscard]] QImage lines(const Look& look) const;
    void strokeLines(QPainter& painter, const Look& look) const;
    [[nodiscard]] QImage density(const Look& look) const;

    Geometry m_geometry;
    std::vector<std::shared_ptr<const TrialSnapshot>> m_trials;
    std::vector<std::uint32_t> m_passes;
    std::uint32_t m_most = 0;
};

} // namespace tunescope::ui
