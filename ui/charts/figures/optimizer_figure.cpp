// SPDX-License-Identifier: GPL-3.0-or-later
// Update rules on the same valley, each with a learning rate that suits it.
#include "ui/charts/figures/figure_math.h"
#include "ui/charts/figures/figure_painters.h"
#include "ui/charts/figures/figure_surface.h"

#include <QCoreApplication>

#include <map>

namespace tunescope::ui::figures {
namespace {

constexpr int kRuleSteps = 36;

UpdateRule suitedRule(std::string_view name)
{
    if (name == "momentum")
        return {.name = "sgd", .rate = 0.02, .momentum = 0.9};
    if (name == "rmsprop")
        return {.name = "rmsprop", .rate = 0.05};
    if (name == "adagrad")
        return {.name = "adagrad", .rate = 0.7};
    if (name == "adam" || name == "adamw")
        return {.name = name, .rate = 0.3, .decay = name == "adamw" ? 0.02 : 0.0};
    return {.name = "sgd", .rate = 0.06};
}

const std::vector<QPointF>& pathOf(std::string_view name)
{
    static std::map<std::string_view, std::vector<QPointF>> paths;
    std::vector<QPointF>& path = paths[name];
    if (path.empty())
        path = descentPath(suitedRule(name), kSurfaceStart, &surfaceSlope, kRuleSteps);
    return path;
}

} // namespace

void optimizers(QPainter& painter, const QRectF& area, const Theme& theme, double phase)
{
    paintDescents(
        painter, area, theme, phase,
        {{QStringLiteral("SGD"), &pathOf("sgd"), ColorRole::Warn},
         {figureText(QT_TRANSLATE_NOOP("figure", "with momentum")), &pathOf("momentum"), ColorRole::Accent},
         {QStringLiteral("RMSprop"), &pathOf("rmsprop"), ColorRole::Danger},
         {QStringLiteral("Adam"), &pathOf("adam"), ColorRole::Ok}});
}

void optimizer(std::string_view name, const char* title, QPainter& painter, const QRectF& area,
               const Theme& theme, double phase)
{
    paintDescents(painter, area, theme, phase,
                  {{QStringLiteral("SGD"), &pathOf("sgd"), ColorRole::Warn},
                   {QString::fromLatin1(title), &pathOf(name), ColorRole::Accent}});
}

} // namespace tunescope::ui::figures
