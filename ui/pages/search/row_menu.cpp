// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/row_menu.h"

#include "ui/viewmodels/param_words.h"
#include "ui/widgets/glossary_topic.h"

#include <QMenu>

#include <algorithm>
#include <array>

namespace tunescope::ui {
namespace {

constexpr std::array kGridCounts{2, 3, 4, 5, 7, 10, 20};

void addBestActions(QMenu& menu, SearchSpaceModel& model, const SearchRow& row, const ParamValue* best)
{
    const QString value = best ? valueTitle(*best) : QString();
    QAction* use = menu.addAction(best ? SearchSpaceModel::tr("Use best trial's value (%1)").arg(value)
                                       : SearchSpaceModel::tr("Use best trial's value"));
    QAction* fix = menu.addAction(best ? SearchSpaceModel::tr("Fix at best (%1)").arg(value)
                                       : SearchSpaceModel::tr("Fix at best"));
    for (QAction* action : {use, fix}) {
        action->setEnabled(best != nullptr);
        if (!best)
            action->setToolTip(SearchSpaceModel::tr("No finished trial has this setting yet."));
    }
    if (!best)
        return;
    QObject::connect(use, &QAction::triggered, &model,
                     [&model, name = row.name, value = *best] { model.useBest(name, value); });
    QObject::connect(fix, &QAction::triggered, &model,
                     [&model, name = row.name, value = *best] { model.setValue(name, value); });
}

void addScaleActions(QMenu& menu, SearchSpaceModel& model, const SearchRow& row)
{
    if (row.mode != RowMode::Range)
        return;
    if (model.canBeLog(row)) {
        const bool log = scaleOf(row.range) == Scale::Log;
        QAction* scale = menu.addAction(log ? SearchSpaceModel::tr("Linear scale")
                                            : SearchSpaceModel::tr("Logarithmic scale"));
        QObject::connect(scale, &QAction::triggered, &model, [&model, name = row.name, log] {
            model.setScale(name, log ? Scale::Linear : Scale::Log);
        });
    }
    QMenu* grid = menu.addMenu(SearchSpaceModel::tr("Values in a grid"));
    for (const int count : kGridCounts) {
        QAction* action = grid->addAction(QString::number(count));
        action->setCheckable(true);
        action->setChecked(gridValues(row.range).size() == static_cast<std::size_t>(count));
        QObject::connect(action, &QAction::triggered, &model,
                         [&model, name = row.name, count] { model.setGridCount(name, count); });
    }
}

void addMoveActions(QMenu& menu, SearchSpaceModel& model, const SearchRow& row)
{
    if (row.isChild())
        return;
    std::vector<std::string> names;
    for (const SearchRow* shown : model.shownRows()) {
        if (!shown->isChild())
            names.push_back(shown->name);
    }
    const auto at = std::find(names.begin(), names.end(), row.name);
    const auto add = [&](const QString& text, const std::string& target, DropSide side) {
        QAction* action = menu.addAction(text);
        QObject::connect(action, &QAction::triggered, &model,
                         [&model, name = row.name, target, side] { model.moveRow(name, target, side); });
    };
    if (at != names.begin() && at != names.end())
        add(SearchSpaceModel::tr("Move up"), *(at - 1), DropSide::Above);
    if (at != names.end() && at + 1 != names.end())
        add(SearchSpaceModel::tr("Move down"), *(at + 1), DropSide::Below);
}

} // namespace

QMenu* makeRowMenu(SearchSpaceModel& model, const SearchRow& row, const ParamValue* best, QWidget* owner)
{
    auto* menu = new QMenu(owner);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    QAction* reset = menu->addAction(SearchSpaceModel::tr("Reset to default"));
    QObject::connect(reset, &QAction::triggered, &model,
                     [&model, name = row.name] { model.resetToDefault(name); });
    if (row.active) {
        addBestActions(*menu, model, row, best);
        menu->addSeparator();
        addScaleActions(*menu, model, row);
    }
    addMoveActions(*menu, model, row);
    QAction* hide = menu->addAction(SearchSpaceModel::tr("Remove from the table"));
    hide->setToolTip(
        SearchSpaceModel::tr("It is then fixed at its default and listed under “Not searched”."));
    QObject::connect(hide, &QAction::triggered, &model, [&model, name = row.name] { model.removeRow(name); });
    menu->addSeparator();
    addGlossaryAction(*menu, *owner, QStringLiteral("setting:") + QString::fromStdString(row.name));
    return menu;
}

QMenu* makeMoreMenu(SearchSpaceModel& model, const SearchRow& row, QWidget* owner)
{
    auto* menu = new QMenu(owner);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ParamValue& value : row.known) {
        const bool shown = std::any_of(row.offered.begin(), row.offered.end(),
                                       [&](const ParamValue& other) { return sameValue(other, value); });
        if (shown)
            continue;
        QAction* action = menu->addAction(valueTitle(value));
        QObject::connect(action, &QAction::triggered, &model,
                         [&model, name = row.name, value] { model.offerChoice(name, value); });
    }
    return menu;
}

} // namespace tunescope::ui
