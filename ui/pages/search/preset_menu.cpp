// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/preset_menu.h"

#include "ui/pages/search/preset_note.h"
#include "ui/pages/search/save_preset_dialog.h"
#include "ui/viewmodels/preset_model.h"
#include "ui/widgets/icon.h"

#include <QMenu>

namespace tunescope::ui {
namespace {

using Group = PresetEntry::Group;

struct GroupLook {
    QString text; ///< Empty: its lines stand in the menu itself.
    QString icon;
};

GroupLook groupLook(Group group)
{
    switch (group) {
    case Group::Bad:
        return {PresetModel::tr("Famous mistakes"), QStringLiteral("diverged")};
    case Group::Range:
        return {PresetModel::tr("Worth searching"), QStringLiteral("space")};
    case Group::Article:
        return {PresetModel::tr("From the article"), QStringLiteral("lessons")};
    case Group::Own:
        return {PresetModel::tr("Your own"), QStringLiteral("star")};
    case Group::Coarse:
    case Group::Fine:
    case Group::Good:
        break;
    }
    return {};
}

QString tipOf(const PresetEntry& entry)
{
    QStringList lines{entry.why};
    if (!entry.measured.isEmpty())
        lines << entry.measured;
    if (!entry.whyNot.isEmpty())
        lines << entry.whyNot;
    QStringList paragraphs;
    for (const QString& line : lines)
        paragraphs << QStringLiteral("<p>%1</p>").arg(line.toHtmlEscaped());
    return paragraphs.join(QString()); // As rich text it is wrapped.
}

QAction* addEntry(QMenu& menu, PresetModel& model, const PresetEntry& entry)
{
    QString text = entry.group == Group::Good ? PresetModel::tr("Known good: %1").arg(entry.title) : entry.title;
    text.replace(QLatin1Char('&'), QStringLiteral("&&"));
    QAction* action = menu.addAction(presetIcon(entry), text);
    action->setObjectName(entry.key);
    action->setToolTip(tipOf(entry));
    action->setStatusTip(entry.why);
    action->setEnabled(entry.whyNot.isEmpty());
    QObject::connect(action, &QAction::triggered, &model, [&model, entry] { model.apply(entry); });
    return action;
}

QMenu* addSubmenu(QMenu& menu, const QString& text, const QString& icon)
{
    QMenu* made = menu.addMenu(text);
    made->setIcon(themedIcon(icon));
    made->setToolTipsVisible(true);
    return made;
}

/// Below one's own, in the same submenu.
void addRemoval(QMenu& menu, PresetModel& model, const std::vector<PresetEntry>& own)
{
    if (own.empty())
        return;
    menu.addSeparator();
    QMenu* remove = addSubmenu(menu, PresetModel::tr("Remove"), QStringLiteral("trash"));
    for (const PresetEntry& entry : own) {
        QAction* action = remove->addAction(QString(entry.title).replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setObjectName(QStringLiteral("remove-") + entry.key);
        QObject::connect(action, &QAction::triggered, &model, [&model, entry] { model.remove(entry); });
    }
}

} // namespace

void fillPresetMenu(QMenu& menu, PresetModel& model, QWidget* window)
{
    qDeleteAll(menu.findChildren<QMenu*>(Qt::FindDirectChildrenOnly)); // clear() leaves submenus behind.
    menu.clear();
    menu.setToolTipsVisible(true);
    std::vector<PresetEntry> own;
    QMenu* current = &menu;
    Group last = Group::Coarse;
    for (const PresetEntry& entry : model.entries()) {
        const GroupLook look = groupLook(entry.group);
        if (entry.group != last)
            current = look.text.isEmpty() ? &menu : addSubmenu(menu, look.text, look.icon);
        last = entry.group;
        addEntry(*current, model, entry);
        if (entry.group == Group::Own)
            own.push_back(entry);
    }
    addRemoval(*current, model, own);
    menu.addSeparator();
    QAction* save = menu.addAction(themedIcon(QStringLiteral("plus")), PresetModel::tr("Save as…"));
    save->setObjectName(QStringLiteral("savePreset"));
    save->setToolTip(PresetModel::tr("Keeps the search as it is set now as a preset of your own"));
    QObject::connect(save, &QAction::triggered, window, [&model, window] {
        auto* dialog = new SavePresetDialog(model, window);
        dialog->open();
    });
}

} // namespace tunescope::ui
