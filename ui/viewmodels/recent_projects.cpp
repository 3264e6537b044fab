// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/recent_projects.h"

#include <QSettings>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr auto kKey = "recentProjects";

} // namespace

RecentProjects::RecentProjects()
{
    QSettings settings;
    const int count = std::min(settings.beginReadArray(QLatin1String(kKey)), kMost);
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        RecentProject project;
        project.path = settings.value(QStringLiteral("path")).toString();
        project.name = settings.value(QStringLiteral("name")).toString();
        project.trials = settings.value(QStringLiteral("trials")).toInt();
        project.metric = settings.value(QStringLiteral("metric")).toString();
        const QVariant best = settings.value(QStringLiteral("best"));
        if (best.isValid())
            project.bestValue = best.toDouble();
        if (!project.path.isEmpty())
            m_list.append(project);
    }
    settings.endArray();
}

void RecentProjects::put(const RecentProject& project)
{
    m_list.removeIf([&](const RecentProject& other) { return other.path == project.path; });
    m_list.prepend(project);
    if (m_list.size() > kMost)
        m_list.resize(kMost);
    save();
}

void RecentProjects::remove(const QString& path)
{
    if (m_list.removeIf([&](const RecentProject& other) { return other.path == path; }) > 0)
        save();
}

void RecentProjects::save() const
{
    QSettings settings;
    settings.remove(QLatin1String(kKey));
    settings.beginWriteArray(QLatin1String(kKey), static_cast<int>(m_list.size()));
    for (int i = 0; i < m_list.size(); ++i) {
        settings.setArrayIndex(i);
        settings.setValue(QStringLiteral("path"), m_list[i].path);
        settings.setValue(QStringLiteral("name"), m_list[i].name);
        settings.setValue(QStringLiteral("trials"), m_list[i].trials);
        settings.setValue(QStringLiteral("metric"), m_list[i].metric);
        if (m_list[i].bestValue)
            settings.setValue(QStringLiteral("best"), *m_list[i].bestValue);
    }
    settings.endArray();
}

} // namespace tunescope::ui
