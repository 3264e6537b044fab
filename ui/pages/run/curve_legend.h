// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QList>
#include <QWidget>

namespace tunescope::ui {

/// The legend in the head of a chart's card; while the pointer is on a curve its values stand there instead,
/// so nothing ever covers the curves.
class CurveLegend : public QWidget
{
    Q_OBJECT

public:
    enum class Mark { Star, Line, Dashed, Cross, Cloud, Square };
    struct Entry {
        Mark mark = Mark::Line;
        ColorRole color = ColorRole::Running;
        QString text;

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit CurveLegend(QWidget* parent = nullptr);

    void setEntries(const QList<Entry>& entries);
    void setReadout(const QString& text);
    [[nodiscard]] const QString& readout() const { return m_readout; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {40, 18}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double entryWidth(const Entry& entry) const;

    QList<Entry> m_entries;
    QString m_readout;
};

} // namespace tunescope::ui
