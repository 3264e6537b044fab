// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/glossary/glossary_dialog.h"

#include "ui/pages/glossary/glossary_article.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScreen>

namespace tunescope::ui {
namespace {

constexpr int kGlossaryIdRole = Qt::UserRole + 1;

void addGroupHead(QListWidget& list, const QString& title)
{
    auto* head = new QListWidgetItem(title, &list);
    head->setFlags(Qt::NoItemFlags); // Passed over by the arrow keys.
    QFont font = themeOf(&list).font(TextStyle::Caption);
    font.setBold(true);
    head->setFont(font);
    head->setSizeHint({0, themeOf(&list).scaled(30)});
}

} // namespace

GlossaryDialog::GlossaryDialog(QWidget* parent)
    : QDialog(parent)
    , m_entries(makeGlossary())
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_none(new QLabel)
    , m_article(new GlossaryArticle)
{
    setWindowTitle(tr("Glossary"));
    setModal(false);
    m_search->setPlaceholderText(tr("Search settings, metrics, charts and words"));
    m_search->setAccessibleName(tr("Search the glossary"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setAccessibleName(tr("Entries"));
    m_list->installEventFilter(this);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none->setWordWrap(true);
    m_none->hide();
    setTone(m_none, ColorRole::Text2);

    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_search);
    left->addWidget(m_none);
    left->addWidget(m_list, 1);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(18);
    all->addLayout(left, 2);
    all->addWidget(m_article, 4);
    connect(m_search, &QLineEdit::textChanged, this, &GlossaryDialog::fill);
    connect(m_list, &QListWidget::currentItemChanged, this, &GlossaryDialog::showCurrent);
    connect(m_article, &GlossaryArticle::entryWanted, this, &GlossaryDialog::choose);
    connect(m_article, &GlossaryArticle::lessonWanted, this, &GlossaryDialog::lessonWanted);
    auto* find = new QAction(tr("Search the glossary"), this);
    find->setShortcut(QKeySequence::Find);
    connect(find, &QAction::triggered, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    addAction(find);
    fill({});
    const QSize wanted(themeOf(this).scaled(780), themeOf(this).scaled(560));
    resize(wanted.boundedTo(screen()->availableSize() * 0.92));
}

void GlossaryDialog::fill(const QString& text)
{
    const QString before = currentEntry();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        const std::vector<int> found = searchGlossary(m_entries, text);
        // What was looked for is listed by how well it fits; without a search, by kind.
        const bool byKind = text.trimmed().isEmpty();
        for (std::size_t i = 0; i < found.size(); ++i) {
            const GlossaryEntry& entry = m_entries[std::size_t(found[i])];
            if (byKind && (i == 0 || m_entries[std::size_t(found[i - 1])].kind != entry.kind))
                addGroupHead(*m_list, glossaryKindTitle(entry.kind));
            auto* item = new QListWidgetItem(entry.title, m_list);
            item->setData(kGlossaryIdRole, entry.id);
            item->setSizeHint({0, themeOf(this).scaled(26)});
            item->setToolTip(glossaryKindTitle(entry.kind));
            item->setData(Qt::AccessibleDescriptionRole, glossaryKindTitle(entry.kind) +
                                                             QStringLiteral(". ") +
                                                             entry.lines.join(QLatin1Char(' ')));
        }
        m_list->setVisible(!found.empty());
        m_none->setVisible(found.empty());
        m_none->setText(tr("Nothing about “%1”. Try another word or a part of it.").arg(text.trimmed()));
    }
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->flags() & Qt::ItemIsEnabled) {
            m_list->setCurrentRow(row);
            break;
        }
    }
    if (text.trimmed().isEmpty() && !before.isEmpty())
        choose(before);
    showCurrent();
}

void GlossaryDialog::showEntry(const QString& id)
{
    if (!m_search->text().isEmpty())
        m_search->clear();
    choose(id);
    if (!findGlossaryEntry(m_entries, id))
        m_search->setFocus(Qt::OtherFocusReason);
    else
        m_list->setFocus(Qt::OtherFocusReason);
}

void GlossaryDialog::choose(const QString& id)
{
    const GlossaryEntry* entry = findGlossaryEntry(m_entries, id);
    if (!entry)
        return;
    const auto find = [&] {
        for (int row = 0; row < m_list->count(); ++row) {
            if (m_list->item(row)->data(kGlossaryIdRole).toString() == entry->id)
                return row;
        }
        return -1;
    };
    if (find() < 0)
        m_search->clear(); // A link to what the search leaves out.
    if (const int row = find(); row >= 0) {
        m_list->setCurrentRow(row);
        m_list->scrollToItem(m_list->item(row), QAbstractItemView::PositionAtCenter);
    }
}

QString GlossaryDialog::currentEntry() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item ? item->data(kGlossaryIdRole).toString() : QString();
}

void GlossaryDialog::search(const QString& text)
{
    m_search->setText(text);
}

void GlossaryDialog::showCurrent()
{
    m_article->setEntry(findGlossaryEntry(m_entries, currentEntry()), m_entries);
}

/// Up, Down and the page keys in the search field move in the list; letters typed in the list go on
/// searching.
bool GlossaryDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    const bool moves = key->key() == Qt::Key_Down || key->key() == Qt::Key_Up ||
                       key->key() == Qt::Key_PageDown || key->key() == Qt::Key_PageUp;
    if (watched == m_search && moves) {
        QKeyEvent copy(key->type(), key->key(), key->modifiers());
        QCoreApplication::sendEvent(m_list, &copy);
        return true;
    }
    if (watched == m_search && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        m_list->setFocus(Qt::OtherFocusReason);
        return true;
    }
    const bool isText = !key->text().isEmpty() && key->text().at(0).isLetterOrNumber() &&
                        !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (watched == m_list && isText) {
        m_search->setFocus(Qt::OtherFocusReason);
        m_search->setText(key->text());
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace tunescope::ui
