// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace tunescope::ui {

/// English plurals for texts that count: "%n epoch(s)" becomes "%n epoch" for 1 and "%n epochs" otherwise.
/// Installed first, so a real translation goes before it.
class EnglishPlurals final : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* /*context*/, const char* sourceText, const char* /*disambiguation*/, int n) const override
    {
        if (n < 0)
            return {};
        QString text = QString::fromUtf8(sourceText);
        return text.replace(QLatin1String("(s)"), n == 1 ? QLatin1String() : QLatin1String("s"));
    }
};

} // namespace tunescope::ui
