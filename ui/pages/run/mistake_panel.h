// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/confusion_mistakes.h"
#include "ui/viewmodels/confusion_source.h"
#include "ui/widgets/card.h"

class QLabel;
class QStackedWidget;
class QTableWidget;

namespace tunescope::ui {

class Chip;
class SampleTiles;

/// The samples of one cell of the confusion matrix, the most confident answer first: pictures with the three
/// most probable classes and the averages below, or table rows where the data are no pictures.
class MistakePanel : public Card
{
    Q_OBJECT

public:
    explicit MistakePanel(TrialDataSource source, QWidget* parent = nullptr);

    void clear();
    void showCell(const PredictionSet& predictions, int trueClass, int predictedClass,
                  const QStringList& classNames);
    [[nodiscard]] SampleTiles& tiles() { return *m_tiles; }
    [[nodiscard]] QTableWidget& table() { return *m_table; }

signals:
    void closed();

private:
    /// What was asked for and still has to be drawn when the rows arrive.
    struct Cell {
        int trueClass = -1;
        int predictedClass = -1;
        std::vector<std::array<ClassProbability, 3>> top; ///< Of the samples, in order.
        std::vector<std::int64_t> rows; ///< Samples, then all of the true and of the predicted class.
        std::size_t samples = 0;
        std::size_t ofTrueClass = 0;
        QStringList classNames;
    };

    void sayNothing(const QString& truth, const QString& read);
    void take(const Cell& cell, const std::vector<RowView>& rows);
    void showTiles(const Cell& cell, const std::vector<RowView>& rows);
    void showAverages(const Cell& cell, const std::vector<RowView>& rows);
    void showTable(const Cell& cell, const std::vector<RowView>& rows);

    TrialDataSource m_source;
    Chip* m_true;
    Chip* m_read;
    QLabel* m_count;
    QStackedWidget* m_stack;
    SampleTiles* m_tiles;
    SampleTiles* m_averages;
    QTableWidget* m_table;
    QLabel* m_nothing; ///< Why there are no samples.
    quint64 m_generation = 0;
};

} // namespace tunescope::ui
