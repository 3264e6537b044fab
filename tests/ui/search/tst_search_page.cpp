// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sampler_registry.h"
#include "tests/ui/project/project_fixture.h"
#include "ui/pages/search/method_box.h"
#include "ui/pages/search/method_options.h"
#include "ui/pages/search/number_box.h"
#include "ui/pages/search/row_track.h"
#include "ui/pages/search/row_values.h"
#include "ui/pages/search/search_head.h"
#include "ui/pages/search/search_row_widget.h"
#include "ui/pages/search/search_summary.h"
#include "ui/pages/search/search_table_head.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/pages/search/search_table.h"
#include "ui/pages/search_page.h"
#include "ui/viewmodels/grid_formula.h"
#include "ui/widgets/choice_track.h"
#include "ui/widgets/range_track.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme_manager.h"
#include "ui/widgets/value_field.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QUndoStack>
#include <QMenu>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

/// The page over a small search, shown at the size of a 1440 x 900 window.
struct PageFixture : ProjectFixture {
    PageFixture() : page(*controller)
    {
        controller->setDraft(smallSearch(), "Small");
        controller->undoStack().clear();
        page.resize(1356, 800);
        page.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&page));
    }

    [[nodiscard]] SearchRowWidget& row(const char* name) const { return *page.table().row(name); }
    [[nodiscard]] const ParamSpec* spec(const char* name) const
    {
        return controller->draft().stage.space.find(name);
    }

    void type(QLineEdit* field, const char* text) const
    {
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

    /// Presses the middle of a handle, moves to the place of a value, releases. The handle moves meanwhile,
    /// so all points are kept in screen coordinates.
    void drag(const char* name, QWidget* handle, double to) const
    {
        RangeTrack& track = row(name).track().range();
        const QPoint start = handle->mapToGlobal(handle->rect().center());
        const QPoint end(track.mapToGlobal(QPoint(qRound(track.pointOf(to).x()), 0)).x(), start.y());
        QTest::mousePress(handle, Qt::LeftButton, {}, handle->mapFromGlobal(start));
        for (int step = 1; step <= 4; ++step) {
            const QPoint at = start + (end - start) * step / 4;
            QMouseEvent move(QEvent::MouseMove, handle->mapFromGlobal(at), at, Qt::NoButton, Qt::LeftButton,
                             {});
            QCoreApplication::sendEvent(handle, &move);
        }
        QTest::mouseRelease(handle, Qt::LeftButton, {}, handle->mapFromGlobal(end));
    }

    SearchPage page;
};

Interval rangeOf(const ParamSpec* spec)
{
    return spec ? endsOf(spec->distribution) : Interval{};
}

} // namespace

class TestSearchPage : public QObject
{
    Q_OBJECT

private slots:
    void aRestingTablePaintsNothing();
    void theRowMenuExplainsItsSetting();
    void everyEditEndsInTheStudyThatRuns();
    void aDragIsOneUndo();
    void aTypedValueIsTaken_data();
    void aTypedValueIsTaken();
    void aWrongValueIsRefusedWithASentence_data();
    void aWrongValueIsRefusedWithASentence();
    void swapsEnds();
    void chipsChooseAndTheLastStays();
    void anotherNumberBecomesAChip();
    void theScaleButtonChangesTheScale();
    void modesGoThereAndBack();
    void momentumCollapsesAndComesBack();
    void undoAndRedoRestoreExactly();
    void theGridIsCountedExactly();
    void rowsAreAddedRemovedAndMoved();
    void strategyTrialsEpochsAndRule();
    void trialsMeansThemAllWhateverWasChanged();
    void aFieldWithAnErrorIsFound();
    void optionsOfARuleEndInTheDraft();
    void tabGoesThroughARow();
    void foldsBelow1200();
    void withoutDataItLinksBack();
};

/// A head that asks for another picture whenever the table is painted never comes to rest.
void TestSearchPage::aRestingTablePaintsNothing()
{
    class Counter final : public QObject
    {
    public:
        bool eventFilter(QObject*, QEvent* event) override
        {
            paints += event->type() == QEvent::Paint ? 1 : 0;
            return false;
        }
        int paints = 0;
    } counter;
    PageFixture fixture;
    auto* head = fixture.page.findChild<SearchTableHead*>();
    QVERIFY(head);
    QTest::qWait(600); // Drawn, and drawn again 80 ms after the last edit.
    head->installEventFilter(&counter);
    head->update();
    QTRY_COMPARE(counter.paints, 1);
    QTest::qWait(300);
    QVERIFY2(counter.paints <= 3, qPrintable(QString::number(counter.paints)));
}

void TestSearchPage::theRowMenuExplainsItsSetting()
{
    PageFixture fixture;
    SearchRowWidget& row = fixture.row("learning_rate");
    QCOMPARE(glossaryTopicOf(&row.mode()), QStringLiteral("setting:learning_rate"));
    QTest::keyClick(&row, Qt::Key_F10, Qt::ShiftModifier);
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    QVERIFY(menu);
    const QAction* action = menu->findChild<QAction*>(QStringLiteral("whatIsThis"));
    QVERIFY(action && menu->actions().contains(const_cast<QAction*>(action)));
    menu->close();
}

void TestSearchPage::everyEditEndsInTheStudyThatRuns()
{
    PageFixture fixture;
    fixture.drag("learning_rate", fixture.row("learning_rate").track().range().lowHandle(), 0.01);
    fixture.type(fixture.row("dropout").values().highField(), "0.35");
    QTest::mouseClick(fixture.row("optimizer").track().choices().chip(2), Qt::LeftButton, {},
                      fixture.row("optimizer").track().choices().chip(2)->rect().center() + QPoint(0, 12));
    QTest::mouseClick(fixture.row("units").values().scaleButton(), Qt::LeftButton);
    const StageConfig shown = fixture.controller->draft().stage;
    QVERIFY(std::abs(std::log10(rangeOf(shown.space.find("learning_rate")).low) + 2.0) < 0.02);
    QCOMPARE(rangeOf(shown.space.find("dropout")).high, 0.35);
    QVERIFY(scaleOf(shown.space.find("units")->distribution) == Scale::Linear);
    QCOMPARE(std::get<ChoiceSet>(shown.space.find("optimizer")->distribution).choices.size(),
             std::get<ChoiceSet>(ProjectFixture::smallSearch().stage.space.find("optimizer")->distribution)
                     .choices.size() -
                 1);

    fixture.controller->start();

    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 60'000);
    const auto stages = ProjectFixture::storedStages(fixture.controller->projectPath());
    QCOMPARE(stages.size(), std::size_t{1});
    QVERIFY(stages.front().config == shown);
}

void TestSearchPage::aDragIsOneUndo()
{
    PageFixture fixture;
    const StudyConfig before = fixture.controller->draft();
    fixture.drag("learning_rate", fixture.row("learning_rate").track().range().highHandle(), 0.1);

    QVERIFY(std::abs(std::log10(rangeOf(fixture.spec("learning_rate")).high) + 1.0) < 0.02);
    QCOMPARE(fixture.controller->undoStack().count(), 1);
    QCOMPARE(fixture.controller->undoStack().undoText(), QString("Narrow learning rate"));
    fixture.drag("learning_rate", fixture.row("learning_rate").track().range().highHandle(), 0.5);
    QCOMPARE(fixture.controller->undoStack().count(), 2);
    QCOMPARE(fixture.controller->undoStack().undoText(), QString("Widen learning rate"));
    fixture.controller->undoStack().undo();
    fixture.controller->undoStack().undo();
    QVERIFY(fixture.controller->draft() == before);
}

void TestSearchPage::aTypedValueIsTaken_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("low");
    QTest::newRow("decimal") << QByteArray("0.001") << 0.001;
    QTest::newRow("scientific") << QByteArray("1e-3") << 0.001;
    QTest::newRow("power") << QByteArray("10^-3") << 0.001;
    QTest::newRow("fraction") << QByteArray("3/400") << 0.0075;
    QTest::newRow("outside the axis") << QByteArray("1e-6") << 1e-6;
}

void TestSearchPage::aTypedValueIsTaken()
{
    QFETCH(QByteArray, text);
    QFETCH(double, low);
    PageFixture fixture;
    fixture.type(fixture.row("learning_rate").values().lowField(), text.constData());

    QCOMPARE(rangeOf(fixture.spec("learning_rate")).low, low);
    QCOMPARE(fixture.row("learning_rate").track().range().range().low, low);
    QVERIFY(fixture.row("learning_rate").fault().isEmpty());
}

void TestSearchPage::aWrongValueIsRefusedWithASentence_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("no number") << QByteArray("learning_rate") << QByteArray("fast") << "is not a number";
    QTest::newRow("empty") << QByteArray("learning_rate") << QByteArray(" ") << "is not a number";
    QTest::newRow("above the other end")
        << QByteArray("learning_rate") << QByteArray("2") << "The low end must be below 1.";
    QTest::newRow("impossible") << QByteArray("dropout") << QByteArray("-0.1")
                                << "Dropout must be from 0 to ";
    QTest::newRow("not whole") << QByteArray("hidden_layers") << QByteArray("1.5") << "whole";
}

void TestSearchPage::aWrongValueIsRefusedWithASentence()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    PageFixture fixture;
    const StudyConfig before = fixture.controller->draft();
    fixture.type(fixture.row(row.constData()).values().lowField(), text.constData());

    QVERIFY2(fixture.row(row.constData()).fault().contains(words),
             qPrintable(fixture.row(row.constData()).fault()));
    QVERIFY(fixture.controller->draft() == before);
    fixture.type(fixture.row(row.constData()).values().lowField(), row == "hidden_layers" ? "2" : "0.001");
    QVERIFY2(fixture.row(row.constData()).fault().isEmpty(),
             qPrintable(fixture.row(row.constData()).fault()));
}

void TestSearchPage::swapsEnds()
{
    PageFixture fixture;
    fixture.type(fixture.row("dropout").values().highField(), "0.2");
    fixture.type(fixture.row("dropout").values().lowField(), "0.4");
    auto* swap = fixture.row("dropout").findChildren<QPushButton*>().last();
    for (QPushButton* button : fixture.row("dropout").findChildren<QPushButton*>()) {
        if (button->text() == "Swap them")
            swap = button;
    }
    QVERIFY(swap->isVisible());
    QTest::mouseClick(swap, Qt::LeftButton);

    QCOMPARE(rangeOf(fixture.spec("dropout")).low, 0.2);
    QCOMPARE(rangeOf(fixture.spec("dropout")).high, 0.4);
    QVERIFY(fixture.row("dropout").fault().isEmpty());
}

void TestSearchPage::chipsChooseAndTheLastStays()
{
    PageFixture fixture;
    ChoiceTrack& chips = fixture.row("activation").track().choices();
    const auto choices = [&] {
        return std::get<ChoiceSet>(fixture.spec("activation")->distribution).choices;
    };
    const auto first = choices();
    const QList<int> chosen = chips.selected();
    chips.chip(chosen[0])->setFocus();
    QTest::keyClick(chips.chip(chosen[0]), Qt::Key_Space);
    QCOMPARE(choices().size(), first.size() - 1);
    QTest::keyClick(chips.chip(chosen[0]), Qt::Key_Space);
    QCOMPARE(choices().size(), first.size());
    for (const int index : chosen)
        QTest::keyClick(chips.chip(index), Qt::Key_Space);

    QCOMPARE(choices().size(), std::size_t{1});
    QCOMPARE(chips.selected().size(), 1);
}

void TestSearchPage::anotherNumberBecomesAChip()
{
    PageFixture fixture;
    const auto choices = [&] {
        return std::get<ChoiceSet>(fixture.spec("batch_size")->distribution).choices;
    };
    const std::size_t before = choices().size();
    fixture.type(fixture.row("batch_size").values().addField(), "48");

    QCOMPARE(choices().size(), before + 1);
    const std::vector<ParamValue> now = choices();
    QVERIFY(std::any_of(now.begin(), now.end(),
                        [](const ParamValue& value) { return sameValue(value, std::int64_t{48}); }));
    QCOMPARE(fixture.row("batch_size").track().choices().selected().size(), static_cast<int>(before + 1));
}

void TestSearchPage::theScaleButtonChangesTheScale()
{
    PageFixture fixture;
    const Interval before = rangeOf(fixture.spec("learning_rate"));
    QTest::mouseClick(fixture.row("learning_rate").values().scaleButton(), Qt::LeftButton);

    QVERIFY(scaleOf(fixture.spec("learning_rate")->distribution) == Scale::Linear);
    QVERIFY(rangeOf(fixture.spec("learning_rate")) == before);
    QVERIFY(!fixture.row("dropout").values().scaleButton()->isEnabled());
}

void TestSearchPage::modesGoThereAndBack()
{
    PageFixture fixture;
    const StudyConfig before = fixture.controller->draft();
    SegmentedControl& mode = fixture.row("learning_rate").mode();
    QTest::mouseClick(mode.segment(0), Qt::LeftButton);
    QVERIFY(!fixture.spec("learning_rate"));
    QVERIFY(fixture.controller->draft().stage.fixed.contains("learning_rate"));
    QTest::mouseClick(mode.segment(2), Qt::LeftButton);
    QVERIFY(std::holds_alternative<ChoiceSet>(fixture.spec("learning_rate")->distribution));
    QTest::mouseClick(mode.segment(1), Qt::LeftButton);

    QVERIFY(fixture.controller->draft().stage.space == before.stage.space);
    QVERIFY(!fixture.row("optimizer").mode().segment(1)->isEnabled());
}

void TestSearchPage::momentumCollapsesAndComesBack()
{
    PageFixture fixture;
    const ParamSpec before = *fixture.spec("momentum");
    ChoiceTrack& chips = fixture.row("optimizer").track().choices();
    std::vector<QAbstractButton*> users; // Both know momentum.
    for (const int index : chips.selected()) {
        const QString name = chips.chip(index)->accessibleName();
        if (name.contains("SGD") || name.contains("RMSprop"))
            users.push_back(chips.chip(index));
    }
    QCOMPARE(users.size(), std::size_t(2));
    QTest::keyClick(users[0], Qt::Key_Space);
    QVERIFY(fixture.spec("momentum"));
    QTest::keyClick(users[1], Qt::Key_Space);
    QVERIFY(!fixture.spec("momentum"));
    QVERIFY(fixture.row("momentum").isCollapsed());
    QCOMPARE(fixture.row("momentum").sizeHint().height(), 30);
    for (QAbstractButton* user : users)
        QTest::keyClick(user, Qt::Key_Space);

    QVERIFY(!fixture.row("momentum").isCollapsed());
    QVERIFY(*fixture.spec("momentum") == before);
}

void TestSearchPage::undoAndRedoRestoreExactly()
{
    PageFixture fixture;
    std::vector<StudyConfig> drafts{fixture.controller->draft()};
    const auto done = [&] { drafts.push_back(fixture.controller->draft()); };
    QTest::mouseClick(fixture.row("units").mode().segment(2), Qt::LeftButton);
    done();
    fixture.type(fixture.row("dropout").values().highField(), "0.3");
    done();
    QTest::mouseClick(fixture.row("weight_decay").mode().segment(0), Qt::LeftButton);
    done();
    QUndoStack& undo = fixture.controller->undoStack();
    QCOMPARE(undo.count(), 3);
    for (std::size_t i = drafts.size(); i-- > 0;) {
        QVERIFY(fixture.controller->draft() == drafts[i]);
        undo.undo();
    }
    for (std::size_t i = 1; i < drafts.size(); ++i) {
        undo.redo();
        QVERIFY(fixture.controller->draft() == drafts[i]);
    }
}

void TestSearchPage::theGridIsCountedExactly()
{
    PageFixture fixture;
    const auto shown = [&] {
        return QString(fixture.page.summary().combinations()->text())
            .remove(QChar(0x2009))
            .remove(' ')
            .toDouble();
    };
    QCOMPARE(shown(), fixture.controller->draft().stage.space.gridCount());
    QTest::mouseClick(fixture.row("learning_rate").mode().segment(0), Qt::LeftButton);
    QCOMPARE(shown(), fixture.controller->draft().stage.space.gridCount());
}

void TestSearchPage::rowsAreAddedRemovedAndMoved()
{
    PageFixture fixture;
    SearchSpaceModel& model = fixture.page.model();
    QVERIFY(!fixture.page.table().row("l2"));
    model.addRow("l2");
    QVERIFY(fixture.page.table().row("l2"));
    QVERIFY(fixture.spec("l2"));
    model.removeRow("l2");
    QVERIFY(!fixture.page.table().row("l2"));
    QVERIFY(!fixture.spec("l2"));
    const SearchSpace before = fixture.controller->draft().stage.space;
    model.moveRow("dropout", "learning_rate", DropSide::Above);
    QCOMPARE(model.shownRows().front()->name, std::string("dropout"));
    model.moveRow("optimizer", "weight_decay", DropSide::Below);
    QCOMPARE(model.shownRows().back()->name, std::string("momentum"));
    QVERIFY(fixture.controller->draft().stage.space == before);
}

void TestSearchPage::strategyTrialsEpochsAndRule()
{
    PageFixture fixture;
    SearchHead& head = fixture.page.head();
    QCOMPARE(head.strategy().count(), static_cast<int>(samplerRegistry().size()));
    head.strategy().setFocus();
    QTest::keyClick(&head.strategy(), Qt::Key_Home);
    for (int i = 0; i < head.strategy().count() && head.strategy().method() != QStringLiteral("grid"); ++i)
        QTest::keyClick(&head.strategy(), Qt::Key_Down);
    QCOMPARE(fixture.controller->draft().stage.sampler.name, std::string("grid"));
    QVERIFY(!head.strategy().summary().isEmpty());
    fixture.type(head.trials().lineEdit(), "77");
    QCOMPARE(fixture.controller->draft().stage.budget.trials, std::optional(77));
    fixture.type(head.trials().lineEdit(), "0");
    QCOMPARE(fixture.controller->draft().stage.budget.trials, std::optional(77));
    QVERIFY(head.trials().error().contains("from 1"));
    fixture.type(head.epochs().lineEdit(), "9");
    QCOMPARE(paramText(*fixture.controller->draft().stage.fixed.find("epochs")), std::string("9"));
    QVERIFY(fixture.controller->draft().stage.pruner);
    head.stopWeak().click();
    QVERIFY(!fixture.controller->draft().stage.pruner);
    head.stopWeak().click();
    QVERIFY(fixture.controller->draft().stage.pruner);
}

void TestSearchPage::trialsMeansThemAllWhateverWasChanged()
{
    PageFixture fixture;
    SearchHead& head = fixture.page.head();
    QLineEdit* trials = head.trials().lineEdit();
    QVERIFY(head.trialsNote().isEmpty());
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 60'000);
    QTRY_COMPARE(head.trialsNote(), QStringLiteral("4 run"));
    QCOMPARE(trials->text(), QStringLiteral("4"));

    fixture.type(trials, "6"); // Nothing else changed: two more of this stage.
    QCOMPARE(fixture.controller->draftTrials().more, 2);
    fixture.type(fixture.row("dropout").values().highField(), "0.35"); // The next stage, on top of the four.
    QCOMPARE(trials->text(), QString::number(4 + 6));
    fixture.type(trials, "6");
    QCOMPARE(fixture.controller->draftTrials().more, 2);
    fixture.type(trials, "4");
    QVERIFY(head.trials().error().contains("4 trials"));
    fixture.type(trials, "6");
    QCOMPARE(fixture.controller->draft().stage.budget.trials, std::optional(2));
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.controller->study().snapshot()->counts.told(), 6, 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 60'000);
    QCOMPARE(fixture.controller->draftTrials().total, 6);

    fixture.controller->start(); // Nothing is left to do, and that is said.
    QVERIFY(fixture.messages.back().headline.contains("All 6 trials have run"));
    QCOMPARE(fixture.controller->study().snapshot()->counts.told(), 6);
}

void TestSearchPage::aFieldWithAnErrorIsFound()
{
    PageFixture fixture;
    QVERIFY(!fixture.page.checkFields());
    ValueField* field = fixture.row("dropout").values().highField();
    fixture.type(field, "many");
    auto fault = fixture.page.checkFields();
    QVERIFY(fault);
    QCOMPARE(fault->field, field);
    QVERIFY(fault->sentence.startsWith("Dropout: “many” is not a number."));
    fixture.type(field, "0.4");
    QVERIFY(!fixture.page.checkFields());

    QLineEdit* trials = fixture.page.head().trials().lineEdit(); // Still being typed when Start is pressed.
    trials->setFocus();
    trials->selectAll();
    QTest::keyClicks(trials, "lots");
    fault = fixture.page.checkFields();
    QVERIFY(fault);
    QCOMPARE(fault->field, &fixture.page.head().trials());
}

void TestSearchPage::optionsOfARuleEndInTheDraft()
{
    PageFixture fixture;
    fixture.page.head().rule().setFocus();
    auto* open = fixture.page.findChild<QToolButton*>(QStringLiteral("ruleOptions"));
    QVERIFY(open->isVisible());
    QTest::mouseClick(open, Qt::LeftButton);
    auto* dialog = fixture.page.findChild<MethodOptions*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("n_startup"));
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("12"));
    const auto option = [&] { return fixture.controller->draft().stage.pruner->options.find("n_startup"); };
    QVERIFY(option() && paramText(*option()) == "12");
    QTest::keyClicks(field, QStringLiteral(".5")); // 12.5 is no whole number: the last good one stays.
    QCOMPARE(paramText(*option()), std::string("12"));
    QCOMPARE(field->property("state").toString(), QStringLiteral("error"));
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QVERIFY(!option());
    dialog->close();
}

void TestSearchPage::tabGoesThroughARow()
{
    PageFixture fixture;
    QApplication::setActiveWindow(&fixture.page);
    SearchRowWidget& row = fixture.row("learning_rate");
    const std::vector<QWidget*> order{row.track().range().lowHandle(), row.track().range().highHandle(),
                                      row.values().lowField(), row.values().highField(),
                                      row.values().scaleButton()};
    order.front()->setFocus();
    for (std::size_t i = 1; i < order.size(); ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), order[i]);
    }
    QTest::keyClick(row.track().range().lowHandle(), Qt::Key_Right);
    QVERIFY(rangeOf(fixture.spec("learning_rate")).low > 1e-4);
}

void TestSearchPage::foldsBelow1200()
{
    PageFixture fixture;
    QVERIFY(fixture.page.summary().isVisible());
    fixture.page.resize(940, 530);
    QVERIFY(!fixture.page.summary().isVisible());
    QVERIFY(fixture.page.head().rule().isVisible());
    QVERIFY(fixture.row("learning_rate").values().scaleButton()->isVisible());
    QVERIFY(!fixture.row("learning_rate").mode().isVisible());
    QVERIFY(fixture.page.minimumSizeHint().width() <= 940);
    QVERIFY2(fixture.page.minimumSizeHint().height() <= 530,
             qPrintable(QString::number(fixture.page.minimumSizeHint().height())));
}

void TestSearchPage::withoutDataItLinksBack()
{
    ProjectFixture fixture;
    SearchPage page(*fixture.controller);
    page.resize(1356, 800);
    page.show();
    QSignalSpy wanted(&page, &SearchPage::dataPageWanted);
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->accessibleName() == "Choose a dataset")
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(wanted.count(), 1);
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    registerFonts();
    ThemeManager themes(application);
    themes.setChoice(SchemeChoice::Light);
    TestSearchPage test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_search_page.moc"
