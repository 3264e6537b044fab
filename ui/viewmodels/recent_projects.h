// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>
#include <vector>

namespace tunescope::ui {

/// An earlier project as Welcome lists it.
struct RecentProject {
    QString path;
    QString name;
    int trials = 0;
    std::optional<double> bestValue = {};
    QString metric = {};
    std::vector<double> curve = {}; ///< The best trial's validation metric by epoch, thinned.
};

/// At most 40 of the finite values, evenly spread, the first and the last among them.
[[nodiscard]] std::vector<double> thinnedCurve(const std::vector<float>& values);

/// The last six projects, newest first, kept in QSettings.
class RecentProjects
{
public:
    static constexpr int kMost = 6;

    RecentProjects();

    [[nodiscard]] const QList<RecentProject>& list() const { return m_list; }
    /// Moves the project to the front, or adds it, and saves.
    void put(const RecentProject& project);
    void remove(const QString& path);

private:
    void save() const;

    QList<RecentProject> m_list;
};

} // namespace tunescope::ui
