// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/readable_chart.h"

#include "ui/widgets/chart_picture.h"
#include "ui/widgets/chart_table_dialog.h"
#include "ui/widgets/glossary_topic.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>

namespace tunescope::ui {
namespace {

const ReadableChart* readableOf(const QObject* object)
{
    return dynamic_cast<const ReadableChart*>(object);
}

/// Role and words of a chart, made when they are asked for: they are never those of older data.
class ChartAccessible final : public QAccessibleWidget
{
public:
    explicit ChartAccessible(QWidget* chart) : QAccessibleWidget(chart, QAccessible::Chart) {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const ReadableChart* chart = readableOf(object());
        if (chart && kind == QAccessible::Description)
            return chart->reading().sentence;
        const QString words = QAccessibleWidget::text(kind);
        return chart && kind == QAccessible::Name && words.isEmpty() ? chart->reading().title : words;
    }
};

QAccessibleInterface* chartInterface(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    return widget && readableOf(object) ? new ChartAccessible(widget) : nullptr;
}

/// The menu of a chart that has none of its own.
class MenuFilter final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::ContextMenu)
            return false;
        QMenu menu(static_cast<QWidget*>(watched));
        addReadAction(menu, *static_cast<QWidget*>(watched));
        menu.exec(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    }
};

} // namespace

void makeReadable(QWidget& chart, ChartMenu menu)
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(&chartInterface);
        return true;
    }();
    Q_UNUSED(isInstalled)
    if (chart.focusPolicy() == Qt::NoFocus)
        chart.setFocusPolicy(Qt::StrongFocus);
    auto* read = new QAction(QObject::tr("Read as table"), &chart);
    read->setObjectName(QStringLiteral("readAsTable"));
    read->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    read->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    QObject::connect(read, &QAction::triggered, &chart, [&chart] { showAsTable(chart); });
    chart.addAction(read);
    const auto add = [&chart](const QString& text, const char* name, void (*save)(QWidget&)) {
        auto* action = new QAction(text, &chart);
        action->setObjectName(QLatin1String(name));
        QObject::connect(action, &QAction::triggered, &chart, [&chart, save] { save(chart); });
        chart.addAction(action);
    };
    add(QObject::tr("Save picture…"), "savePicture", &savePictureOf);
    add(QObject::tr("Save data…"), "saveData", &saveDataOf);
    if (menu == ChartMenu::Shared)
        chart.installEventFilter(new MenuFilter(&chart));
}

void addReadAction(QMenu& menu, QWidget& chart)
{
    for (const char* name : {"readAsTable", "savePicture", "saveData"}) {
        if (auto* action = chart.findChild<QAction*>(QLatin1String(name), Qt::FindDirectChildrenOnly))
            menu.addAction(action);
    }
    addGlossaryAction(menu, chart);
}

void showAsTable(QWidget& chart)
{
    const ReadableChart* readable = readableOf(&chart);
    if (!readable)
        return;
    auto* dialog = new ChartTableDialog(readable->reading(), &chart);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void announceReading(QWidget& chart)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&chart, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace tunescope::ui
