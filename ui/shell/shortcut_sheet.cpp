// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcut_sheet.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>

namespace tunescope::ui {
namespace {

constexpr int kRowsInColumn = 14;

QLabel* keyLabel(const QKeySequence& keys)
{
    auto* label = new QLabel(keys.toString(QKeySequence::NativeText));
    label->setProperty("keycap", true);
    return label;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<ShortcutGroup>& groups, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setHorizontalSpacing(12);
    layout->setVerticalSpacing(6);
    int row = 0, column = 0; // Columns in threes: key, words, gap.
    const auto next = [&] {
        if (++row >= kRowsInColumn) {
            row = 0;
            column += 3;
            layout->setColumnMinimumWidth(column - 1, 20);
        }
    };
    for (const ShortcutGroup& group : groups) {
        bool titled = false;
        for (const QAction* action : group.actions) {
            if (!action || action->shortcut().isEmpty()) // Null separates entries.
                continue;
            if (!titled) {
                auto* title = new QLabel(group.title);
                setTextStyle(title, TextStyle::Card);
                layout->addWidget(title, row, column, 1, 2);
                titled = true;
                next();
            }
            layout->addWidget(keyLabel(action->shortcut()), row, column, Qt::AlignLeft);
            layout->addWidget(new QLabel(action->text()), row, column + 1);
            next();
        }
    }
    QPushButton* close = makeButton(tr("Close"), ButtonKind::Primary);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(close, kRowsInColumn + 1, 0, 1, column + 2, Qt::AlignRight);
}

} // namespace tunescope::ui
