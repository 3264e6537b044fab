// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/data_page_parts.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/param_words.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/glossary_topic.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace tunescope::ui {
namespace {

/// A panel of the page's side: surface up to the window's edge, a hairline towards the middle.
class SidePanel final : public QWidget
{
public:
    enum class Edge { Left, Right };
    explicit SidePanel(Edge line) : m_line(line) {}

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        const Theme& theme = themeOf(this);
        painter.fillRect(rect(), theme.color(ColorRole::Surface));
        painter.fillRect(m_line == Edge::Left ? 0 : width() - 1, 0, 1, height(),
                         theme.color(ColorRole::Border));
    }

private:
    Edge m_line;
};

} // namespace

DropArea::DropArea(QWidget* parent) : QWidget(parent), m_roomy(new QWidget)
{
    setObjectName(QStringLiteral("dropArea"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 14, 10, 14);
    layout->setSpacing(7);
    auto* roomy = new QVBoxLayout(m_roomy);
    roomy->setContentsMargins(0, 0, 0, 0);
    roomy->setSpacing(6);
    roomy->addWidget(iconLabel(QStringLiteral("csv"), ColorRole::Accent, 24), 0, Qt::AlignHCenter);
    roomy->addWidget(textLabel(tr("Drop a file or folder here"), TextStyle::Card), 0, Qt::AlignHCenter);
    QLabel* kinds = wrappedLabel(tr("A table, pictures, sounds or texts."), TextStyle::Caption, ColorRole::Text3);
    kinds->setAlignment(Qt::AlignHCenter);
    roomy->addWidget(kinds);
    layout->addWidget(m_roomy);
    // Short, because both buttons stand side by side in a narrow column.
    QPushButton* choose = makeButton(tr("File…"), ButtonKind::Secondary, {}, ButtonSize::Small);
    choose->setToolTip(tr("A table, a text, or pictures in IDX files."));
    choose->setObjectName(QStringLiteral("chooseFile"));
    connect(choose, &QPushButton::clicked, this, &DropArea::chooseWanted);
    QPushButton* folder = makeButton(tr("Folder…"), ButtonKind::Secondary, {}, ButtonSize::Small);
    folder->setObjectName(QStringLiteral("chooseFolder"));
    folder->setToolTip(
        tr("Pictures in one sub-folder a class, pictures with masks, WAV files, or IDX files."));
    connect(folder, &QPushButton::clicked, this, &DropArea::folderWanted);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addStretch(1);
    buttons->addWidget(choose);
    buttons->addWidget(folder);
    buttons->addStretch(1);
    layout->addLayout(buttons);
}

void DropArea::setActive(Active active)
{
    m_active = active;
    update();
}

void DropArea::setDensity(Density density)
{
    m_roomy->setVisible(density == Density::Roomy);
}

void DropArea::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const bool active = m_active == Active::Yes;
    QPen dashed(theme.color(active ? ColorRole::Accent : ColorRole::Control), active ? 2 : 1);
    dashed.setDashPattern({4, 3});
    painter.setPen(dashed);
    painter.setBrush(theme.color(active ? ColorRole::AccentSoft : ColorRole::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme.metrics.radiusControl,
                            theme.metrics.radiusControl);
}

DataPageParts::DataPageParts(QWidget& page, DatasetModel& model) : QObject(&page)
{
    auto* layout = new QHBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildLeft());
    layout->addWidget(buildMiddle(model), 1);
    layout->addWidget(buildRight(model));
}

QWidget* DataPageParts::buildLeft()
{
    left = new SidePanel(SidePanel::Edge::Right);
    auto* layout = new QVBoxLayout(left);
    layout->setContentsMargins(14, 14, 14, 16);
    layout->setSpacing(10);
    QLabel* head = textLabel(DatasetList::tr("Datasets"), TextStyle::Section);
    head->setContentsMargins(6, 0, 0, 0);
    layout->addWidget(head);
    list = new DatasetList;
    layout->addWidget(scrolled(list), 1);
    drop = new DropArea;
    layout->addWidget(drop);
    return left;
}

QWidget* DataPageParts::buildMiddle(DatasetModel& model)
{
    auto* middle = new QWidget;
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(20, 10, 20, 16);
    layout->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    title = textLabel({}, TextStyle::Title);
    size = elidedLabel({}, TextStyle::Body, ColorRole::Text3);
    viewChoice = new SegmentedControl(
        {DatasetModel::tr("Samples"), DatasetModel::tr("Table"), DatasetModel::tr("Projection")});
    viewChoice->setObjectName(QStringLiteral("viewChoice"));
    viewChoice->setName(DatasetModel::tr("View"));
    head->addWidget(title);
    cancel = makeButton(DatasetModel::tr("Cancel"), ButtonKind::Link);
    cancel->setObjectName(QStringLiteral("cancelLoading"));
    cancel->hide();
    head->addWidget(size, 0);
    head->addWidget(cancel);
    head->addStretch(1);
    head->addWidget(viewChoice);
    layout->addLayout(head);
    fault = new Banner(BannerTone::Danger);
    fault->setObjectName(QStringLiteral("dataFault"));
    fault->setClosable();
    connect(fault, &Banner::closed, fault, &QWidget::hide);
    fault->hide();
    layout->addWidget(fault);
    splitBanner = new Banner(BannerTone::Info);
    splitBanner->setObjectName(QStringLiteral("splitBanner"));
    splitBanner->setMessage(
        DatasetModel::tr("These are other data, or another split."),
        DatasetModel::tr(
            "Scores of the trials so far are not comparable. The next start begins a new project."));
    undoSplit = splitBanner->addAction(DatasetModel::tr("Undo"));
    splitBanner->hide();
    layout->addWidget(splitBanner);
    layout->addWidget(buildViews(model), 1);
    layout->addWidget(buildCards());
    return middle;
}

QWidget* DataPageParts::buildViews(DatasetModel& model)
{
    auto* card = new Card({}, CardHead::None);
    card->removePadding();
    views = new QStackedWidget;
    tiles = new ClassTiles;
    auto* sampleView = new QWidget;
    auto* samplesLayout = new QVBoxLayout(sampleView);
    samplesLayout->setContentsMargins(16, 12, 16, 12);
    samplesLayout->setSpacing(8);
    samplesHead = textLabel(DatasetModel::tr("What the network sees"), TextStyle::Card);
    samplesCount = textLabel({}, TextStyle::Caption, ColorRole::Text3);
    auto* samplesRow = new QHBoxLayout;
    samplesRow->addWidget(samplesHead, 1);
    samplesRow->addWidget(samplesCount);
    samplesLayout->addLayout(samplesRow);
    samplesLayout->addWidget(scrolled(tiles), 1);
    rows = new RowsView(model);
    plane = new ProjectionView;
    loading = new EmptyState(QStringLiteral("running"));
    loading->setAction({});
    empty = new EmptyState(QStringLiteral("data"));
    empty->setMessage(
        DatasetModel::tr("Choose a dataset or drop a file."),
        DatasetModel::tr("The sets on the left are built in. A table of your own needs one row per sample; "
                         "pictures and sounds come in folders."));
    empty->setAction(DatasetModel::tr("Choose file…"), QStringLiteral("folder"));
    for (QWidget* view : {sampleView, static_cast<QWidget*>(rows), static_cast<QWidget*>(plane),
                          static_cast<QWidget*>(loading), static_cast<QWidget*>(empty)})
        views->addWidget(view);
    card->body()->addWidget(views, 1);
    return card;
}

QWidget* DataPageParts::buildCards()
{
    cards = new QWidget;
    auto* layout = new QHBoxLayout(cards);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(14);
    auto* bar = new Card(DatasetModel::tr("Bar to beat"));
    setGlossaryTopic(*bar, QStringLiteral("term:baseline"));
    auto* grid = new QGridLayout;
    grid->setVerticalSpacing(6);
    constantName = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    constantValue = textLabel({}, TextStyle::Number);
    linearName = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    linearValue = textLabel({}, TextStyle::Number);
    grid->addWidget(constantName, 0, 0);
    grid->addWidget(constantValue, 0, 1, Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(linearName, 1, 0);
    grid->addWidget(linearValue, 1, 1, Qt::AlignRight | Qt::AlignTop);
    grid->setColumnStretch(0, 1);
    bar->body()->addLayout(grid);
    baselineNote = wrappedLabel({}, TextStyle::Caption, ColorRole::Text3);
    bar->body()->addWidget(baselineNote);
    bar->body()->addStretch(1);
    layout->addWidget(bar, 1);

    auto* columnsCard = new Card(DatasetModel::tr("Columns"));
    columnsText = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    columnsCard->body()->addWidget(columnsText, 1, Qt::AlignTop);
    columns = makeButton(DatasetModel::tr("Choose columns…"), ButtonKind::Secondary, {}, ButtonSize::Small);
    columns->setObjectName(QStringLiteral("chooseColumns"));
    columnsCard->body()->addWidget(columns, 0, Qt::AlignLeft);
    layout->addWidget(columnsCard, 1);
    return cards;
}

QWidget* DataPageParts::buildRight(DatasetModel& model)
{
    right = new SidePanel(SidePanel::Edge::Left);
    auto* layout = new QVBoxLayout(right);
    layout->setContentsMargins(1, 0, 0, 16);
    layout->setSpacing(12);
    auto* content = new QWidget;
    auto* inner = new QVBoxLayout(content);
    inner->setContentsMargins(18, 14, 18, 4);
    inner->setSpacing(20);
    inner->addWidget(new SplitPanel(model));
    checks = new ChecksPanel(model);
    inner->addWidget(checks);
    inner->addStretch(1);
    layout->addWidget(scrolled(content), 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(14, 0, 14, 0);
    reset = makeButton(DatasetModel::tr("Reset"), ButtonKind::Secondary, QStringLiteral("undo"),
                       ButtonSize::Large);
    reset->setObjectName(QStringLiteral("resetData"));
    reset->setToolTip(DatasetModel::tr(
        "Split, class mix, standardising, columns and left-out rows as they were at first."));
    search = makeButton(DatasetModel::tr("Set the search space"), ButtonKind::Primary,
                        QStringLiteral("arrow-right"), ButtonSize::Large);
    search->setObjectName(QStringLiteral("setSearchSpace"));
    search->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the words
    foot->addWidget(reset);
    foot->addStretch(1);
    foot->addWidget(search);
    layout->addLayout(foot);
    return right;
}

void DataPageParts::setCompact(Density density)
{
    const bool compact = density == Density::Compact;
    drop->setDensity(compact ? DropArea::Density::Compact : DropArea::Density::Roomy);
    baselineNote->setVisible(!compact);
    views->setMinimumHeight(compact ? 120 : 200);
}

void DataPageParts::refreshBaselines(const Baselines* baselines, const DatasetFacts* facts)
{
    const BaselineWords words = baselineWords(facts != nullptr ? facts->task : Task::Classification);
    constantName->setText(words.constant);
    linearName->setText(words.direct);
    if (baselines == nullptr) {
        constantValue->setText(QStringLiteral("…"));
        linearValue->setText(QStringLiteral("…"));
        baselineNote->setText(DatasetModel::tr("Being measured."));
        return;
    }
    const MetricStyle metric = metricStyleOf(baselines->metric);
    const auto text = [&](double value) {
        return std::isfinite(value) ? scoreTextWithUnit(value, metric) : QStringLiteral("–");
    };
    constantValue->setText(text(baselines->constant));
    linearValue->setText(text(baselines->linear));
    baselineNote->setText(
        DatasetModel::tr("%1 on the validation part. Dotted lines on every chart of it.").arg(metric.title));
}

} // namespace tunescope::ui
