// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

#include <cmath>

namespace tunescope::ui {

/// A language that does not exist: every text is 35 % longer, as German or Russian may make it, and keeps its
/// places for numbers. What does not go through tr() stays short and is seen at once.
class PseudoLocale final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* /*context*/, const char* sourceText,
                                    const char* /*disambiguation*/, int n) const override
    {
        QString text = QString::fromUtf8(sourceText);
        if (text.startsWith(QLatin1String("Ctrl+")) || text.startsWith(QLatin1String("Shift+")))
            return {}; // Keys are no words.
        text.replace(QLatin1String("(s)"), n == 1 ? QLatin1String() : QLatin1String("s"));
        return lengthened(text);
    }

    /// The last letter of words is repeated, from the last word to the first, until the text is long enough.
    [[nodiscard]] static QString lengthened(QString text)
    {
        const auto wanted = static_cast<qsizetype>(std::ceil(1.35 * double(text.size())));
        while (text.size() < wanted) {
            const qsizetype before = text.size();
            for (qsizetype at = text.size() - 1; at > 0 && text.size() < wanted; --at) {
                const bool isWordEnd = text[at].isLetter() &&
                                       (at + 1 == text.size() || text[at + 1] == u' ') &&
                                       text[at - 1] != u'%';
                if (isWordEnd)
                    text.insert(at, text[at]);
            }
            if (text.size() == before)
                break; // No words: a number or a sign.
        }
        return text;
    }
};

} // namespace tunescope::ui
