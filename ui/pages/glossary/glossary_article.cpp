// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/glossary/glossary_article.h"

#include "ui/charts/concept_figure.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tunescope::ui {
namespace {

QLabel* wrappedLabel(TextStyle style, ColorRole tone)
{
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    setTextStyle(label, style);
    setTone(label, tone);
    return label;
}

} // namespace

GlossaryArticle::GlossaryArticle(QWidget* parent)
    : QScrollArea(parent)
    , m_title(wrappedLabel(TextStyle::Title, ColorRole::Text))
    , m_name(wrappedLabel(TextStyle::Caption, ColorRole::Text3))
    , m_lines(wrappedLabel(TextStyle::Body, ColorRole::Text))
    , m_figure(new ConceptFigure)
    , m_caption(wrappedLabel(TextStyle::Caption, ColorRole::Text2))
    , m_linkBox(new QWidget)
    , m_links(new QVBoxLayout(m_linkBox))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_figure->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_links->setContentsMargins(0, 0, 0, 0);
    m_links->setSpacing(2);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_name);
    layout->addWidget(m_lines);
    layout->addSpacing(4);
    layout->addWidget(m_figure);
    layout->addWidget(m_caption);
    layout->addSpacing(4);
    layout->addWidget(m_linkBox);
    layout->addStretch(1);
    setWidget(page);
}

void GlossaryArticle::setEntry(const GlossaryEntry* entry, const std::vector<GlossaryEntry>& all)
{
    widget()->setVisible(entry != nullptr);
    if (!entry)
        return;
    m_title->setText(entry->title);
    const bool isInFiles = entry->kind != GlossaryKind::Chart && entry->kind != GlossaryKind::Term;
    m_name->setText(isInFiles ? tr("%1 · in files: %2").arg(glossaryKindTitle(entry->kind), entry->name)
                              : glossaryKindTitle(entry->kind));
    m_lines->setText(entry->lines.join(QLatin1Char('\n')));
    m_lines->setAccessibleName(entry->title + QStringLiteral(". ") + entry->lines.join(QLatin1Char(' ')));
    if (m_figure->conceptId() != entry->figure)
        m_figure->setConcept(entry->figure);
    m_figure->setVisible(m_figure->hasPicture());
    m_caption->setVisible(m_figure->hasPicture());
    m_caption->setText(m_figure->caption());
    setLinks(*entry, all);
    ensureVisible(0, 0);
}

void GlossaryArticle::setLinks(const GlossaryEntry& entry, const std::vector<GlossaryEntry>& all)
{
    for (QPushButton* old : links()) {
        old->hide();
        old->setObjectName({});
        old->deleteLater(); // It may be the one whose click brought us here.
    }
    const auto add = [this](const QString& text) {
        QPushButton* link = makeButton(text, ButtonKind::Link);
        link->setObjectName(QStringLiteral("glossaryLink"));
        m_links->addWidget(link, 0, Qt::AlignLeft);
        return link;
    };
    for (const QString& id : entry.seeAlso) {
        const GlossaryEntry* other = findGlossaryEntry(all, id);
        if (other)
            connect(add(tr("See also: %1").arg(other->title)), &QPushButton::clicked, this,
                    [this, id] { emit entryWanted(id); });
    }
    if (const int number = lessonNumber(entry.lesson); number > 0)
        connect(add(tr("Try it: lesson %1").arg(number)), &QPushButton::clicked, this,
                [this, lesson = entry.lesson] { emit lessonWanted(lesson); });
}

QString GlossaryArticle::text() const
{
    return m_lines->text();
}

QList<QPushButton*> GlossaryArticle::links() const
{
    return m_linkBox->findChildren<QPushButton*>(QStringLiteral("glossaryLink"), Qt::FindDirectChildrenOnly);
}

} // namespace tunescope::ui
