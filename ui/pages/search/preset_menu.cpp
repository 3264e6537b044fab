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

QString headingOf(Group group)
{
    switch (group) {
    case Group::Good:
        return PresetModel::tr("Known good");
    case Group::Bad:
        return PresetModel::tr("Famous mistakes");
    case Group::Range:
        return PresetModel::tr("Worth searching");
    case Group::Own:
        return PresetModel::tr("Your own");
    case Group::Coarse:
    case Group::Fine:
    case Group::Article:
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

/// A line that cannot be chosen, above those of its group.
void addHeading(QMenu& menu, const QString& text)
{
    menu.addSeparator();
    QAction* heading = menu.addAction(text);
    heading->setEnabled(false);
}

QAction* addEntry(QMenu& menu, PresetModel& model, const PresetEntry& entry)
{
    QString text = entry.title;
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

} // namespace

void fillPresetMenu(QMenu& menu, PresetModel& model, QWidget* window)
{
    menu.clear();
    menu.setToolTipsVisible(true);
    QMenu* article = nullptr;
    std::vector<PresetEntry> own;
    Group last = Group::Coarse;
    for (const PresetEntry& entry : model.entries()) {
        if (entry.group == Group::Article) {
            if (!article) {
                menu.addSeparator();
                article = addSubmenu(menu, PresetModel::tr("From the article"), QStringLiteral("lessons"));
            }
            addEntry(*article, model, entry);
            continue;
        }
        if (const QString heading = headingOf(entry.group); entry.group != last && !heading.isEmpty())
            addHeading(menu, heading);
        last = entry.group;
        addEntry(menu, model, entry);
        if (entry.group == Group::Own)
            own.push_back(entry);
    }
    menu.addSeparator();
    QAction* save = menu.addAction(themedIcon(QStringLiteral("plus")), PresetModel::tr("Save as…"));
    save->setObjectName(QStringLiteral("savePreset"));
    save->setToolTip(PresetModel::tr("Keeps the search as it is set now as a preset of your own"));
    QObject::connect(save, &QAction::triggered, window, [&model, window] {
        auto* dialog = new SavePresetDialog(model, window);
        dialog->open();
    });
    if (own.empty())
        return;
    QMenu* remove = addSubmenu(menu, PresetModel::tr("Remove"), QStringLiteral("trash"));
    for (const PresetEntry& entry : own) {
        QAction* action = remove->addAction(QString(entry.title).replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setObjectName(QStringLiteral("remove-") + entry.key);
        QObject::connect(action, &QAction::triggered, &model, [&model, entry] { model.remove(entry); });
    }
}

} // namespace tunescope::ui
