// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

#include <vector>

class QMenu;
class QWidget;

namespace tunescope::ui {

/// A chart without its picture: one sentence, and the numbers behind it.
struct ChartReading {
    QString title;
    QString sentence; ///< What the picture shows now, or why it shows nothing; never empty.
    QStringList columns;
    std::vector<QStringList> rows; ///< As many cells as columns.
};

/// What every chart can do besides being looked at. A widget that is one calls makeReadable() in its
/// constructor: screen readers then get its role and, at the moment they ask, its sentence; its menu and
/// Ctrl+Shift+T open its numbers as a table, and its menu saves the picture and the numbers.
class ReadableChart
{
public:
    ReadableChart() = default;
    ReadableChart(const ReadableChart&) = delete;
    ReadableChart& operator=(const ReadableChart&) = delete;
    virtual ~ReadableChart() = default;

    [[nodiscard]] virtual ChartReading reading() const = 0;
};

/// Whose context menu offers "Read as table" and saving.
enum class ChartMenu {
    Shared, ///< One with nothing else in it.
    Own     ///< The chart's, which calls addReadAction().
};

/// `chart` must also be a ReadableChart. It becomes reachable by Tab.
void makeReadable(QWidget& chart, ChartMenu menu = ChartMenu::Shared);
/// "Read as table", "Save picture" and "Save data" in a menu that the chart makes itself.
void addReadAction(QMenu& menu, QWidget& chart);
/// Opens the numbers of a readable chart in a dialog of their own, which is deleted when closed.
void showAsTable(QWidget& chart);
/// Tells screen readers that the sentence may be another one. Cheap while none listens.
void announceReading(QWidget& chart);

} // namespace tunescope::ui
