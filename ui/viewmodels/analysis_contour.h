// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/search_insight.h"
#include "ui/viewmodels/analysis_model.h"
#include "ui/viewmodels/background_job.h"

#include <optional>
#include <string>
#include <vector>

namespace tunescope::ui {

/// Finished trials needed for a model of the scores.
inline constexpr int kFewestForContour = 12;

/// What a Gaussian process expects over two settings, on the axes of the page, after the trials as they are
/// drawn.
struct ContourPlane {
    std::string first; ///< Along x.
    std::string second;
    GpPlane plane;               ///< Outlooks of drawnHistory(); outlooks[column * rows + row].
    std::vector<double> columns; ///< Positions of plane.first, rising.
    std::vector<double> rows;
    std::vector<char> isTried; ///< Of every outlook: a trial is near.
    bool isChoiceX = false;    ///< Then nothing lies between two columns: the nearest one counts.
    bool isChoiceY = false;
    double low = 0.0; ///< Of all means.
    double high = 0.0;
    int trials = 0;

    [[nodiscard]] double mean(std::size_t column, std::size_t row) const
    {
        return plane.outlooks[column * rows.size() + row].mean;
    }
    /// Between the model's places in proportion, so exact at them; positions as on the axes.
    [[nodiscard]] double meanAt(double x, double y) const;
    [[nodiscard]] bool isTriedAt(double x, double y) const;
};

/// The contour of two settings, everything else as in the best trial, fitted in the background: when other
/// settings are chosen and after every five more trials (every twentieth in long studies).
class AnalysisContour : public QObject
{
    Q_OBJECT

public:
    explicit AnalysisContour(AnalysisModel& model, QObject* parent = nullptr);

    /// Null before the first answer, and while other settings are being fitted.
    [[nodiscard]] const ContourPlane* plane() const { return m_plane ? &*m_plane : nullptr; }
    [[nodiscard]] const std::string& first() const { return m_first; }
    [[nodiscard]] const std::string& second() const { return m_second; }
    void choose(const std::string& first, const std::string& second);
    [[nodiscard]] bool isFitting() const { return m_jobs.isBusy(QStringLiteral("contour")); }
    [[nodiscard]] int staleBy() const;
    /// Why there is nothing to show; empty if there is.
    [[nodiscard]] QString reason() const;
    [[nodiscard]] QString sentence() const;

    /// The same as the background does, for what is shown now.
    [[nodiscard]] static std::optional<ContourPlane>
    planeOf(const StudySnapshot& snapshot, const std::string& first, const std::string& second);

signals:
    void changed();

private:
    void refresh();
    void replace();
    void fit();
    void chooseDefaults();

    AnalysisModel& m_model;
    BackgroundJobs m_jobs;
    std::string m_first;
    std::string m_second;
    std::optional<ContourPlane> m_plane;
    int m_fitted = 0; ///< Trials at the last fit.
    enum class Answer { None, Plane, Impossible } m_answer = Answer::None;
};

} // namespace tunescope::ui
