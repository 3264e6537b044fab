// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/data/checks_panel.h"
#include "ui/pages/data/class_tiles.h"
#include "ui/pages/data/dataset_list.h"
#include "ui/pages/data/projection_view.h"
#include "ui/pages/data/rows_view.h"
#include "ui/pages/data/split_panel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/segmented_control.h"

#include <QStackedWidget>

#include <map>
#include <optional>
#include <vector>

namespace tunescope::ui {

/// Where a file can be dropped; the page takes the drop, this shows where it goes.
class DropArea : public QWidget
{
    Q_OBJECT

public:
    explicit DropArea(QWidget* parent = nullptr);

    enum class Active { No, Yes };
    void setActive(Active active);
    enum class Density { Roomy, Compact };
    void setDensity(Density density);

signals:
    void chooseWanted();
    void folderWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Active m_active = Active::No;
    QWidget* m_roomy; ///< Icon and hint, left out where there is little height.
};

/// The widgets of the Data page and how they are laid out, apart from what they do.
struct DataPageParts : public QObject {
    DataPageParts(QWidget& page, DatasetModel& model);

    enum class Density { Roomy, Compact };
    void setCompact(Density density);
    void refreshBaselines(const Baselines* baselines, const DatasetFacts* facts);

    // Left
    QWidget* left = nullptr;
    DatasetList* list = nullptr;
    DropArea* drop = nullptr;
    // Middle
    QLabel* title = nullptr;
    QLabel* size = nullptr;
    QPushButton* cancel = nullptr; ///< While other data are read.
    SegmentedControl* viewChoice = nullptr;
    Banner* fault = nullptr;
    Banner* splitBanner = nullptr;
    QPushButton* undoSplit = nullptr;
    QStackedWidget* views = nullptr;
    ClassTiles* tiles = nullptr;
    QLabel* samplesHead = nullptr;
    QLabel* samplesCount = nullptr;
    RowsView* rows = nullptr;
    ProjectionView* plane = nullptr;
    EmptyState* loading = nullptr;
    EmptyState* empty = nullptr;
    QWidget* cards = nullptr;
    QLabel* constantName = nullptr;
    QLabel* constantValue = nullptr;
    QLabel* linearName = nullptr;
    QLabel* linearValue = nullptr;
    QLabel* baselineNote = nullptr;
    QLabel* columnsText = nullptr;
    QPushButton* columns = nullptr;
    // Right
    QWidget* right = nullptr;
    ChecksPanel* checks = nullptr;
    QPushButton* reset = nullptr;
    QPushButton* search = nullptr;

    // What is being shown
    QString shownData;                                 ///< Fingerprint and source of the data on screen.
    std::map<std::int64_t, RowView> samples; ///< The rows in the tiles; without values while being read.
    struct Import {
        QString source;
        QString missing;
        std::int64_t rows = 0; ///< As the sheet counted them.
    };
    std::optional<Import> import; ///< Accepted, not open yet.
    bool thumbnailsWanted = false;

private:
    [[nodiscard]] QWidget* buildLeft();
    [[nodiscard]] QWidget* buildMiddle(DatasetModel& model);
    [[nodiscard]] QWidget* buildViews(DatasetModel& model);
    [[nodiscard]] QWidget* buildCards();
    [[nodiscard]] QWidget* buildRight(DatasetModel& model);
};

} // namespace tunescope::ui
