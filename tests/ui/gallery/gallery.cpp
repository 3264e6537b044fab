// SPDX-License-Identifier: GPL-3.0-or-later
// Every widget of ui/widgets and the shell, with made-up contents.
// gallery [light|dark] [page] [text percent]
#include "ui/shell/main_window.h"
#include "ui/shell/run_strip.h"
#include "ui/shell/slow_motion_box.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice_track.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/focus_ring.h"
#include "ui/widgets/heatmap_view.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/range_track.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/split_bar.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/theme_manager.h"
#include "ui/widgets/tile_grid.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/value_field.h"

#include <QtWidgets>

#include <random>

using namespace tunescope::ui;

namespace {

std::vector<TrackDot> makeDots(const AxisScale& scale, int count, unsigned seed)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<TrackDot> dots;
    for (int i = 0; i < count; ++i) {
        const double position = unit(random),
                     score = std::max(0.0, 1 - std::abs(position - 0.6) - 0.4 * unit(random));
        const double fate = unit(random);
        const DotState state = position > 0.85 && fate < 0.5 ? DotState::Diverged
                               : fate < 0.5                  ? DotState::Pruned
                                                             : DotState::Complete;
        dots.push_back(
            {i, scale.admitted(scale.value(position)), score, state, QStringLiteral("trial %1").arg(i)});
    }
    dots.push_back({count, scale.admitted(scale.value(0.62)), 1.0, DotState::Best, QStringLiteral("best")});
    return dots;
}

QWidget* makeTrackRow(const QString& name, const AxisScale& scale, double low, double high, int dots,
                      unsigned seed)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(14, 2, 14, 2);
    auto* label = new QLabel(name);
    setTextStyle(label, TextStyle::Card);
    label->setFixedWidth(140);
    auto* mode = new SegmentedControl({"Fixed", "Range", "Choices"});
    mode->setCurrent(1);
    auto* track = new RangeTrack;
    track->setName(name);
    track->setScale(scale);
    track->setRange(low, high);
    track->setDots(makeDots(scale, dots, seed));
    std::vector<double> draws, grid;
    for (int i = 0; i < 32; ++i)
        draws.push_back(scale.value(scale.position(low) +
                                    (scale.position(high) - scale.position(low)) * ((i * 37) % 32) / 32.0));
    for (int i = 0; i < 5; ++i)
        grid.push_back(
            scale.value(scale.position(low) + (scale.position(high) - scale.position(low)) * i / 4.0));
    track->setDraws(draws);
    track->setGridValues(grid);
    if (seed % 2 == 1)
        track->setSuggestion(ValueRange{scale.value(0.4), scale.value(0.75)});
    auto* lowField = new ValueField;
    auto* highField = new ValueField;
    lowField->setValue(low);
    highField->setValue(high);
    QObject::connect(track, &RangeTrack::rangeEdited, lowField, [=](double a, double b) {
        lowField->setValue(a);
        highField->setValue(b);
    });
    layout->addWidget(label);
    layout->addWidget(mode);
    layout->addWidget(track, 1);
    layout->addWidget(lowField);
    layout->addWidget(new QLabel("to"));
    layout->addWidget(highField);
    return row;
}

QWidget* makeTracksPage()
{
    auto* page = new QWidget;
    auto* all = new QVBoxLayout(page);
    all->setContentsMargins(20, 12, 20, 20);
    auto* card = new Card("Hyperparameters", CardHead::Ruled);
    card->setNote("each dot is a finished trial");
    card->removePadding();
    card->body()->addWidget(
        makeTrackRow("Learning rate", AxisScale(ScaleKind::Log, 1e-4, 1), 0.0021, 0.19, 40, 1));
    auto* choices = new ChoiceTrack;
    choices->setName("Optimizer");
    std::vector<ChoiceItem> items;
    for (const char* name : {"SGD", "Adam", "RMSprop", "AdamW"})
        items.push_back({name, "97.2", makeDots(AxisScale(), 12, unsigned(items.size() + 3))});
    choices->setItems(std::move(items));
    choices->setSelected({0, 1, 2});
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(340, 2, 200, 2);
    layout->addWidget(choices);
    card->body()->addWidget(row);
    card->body()->addWidget(makeTrackRow("Momentum", AxisScale(ScaleKind::Linear, 0, 1), 0, 0.95, 20, 2));
    card->body()->addWidget(makeTrackRow("Hidden layers", AxisScale(ScaleKind::Integer, 1, 8), 1, 4, 30, 4));
    card->body()->addWidget(makeTrackRow(
        "Units per layer", AxisScale(ScaleKind::Log2, 8, 512, NumberKind::Whole), 32, 256, 30, 6));
    card->body()->addWidget(
        makeTrackRow("Weight decay", AxisScale(ScaleKind::Log, 1e-6, 1), 1e-6, 1e-2, 3000, 5));
    card->body()->addStretch(1);
    all->addWidget(card, 1);
    return page;
}

HeatmapData makeMatrix(int n, int mistakes)
{
    HeatmapData data;
    data.noun = "digits";
    std::mt19937 random(3);
    data.cells.assign(std::size_t(n * n), 0);
    for (int i = 0; i < n; ++i) {
        data.labels.append(QString::number(i));
        data.cells[std::size_t(i * n + i)] = 31 + i % 6;
    }
    for (int i = 0; i < mistakes; ++i) {
        const auto row = random() % unsigned(n), column = random() % unsigned(n);
        if (row != column)
            data.cells[row * std::size_t(n) + column] += 1;
    }
    return data;
}

TileImage makeTile(unsigned seed)
{
    std::mt19937 random(seed);
    TileImage tile{8, 8, {}};
    for (int i = 0; i < 64; ++i)
        tile.ink.push_back(i % 8 < 2 || i % 8 > 5 ? 0.0F : float(random() % 17) / 16.0F);
    return tile;
}

QWidget* makeDataPage()
{
    auto* page = new QWidget;
    auto* all = new QHBoxLayout(page);
    all->setContentsMargins(20, 12, 20, 20);
    auto* samples = new Card("What the network sees");
    samples->addHeadWidget(new SegmentedControl({"Samples", "Table", "Projection"}));
    auto* grid = new TileGrid;
    std::vector<TileRow> rows;
    for (unsigned i = 0; i < 10; ++i) {
        TileRow row{QString::number(i), 174 + int(i), {}, {}};
        for (unsigned j = 0; j < 9; ++j)
            row.tiles.push_back(makeTile(i * 10 + j));
        rows.push_back(std::move(row));
    }
    grid->setRows(std::move(rows));
    samples->body()->addWidget(grid, 1);
    auto* misread = new Card("Misread samples");
    auto* flow = new TileFlow;
    std::vector<Tile> tiles;
    for (unsigned i = 0; i < 9; ++i)
        tiles.push_back(
            {i, makeTile(i + 200), QStringLiteral("1 · %1 %").arg(90 - 5 * int(i)), "8 · 30 %", "row 12"});
    flow->setTiles(std::move(tiles));
    misread->body()->addWidget(flow);
    auto* side = new QVBoxLayout;
    auto* split = new Card("Split");
    split->body()->addWidget(new SplitBar);
    auto* checks = new QHBoxLayout;
    auto* mix = new QCheckBox("Same class mix in each part");
    mix->setChecked(true);
    checks->addWidget(mix);
    checks->addWidget(new QCheckBox("Standardise"));
    split->body()->addLayout(checks);
    for (const char* text : {"Highest in the search", "Highest mean of five seeds"})
        split->body()->addWidget(new QRadioButton(text));
    auto* fields = new QHBoxLayout;
    auto* combo = new QComboBox;
    combo->addItems({"Top 5 and running", "All", "Selection"});
    auto* spin = new QSpinBox;
    spin->setRange(1, 1000);
    spin->setValue(32);
    auto* slider = new QSlider(Qt::Horizontal);
    fields->addWidget(combo);
    fields->addWidget(spin);
    fields->addWidget(slider);
    split->body()->addLayout(fields);
    side->addWidget(split);
    auto* buttons = new Card("Buttons");
    auto* line = new QHBoxLayout;
    line->addWidget(makeButton("Start", ButtonKind::Primary, "play"));
    line->addWidget(makeButton("Pin", ButtonKind::Secondary, "pin"));
    line->addWidget(makeButton("Narrow", ButtonKind::Accent, "narrow"));
    line->addWidget(makeButton("Cancel", ButtonKind::Quiet));
    line->addStretch();
    buttons->body()->addLayout(line);
    auto* off = new QHBoxLayout;
    QPushButton* disabled = makeButton("Export 5 files", ButtonKind::Primary, "export");
    disabled->setEnabled(false);
    off->addWidget(disabled);
    off->addWidget(makeButton("Small", ButtonKind::Secondary, {}, ButtonSize::Small));
    off->addWidget(makeButton("Danger", ButtonKind::Danger));
    off->addWidget(makeButton("Change…", ButtonKind::Link));
    off->addStretch();
    buttons->body()->addLayout(off);
    auto* chips = new QHBoxLayout;
    auto* allChip = new FilterChip("All");
    allChip->setCount(486);
    allChip->setChecked(true);
    auto* runningChip = new FilterChip("Running");
    runningChip->setCount(2);
    chips->addWidget(allChip);
    chips->addWidget(runningChip);
    chips->addWidget(new FilterChip("lr 0.001 – 0.1", ChipKind::Closable));
    chips->addWidget(new Chip("best on validation", ColorRole::BestSoft, ColorRole::Best));
    auto* ok = new Chip("ok", ColorRole::OkSoft, ColorRole::Ok);
    ok->setIconName("check");
    chips->addWidget(ok);
    chips->addStretch();
    buttons->body()->addLayout(chips);
    side->addWidget(buttons);
    auto* banner = new Banner(BannerTone::Danger);
    banner->setMessage(
        "Line 118: “n/a” is not a number.",
        "Column 2 (sepal_width) holds numbers on the other 149 lines. Nothing has been imported.");
    banner->addAction("Cancel", ButtonKind::Quiet);
    banner->addAction("Treat as text");
    banner->addAction("Skip 1 row and import", ButtonKind::Primary);
    side->addWidget(banner);
    auto* coach = new Banner(BannerTone::Best);
    coach->setMessage("The best tenth sits together",
                      "42 of the 48 best trials used a learning rate from 0.0014 to 0.36.");
    coach->addAction("Use 0.0014 – 0.36", ButtonKind::Primary);
    coach->setClosable();
    side->addWidget(coach);
    side->addStretch();
    auto* left = new QVBoxLayout;
    left->addWidget(samples, 3);
    left->addWidget(misread, 1);
    all->addLayout(left, 1);
    all->addLayout(side, 1);
    return page;
}

QTableWidget* makeTable()
{
    auto* table = new QTableWidget(20, 6);
    table->setHorizontalHeaderLabels({"#", "State", "Val. acc.", "Epoch", "lr", "Optimizer"});
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    for (int row = 0; row < 20; ++row) {
        for (int column = 0; column < 6; ++column)
            table->setItem(
                row, column,
                new QTableWidgetItem(column == 1 ? "Finished" : QString::number(row * 7 + column)));
    }
    table->selectRow(3);
    return table;
}

QWidget* makeRunPage()
{
    auto* page = new QWidget;
    auto* all = new QHBoxLayout(page);
    all->setContentsMargins(20, 12, 20, 20);
    auto* left = new QVBoxLayout;
    auto* head = new QHBoxLayout;
    auto* title = new QLabel("Run");
    setTextStyle(title, TextStyle::Title);
    auto* sub = new QLabel("Random search, 486 of 600 trials, 2 900 a minute");
    setTone(sub, ColorRole::Text3);
    head->addWidget(title);
    head->addWidget(sub);
    head->addStretch();
    left->addLayout(head);
    auto* trials = new Card("Trials", CardHead::Ruled);
    trials->removePadding();
    trials->body()->addWidget(makeTable());
    left->addWidget(trials, 1);
    auto* empty = new Card({}, CardHead::None);
    auto* state = new EmptyState("live");
    state->setMessage("No trials yet", "32 trials are ready, about 1 min 50 s.");
    state->setAction("Start the search", "play");
    empty->body()->addWidget(state);
    left->addWidget(empty, 1);
    auto* right = new QVBoxLayout;
    auto* confusion = new Card("Confusion matrix", CardHead::Ruled);
    confusion->addTitleWidget(new Chip("trial 164, epoch 17"));
    confusion->addHeadWidget(new SegmentedControl({"Count", "%"}));
    auto* matrix = new HeatmapView;
    matrix->setAxisTitles("true digit", "predicted digit");
    matrix->setData(makeMatrix(10, 12));
    confusion->body()->addWidget(matrix);
    right->addWidget(confusion, 3);
    auto* small = new QHBoxLayout;
    auto* difference = new Card("Confusion difference");
    auto* signedMatrix = new HeatmapView(HeatmapFrame::Compact);
    HeatmapData data = makeMatrix(10, 0);
    data.cells.assign(100, 0);
    for (const auto& [index, value] :
         {std::pair{0, 1.0}, {6, -1.0}, {11, 4.0}, {44, 3.0}, {55, -1.0}, {81, -4.0}, {99, 6.0}})
        data.cells[std::size_t(index)] = value;
    signedMatrix->setData(data);
    signedMatrix->setMode(HeatmapMode::Difference);
    difference->body()->addWidget(signedMatrix);
    small->addWidget(difference);
    auto* many = new Card("30 classes");
    auto* large = new HeatmapView(HeatmapFrame::Compact);
    large->setData(makeMatrix(30, 60));
    many->body()->addWidget(large);
    small->addWidget(many);
    right->addLayout(small, 2);
    auto* spark = new Sparkline;
    spark->setValues({82, 84, 90, 55});
    spark->setMarks(SparklineMarks::All);
    spark->setHighlighted(2);
    right->addWidget(spark);
    all->addLayout(left, 3);
    all->addLayout(right, 2);
    return page;
}

TimelineData makeTimeline(int trials, double done)
{
    std::mt19937 random(5);
    std::exponential_distribution<double> lengths(1.0);
    TimelineData data;
    data.lanes = 2;
    double times[2] = {0, 0};
    for (int i = 0; i < trials; ++i) {
        const int lane = times[0] <= times[1] ? 0 : 1;
        const double length = 0.2 + lengths(random);
        const auto fate = random() % 40;
        const BlockState state = fate == 0   ? BlockState::Diverged
                                 : fate < 28 ? BlockState::Pruned
                                             : BlockState::Finished;
        data.blocks.push_back(
            {i, lane, times[lane], times[lane] + length, i == trials / 3 ? BlockState::Best : state});
        times[lane] += length;
    }
    data.now = std::max(times[0], times[1]) + 0.6;
    data.horizon = data.now / done;
    for (const int lane : {0, 1})
        data.blocks.push_back({trials + lane, lane, times[lane], data.now, BlockState::Running});
    data.selected = trials / 2;
    return data;
}

RunStripState makeStrip(RunPhase phase)
{
    RunStripState state;
    state.phase = phase;
    state.headline = "Running 487 and 488 of 600";
    state.counts = "109 finished · 363 pruned · 14 diverged";
    state.timeLeft = "a few seconds left";
    state.timeDetail = "2 900 trials a minute";
    state.bestScore = "98.9 %";
    state.bestDetail = "best · trial 27";
    if (phase == RunPhase::Idle) {
        state = {};
        state.headline = "Ready";
        state.counts = "32 trials · about 1 min 50 s on 2 workers";
        state.engine = "oneDNN · AVX2 · 2 workers of 4 cores";
    }
    return state;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    ThemeManager themes(application);
    FocusRing ring(application);
    themes.setChoice(arguments.value(1) == "dark" ? SchemeChoice::Dark : SchemeChoice::Light);
    themes.setTextScale(arguments.value(3, "100").toInt() / 100.0);
    MainWindow window(themes);
    window.addPage("data", "Data", "data", makeDataPage());
    window.addPage("search", "Search", "space", makeTracksPage());
    window.addPage("run", "Run", "live", makeRunPage());
    window.addPage("compare", "Compare", "compare", new EmptyState("compare"));
    window.addPage("best", "Best", "best", new EmptyState("best"));
    QAction undo("Undo", &window), redo("Redo", &window), start("Start", &window), pin("Pin", &window),
        open("Open…", &window);
    redo.setEnabled(false);
    window.setUndoActions(&undo, &redo);
    window.setMenus({{&open}, {&undo, &redo}, {}, {&start}, {&pin}, {}});
    window.setProject("Digits · first search", "Saved");
    window.setMark("data", {RailMark::Kind::Tick, 0});
    window.setMark("run", {RailMark::Kind::Number, 2});
    const QString page = arguments.value(2, "search");
    window.showPage(page);
    window.runStrip()->setState(makeStrip(page == "data" ? RunPhase::Idle : RunPhase::Running));
    window.runStrip()->timeline()->setData(makeTimeline(page == "search" ? 40 : 3000, 0.8));
    window.showMaximized();
    if (page == "run")
        window.toasts()->show({"14 pruned trials deleted", "trash", "Undo", {}});
    return QApplication::exec();
}
