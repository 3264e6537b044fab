// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glossary_topic.h"

#include "ui/widgets/readable_chart.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCursor>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>

namespace tunescope::ui {
namespace {

constexpr auto kTopicProperty = "glossaryTopic";

QString columnTopic(const QAbstractItemView& view, int column)
{
    return view.model() && column >= 0
               ? view.model()->headerData(column, Qt::Horizontal, kGlossaryTopicRole).toString()
               : QString();
}

QString itemTopic(const QAbstractItemView& view, const QModelIndex& index)
{
    const QString own = index.data(kGlossaryTopicRole).toString();
    return own.isEmpty() && index.isValid() ? columnTopic(view, index.column()) : own;
}

QString ownTopic(const QWidget& widget)
{
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        if (const QString topic = combo->currentData(kGlossaryTopicRole).toString(); !topic.isEmpty())
            return topic;
    }
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget)) {
        if (const QString topic = itemTopic(*view, view->currentIndex()); !topic.isEmpty())
            return topic;
    }
    if (const QString topic = widget.property(kTopicProperty).toString(); !topic.isEmpty())
        return topic;
    if (!dynamic_cast<const ReadableChart*>(&widget))
        return {};
    const QString name = QString::fromLatin1(widget.metaObject()->className());
    return QStringLiteral("chart:") + name.mid(name.lastIndexOf(QLatin1Char(':')) + 1);
}

} // namespace

void setGlossaryTopic(QWidget& widget, const QString& topic)
{
    widget.setProperty(kTopicProperty, topic);
}

QString glossaryTopicOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const QString topic = ownTopic(*widget); !topic.isEmpty())
            return topic;
    }
    return {};
}

QString glossaryTopicAt(const QPoint& global)
{
    QWidget* widget = QApplication::widgetAt(global);
    if (!widget)
        return {};
    QWidget* around = widget->parentWidget();
    if (auto* head = qobject_cast<QHeaderView*>(around)) { // `widget` is its viewport.
        const QString topic = columnTopic(*head, head->logicalIndexAt(widget->mapFromGlobal(global)));
        return topic.isEmpty() ? glossaryTopicOf(head->parentWidget()) : topic;
    }
    if (auto* view = qobject_cast<QAbstractItemView*>(around)) {
        const QString topic = itemTopic(*view, view->indexAt(widget->mapFromGlobal(global)));
        if (!topic.isEmpty())
            return topic;
    }
    return glossaryTopicOf(widget);
}

QEvent::Type GlossaryEvent::eventType()
{
    static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return type;
}

bool askGlossary(QWidget& from, const QString& topic)
{
    GlossaryEvent event(topic);
    QCoreApplication::sendEvent(&from, &event);
    return event.isAccepted();
}

bool explainFocused(QWidget& window)
{
    QWidget* focus = QApplication::focusWidget();
    QString topic = glossaryTopicOf(focus);
    if (topic.isEmpty())
        topic = glossaryTopicAt(QCursor::pos());
    return askGlossary(focus ? *focus : window, topic);
}

QAction* addGlossaryAction(QMenu& menu, QWidget& widget, const QString& topic)
{
    const QString wanted = topic.isEmpty() ? glossaryTopicOf(&widget) : topic;
    if (wanted.isEmpty())
        return nullptr;
    QAction* action = menu.addAction(QObject::tr("What is this?"));
    action->setObjectName(QStringLiteral("whatIsThis"));
    action->setShortcut(Qt::Key_F1);
    action->setShortcutContext(Qt::WidgetShortcut); // Shown only: the window owns the key.
    QObject::connect(action, &QAction::triggered, &widget,
                     [&widget, wanted] { askGlossary(widget, wanted); });
    return action;
}

} // namespace tunescope::ui
