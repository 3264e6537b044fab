// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QString>

class QAction;
class QMenu;
class QPoint;
class QWidget;

namespace tunescope::ui {

/// Which entry of the glossary explains a thing: its id, for example "setting:learning_rate".
///
/// Widgets carry it as the property "glossaryTopic", items of models (rows of lists, current item of a combo
/// box, head of a column) as this role.
inline constexpr int kGlossaryTopicRole = Qt::UserRole + 771;
void setGlossaryTopic(QWidget& widget, const QString& topic);

/// The topic of a widget or of the nearest one around it that has one. A readable chart without one has that
/// of its class, "chart:SliceChart"; a list, table or combo box that of its current item or column first.
[[nodiscard]] QString glossaryTopicOf(const QWidget* widget);
/// As above, for what lies at a point of the screen: the head of a column, an item, the widget.
[[nodiscard]] QString glossaryTopicAt(const QPoint& global);

/// Sent to a widget whose explanation is wanted; nobody in this library answers it (glossary_help.h does).
class GlossaryEvent final : public QEvent
{
public:
    explicit GlossaryEvent(QString topic) : QEvent(eventType()), m_topic(std::move(topic)) { ignore(); }
    [[nodiscard]] static Type eventType();
    [[nodiscard]] const QString& topic() const { return m_topic; } ///< Empty = the index.

private:
    QString m_topic;
};

/// Asks for the explanation of `topic`; false if nobody answered.
bool askGlossary(QWidget& from, const QString& topic);
/// What F1 does: the topic of the focused widget, otherwise of what is under the mouse, otherwise the index.
bool explainFocused(QWidget& window);

/// "What is this?" at the end of a context menu; null and no entry where the widget has no topic.
QAction* addGlossaryAction(QMenu& menu, QWidget& widget, const QString& topic = {});

} // namespace tunescope::ui
