// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace tunescope::ui {

struct Theme;

/// Colours names, texts and numbers of JSON; other text stays as it is.
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument* document);

    enum class Language { Json, Plain };
    void setLanguage(Language language);
    void setTheme(const Theme& theme); ///< Call again when the theme has changed.

protected:
    void highlightBlock(const QString& text) override;

private:
    Language m_language = Language::Json;
    QTextCharFormat m_name;
    QTextCharFormat m_text;
    QTextCharFormat m_number;
};

} // namespace tunescope::ui
