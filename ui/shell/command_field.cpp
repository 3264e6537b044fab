// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_field.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kRowHeight = 26;
constexpr int kMostShown = 60;
constexpr int kAtStart = 100;
constexpr int kAtWord = 50;
constexpr int kInside = 10;

} // namespace

CommandField::CommandField(QList<Command> commands, More more, QWidget* parent)
    : QDialog(parent, Qt::Popup)
    , m_commands(std::move(commands))
    , m_more(std::move(more))
    , m_field(new QLineEdit)
    , m_list(new QListWidget)
{
    setWindowTitle(tr("Commands"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    m_field->setPlaceholderText(tr("Find a command, a trial or a setting"));
    m_field->setAccessibleName(tr("Find a command, a trial or a setting"));
    m_list->setAccessibleName(tr("Commands that fit"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandField::refresh);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandField::runCurrent);
    connect(m_list, &QListWidget::itemClicked, this, &CommandField::runCurrent);
    const Theme& theme = themeOf(parent);
    resize(theme.scaled(520), theme.scaled(380));
    refresh();
    m_field->setFocus();
}

int CommandField::fitOf(const QString& typed, const Command& command)
{
    const QStringList words = typed.simplified().toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    const QString name = command.text.toCaseFolded();
    const QString all = name + u' ' + command.place.toCaseFolded();
    int fit = 1;
    for (const QString& word : words) {
        const auto at = all.indexOf(word);
        if (at < 0)
            return 0;
        const bool isWordStart = at == 0 || !all[at - 1].isLetterOrNumber();
        fit += at == 0 ? kAtStart : isWordStart ? kAtWord : kInside;
    }
    return fit;
}

void CommandField::refresh()
{
    const QString typed = m_field->text();
    QList<std::pair<int, Command>> fitting;
    for (const Command& command : m_commands) {
        if (const int fit = fitOf(typed, command); fit > 0)
            fitting.append({fit, command});
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    m_shown = m_more && !typed.trimmed().isEmpty() ? m_more(typed) : QList<Command>();
    for (const auto& [fit, command] : fitting)
        m_shown.append(command);
    m_list->clear();
    for (const Command& command : m_shown.mid(0, kMostShown)) {
        QString text = command.text;
        if (!command.place.isEmpty())
            text += QStringLiteral("   ·   ") + command.place;
        if (!command.keys.isEmpty())
            text += QStringLiteral("   ·   ") + command.keys.toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(text, m_list);
        item->setSizeHint({0, themeOf(this).scaled(kRowHeight)});
    }
    if (m_shown.isEmpty()) {
        auto* none = new QListWidgetItem(tr("Nothing fits “%1”.").arg(typed));
        none->setFlags(Qt::NoItemFlags);
        m_list->addItem(none);
    }
    m_list->setCurrentRow(m_shown.isEmpty() ? -1 : 0);
}

bool CommandField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int step = key == Qt::Key_Down       ? 1
                     : key == Qt::Key_Up       ? -1
                     : key == Qt::Key_PageDown ? 8
                     : key == Qt::Key_PageUp   ? -8
                                               : 0;
    if (step == 0 || m_shown.isEmpty())
        return QDialog::eventFilter(watched, event);
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
    return true;
}

/// A surface of its own with a hairline: a popup has no frame.
void CommandField::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Control));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

/// Closed first: what runs may open windows of its own.
void CommandField::runCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const std::function<void()> run = m_shown[row].run;
    accept();
    if (run)
        run();
}

} // namespace tunescope::ui
