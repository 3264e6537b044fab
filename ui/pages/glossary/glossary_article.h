// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/glossary.h"

#include <QScrollArea>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace tunescope::ui {

class ConceptFigure;

/// One entry: title, name as in files, its lines, the picture with its sentence, links.
class GlossaryArticle : public QScrollArea
{
    Q_OBJECT

public:
    explicit GlossaryArticle(QWidget* parent = nullptr);

    /// Null empties it. `all` gives the titles of linked entries.
    void setEntry(const GlossaryEntry* entry, const std::vector<GlossaryEntry>& all);

    [[nodiscard]] ConceptFigure& figure() const { return *m_figure; }
    [[nodiscard]] QString text() const; ///< The lines as shown.
    /// In reading order: entries, then the lesson.
    [[nodiscard]] QList<QPushButton*> links() const;

signals:
    void entryWanted(const QString& id);
    void lessonWanted(const QString& id);

private:
    void setLinks(const GlossaryEntry& entry, const std::vector<GlossaryEntry>& all);

    QLabel* m_title;
    QLabel* m_name;
    QLabel* m_lines;
    ConceptFigure* m_figure;
    QLabel* m_caption;
    QWidget* m_linkBox;
    QBoxLayout* m_links;
};

} // namespace tunescope::ui
