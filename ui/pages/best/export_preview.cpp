// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/best/export_preview.h"

#include "ui/pages/best/json_highlighter.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

/// The first `most` lines and how many more there are.
QString firstLines(const QString& text, int most)
{
    qsizetype end = 0;
    for (int line = 0; line < most; ++line) {
        end = text.indexOf(QLatin1Char('\n'), end);
        if (end < 0)
            return text;
        ++end;
    }
    const qsizetype more = text.mid(end).count(QLatin1Char('\n'));
    return more == 0 ? text : text.left(end) + ExportPreview::tr("… %1 more lines").arg(wholeText(more));
}

} // namespace

ExportPreview::ExportPreview(QWidget* parent)
    : QWidget(parent)
    , m_name(textLabel({}, TextStyle::Number))
    , m_copy(makeButton(tr("Copy"), ButtonKind::Quiet, QStringLiteral("copy"), ButtonSize::Small))
    , m_text(new QPlainTextEdit)
    , m_highlighter(new JsonHighlighter(m_text->document()))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(14, 4, 8, 4);
    head->addWidget(m_name, 1);
    head->addWidget(m_copy);
    layout->addLayout(head);
    layout->addWidget(ruleLine());
    m_text->setObjectName(QStringLiteral("exportPreview"));
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setProperty("mono", true);
    m_text->setStyleSheet(QStringLiteral("border: none; border-radius: 0;"));
    m_text->setMinimumHeight(80);
    layout->addWidget(m_text, 1);
    m_highlighter->setTheme(themeOf(this));
    m_copy->setToolTip(tr("Copies the whole file."));
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_content); });
}

void ExportPreview::show(const QString& fileName, const Result<std::string>& content)
{
    m_name->setText(fileName);
    m_text->setAccessibleName(tr("Preview of %1").arg(fileName));
    m_copy->setEnabled(content.has_value());
    const QString text = content ? toQt(*content) : errorSentence(content.error());
    if (text == m_content)
        return;
    m_content = text;
    const int scroll = m_text->verticalScrollBar()->value();
    const bool json = content && fileName.endsWith(QLatin1String(".json"));
    m_highlighter->setLanguage(json ? JsonHighlighter::Language::Json : JsonHighlighter::Language::Plain);
    m_text->setPlainText(firstLines(m_content, kMostLines));
    m_text->verticalScrollBar()->setValue(scroll);
}

void ExportPreview::showWaiting(const QString& fileName)
{
    m_name->setText(fileName);
    m_copy->setEnabled(false);
    m_content.clear();
    m_text->clear();
}

void ExportPreview::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_highlighter->setTheme(themeOf(this));
}

} // namespace tunescope::ui
