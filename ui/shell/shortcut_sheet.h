// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace tunescope::ui {

struct ShortcutGroup {
    QString title;
    QList<QAction*> actions;
};

/// Every action that has a key, by menu; made from the actions themselves, so it cannot be out of date.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutSheet(const QList<ShortcutGroup>& groups, QWidget* parent = nullptr);
};

} // namespace tunescope::ui
