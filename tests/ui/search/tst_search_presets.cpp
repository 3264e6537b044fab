// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/narrowing.h"
#include "tests/ui/project/project_fixture.h"
#include "ui/pages/search/preset_note.h"
#include "ui/pages/search/save_preset_dialog.h"
#include "ui/pages/search/search_head.h"
#include "ui/pages/search_page.h"

#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>
#include <QUndoStack>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

struct PresetFixture : ProjectFixture {
    explicit PresetFixture(const char* data = "digits") : page(*controller)
    {
        QDir(PresetModel::ownFolder()).removeRecursively();
        controller->setDraft(*StudyService::startingConfig(DataSpec{data}), "Start");
        controller->undoStack().clear();
        page.resize(1356, 800);
        page.show();
        static_cast<void>(QTest::qWaitForWindowExposed(&page));
    }

    [[nodiscard]] bool isReady() { return page.presets().isLoaded() && controller->facts().has_value(); }
    [[nodiscard]] const StageConfig& stage() const { return controller->draft().stage; }

    [[nodiscard]] std::optional<PresetEntry> entry(const QString& key)
    {
        for (const PresetEntry& one : page.presets().entries()) {
            if (one.key == key)
                return one;
        }
        return std::nullopt;
    }

    /// Clicks the button, then the line of that name in the menu that it opens (through a submenu, if it is in one).
    /// The menu runs an event loop of its own, so the second click waits in a timer.
    bool choose(const QString& name)
    {
        bool isClicked = false;
        QMenu* menu = page.head().presetsButton().menu();
        QTimer::singleShot(0, menu, [&] {
            QAction* action = menu->findChild<QAction*>(name);
            auto* holder = action ? qobject_cast<QMenu*>(action->parent()) : nullptr;
            if (!action || !action->isEnabled() || !holder) {
                menu->close();
                return;
            }
            if (holder != menu)
                holder->popup(menu->mapToGlobal(QPoint(20, 20)));
            isClicked = true;
            QTest::mouseClick(holder, Qt::LeftButton, {}, holder->actionGeometry(action).center());
            if (menu->isVisible())
                menu->close();
        });
        QTest::mouseClick(&page.head().presetsButton(), Qt::LeftButton);
        return isClicked;
    }

    SearchPage page;
};

QString sayings(const QList<Message>& messages)
{
    QStringList lines;
    for (const Message& message : messages)
        lines << message.headline;
    return lines.join(QLatin1Char('\n'));
}

} // namespace

class TestSearchPresets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void listsWhatFitsTheData();
    void aClickAppliesItAndUndoTakesItBack();
    void theCommentGoesWithTheFirstEdit();
    void coarseBringsTheWideRangesBack();
    void fineNeedsTrials();
    void theArticlesRangeFitsOtherData();
    void savesListsAndRemoves();
    void saysWhatCannotBeSaved();
    void aBrokenFileOfOnesOwnIsReported();
};

void TestSearchPresets::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestSearchPresets::listsWhatFitsTheData()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    QVERIFY(fixture.entry("coarse") && fixture.entry("fine"));
    QCOMPARE(fixture.entry("digits-good")->group, PresetEntry::Group::Good);
    QCOMPARE(fixture.entry("zeros")->group, PresetEntry::Group::Bad);
    QCOMPARE(fixture.entry("rate-batch")->group, PresetEntry::Group::Range);
    QVERIFY(!fixture.entry("iris-good") && !fixture.entry("names-good") && !fixture.entry("wine-unscaled"));
    QVERIFY(fixture.entry("digits-good")->measured.contains("digits"));
    QVERIFY(fixture.entry("rate-one")->measured.contains("diverged"));
    for (const PresetEntry& entry : fixture.page.presets().entries())
        QVERIFY2(!entry.why.isEmpty() && !entry.title.isEmpty(), qPrintable(entry.key));
}

void TestSearchPresets::aClickAppliesItAndUndoTakesItBack()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    const StudyConfig before = fixture.controller->draft();
    QVERIFY(fixture.choose("zeros"));
    QTRY_VERIFY(fixture.stage().space.empty());
    QVERIFY(sameValue(*fixture.stage().fixed.find("init"), std::string("zeros")));
    QCOMPARE(*fixture.stage().budget.trials, 3);
    QCOMPARE(fixture.controller->undoStack().count(), 1);
    QVERIFY(fixture.page.presetNote().text().startsWith("Famous mistake"));
    QVERIFY(fixture.page.presetNote().text().contains("same answer"));
    QVERIFY(fixture.page.presetNote().text().contains("3 seed"));
    QTRY_VERIFY(!fixture.controller->draftFault());
    fixture.controller->undoStack().undo();
    QVERIFY(fixture.controller->draft() == before);
    QVERIFY(fixture.page.presetNote().text().isEmpty());
    fixture.controller->undoStack().redo();
    QVERIFY(!fixture.page.presetNote().text().isEmpty());
    fixture.controller->start(); // Three seeds of it, as was measured.
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30000);
    QCOMPARE(fixture.controller->study().snapshot()->counts.complete, 3);
}

void TestSearchPresets::theCommentGoesWithTheFirstEdit()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    fixture.page.presets().apply(*fixture.entry("digits-good"));
    QVERIFY(fixture.page.presetNote().text().startsWith("Known good"));
    fixture.page.model().setEpochs(7);
    QVERIFY(fixture.page.presetNote().text().isEmpty());
}

void TestSearchPresets::coarseBringsTheWideRangesBack()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    const SearchSpace wide = fixture.stage().space;
    fixture.page.model().setTrials(17);
    fixture.page.model().setRange("learning_rate", {0.01, 0.02});
    QVERIFY(!(fixture.stage().space == wide));
    QVERIFY(fixture.choose("coarse"));
    QTRY_VERIFY(fixture.stage().space == wide);
    QCOMPARE(*fixture.stage().budget.trials, 17);
    QVERIFY(fixture.page.presetNote().text().startsWith("Coarse"));
}

void TestSearchPresets::fineNeedsTrials()
{
    PresetFixture fixture("iris");
    QTRY_VERIFY(fixture.isReady());
    QVERIFY(fixture.entry("fine")->whyNot.contains("finished trials needed"));
    QVERIFY(!fixture.choose("fine"));
    StudyConfig small = fixture.smallSearch();
    small.stage.budget.trials = 40;
    fixture.controller->setDraft(small, "Small");
    fixture.controller->start();
    QTRY_COMPARE_WITH_TIMEOUT(fixture.state(), RunnerState::Finished, 30000);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.entry("fine")->whyNot.isEmpty(), 10000);
    const SearchSpace before = fixture.stage().space;
    QVERIFY(fixture.choose("fine"));
    QVERIFY(!(fixture.stage().space == before));
    QVERIFY(fixture.page.presetNote().text().startsWith("Fine"));
}

void TestSearchPresets::theArticlesRangeFitsOtherData()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    QVERIFY(fixture.entry("lesson-1")->title.contains("learning rate"));
    QVERIFY(fixture.entry("lesson-1")->why.contains("0.001, 0.01, 0.1, 1.0"));
    QVERIFY(fixture.choose("lesson-4"));
    QTRY_VERIFY(fixture.stage().space.find("momentum"));
    QCOMPARE(fixture.stage().space.size(), std::size_t{1});
    QVERIFY(sameValue(*fixture.stage().fixed.find("optimizer"), std::string("sgd")));
    const auto whole = StudyService::completedConfig(fixture.controller->draft());
    QVERIFY2(whole, whole ? "" : errorText(whole.error()).c_str());
    for (int lesson = 1; lesson <= 10; ++lesson) { // Every lesson that can be chosen makes a study that can be run.
        const auto entry = fixture.entry(QStringLiteral("lesson-%1").arg(lesson));
        QVERIFY(entry);
        if (!entry->whyNot.isEmpty())
            continue;
        fixture.page.presets().apply(*entry);
        const auto valid = StudyService::checkConfig(fixture.controller->draft(), 1);
        QVERIFY2(valid, qPrintable(entry->title + QString::fromStdString(valid ? "" : errorText(valid.error()))));
    }
}

void TestSearchPresets::savesListsAndRemoves()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    fixture.page.model().setRange("learning_rate", {0.01, 0.02});
    const StageConfig kept = fixture.stage();
    QVERIFY(fixture.choose("savePreset"));
    auto* dialog = fixture.page.findChild<SavePresetDialog*>();
    QVERIFY(dialog);
    QTest::keyClicks(&dialog->title(), "Narrow & mine");
    QTest::keyClicks(&dialog->why(), "It found the best rate.");
    QTest::mouseClick(dialog->findChild<QPushButton*>("savePresetButton"), Qt::LeftButton);
    QTRY_VERIFY(fixture.entry("narrow-mine"));
    QVERIFY(sayings(fixture.messages).contains("saved"));
    QCOMPARE(fixture.entry("narrow-mine")->group, PresetEntry::Group::Own);
    QCOMPARE(fixture.entry("narrow-mine")->why, QStringLiteral("It found the best rate."));
    fixture.page.presets().apply(*fixture.entry("zeros"));
    QVERIFY(fixture.choose("narrow-mine"));
    QVERIFY(fixture.stage() == kept);
    const SearchPage another(*fixture.controller); // Read again from the folder.
    QTRY_VERIFY(const_cast<SearchPage&>(another).presets().isLoaded());
    QVERIFY(fixture.choose("remove-narrow-mine"));
    QTRY_VERIFY(!fixture.entry("narrow-mine"));
    QTRY_VERIFY(fixture.messages.last().action);
    fixture.messages.last().action();
    QTRY_VERIFY(fixture.entry("narrow-mine"));
}

void TestSearchPresets::saysWhatCannotBeSaved()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    QVERIFY(fixture.choose("savePreset"));
    auto* dialog = fixture.page.findChild<SavePresetDialog*>();
    QVERIFY(dialog);
    auto* save = dialog->findChild<QPushButton*>("savePresetButton");
    QTest::mouseClick(save, Qt::LeftButton);
    QVERIFY(dialog->fault().contains("name"));
    dialog->title().setText("Long");
    dialog->why().setPlainText(QString("word ").repeated(61));
    QTest::mouseClick(save, Qt::LeftButton);
    QVERIFY2(dialog->fault().contains("60 words"), qPrintable(dialog->fault()));
    QVERIFY(dialog->isVisible());
    QVERIFY(QDir(PresetModel::ownFolder()).entryList(QDir::Files).isEmpty());
    dialog->reject();
    QDir().mkpath(QFileInfo(PresetModel::ownFolder()).path()); // A file stands where the folder should be.
    QFile file(PresetModel::ownFolder());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    QVERIFY(!fixture.page.presets().save("Nowhere", PresetKind::Range, "No reason."));
    QTRY_VERIFY2(sayings(fixture.messages).contains("could not be written"), qPrintable(sayings(fixture.messages)));
    QVERIFY(file.remove());
}

void TestSearchPresets::aBrokenFileOfOnesOwnIsReported()
{
    PresetFixture fixture;
    QTRY_VERIFY(fixture.isReady());
    QVERIFY(QDir().mkpath(PresetModel::ownFolder()));
    QFile file(PresetModel::ownFolder() + "/broken.json");
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"format\": 3}") > 0);
    file.close();
    SearchPage again(*fixture.controller);
    QTRY_VERIFY(again.presets().isLoaded());
    QVERIFY2(sayings(fixture.messages).contains("cannot be read"), qPrintable(sayings(fixture.messages)));
    QVERIFY(fixture.messages.last().detail.contains("broken.json"));
    QVERIFY(file.remove());
}

QTEST_MAIN(TestSearchPresets)
#include "tst_search_presets.moc"
