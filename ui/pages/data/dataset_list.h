// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_ports.h"

#include <QPointF>
#include <QSize>
#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace tunescope::ui {

class DatasetRow;

/// What the small picture of a data set is drawn from.
struct DatasetThumbnail {
    std::vector<float> pixels; ///< Image data: one sample.
    QSize pixelSize;
    std::vector<QPointF> points; ///< Other data: first two number columns, 0..1.
    std::vector<int> classes;    ///< Of each point.
    std::vector<float> series; ///< Of one value a step.
    QString letters;           ///< For texts.
};

/// Made from real rows of the set; blocking. Nothing to draw if they cannot be read.
[[nodiscard]] DatasetThumbnail makeThumbnail(const DatasetEntry& entry, const RowReader& readRows);

/// The built-in sets with small pictures, and above them the student's own file if one is open.
class DatasetList : public QWidget
{
    Q_OBJECT

public:
    explicit DatasetList(QWidget* parent = nullptr);

    /// Reads the pictures in the background.
    void loadThumbnails(const BackgroundRunner& inBackground, const RowReader& readRows);
    /// Marks the source; a source that is not built in gets a line of its own.
    void setCurrent(const QString& source, const QString& detail);

signals:
    void chosen(const QString& name);

private:
    void takeThumbnails(const std::vector<DatasetThumbnail>& thumbnails);

    QVBoxLayout* m_layout;
    DatasetRow* m_own = nullptr;
    std::vector<DatasetRow*> m_rows;
};

} // namespace tunescope::ui
