// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metrics/metric_registry.h"
#include "core/search/pruner_registry.h"
#include "core/search/sampler_registry.h"
#include "core/study/study_service.h"
#include "ui/charts/concept_figure.h"
#include "ui/pages/glossary/glossary_article.h"
#include "ui/pages/glossary/glossary_dialog.h"
#include "ui/pages/glossary/glossary_help.h"
#include "ui/viewmodels/glossary.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/theme_manager.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

namespace {

bool has(const std::vector<GlossaryEntry>& all, const QString& id)
{
    return findGlossaryEntry(all, id) != nullptr;
}

} // namespace

class TestGlossary : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void everySettingMetricSamplerAndPrunerIsExplained();
    void entriesAreShortAndWhole();
    void everyEntryHasAPictureOfItsOwnKind();
    void linksLeadSomewhere();
    void searchFindsTitlesNamesAndText_data();
    void searchFindsTitlesNamesAndText();
    void typingFiltersAndArrowsMove();
    void nothingFoundIsSaid();
    void linksAndLessonsAreOffered();
    void topicIsFoundByWalkingUp();
    void currentItemOfAComboBoxNamesItsTopic();
    void f1InADialogOpensTheEntry();
    void menuEntryOpensTheEntry();

private:
    std::unique_ptr<ThemeManager> m_themes;
    std::vector<GlossaryEntry> m_all = makeGlossary();
};

void TestGlossary::everySettingMetricSamplerAndPrunerIsExplained()
{
    for (const Task task : {Task::Classification, Task::Regression, Task::Segmentation, Task::TextGeneration,
                            Task::AnomalyDetection}) {
        for (const SettingEntry& setting : settingEntries(task)) {
            QVERIFY2(has(m_all, QStringLiteral("setting:") + QString::fromStdString(setting.spec.name)),
                     setting.spec.name.c_str());
            const auto* choices = std::get_if<ChoiceSet>(&setting.spec.distribution);
            if (!choices || !hasChoiceEntries(setting.spec.name))
                continue;
            for (const ParamValue& value : choices->choices) {
                const std::string word = std::get<std::string>(value);
                QVERIFY2(has(m_all, QStringLiteral("choice:") + QString::fromStdString(word)), word.c_str());
            }
        }
    }
    for (const MetricEntry& metric : metricRegistry()) {
        const QString name = QString::fromUtf8(metric.name.data(), qsizetype(metric.name.size()));
        const GlossaryEntry* entry = findGlossaryEntry(m_all, QStringLiteral("metric:") + name);
        QVERIFY2(entry, qPrintable(name));
        QCOMPARE(entry->title, QString::fromUtf8(metric.title.data(), qsizetype(metric.title.size())));
    }
    for (const SamplerEntry& sampler : samplerRegistry())
        QVERIFY(has(m_all, QStringLiteral("sampler:") + QString::fromStdString(std::string(sampler.name))));
    for (const PrunerEntry& pruner : prunerRegistry())
        QVERIFY(has(m_all, QStringLiteral("pruner:") + QString::fromStdString(std::string(pruner.name))));
    for (const char* term :
         {"trial", "setting", "score", "gap", "seed", "pinned", "pruned"}) // ux.md section 21
        QVERIFY2(has(m_all, QStringLiteral("term:") + QString::fromLatin1(term)), term);
    QVERIFY(has(m_all, QStringLiteral("metric:f1:2"))); // With a class.
}

void TestGlossary::entriesAreShortAndWhole()
{
    QStringList ids;
    for (const GlossaryEntry& entry : m_all) {
        const QByteArray id = entry.id.toUtf8();
        ids.append(entry.id);
        QVERIFY2(!entry.title.isEmpty() && !entry.lines.isEmpty(), id.constData());
        QVERIFY2(entry.lines.size() <= 4, id.constData());
        const QString text = entry.lines.join(QLatin1Char(' '));
        QVERIFY2(text.split(QLatin1Char(' '), Qt::SkipEmptyParts).size() <= 60, id.constData());
        for (const QString& line : entry.lines)
            QVERIFY2(line.endsWith(QLatin1Char('.')) && line == line.trimmed(), id.constData());
        QVERIFY2(entry.lesson.isEmpty() || lessonNumber(entry.lesson) > 0, id.constData());
    }
    QCOMPARE(ids.removeDuplicates(), 0);
}

void TestGlossary::everyEntryHasAPictureOfItsOwnKind()
{
    const QStringList pictures = ConceptFigure::concepts();
    for (const GlossaryEntry& entry : m_all)
        QVERIFY2(pictures.contains(entry.figure), qPrintable(entry.id + QLatin1Char(' ') + entry.figure));
}

void TestGlossary::linksLeadSomewhere()
{
    for (const GlossaryEntry& entry : m_all) {
        for (const QString& id : entry.seeAlso) {
            QVERIFY2(has(m_all, id), qPrintable(entry.id + QLatin1Char(' ') + id));
            QVERIFY2(id != entry.id, qPrintable(id));
        }
    }
}

void TestGlossary::searchFindsTitlesNamesAndText_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("first");
    QTest::newRow("title") << "learning r"
                           << "setting:learning_rate";
    QTest::newRow("name as in specs") << "batch_size"
                                      << "setting:batch_size";
    QTest::newRow("capitals and blanks") << "  DROPOUT "
                                         << "setting:dropout";
    QTest::newRow("metric") << "roc auc"
                            << "metric:roc_auc";
    QTest::newRow("words of the text, in any order") << "halves 0.5"
                                                     << "setting:schedule_gamma";
}

void TestGlossary::searchFindsTitlesNamesAndText()
{
    QFETCH(QString, typed);
    QFETCH(QString, first);
    const std::vector<int> found = searchGlossary(m_all, typed);
    QVERIFY(!found.empty());
    QCOMPARE(m_all[std::size_t(found.front())].id, first);
    QVERIFY(found.size() < m_all.size());
    QCOMPARE(searchGlossary(m_all, {}).size(), m_all.size());
    QVERIFY(searchGlossary(m_all, QStringLiteral("zebra crossing")).empty());
}

void TestGlossary::typingFiltersAndArrowsMove()
{
    GlossaryDialog dialog;
    dialog.show();
    dialog.showEntry({});
    QCOMPARE(dialog.currentEntry(), m_all.front().id);
    QTest::keyClicks(&dialog.searchField(), QStringLiteral("momentum"));
    QCOMPARE(dialog.currentEntry(), QStringLiteral("setting:momentum"));
    QCOMPARE(dialog.article().figure().conceptId(), QStringLiteral("momentum"));
    QTest::keyClick(&dialog.searchField(), Qt::Key_Down);
    QVERIFY(dialog.currentEntry() != QStringLiteral("setting:momentum"));
    QTest::keyClick(&dialog.searchField(), Qt::Key_Return);
    QTest::keyClick(&dialog.list(), Qt::Key_G); // A letter in the list begins another search.
    QCOMPARE(dialog.searchField().text(), QStringLiteral("g"));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestGlossary::nothingFoundIsSaid()
{
    GlossaryDialog dialog;
    dialog.show();
    dialog.search(QStringLiteral("zebra"));
    QVERIFY(dialog.currentEntry().isEmpty());
    QVERIFY(!dialog.list().isVisible());
    dialog.search({});
    QVERIFY(dialog.list().isVisible());
    QVERIFY(!dialog.currentEntry().isEmpty());
}

void TestGlossary::linksAndLessonsAreOffered()
{
    GlossaryDialog dialog;
    QSignalSpy lessons(&dialog, &GlossaryDialog::lessonWanted);
    dialog.show();
    dialog.showEntry(QStringLiteral("setting:learning_rate"));
    const QList<QPushButton*> links = dialog.article().links();
    QCOMPARE(links.size(), 4); // Three entries and the lesson.
    QTest::mouseClick(links.last(), Qt::LeftButton);
    QCOMPARE(lessons.size(), 1);
    QCOMPARE(lessons.first().first().toString(), QStringLiteral("learning-rate"));
    dialog.search(QStringLiteral("learning rate"));
    dialog.showEntry(QStringLiteral("setting:learning_rate"));
    dialog.article().links().first()->setFocus();
    QTest::keyClick(dialog.article().links().first(), Qt::Key_Space);
    QCOMPARE(dialog.currentEntry(), QStringLiteral("setting:schedule"));
}

void TestGlossary::topicIsFoundByWalkingUp()
{
    QWidget outer;
    auto* middle = new QWidget(&outer);
    auto* inner = new QLineEdit(middle);
    QCOMPARE(glossaryTopicOf(inner), QString());
    setGlossaryTopic(outer, QStringLiteral("term:trial"));
    QCOMPARE(glossaryTopicOf(inner), QStringLiteral("term:trial"));
    setGlossaryTopic(*middle, QStringLiteral("term:seed"));
    QCOMPARE(glossaryTopicOf(inner), QStringLiteral("term:seed"));
    QCOMPARE(glossaryTopicOf(nullptr), QString());
    QVERIFY(!askGlossary(outer, QStringLiteral("term:seed"))); // Nobody is there to answer.
}

void TestGlossary::currentItemOfAComboBoxNamesItsTopic()
{
    QComboBox box;
    box.addItem(QStringLiteral("Grid"));
    box.setItemData(0, QStringLiteral("sampler:grid"), kGlossaryTopicRole);
    box.addItem(QStringLiteral("Random"));
    box.setItemData(1, QStringLiteral("sampler:random"), kGlossaryTopicRole);
    QCOMPARE(glossaryTopicOf(&box), QStringLiteral("sampler:grid"));
    box.setCurrentIndex(1);
    QCOMPARE(glossaryTopicOf(&box), QStringLiteral("sampler:random"));
}

void TestGlossary::f1InADialogOpensTheEntry()
{
    QWidget window;
    GlossaryHelp help(window);
    window.show();
    QDialog sheet(&window);
    auto* field = new QLineEdit(&sheet);
    setGlossaryTopic(*field, QStringLiteral("setting:dropout"));
    sheet.setModal(true);
    sheet.show();
    sheet.activateWindow();
    field->setFocus();
    QTRY_COMPARE(QApplication::focusWidget(), field);
    QTest::keyClick(field, Qt::Key_F1);
    QVERIFY(help.dialog());
    QVERIFY(help.dialog()->isVisible());
    QCOMPARE(help.dialog()->currentEntry(), QStringLiteral("setting:dropout"));
    QCOMPARE(help.dialog()->parentWidget(), static_cast<QWidget*>(&sheet)); // Usable beside a modal dialog.
}

void TestGlossary::menuEntryOpensTheEntry()
{
    QWidget window;
    GlossaryHelp help(window);
    window.show();
    QWidget thing(&window);
    QMenu menu;
    QVERIFY(!addGlossaryAction(menu, thing));
    setGlossaryTopic(thing, QStringLiteral("term:fold"));
    QAction* action = addGlossaryAction(menu, thing);
    QVERIFY(action);
    action->trigger();
    QVERIFY(help.dialog() && help.dialog()->isVisible());
    QCOMPARE(help.dialog()->currentEntry(), QStringLiteral("term:fold"));
    help.dialog()->close();
    menu.popup(QPoint(10, 10)); // The key beside the entry works while the menu is open.
    QTRY_VERIFY(menu.isVisible());
    QTest::keyClick(&menu, Qt::Key_F1);
    QVERIFY(!menu.isVisible());
    QVERIFY(help.dialog()->isVisible());
    QCOMPARE(help.dialog()->currentEntry(), QStringLiteral("term:fold"));
    askGlossary(thing, QStringLiteral("no such topic")); // The index stays where it was.
    QCOMPARE(help.dialog()->currentEntry(), QStringLiteral("term:fold"));
}

QTEST_MAIN(TestGlossary)
#include "tst_glossary.moc"
