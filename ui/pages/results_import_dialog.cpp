// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/results_import_dialog.h"

#include "core/study/study_service.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/setting_names.h"
#include "ui/widgets/buttons.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <set>

namespace tunescope::ui {
namespace {

// Data of the boxes: the name of a setting, or one of these, which no setting is called.
const QString kNothing = QStringLiteral("-");
const QString kScore = QStringLiteral("=");
const QString kAsNamed = QStringLiteral("*");

/// All settings that a column can mean, of every task, in the order of the search page.
const std::vector<std::string>& settingNames()
{
    static const std::vector<std::string> kNames = [] {
        std::vector<std::string> names;
        for (const Task task : {Task::Classification, Task::Regression}) {
            for (const SettingEntry& entry : settingEntries(task)) {
                if (std::find(names.begin(), names.end(), entry.spec.name) == names.end())
                    names.push_back(entry.spec.name);
            }
        }
        return names;
    }();
    return kNames;
}

} // namespace

ResultsImportDialog::ResultsImportDialog(ResultsFile file, Reader reader, const QString& into,
                                         QWidget* parent)
    : QDialog(parent)
    , m_file(std::move(file))
    , m_reader(std::move(reader))
{
    setWindowTitle(tr("Import results"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    buildHead(*layout, into);
    buildColumns(*layout);
    buildFoot(*layout);
    fillColumns();
    const Theme& theme = themeOf(this);
    resize(theme.scaled(680), theme.scaled(m_file.columns.empty() ? 220 : 480));
}

void ResultsImportDialog::buildHead(QVBoxLayout& layout, const QString& into)
{
    layout.addWidget(textLabel(QFileInfo(m_file.path).fileName(), TextStyle::Section));
    m_summary = wrappedLabel({}, TextStyle::Body, ColorRole::Text2);
    layout.addWidget(m_summary);
    layout.addWidget(wrappedLabel(into, TextStyle::Body, ColorRole::Text2));
    if (m_file.studies.size() < 2)
        return;
    auto* row = new QHBoxLayout;
    row->addWidget(textLabel(tr("Study"), TextStyle::Table, ColorRole::Text2));
    m_study = new QComboBox;
    m_study->setObjectName(QStringLiteral("resultsStudy"));
    m_study->setAccessibleName(tr("Study of the file"));
    m_study->addItems(m_file.studies);
    connect(m_study, &QComboBox::currentTextChanged, this, &ResultsImportDialog::takeStudy);
    row->addWidget(m_study, 1);
    layout.addLayout(row);
}

void ResultsImportDialog::buildColumns(QVBoxLayout& layout)
{
    m_columns = new QTableWidget(0, 3);
    m_columns->setObjectName(QStringLiteral("resultsColumns"));
    m_columns->setAccessibleName(tr("Columns of the file and what they mean"));
    m_columns->setHorizontalHeaderLabels({tr("Column"), tr("First values"), tr("Means")});
    m_columns->verticalHeader()->hide();
    m_columns->verticalHeader()->setDefaultSectionSize(themeOf(this).scaled(36));
    m_columns->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_columns->setSelectionMode(QAbstractItemView::NoSelection);
    m_columns->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_columns->setVisible(!m_file.columns.empty());
    layout.addWidget(m_columns, 1);
    if (m_file.columns.empty())
        layout.addStretch(1);
}

void ResultsImportDialog::buildFoot(QVBoxLayout& layout)
{
    m_fault = wrappedLabel({}, TextStyle::Body, ColorRole::Text2);
    m_fault->setObjectName(QStringLiteral("resultsFault"));
    layout.addWidget(m_fault);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    QPushButton* cancel = makeButton(tr("Cancel"), ButtonKind::Secondary, {});
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(cancel);
    m_import = makeButton(tr("Import"), ButtonKind::Primary, {});
    m_import->setObjectName(QStringLiteral("resultsImport"));
    m_import->setDefault(true);
    connect(m_import, &QPushButton::clicked, this, &QDialog::accept);
    row->addWidget(m_import);
    layout.addLayout(row);
}

void ResultsImportDialog::fillColumns()
{
    m_columns->setRowCount(static_cast<int>(m_file.columns.size()));
    m_columns->setVisible(!m_file.columns.empty());
    int row = 0;
    for (const ResultsColumn& column : m_file.columns) {
        m_columns->setItem(row, 0, new QTableWidgetItem(column.name));
        m_columns->setItem(row, 1, new QTableWidgetItem(column.samples.join(QStringLiteral(", "))));
        auto* means = new QComboBox;
        means->setAccessibleName(tr("What %1 means").arg(column.name));
        means->addItem(tr("left out"), kNothing);
        if (m_file.isTable)
            means->addItem(tr("the score"), kScore);
        if (column.isKnown)
            means->addItem(tr("as its name says"), kAsNamed);
        for (const std::string& name : settingNames())
            means->addItem(settingTitle(name), toQt(name));
        const QString wanted = column.isValue             ? kScore
                               : column.isKnown           ? kAsNamed
                               : column.setting.isEmpty() ? kNothing
                                                          : column.setting;
        if (means->findData(wanted) < 0)
            means->addItem(wanted, wanted);
        means->setCurrentIndex(means->findData(wanted));
        connect(means, &QComboBox::currentIndexChanged, this, &ResultsImportDialog::refresh);
        m_columns->setCellWidget(row, 2, means);
        ++row;
    }
    refresh();
}

void ResultsImportDialog::takeStudy(const QString& study)
{
    const auto again = m_reader(study);
    if (!again) {
        m_fault->setText(errorSentence(again.error()));
        m_import->setEnabled(false);
        return;
    }
    m_file = *again;
    fillColumns();
}

QComboBox* ResultsImportDialog::meaningOf(int row) const
{
    return qobject_cast<QComboBox*>(m_columns->cellWidget(row, 2));
}

QString ResultsImportDialog::fault() const
{
    if (m_file.columns.empty())
        return {};
    std::set<QString> used;
    int scores = 0, settings = 0;
    for (int row = 0; row < m_columns->rowCount(); ++row) {
        const QString meaning = meaningOf(row)->currentData().toString();
        if (meaning == kNothing || meaning == kAsNamed)
            continue;
        if (meaning == kScore) {
            ++scores;
            continue;
        }
        ++settings;
        if (!used.insert(meaning).second)
            return tr("Two columns mean %1. Leave one of them out.")
                .arg(insideSentence(settingTitle(toStd(meaning))));
    }
    if (m_file.isTable && scores != 1)
        return scores == 0 ? tr("Choose the column that holds the score of a trial.")
                           : tr("Only one column can be the score.");
    return settings == 0 ? tr("Choose at least one column that is a setting.") : QString();
}

ResultsChoice ResultsImportDialog::choice() const
{
    ResultsChoice choice;
    if (m_study)
        choice.study = toStd(m_study->currentText());
    else if (!m_file.studies.isEmpty())
        choice.study = toStd(m_file.studies.constFirst());
    for (int row = 0; row < m_columns->rowCount(); ++row) {
        const QString meaning = meaningOf(row)->currentData().toString();
        const std::string name = toStd(m_file.columns[static_cast<std::size_t>(row)].name);
        if (meaning == kScore)
            choice.value = name;
        else if (meaning != kAsNamed)
            choice.settings[name] = meaning == kNothing ? std::string() : toStd(meaning);
    }
    return choice;
}

void ResultsImportDialog::refresh()
{
    QString summary = m_file.trials > 0 ? countedText(m_file.trials, tr("trial that has ended"),
                                                      tr("trials that have ended"))
                                        : tr("A table of trials");
    if (!m_file.metric.isEmpty())
        summary = tr("%1, judged by %2").arg(summary, m_file.metric);
    m_summary->setText(summary + u'.');
    const QString why = fault();
    m_fault->setText(
        why.isEmpty()
            ? tr("They are marked as imported in tables and charts. Later proposals learn from those that "
                 "lie within the search space.")
            : why);
    m_import->setEnabled(why.isEmpty());
}

} // namespace tunescope::ui
