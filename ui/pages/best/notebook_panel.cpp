// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/notebook_panel.h"

#include "core/study/study_notebook.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/notebook_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/segmented_control.h"

#include <QFileDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace tunescope::ui {

NotebookPanel::NotebookPanel(TrustModel& model, std::function<QString()> projectName, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_projectName(std::move(projectName))
{
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(14);
    auto* book = plainCard();
    auto* list = new QWidget;
    m_entries = new QVBoxLayout(list);
    m_entries->setContentsMargins(18, 14, 18, 14);
    m_entries->setSpacing(12);
    m_area = static_cast<QScrollArea*>(scrolled(list));
    m_area->setAccessibleName(tr("Entries of the lab notebook"));
    book->body()->addWidget(m_area);
    auto* side = new QWidget;
    auto* right = new QVBoxLayout(side);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(14);
    right->addWidget(buildWriting(), 1);
    right->addWidget(buildFacts());
    columns->addWidget(book, 3);
    columns->addWidget(side, 2);
    connect(&model, &TrustModel::changed, this, &NotebookPanel::refresh);
    connect(&model, &TrustModel::written, this, [this] { m_field->clear(); });
    refresh();
}

QWidget* NotebookPanel::buildWriting()
{
    auto* card = new Card(tr("Write into it"));
    m_kind = new SegmentedControl({tr("Question"), tr("Prediction"), tr("Note"), tr("Conclusion")});
    m_kind->setName(tr("What you write"));
    m_kind->setCurrent(2);
    m_field = new QPlainTextEdit;
    m_field->setObjectName(QStringLiteral("notebookField"));
    m_field->setAccessibleName(tr("Text of the entry"));
    m_field->setPlaceholderText(tr("What do you want to know, expect, see or conclude?"));
    m_field->setTabChangesFocus(true);
    m_field->setMinimumHeight(72);
    m_write = makeButton(tr("Write it down"), ButtonKind::Primary);
    m_write->setObjectName(QStringLiteral("notebookWrite"));
    m_write->setEnabled(false);
    card->body()->addWidget(m_kind);
    card->body()->addWidget(m_field, 1);
    card->body()->addWidget(wrappedLabel(tr("An entry stays as it is. A correction is a new entry."), TextStyle::Caption, ColorRole::Text3));
    card->body()->addWidget(m_write, 0, Qt::AlignRight);
    connect(m_field, &QPlainTextEdit::textChanged, this,
            [this] { m_write->setEnabled(!m_field->toPlainText().trimmed().isEmpty() && m_model.facts()); });
    connect(m_write, &QPushButton::clicked, this, &NotebookPanel::write);
    return card;
}

QWidget* NotebookPanel::buildFacts()
{
    auto* card = new Card(tr("In this study"));
    m_counts = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_counts->setObjectName(QStringLiteral("notebookCounts"));
    m_chain = wrappedLabel({}, TextStyle::Table, ColorRole::Text2);
    m_chain->setObjectName(QStringLiteral("notebookChain"));
    m_export = makeButton(tr("Export notebook.html…"), ButtonKind::Secondary, QStringLiteral("export"));
    m_export->setObjectName(QStringLiteral("notebookExport"));
    card->body()->addWidget(m_counts);
    card->body()->addWidget(m_chain);
    card->body()->addWidget(m_export, 0, Qt::AlignRight);
    connect(m_export, &QPushButton::clicked, this, &NotebookPanel::choosePath);
    return card;
}

void NotebookPanel::write()
{
    const auto kind = static_cast<std::size_t>(std::max(m_kind->current(), 0));
    m_model.write(toQt(kStudentEntries[kind]), m_field->toPlainText().trimmed());
}

void NotebookPanel::choosePath()
{
    const QString path = QFileDialog::getSaveFileName(window(), tr("Export the notebook"), QStringLiteral("notebook.html"), tr("Web page (*.html)"));
    if (path.isEmpty())
        return;
    if (exportTo(path))
        emit exported(path);
    else
        emit exportFailed(path);
}

bool NotebookPanel::exportTo(const QString& path)
{
    if (!m_model.facts())
        return false;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write(notebookHtml(*m_model.facts(), m_projectName()).toUtf8());
    return file.commit();
}

void NotebookPanel::addEntry(const StudyEvent& entry)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(iconLabel(notebookEntryIcon(entry.kind), isStudentEntry(entry.kind) ? ColorRole::Best : ColorRole::Text2, 18), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(textLabel(notebookEntryTitle(entry.kind), TextStyle::Card));
    head->addWidget(textLabel(notebookTime(entry.at), TextStyle::Caption, ColorRole::Text3));
    head->addStretch(1);
    words->addLayout(head);
    QLabel* text = wrappedLabel(toQt(entry.detail), TextStyle::Body, isStudentEntry(entry.kind) ? ColorRole::Text : ColorRole::Text2);
    text->setObjectName(QStringLiteral("notebookEntry"));
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (!entry.detail.empty())
        words->addWidget(text);
    else
        delete text;
    row->addLayout(words, 1);
    m_entries->addLayout(row);
}

/// What is there stays; only another study begins anew.
void NotebookPanel::refresh()
{
    const std::vector<StudyEvent> none;
    const std::vector<StudyEvent>& entries = m_model.facts() ? m_model.facts()->notebook : none;
    const bool goesOn = m_shown > 0 && m_shown <= entries.size() && entries[m_shown - 1].hash == m_lastHash;
    if (!goesOn) {
        clearLayout(m_entries);
        m_shown = 0;
    } else if (m_shown < entries.size()) {
        delete m_entries->takeAt(m_entries->count() - 1); // The stretch.
    }
    const bool isNew = m_shown < entries.size();
    for (std::size_t i = m_shown; i < entries.size(); ++i)
        addEntry(entries[i]);
    if (entries.empty())
        m_entries->addWidget(wrappedLabel(tr("The first entry writes itself when a search begins."), TextStyle::Body, ColorRole::Text3));
    if (isNew || entries.empty())
        m_entries->addStretch(1);
    m_shown = entries.size();
    m_lastHash = entries.empty() ? std::string() : entries.back().hash;
    if (isNew) // To the newest, once it has its place.
        QTimer::singleShot(0, m_area, [area = m_area] { area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum()); });
    m_write->setEnabled(m_model.facts() && !m_field->toPlainText().trimmed().isEmpty());
    m_export->setEnabled(!entries.empty());
    m_counts->setVisible(m_model.facts().has_value());
    if (!m_model.facts()) {
        m_chain->setText(m_model.fault());
        return;
    }
    const TrustFacts& facts = *m_model.facts();
    m_counts->setText(tr("%1 entries, %2 trials, %3 trained again, test part opened %4")
                          .arg(wholeText(std::ssize(entries)), wholeText(facts.trials), wholeText(facts.extraRuns),
                               facts.looks.size() == 1 ? tr("once") : tr("%1 times").arg(facts.looks.size())));
    m_chain->setText(notebookChainText(facts));
    setTone(m_chain, facts.notebookFaults.empty() ? ColorRole::Ok : ColorRole::Danger);
}

void NotebookPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.addViewer();
}

void NotebookPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_model.removeViewer();
}

} // namespace tunescope::ui
