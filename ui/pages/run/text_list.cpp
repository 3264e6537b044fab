// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run/text_list.h"

#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tunescope::ui {
namespace {

constexpr int kNumberWidth = 30;
constexpr int kLetterHeight = 22;
constexpr int kRowPad = 9;
constexpr int kChipHeight = 20;

/// A blank and a line end have a width, too.
QString shownSymbol(const std::string& symbol)
{
    if (symbol == " ")
        return QStringLiteral("\u2423");
    return symbol == "\n" ? QStringLiteral("\u23CE") : toQt(symbol);
}

QFont letterFont(const QWidget& widget)
{
    QFont font = themeOf(&widget).font(TextStyle::Number);
    font.setPixelSize(themeOf(&widget).scaled(14));
    return font;
}

} // namespace

TextList::TextList(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Texts that the network wrote"));
}

QString TextList::originText(WrittenText::Origin origin)
{
    switch (origin) {
    case WrittenText::Origin::New:
        return tr("new");
    case WrittenText::Origin::Training:
        return tr("in the training list");
    case WrittenText::Origin::Validation:
        return tr("real, not shown to it");
    }
    return {};
}

void TextList::setTexts(std::vector<WrittenText> texts)
{
    m_texts = std::move(texts);
    QStringList words;
    for (const WrittenText& text : m_texts) {
        QString line;
        for (const std::string& symbol : text.symbols)
            line += toQt(symbol);
        words << tr("%1 (%2)").arg(line, originText(text.origin));
    }
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

int TextList::chipWidth() const
{
    const QFontMetrics metrics(themeOf(this).font(TextStyle::Caption));
    int width = 0;
    for (const WrittenText& text : m_texts)
        width = std::max(width, metrics.horizontalAdvance(originText(text.origin)));
    return width + 18;
}

TextList::Layout TextList::laidOut(int width) const
{
    const QFontMetrics metrics(letterFont(*this));
    const int step = metrics.horizontalAdvance(QLatin1Char('m')) + 4;
    const int right = width - chipWidth() - 12;
    Layout layout;
    int y = 0;
    for (std::size_t t = 0; t < m_texts.size(); ++t) {
        layout.tops.push_back(y);
        int x = kNumberWidth;
        y += kRowPad;
        for (std::size_t s = 0; s < m_texts[t].symbols.size(); ++s) {
            if (x + step > right && x > kNumberWidth) {
                x = kNumberWidth;
                y += kLetterHeight + 2;
            }
            layout.letters.push_back({QRect(x, y, step, kLetterHeight), t, s});
            x += step;
        }
        y += kLetterHeight + kRowPad;
    }
    layout.tops.push_back(y);
    return layout;
}

QSize TextList::sizeHint() const
{
    return {360, heightForWidth(std::max(width(), 300))};
}

int TextList::heightForWidth(int width) const
{
    return laidOut(width).tops.back();
}

void TextList::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = themeOf(this);
    const Layout layout = laidOut(width());
    for (std::size_t t = 0; t < m_texts.size(); ++t) {
        painter.setFont(theme.font(TextStyle::Number));
        painter.setPen(theme.color(ColorRole::Text3));
        const int top = layout.tops[t];
        painter.drawText(QRect(0, top + kRowPad, kNumberWidth - 10, kLetterHeight),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(t + 1));
        if (m_texts[t].symbols.empty()) {
            painter.setFont(theme.font(TextStyle::Caption));
            painter.drawText(QRect(kNumberWidth, top + kRowPad, 200, kLetterHeight), Qt::AlignVCenter,
                             tr("(ended at once)"));
        }
        paintOrigin(painter, t, top);
        painter.setPen(theme.color(ColorRole::Border));
        painter.drawLine(0, layout.tops[t + 1] - 1, width(), layout.tops[t + 1] - 1);
    }
    painter.setFont(letterFont(*this));
    for (const Letter& letter : layout.letters) {
        const WrittenText& text = m_texts[letter.text];
        const double doubt = 1.0 - static_cast<double>(text.probabilities[letter.symbol]);
        const QColor ground =
            blend(Theme::rampColor(theme.error, 0.4), theme.color(ColorRole::Surface), doubt);
        painter.fillRect(letter.rect.adjusted(0, 0, -1, 0), ground);
        painter.setPen(textColorOn(ground));
        painter.drawText(letter.rect, Qt::AlignCenter, shownSymbol(text.symbols[letter.symbol]));
    }
}

void TextList::paintOrigin(QPainter& painter, std::size_t text, int top) const
{
    const Theme& theme = themeOf(this);
    const WrittenText::Origin origin = m_texts[text].origin;
    const bool isNew = origin == WrittenText::Origin::New;
    painter.setFont(theme.font(TextStyle::Caption));
    const QString words = originText(origin);
    const int wide = painter.fontMetrics().horizontalAdvance(words) + 18;
    const QRectF chip(width() - wide - 1, top + kRowPad + 1, wide, kChipHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(isNew ? ColorRole::OkSoft : ColorRole::Hover));
    painter.drawRoundedRect(chip, kChipHeight / 2.0, kChipHeight / 2.0);
    painter.setPen(theme.color(isNew ? ColorRole::Ok : ColorRole::Text2));
    painter.drawText(chip, Qt::AlignCenter, words);
}

bool TextList::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    for (const Letter& letter : laidOut(width()).letters) {
        if (!letter.rect.contains(help->pos()))
            continue;
        const WrittenText& text = m_texts[letter.text];
        QToolTip::showText(
            help->globalPos(),
            tr("%1: drawn with a probability of %2 %")
                .arg(shownSymbol(text.symbols[letter.symbol]))
                .arg(100.0 * static_cast<double>(text.probabilities[letter.symbol]), 0, 'f', 0),
            this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace tunescope::ui
