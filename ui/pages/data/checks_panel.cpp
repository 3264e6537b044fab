// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/checks_panel.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/widgets/icon.h"

#include <QAbstractButton>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

constexpr int kIcon = 16;
constexpr int kPanelPadding = 10;

struct Look {
    const char* icon;
    ColorRole role;
};

Look lookOf(CheckSeverity severity)
{
    switch (severity) {
    case CheckSeverity::Ok:
        return {"check-circle", ColorRole::Ok};
    case CheckSeverity::Info:
        return {"info", ColorRole::Info};
    case CheckSeverity::Warning:
        return {"diverged", ColorRole::Warn};
    }
    return {"info", ColorRole::Info};
}

class CheckButton final : public QAbstractButton
{
public:
    CheckButton(const QString& headline, const QString& detail, const Look& look)
        : m_detail(detail)
        , m_look(look)
    {
        setText(headline);
        setAccessibleName(headline + QStringLiteral(". ") + detail);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    bool hasHeightForWidth() const override { return true; }

    int heightForWidth(int width) const override
    {
        const int room = textRoom(width);
        return heightOf(text(), TextStyle::Card, room) + heightOf(m_detail, TextStyle::Caption, room) +
               2 * kPanelPadding + 2;
    }

    QSize sizeHint() const override { return {260, heightForWidth(260)}; }
    QSize minimumSizeHint() const override { return {120, heightForWidth(std::max(width(), 160))}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Theme& theme = themeOf(this);
        QPainter painter(this);
        if (underMouse() || isDown())
            painter.fillRect(rect().adjusted(0, 1, 0, 0), theme.color(ColorRole::Hover));
        painter.fillRect(0, 0, width(), 1, theme.color(ColorRole::Border));
        drawIcon(painter, QLatin1String(m_look.icon), QRectF(2, kPanelPadding + 1, kIcon, kIcon),
                 theme.color(m_look.role));
        const int room = textRoom(width());
        const int headline = heightOf(text(), TextStyle::Card, room);
        painter.setFont(theme.font(TextStyle::Card));
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(QRect(kIcon + 12, kPanelPadding, room, headline), Qt::TextWordWrap, text());
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Text3));
        painter.drawText(QRect(kIcon + 12, kPanelPadding + headline + 2, room, height()), Qt::TextWordWrap,
                         m_detail);
    }

    void enterEvent(QEnterEvent* event) override
    {
        QAbstractButton::enterEvent(event);
        update();
    }

    void leaveEvent(QEvent* event) override
    {
        QAbstractButton::leaveEvent(event);
        update();
    }

private:
    static int textRoom(int width) { return std::max(40, width - kIcon - 16); }

    int heightOf(const QString& words, TextStyle style, int room) const
    {
        if (words.isEmpty())
            return 0;
        return QFontMetrics(themeOf(this).font(style))
            .boundingRect(QRect(0, 0, room, 1000), Qt::TextWordWrap, words)
            .height();
    }

    QString m_detail;
    Look m_look;
};

} // namespace

ChecksPanel::ChecksPanel(DatasetModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_list(new QVBoxLayout)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(textLabel(tr("Checks"), TextStyle::Section));
    m_list->setSpacing(0);
    layout->addLayout(m_list);
    connect(&model, &DatasetModel::changed, this, &ChecksPanel::refresh);
    refresh();
}

void ChecksPanel::refresh()
{
    clearLayout(m_list);
    if (m_model.facts() == nullptr)
        return;
    for (const DatasetCheck& check : m_model.facts()->checks) {
        auto* button = new CheckButton(toQt(check.headline), toQt(check.detail), lookOf(check.severity));
        button->setObjectName(QStringLiteral("check"));
        connect(button, &QAbstractButton::clicked, this, [this, check] { emit chosen(check); });
        m_list->addWidget(button);
    }
}

} // namespace tunescope::ui
