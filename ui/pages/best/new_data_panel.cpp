// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/new_data_panel.h"

#include "core/study/dataset_summary.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr std::size_t kShownHash = 12;

} // namespace

NewDataPanel::NewDataPanel(NewDataModel& model, QWidget* parent) : QWidget(parent), m_model(model)
{
    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(14);
    auto* right = new QVBoxLayout;
    right->setSpacing(14);
    columns->addWidget(buildFingerprint(), 3);
    columns->addLayout(right, 2);
    right->addWidget(buildChampion());
    right->addWidget(buildTuning());
    right->addStretch(1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scrolled(content));
    connect(&model, &NewDataModel::changed, this, &NewDataPanel::refresh);
    refresh();
}

QWidget* NewDataPanel::buildFingerprint()
{
    auto* card = new Card(tr("Fingerprint"), CardHead::Ruled);
    m_state = new Chip({});
    card->addTitleWidget(m_state);
    m_words = wrappedLabel({}, TextStyle::Body, ColorRole::Text2);
    m_words->setObjectName(QStringLiteral("newDataWords"));
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("newDataField"));
    m_field->setAccessibleName(tr("The changed data: a file, or the name of a built-in set"));
    m_field->setPlaceholderText(tr("A file, or the name of a built-in set"));
    QPushButton* choose = makeButton(tr("Choose…"), ButtonKind::Secondary);
    m_compare = makeButton(tr("Compare"), ButtonKind::Primary);
    m_compare->setObjectName(QStringLiteral("newDataCompare"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(choose);
    row->addWidget(m_compare);
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(18);
    m_rows->setVerticalSpacing(6);
    m_rows->setColumnStretch(3, 1);
    card->body()->addWidget(m_words);
    card->body()->addLayout(row);
    card->body()->addLayout(m_rows);
    card->body()->addStretch(1);
    connect(choose, &QPushButton::clicked, this, &NewDataPanel::chooseFile);
    connect(m_compare, &QPushButton::clicked, this, [this] { m_model.compare(m_field->text()); });
    connect(m_field, &QLineEdit::returnPressed, m_compare, &QPushButton::click);
    connect(m_field, &QLineEdit::textChanged, this, &NewDataPanel::refresh);
    return card;
}

QWidget* NewDataPanel::buildChampion()
{
    auto* card = new Card(tr("The best trial on the new rows"));
    m_scores = textLabel({}, TextStyle::Numeral);
    m_scores->setObjectName(QStringLiteral("newDataScores"));
    m_championWords = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    card->body()->addWidget(m_scores);
    card->body()->addWidget(m_championWords);
    return card;
}

QWidget* NewDataPanel::buildTuning()
{
    auto* card = new Card(tr("Tune again"));
    m_warm = new QRadioButton(tr("Warm"));
    m_cold = new QRadioButton(tr("Cold"));
    m_warm->setChecked(true);
    m_tune = makeButton(tr("Make it the next search"), ButtonKind::Primary);
    m_tune->setObjectName(QStringLiteral("newDataTune"));
    const auto words = [](const QString& text) {
        QLabel* label = wrappedLabel(text, TextStyle::Table, ColorRole::Text3);
        label->setContentsMargins(24, 0, 0, 4);
        return label;
    };
    card->body()->addWidget(m_warm);
    card->body()->addWidget(words(tr("The old best and its nine neighbours in rank first, then near them.")));
    card->body()->addWidget(m_cold);
    card->body()->addWidget(words(tr("The whole space, nothing carried over.")));
    card->body()->addWidget(m_tune, 0, Qt::AlignLeft);
    card->body()->addWidget(wrappedLabel(tr("It becomes a project of its own. The old trials stay as they are; scores on old and new data are never "
                                            "ranked together."),
                                         TextStyle::Caption, ColorRole::Text3));
    connect(m_tune, &QPushButton::clicked, this, [this] { m_model.tune(m_warm->isChecked() ? RetuneStart::Warm : RetuneStart::Cold); });
    return card;
}

void NewDataPanel::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(window(), tr("The changed data"), {},
                                                      tr("Data (%1)").arg(toQt(readableFilePatterns())) + QStringLiteral(";;") + tr("All files (*)"));
    if (path.isEmpty())
        return;
    m_field->setText(path);
    m_model.compare(path);
}

void NewDataPanel::refresh()
{
    const NewDataModel::State state = m_model.state();
    const bool isChanged = state == NewDataModel::State::Changed;
    m_compare->setEnabled(!m_field->text().trimmed().isEmpty() && state != NewDataModel::State::Looking);
    m_tune->setEnabled(isChanged);
    m_state->setVisible(state != NewDataModel::State::Waiting);
    m_scores->setVisible(isChanged);
    const QString own = m_model.studySource();
    switch (state) {
    case NewDataModel::State::Waiting:
        m_words->setText(own.isEmpty() ? tr("Rows were added, or another scanner is used? See what the best trial is worth on them.")
                                       : tr("This study was made with %1. Rows were added since, or others took their place? See what the best trial "
                                            "is worth on them.")
                                             .arg(own));
        break;
    case NewDataModel::State::Looking:
        m_state->setText(tr("looking"));
        m_state->setRoles(ColorRole::AccentSoft, ColorRole::Accent);
        m_words->setText(tr("Reading %1 and asking the best trial about it…").arg(m_model.source()));
        break;
    case NewDataModel::State::Same:
        m_state->setText(tr("matches"));
        m_state->setRoles(ColorRole::OkSoft, ColorRole::Ok);
        m_words->setText(tr("These are the data that the study was made with."));
        break;
    case NewDataModel::State::Changed:
        m_state->setText(tr("does not match"));
        m_state->setRoles(ColorRole::WarnSoft, ColorRole::Warn);
        m_words->setText(tr("The data are not those that trial %1 was chosen on.").arg(m_model.change().champion));
        break;
    case NewDataModel::State::Failed:
        m_state->setText(tr("not read"));
        m_state->setRoles(ColorRole::DangerSoft, ColorRole::Danger);
        m_words->setText(m_model.fault());
        break;
    }
    refreshRows();
    if (!isChanged) {
        m_championWords->setText(tr("Its weights are not changed for that; only asked."));
        return;
    }
    const DataChange& change = m_model.change();
    m_scores->setText(tr("%1 → %2").arg(scoreText(change.oldValue, m_model.metric()), scoreTextWithUnit(change.newValue, m_model.metric())));
    QString words = tr("Trial %1 without being trained again, on %2 validation rows of the new data.").arg(change.champion).arg(wholeText(change.scoredRows));
    if (change.unknownClassRows > 0)
        words += QLatin1Char(' ') + tr("%1 rows are of classes that it does not know and were left out.").arg(wholeText(change.unknownClassRows));
    m_championWords->setText(words);
}

void NewDataPanel::refreshRows()
{
    clearLayout(m_rows);
    if (m_model.state() != NewDataModel::State::Changed)
        return;
    const DataChange& change = m_model.change();
    const std::int64_t more = change.newRows - change.oldRows;
    const QString rows = more > 0   ? tr("%1, %2 added").arg(wholeText(change.newRows), wholeText(more))
                         : more < 0 ? tr("%1, %2 fewer").arg(wholeText(change.newRows), wholeText(-more))
                                    : tr("%1, as many").arg(wholeText(change.newRows));
    const std::array<std::array<QString, 3>, 3> lines{{{QString(), tr("of the study"), tr("new")},
                                                       {tr("SHA-256"), toQt(change.oldSha256.substr(0, kShownHash)) + QChar(0x2026),
                                                        toQt(change.newSha256.substr(0, kShownHash)) + QChar(0x2026)},
                                                       {tr("Rows"), wholeText(change.oldRows), rows}}};
    for (int line = 0; line < 3; ++line) {
        for (int column = 0; column < 3; ++column) {
            const QString& text = lines[static_cast<std::size_t>(line)][static_cast<std::size_t>(column)];
            m_rows->addWidget(textLabel(text, line == 0 || column == 0 ? TextStyle::Table : TextStyle::Number,
                                        line == 0 || column == 0 ? ColorRole::Text3 : ColorRole::Text),
                              line, column);
        }
    }
}

} // namespace tunescope::ui
