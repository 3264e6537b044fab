// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/recent_projects.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr auto kKey = "recentProjects";
constexpr std::size_t kCurvePoints = 40;

/// "0.1 0.93 0.95": one string, so that the settings file stays readable.
QString writtenCurve(const std::vector<double>& curve)
{
    QStringList words;
    for (const double value : curve)
        words << QString::number(value, 'g', 4);
    return words.join(QLatin1Char(' '));
}

/// However it was named: relative, with "..", or through a link.
bool isSameFile(const QString& a, const QString& b)
{
    const QFileInfo first(a);
    const QFileInfo second(b);
    const QString whole = first.canonicalFilePath();
    return first.absoluteFilePath() == second.absoluteFilePath() ||
           (!whole.isEmpty() && whole == second.canonicalFilePath());
}

std::vector<double> readCurve(const QString& text)
{
    std::vector<double> curve;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        bool fits = false;
        const double value = word.toDouble(&fits);
        if (fits && std::isfinite(value))
            curve.push_back(value);
    }
    return curve;
}

} // namespace

std::vector<double> thinnedCurve(const std::vector<float>& values)
{
    std::vector<double> finite;
    for (const float value : values) {
        if (std::isfinite(value))
            finite.push_back(double(value));
    }
    if (finite.size() <= kCurvePoints)
        return finite;
    std::vector<double> thinned;
    for (std::size_t i = 0; i < kCurvePoints; ++i)
        thinned.push_back(finite[i * (finite.size() - 1) / (kCurvePoints - 1)]);
    return thinned;
}

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
        project.curve = readCurve(settings.value(QStringLiteral("curve")).toString());
        const QVariant best = settings.value(QStringLiteral("best"));
        if (best.isValid())
            project.bestValue = best.toDouble();
        const auto isSame = [&](const RecentProject& other) { return isSameFile(other.path, project.path); };
        if (!project.path.isEmpty() && std::none_of(m_list.begin(), m_list.end(), isSame))
            m_list.append(project);
    }
    settings.endArray();
}

void RecentProjects::put(const RecentProject& project)
{
    m_list.removeIf([&](const RecentProject& other) { return isSameFile(other.path, project.path); });
    m_list.prepend(project);
    m_list.front().path = QFileInfo(project.path).absoluteFilePath();
    if (m_list.size() > kMost)
        m_list.resize(kMost);
    save();
}

void RecentProjects::remove(const QString& path)
{
    if (m_list.removeIf([&](const RecentProject& other) { return isSameFile(other.path, path); }) > 0)
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
        settings.setValue(QStringLiteral("curve"), writtenCurve(m_list[i].curve));
        if (m_list[i].bestValue)
            settings.setValue(QStringLiteral("best"), *m_list[i].bestValue);
    }
    settings.endArray();
}

} // namespace tunescope::ui
