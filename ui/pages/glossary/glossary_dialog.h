// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/glossary.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;

namespace tunescope::ui {

class GlossaryArticle;

/// Every entry of the glossary: a search field, the list, and the chosen entry with its picture. Typing
/// anywhere but in the entry searches; arrows in the search field move through the list. Not modal, so that
/// what is explained stays in use.
class GlossaryDialog : public QDialog
{
    Q_OBJECT

public:
    explicit GlossaryDialog(QWidget* parent = nullptr);

    /// Shows an entry; the index with the first entry for an unknown or empty id.
    void showEntry(const QString& id);
    [[nodiscard]] QString currentEntry() const; ///< Its id; empty without one.
    [[nodiscard]] const std::vector<GlossaryEntry>& entries() const { return m_entries; }
    [[nodiscard]] QLineEdit& searchField() const { return *m_search; }
    [[nodiscard]] QListWidget& list() const { return *m_list; }
    [[nodiscard]] GlossaryArticle& article() const { return *m_article; }
    /// Only entries that hold these words are listed.
    void search(const QString& text);

signals:
    void lessonWanted(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill(const QString& text);
    void showCurrent();
    void choose(const QString& id);

    std::vector<GlossaryEntry> m_entries;
    QLineEdit* m_search;
    QListWidget* m_list;
    QLabel* m_none;
    GlossaryArticle* m_article;
};

} // namespace tunescope::ui
