// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data_page.h"

#include "tests/ui/data/fake_data.h"
#include "ui/pages/data/class_tiles.h"
#include "ui/pages/data/columns_dialog.h"
#include "ui/pages/data/row_card.h"
#include "ui/viewmodels/dataset_model_rows.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/split_bar.h"

#include <QtTest>
#include <QtWidgets>

using namespace tunescope;
using namespace tunescope::ui;

class TestDataPage : public QObject
{
    Q_OBJECT

private slots:
    void splitDragEndsInTheDraft();
    void everyChoiceOfTheSplitEndsInTheDraft();
    void clickOnATileLeavesTheRowOut();
    void checkOpensTheRowsConcerned();
    void columnsAreChosenInTheDialog();
    void resetIsOneStep();
    void otherSplitIsTold();
    void builtInSetOpensWithAClick();
    void droppedFileOpensTheImportSheet();
    void tableReadsOnlyWhatIsSeen();
    void setTheSearchSpaceGoesOn();
    void readingCanBeGivenUp();
    void samplesWithoutColumnsHaveNoTable();
    void sequencesAreDrawnAsTiles();
    void textsAreReadFromTheLeft();
    void aFolderOpensWithoutASheet();
    void nothingIsCutAt1024();
};

namespace {

struct Shown {
    explicit Shown(const std::string& source) : page(data.ports())
    {
        data.changed = [this] { page.refresh(); };
        page.resize(1300, 760);
        page.show();
        data.open(DataSpec{.source = source});
    }

    template <class T>
    T* find(const char* name) const
    {
        return page.findChild<T*>(QLatin1String(name));
    }

    FakeData data;
    DataPage page;
};

} // namespace

void TestDataPage::splitDragEndsInTheDraft()
{
    Shown shown("digits");
    auto* bar = shown.find<SplitBar>("splitBar");
    QVERIFY(bar);
    QWidget* handle = bar->trainHandle();
    const QPoint start = handle->rect().center();
    const int tenPercent = bar->width() / 10;
    QTest::mousePress(handle, Qt::LeftButton, {}, start);
    for (int step = 1; step <= 10; ++step) {
        const QPoint global = handle->mapToGlobal(start) - QPoint(tenPercent / 10, 0);
        QMouseEvent move(QEvent::MouseMove, handle->mapFromGlobal(QPointF(global)), QPointF(global),
                         Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(handle, &move);
    }
    QTest::mouseRelease(handle, Qt::LeftButton, {}, start);
    QVERIFY2(shown.data.draft.protocol.validation > 0.25,
             qPrintable(QString::number(shown.data.draft.protocol.validation)));
    QCOMPARE(shown.data.draft.protocol.test, 0.2);
    QCOMPARE(shown.data.undoTexts.count(QStringLiteral("Change split")), 1);

    QTest::keyClick(bar->validationHandle(), Qt::Key_Right);
    QCOMPARE(shown.data.draft.protocol.test, 0.19);
}

void TestDataPage::everyChoiceOfTheSplitEndsInTheDraft()
{
    Shown shown("digits");
    QTest::mouseClick(shown.find<QCheckBox>("classMix"), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(shown.data.draft.protocol.stratified, false);
    QTest::mouseClick(shown.find<QCheckBox>("standardise"), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(std::get<std::string>(*shown.data.draft.stage.fixed.find("scaling")), std::string("none"));

    auto* seed = shown.find<QLineEdit>("splitSeed");
    seed->setFocus();
    seed->selectAll();
    QTest::keyClicks(seed, QStringLiteral("77"));
    QTest::keyClick(seed, Qt::Key_Return);
    QCOMPARE(splitSeedOf(shown.data.draft), std::uint64_t(77));
    QCOMPARE(shown.data.draft.seed, StudyConfig().seed);

    QTest::mouseClick(shown.find<QToolButton>("dice"), Qt::LeftButton);
    QVERIFY(shown.data.undoTexts.count(QStringLiteral("Change split seed")) >= 1);
    QCOMPARE(seed->text(), QString::number(splitSeedOf(shown.data.draft)));
}

void TestDataPage::clickOnATileLeavesTheRowOut()
{
    Shown shown("digits");
    auto* tiles = shown.page.findChild<ClassTiles*>();
    QVERIFY(tiles);
    QCOMPARE(tiles->lines().size(), std::size_t(10));
    QCOMPARE(tiles->lines()[3].tiles.front().pixels.size(), std::size_t(64));
    const std::int64_t row = tiles->lines()[3].tiles[1].row;
    QTest::mouseClick(tiles, Qt::LeftButton, {}, tiles->tileRect(3, 1).center());

    auto* card = shown.find<RowCard>("rowCard");
    QVERIFY(card);
    QTest::mouseClick(card->findChild<QPushButton*>(QStringLiteral("leaveOut")), Qt::LeftButton);
    QCOMPARE(shown.data.draft.data.excludedRows, std::vector<std::int64_t>{row});
    QTest::mouseClick(card->findChild<QPushButton*>(QStringLiteral("leaveOut")), Qt::LeftButton);
    QVERIFY(shown.data.draft.data.excludedRows.empty());
}

void TestDataPage::checkOpensTheRowsConcerned()
{
    Shown shown("penguins");
    auto* table = shown.find<QTableView>("rows");
    QVERIFY(table->isVisible());
    const auto& checks = shown.data.facts->checks;
    const auto buttons = shown.page.findChildren<QAbstractButton*>(QStringLiteral("check"));
    const auto withRows = std::find_if(checks.begin(), checks.end(),
                                       [](const DatasetCheck& check) { return !check.rows.empty(); });
    QVERIFY(withRows != checks.end());
    QAbstractButton* button = nullptr;
    for (QAbstractButton* candidate : buttons) {
        if (candidate->accessibleName().startsWith(QString::fromStdString(withRows->headline)) ||
            candidate->text() == QString::fromStdString(withRows->headline))
            button = candidate;
    }
    QVERIFY(button);
    const int all = table->model()->rowCount();
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(table->model()->rowCount(), static_cast<int>(withRows->rows.size()));
    auto* chip = shown.find<QAbstractButton>("rowFilter");
    QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(table->model()->rowCount(), all);
}

void TestDataPage::columnsAreChosenInTheDialog()
{
    Shown shown("iris");
    QTimer::singleShot(0, &shown.page, [] {
        auto* dialog = qobject_cast<ColumnsDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        auto* list = dialog->findChild<QListWidget*>();
        list->item(0)->setCheckState(Qt::Unchecked);
        dialog->accept();
    });
    QTest::mouseClick(shown.find<QPushButton>("chooseColumns"), Qt::LeftButton);
    const auto* features =
        std::get_if<std::vector<std::string>>(shown.data.draft.stage.fixed.find("features"));
    QVERIFY(features);
    QCOMPARE(features->size(), std::size_t(3));
    QCOMPARE(features->front(), shown.data.facts->features[1].name);
}

void TestDataPage::resetIsOneStep()
{
    Shown shown("iris");
    shown.page.model().setSplit({30, 10});
    shown.page.model().setUse(5, DatasetModel::Use::LeaveOut);
    shown.page.model().setStandardise(DatasetModel::Standardise::No);
    const qsizetype steps = shown.data.undoTexts.size();
    QTest::mouseClick(shown.find<QPushButton>("resetData"), Qt::LeftButton);
    QCOMPARE(shown.data.undoTexts.size(), steps + 1);
    QCOMPARE(shown.data.draft.protocol.validation, 0.2);
    QVERIFY(shown.data.draft.data.excludedRows.empty());
    QVERIFY(!shown.data.draft.stage.fixed.contains("scaling"));
}

void TestDataPage::otherSplitIsTold()
{
    Shown shown("iris");
    auto* banner = shown.find<QWidget>("splitBanner");
    QVERIFY(!banner->isVisible());
    shown.data.newStudy = true;
    shown.page.model().setSplit({30, 20});
    QVERIFY(banner->isVisible());
}

void TestDataPage::builtInSetOpensWithAClick()
{
    Shown shown("digits");
    QTest::mouseClick(shown.find<QAbstractButton>("dataset-wine"), Qt::LeftButton);
    QCOMPARE(shown.data.opened.back().source, std::string("wine"));
    QVERIFY(shown.find<QAbstractButton>("dataset-wine")->isChecked());
    QVERIFY(!shown.find<QAbstractButton>("dataset-digits")->isChecked());
}

void TestDataPage::droppedFileOpensTheImportSheet()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("drop.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a,b,kind\n");
    for (int row = 0; row < 30; ++row)
        file.write(QByteArray::number(row % 9) + "," + QByteArray::number(row % 7) +
                   (row % 2 ? ",x\n" : ",y\n"));
    file.close();
    Shown shown("iris");
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(&shown.page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &mime, Qt::LeftButton, {});
    QApplication::sendEvent(&shown.page, &drop);
    QTRY_VERIFY(shown.find<QDialog>("importSheet"));
    auto* import = shown.find<QDialog>("importSheet")->findChild<QPushButton*>(QStringLiteral("import"));
    QCOMPARE(import->text(), QStringLiteral("Import 30 rows"));
    QTest::mouseClick(import, Qt::LeftButton);
    QCOMPARE(shown.data.opened.back().source, path.toStdString());
    QCOMPARE(*shown.data.opened.back().import.target, std::string("kind"));
}

void TestDataPage::tableReadsOnlyWhatIsSeen()
{
    std::int64_t read = 0;
    DatasetRowsModel model(&runAtOnce, [&read](const DataSpec&, const std::vector<std::int64_t>& rows) {
        read += static_cast<std::int64_t>(rows.size());
        std::vector<RowView> views;
        for (const std::int64_t row : rows)
            views.push_back({row, "t", {std::to_string(row)}, {}});
        return Result<std::vector<RowView>>(std::move(views));
    });
    model.setContent({DataSpec{.source = "big"}, 100000, QStringLiteral("t"), {QStringLiteral("x")}, {}});
    QTableView table;
    table.setModel(&model);
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.resize(400, 400);
    table.show();
    QTRY_COMPARE(model.index(0, 2).data().toString(), QStringLiteral("0"));
    table.scrollToBottom();
    QTRY_COMPARE(model.index(99999, 2).data().toString(), QStringLiteral("99999"));
    QVERIFY2(read <= 6 * DatasetRowsModel::kChunk, qPrintable(QString::number(read)));
}

void TestDataPage::setTheSearchSpaceGoesOn()
{
    Shown shown("iris");
    QSignalSpy spy(&shown.page, &DataPage::searchWanted);
    QTest::mouseClick(shown.find<QPushButton>("setSearchSpace"), Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
}

void TestDataPage::readingCanBeGivenUp()
{
    FakeData data;
    data.open(DataSpec{.source = "iris"});
    bool opening = true;
    int cancelled = 0;
    DatasetPorts ports = data.ports();
    ports.isOpening = [&] { return opening; };
    ports.cancelOpening = [&] {
        opening = false;
        ++cancelled;
    };
    DataPage page(std::move(ports));
    page.resize(1300, 760);
    page.show();
    auto* cancel = page.findChild<QPushButton*>(QStringLiteral("cancelLoading"));
    QVERIFY(cancel && !cancel->isVisible());

    page.showLoading(QStringLiteral("large.csv"));
    QVERIFY(cancel->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    page.refresh(); // As the controller's dataChanged() does.

    QCOMPARE(cancelled, 1);
    QVERIFY(!cancel->isVisible());
}

void TestDataPage::samplesWithoutColumnsHaveNoTable()
{
    Shown shown("digits");
    shown.data.facts->features.clear();
    shown.data.facts->shapeText = "8×8 pixels";
    shown.page.refresh();
    auto* views = shown.find<SegmentedControl>("viewChoice");
    QVERIFY(views->segment(0)->isVisible());
    QVERIFY(!views->segment(1)->isVisible());
    QVERIFY(!shown.find<QPushButton>("chooseColumns")->isVisible());
    QCOMPARE(shown.page.model().sizeLine(), QStringLiteral("1\u2009797 samples, 8×8 pixels, 10 classes"));
}

void TestDataPage::sequencesAreDrawnAsTiles()
{
    Shown shown("nysesw");
    auto* tiles = shown.page.findChild<ClassTiles*>();
    QVERIFY(tiles->isVisible());
    QCOMPARE(tiles->lines().size(), std::size_t(2));
    QCOMPARE(tiles->lines()[0].tiles.front().pixels.size(), std::size_t(20)); // days
    QCOMPARE(tiles->tileRect(0, 0).width(), 2 * tiles->tileRect(0, 0).height());
    // Something of the line is on the tile.
    const QImage picture = tiles->grab(tiles->tileRect(0, 0)).toImage();
    bool drawn = false;
    for (int x = 0; x < picture.width() && !drawn; ++x) {
        for (int y = 0; y < picture.height() && !drawn; ++y)
            drawn = picture.pixelColor(x, y).lightness() < 110;
    }
    QVERIFY(drawn);
    QTest::mouseClick(tiles, Qt::LeftButton, {}, tiles->tileRect(1, 0).center());
    QVERIFY(shown.find<RowCard>("rowCard"));
}

void TestDataPage::textsAreReadFromTheLeft()
{
    Shown shown("names");
    auto* table = shown.find<QTableView>("rows");
    QVERIFY(table->isVisible());
    QVERIFY(table->isColumnHidden(1)); // There is no class.
    const QModelIndex text = table->model()->index(0, 2);
    QVERIFY(text.data(Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
    QTRY_VERIFY(text.data().toString() != QString(u'…'));
    QVERIFY(!shown.find<QCheckBox>("standardise")->isVisible());
}

void TestDataPage::aFolderOpensWithoutASheet()
{
    Shown shown("iris");
    QTemporaryDir folder;
    shown.page.importFile(folder.path());
    QVERIFY(!shown.find<QDialog>("importSheet"));
    QCOMPARE(shown.data.opened.back().source, folder.path().toStdString());
}

void TestDataPage::nothingIsCutAt1024()
{
    Shown shown("digits");
    shown.page.resize(940, 530); // The page in a window of 1024 x 640.
    for (const QLabel* label : shown.page.findChildren<QLabel*>()) {
        if (!label->isVisible() || label->text().isEmpty() || qobject_cast<const ElidedLabel*>(label))
            continue;
        const QRect needed = label->fontMetrics().boundingRect(
            QRect(0, 0, label->width(), 1000), label->wordWrap() ? Qt::TextWordWrap : 0, label->text());
        QVERIFY2(needed.width() <= label->width() + 1, qPrintable(label->text()));
    }
}

QTEST_MAIN(TestDataPage)
#include "tst_data_page.moc"
