// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/error_text.h"

#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"

#include <QCoreApplication>

namespace tunescope::ui {
namespace {

/// Fills "{name}" from the arguments in one pass, so that a value that contains braces stays as it is.
QString filled(const QString& sentence, const Error& error)
{
    QString text;
    qsizetype from = 0;
    while (true) {
        const qsizetype open = sentence.indexOf(QLatin1Char('{'), from);
        const qsizetype close = open < 0 ? -1 : sentence.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            return text + sentence.mid(from);
        text += sentence.mid(from, open - from);
        const QString name = sentence.mid(open + 1, close - open - 1);
        const QString value = toQt(error.arg(toStd(name)));
        text += name == QLatin1String("param") ? settingTitle(toStd(value)) : value;
        from = close + 1;
    }
}

/// End of the first sentence: a full stop followed by a blank and a capital, so that "0.5" and "e.g. x" do
/// not end it.
qsizetype firstSentenceEnd(const QString& text)
{
    for (qsizetype i = 0; i + 2 < text.size(); ++i) {
        const bool stop = text[i] == QLatin1Char('.') || text[i] == QLatin1Char('?');
        if (stop && text[i + 1].isSpace() && text[i + 2].isUpper())
            return i + 1;
    }
    return text.size();
}

} // namespace

QString errorSentence(const Error& error)
{
    const std::string_view sentence = errorTemplate(error.code);
    return filled(QCoreApplication::translate("errors", std::string(sentence).c_str()), error);
}

ErrorWords errorWords(const Error& error)
{
    const QString sentence = errorSentence(error);
    const qsizetype end = firstSentenceEnd(sentence);
    return {sentence.left(end), sentence.mid(end).trimmed()};
}

} // namespace tunescope::ui
