// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/search_row_widget.h"

#include "ui/charts/rate_test_chart.h"
#include "ui/pages/search/result_dots.h"
#include "ui/pages/search/row_grip.h"
#include "ui/pages/search/row_track.h"
#include "ui/pages/search/row_values.h"
#include "ui/viewmodels/param_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/glossary_topic.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/range_track.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/value_field.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace tunescope::ui {
namespace {

constexpr int kCollapsedHeight = 30;
constexpr int kFaultHeight = 26;
constexpr int kChildIndent = 12;

QStringList modeWords()
{
    return {SearchRowWidget::tr("Fixed"), SearchRowWidget::tr("Range"), SearchRowWidget::tr("Choices")};
}

} // namespace

SearchRowWidget::SearchRowWidget(SearchSpaceModel& model, const SearchRow& row, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_name(row.name)
    , m_child(row.isChild())
    , m_mergeId(SearchSpaceModel::nextMergeId())
    , m_grip(new RowGrip(this))
    , m_title(new ElidedLabel({}, this))
    , m_meaning(new ElidedLabel({}, this))
    , m_mode(new SegmentedControl(modeWords(), this))
    , m_modeBox(new QComboBox(this))
    , m_track(new RowTrack(row.title, this))
    , m_values(new RowValues(row.title, this))
    , m_fault(new QLabel(this))
    , m_mend(makeButton(tr("Swap them"), ButtonKind::Link))
    , m_advice(new QLabel(this))
    , m_widen(makeButton({}, ButtonKind::Link))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(row.title);
    setGlossaryTopic(*this, QStringLiteral("setting:") + QString::fromStdString(row.name));
    buildHead(row);
    connectParts();
}

void SearchRowWidget::buildHead(const SearchRow& row)
{
    setTextStyle(m_title, TextStyle::Card);
    setTextStyle(m_meaning, TextStyle::Caption);
    setTone(m_meaning, ColorRole::Text3);
    m_meaning->setElideMode(Qt::ElideRight);
    setTextStyle(m_fault, TextStyle::Caption);
    setTone(m_fault, ColorRole::Danger);
    m_title->setText(row.title);
    m_meaning->setText(row.isChild() ? conditionText(row) : row.meaning);
    m_grip->setVisible(!m_child);
    m_mode->setName(tr("%1, how it is searched").arg(row.title));
    m_modeBox->setAccessibleName(tr("%1, how it is searched").arg(row.title));
    m_mend->setParent(this);
    m_mend->hide();
    m_fault->hide();
    setTextStyle(m_advice, TextStyle::Caption);
    setTone(m_advice, ColorRole::Warn);
    m_advice->hide();
    m_widen->setParent(this);
    m_widen->hide();
    setAcceptDrops(row.name == "learning_rate");
    const bool word = row.kind == ValueKind::Word;
    for (int index = 0; index < 3; ++index) {
        if (!word || index != 1)
            m_modeBox->addItem(modeWords()[index], index);
    }
    if (word) {
        m_mode->setSegmentEnabled(1, Qt::Unchecked);
        m_mode->setSegmentToolTip(
            1, tr("%1 has no order, so there is no range between its values.").arg(row.title));
    }
}

void SearchRowWidget::connectParts()
{
    connect(m_mode, &SegmentedControl::chosen, this, &SearchRowWidget::chooseMode);
    connect(m_modeBox, &QComboBox::activated, this,
            [this](int item) { chooseMode(m_modeBox->itemData(item).toInt()); });
    connect(m_track, &RowTrack::rangeEdited, this,
            [this](double low, double high) { onRange(low, high, m_mergeId); });
    connect(m_track, &RowTrack::rangeCommitted, this, [this](double low, double high) {
        onRange(low, high, m_mergeId);
        m_mergeId = SearchSpaceModel::nextMergeId(); // The next drag is another step.
    });
    connect(m_track, &RowTrack::choiceClicked, this, [this](int index) {
        const SearchRow* row = m_model.row(m_name);
        if (!row || index < 0 || static_cast<std::size_t>(index) >= row->offered.size())
            return;
        const ParamValue value = row->offered[static_cast<std::size_t>(index)];
        tell(row->mode == RowMode::Fixed ? m_model.setValue(m_name, value)
                                         : m_model.toggleChoice(m_name, value));
    });
    connect(m_track, &RowTrack::dotHovered, this, &SearchRowWidget::dotHovered);
    connect(m_track, &RowTrack::dotClicked, this, &SearchRowWidget::dotClicked);
    connect(m_values, &RowValues::rangeTyped, this, [this](double low, double high) {
        tell(m_model.setRange(m_name, {low, high}));
        if (low > high)
            offerSwap(low, high);
    });
    connect(m_values, &RowValues::valueTyped, this,
            [this](double value) { tell(m_model.setValue(m_name, value)); });
    connect(m_values, &RowValues::choiceTyped, this,
            [this](double value) { tell(m_model.addChoice(m_name, value)); });
    connect(m_values, &RowValues::unreadable, this, [this](const QString& message) {
        // A field that is left says that it reads well; what the model refused stays, with its button.
        const QString before = std::exchange(m_unreadable, message);
        if (!message.isEmpty())
            tell(message);
        else if (!before.isEmpty() && m_fault->text() == before)
            tell(std::nullopt);
    });
    connect(m_values, &RowValues::scaleClicked, this, [this] {
        const SearchRow* row = m_model.row(m_name);
        if (row)
            tell(m_model.setScale(m_name, scaleOf(row->range) == Scale::Log ? Scale::Linear : Scale::Log));
    });
    connect(m_mend, &QPushButton::clicked, this, [this] {
        if (const auto action = std::exchange(m_mendAction, {}))
            action();
    });
    connect(m_widen, &QPushButton::clicked, this, [this] { tell(m_model.setRange(m_name, m_wider)); });
    connect(m_values, &RowValues::moreClicked, this, [this] {
        const QToolButton* more = m_values->moreButton();
        emit moreRequested(more->mapToGlobal(QPoint(0, more->height())));
    });
    connect(m_grip, &RowGrip::dragged, this, &SearchRowWidget::gripDragged);
    connect(m_grip, &RowGrip::released, this, &SearchRowWidget::gripReleased);
}

void SearchRowWidget::chooseMode(int index)
{
    tell(m_model.setMode(m_name, static_cast<RowMode>(index)));
}

void SearchRowWidget::onRange(double low, double high, int mergeId)
{
    const SearchRow* row = m_model.row(m_name);
    if (row && row->mode == RowMode::Fixed)
        tell(m_model.setValue(m_name, low, mergeId));
    else
        tell(m_model.setRange(m_name, {low, high}, mergeId));
}

/// Says what was refused below the row, or takes the message away.
void SearchRowWidget::tell(const SearchSpaceModel::Fault& fault)
{
    const QString message = fault.value_or(QString());
    m_mend->hide();
    m_mendAction = {};
    if (message == m_fault->text())
        return;
    m_fault->setText(message);
    m_fault->setVisible(!message.isEmpty());
    if (!message.isEmpty())
        m_values->setError(message);
    updateGeometry();
    place();
}

void SearchRowWidget::offerSwap(double low, double high)
{
    m_mendAction = [this, low, high] { tell(m_model.setRange(m_name, {high, low})); };
    m_mend->show();
    place();
}

QString SearchRowWidget::fault() const
{
    return m_fault->text();
}

QString SearchRowWidget::advice() const
{
    return m_advice->isHidden() ? QString() : m_advice->text();
}

bool SearchRowWidget::hasLine() const
{
    return !m_fault->text().isEmpty() || !m_advice->text().isEmpty();
}

void SearchRowWidget::setAdvice(const SearchAdvice& advice)
{
    const SearchRow* row = m_model.row(m_name);
    if (!row)
        return;
    const std::optional<Interval> ends = advice.suggestionFor(*row);
    m_track->range().setSuggestion(ends ? std::optional(ValueRange{ends->low, ends->high}) : std::nullopt);
    std::vector<TrackPast> past;
    for (const SearchAdvice::PastRange& range : advice.pastRanges(m_name))
        past.push_back({range.stage, {range.ends.low, range.ends.high}});
    m_track->range().setPast(std::move(past));
    const std::optional<SearchAdvice::Widening> widening = advice.wideningFor(*row);
    m_advice->setText(widening ? widening->sentence : QString());
    m_widen->setText(widening ? widening->action : QString());
    m_widen->setAccessibleName(widening ? tr("%1: %2 %3").arg(row->title, widening->sentence, widening->action) : QString());
    if (widening)
        m_wider = widening->ends;
    updateGeometry();
    place();
}

QWidget* SearchRowWidget::faultyField() const
{
    if (m_collapsed || m_fault->text().isEmpty())
        return nullptr;
    for (ValueField* field : {m_values->lowField(), m_values->highField()}) {
        if (!field->isHidden() && !field->error().isEmpty())
            return field;
    }
    // A refused choice stays in its field until it is mended; what the track refused is gone from the screen.
    QLineEdit* add = m_values->addField();
    return !add->isHidden() && !add->text().isEmpty() ? add : nullptr;
}

void SearchRowWidget::refresh(SearchDensity density)
{
    const SearchRow* row = m_model.row(m_name);
    if (!row)
        return;
    m_density = density;
    m_child = row->isChild(); // Other data may know the setting under another condition.
    m_meaning->setText(m_child ? conditionText(*row) : row->meaning);
    const bool wasCollapsed = std::exchange(m_collapsed, !row->active);
    m_mode->setVisible(!m_collapsed && density == SearchDensity::Wide);
    m_modeBox->setVisible(!m_collapsed && density == SearchDensity::Compact);
    m_track->setVisible(!m_collapsed);
    m_values->setVisible(!m_collapsed);
    m_meaning->setVisible(!m_collapsed);
    m_grip->setVisible(!m_child && !m_collapsed);
    if (m_collapsed != wasCollapsed) {
        setTextStyle(m_title, m_collapsed ? TextStyle::Caption : TextStyle::Card);
        setTone(m_title, m_collapsed ? ColorRole::Text3 : ColorRole::Text);
    }
    m_title->setText(m_collapsed ? unusedText(*row) : row->title);
    m_mode->setCurrent(static_cast<int>(row->mode));
    m_modeBox->setCurrentIndex(m_modeBox->findData(static_cast<int>(row->mode)));
    if (!m_collapsed) {
        m_track->show(*row, m_model.axisOf(*row));
        m_values->show(*row, density, m_model.canBeLog(*row) ? Qt::Checked : Qt::Unchecked);
    }
    if (!m_fault->text().isEmpty())
        tell(std::nullopt); // The row shows what holds now.
    updateGeometry();
    place();
    update();
}

void SearchRowWidget::setResults(const ResultDots& results)
{
    m_track->setResults(results);
}

void SearchRowWidget::setDraws(const std::vector<ParamSet>& draws)
{
    std::vector<double> values;
    for (const ParamSet& draw : draws) {
        const ParamValue* value = draw.find(m_name);
        const std::optional<double> number = value ? paramNumber(*value) : std::nullopt;
        if (number)
            values.push_back(*number);
    }
    m_track->setDraws(std::move(values));
}

void SearchRowWidget::setGridValues(GridValues shown)
{
    const SearchRow* row = m_model.row(m_name);
    std::vector<double> values;
    if (row && shown == GridValues::Shown && row->mode == RowMode::Range) {
        for (const ParamValue& value : gridValues(row->range))
            values.push_back(paramNumber(value).value_or(0.0));
    }
    m_track->setGridValues(std::move(values));
}

void SearchRowWidget::setHighlighted(qint64 trial)
{
    m_track->setHighlighted(trial);
}

std::vector<QWidget*> SearchRowWidget::focusOrder() const
{
    std::vector<QWidget*> order{m_mode->segment(0), m_mode->segment(1), m_mode->segment(2), m_modeBox};
    for (QWidget* widget : m_track->focusOrder())
        order.push_back(widget);
    order.push_back(m_values->moreButton());
    order.push_back(m_values->addField());
    order.push_back(m_values->lowField());
    order.push_back(m_values->highField());
    order.push_back(m_values->scaleButton());
    order.push_back(m_mend);
    order.push_back(m_widen);
    return order;
}

QSize SearchRowWidget::sizeHint() const
{
    const Theme& theme = themeOf(this);
    const int fault = hasLine() ? theme.scaled(kFaultHeight) : 0;
    return {640, m_collapsed ? theme.scaled(kCollapsedHeight) : searchRowHeight(m_density, theme) + fault};
}

void SearchRowWidget::place()
{
    const Theme& theme = themeOf(this);
    const SearchColumns columns(width(), m_density, theme);
    const int indent = m_child ? theme.scaled(kChildIndent) + theme.scaled(20) : 0;
    const bool isAdvised = !m_collapsed && m_fault->text().isEmpty() && !m_advice->text().isEmpty();
    m_advice->setVisible(isAdvised);
    m_widen->setVisible(isAdvised);
    if (m_collapsed) {
        m_title->setGeometry(columns.name + indent, 0, columns.values - columns.name, height() - 1);
        return;
    }
    const int rowHeight = searchRowHeight(m_density, theme);
    const int middle = rowHeight / 2;
    const int title = theme.scaled(19);
    const int meaning = theme.scaled(16);
    const int nameWidth = columns.nameWidth - indent;
    m_grip->setGeometry(columns.grip, middle - 14, 24, 28);
    m_title->setGeometry(columns.name + indent, middle - (title + meaning) / 2, nameWidth, title);
    m_meaning->setGeometry(columns.name + indent, middle + title - (title + meaning) / 2, nameWidth, meaning);
    const int segment = std::min(m_mode->sizeHint().height(), rowHeight);
    m_mode->setGeometry(columns.mode, middle - segment / 2, columns.modeWidth, segment);
    const int box = theme.scaled(theme.metrics.field);
    const int line = theme.scaled(theme.metrics.button) + 2;
    m_modeBox->setGeometry(columns.mode, middle - box / 2, columns.modeWidth, box);
    m_track->setGeometry(columns.track, 3, columns.trackWidth, rowHeight - 6);
    m_values->setGeometry(columns.values, middle - line / 2, columns.valuesWidth, line);
    const int faultHeight = theme.scaled(20);
    const int mendWidth = m_mend->isHidden() ? 0 : m_mend->sizeHint().width();
    const int right = width() - 12;
    m_mend->setGeometry(right - mendWidth, rowHeight - 2, mendWidth, faultHeight + 4);
    const int wanted = m_fault->sizeHint().width();
    const int left = std::max(columns.track, right - mendWidth - 10 - wanted);
    m_fault->setGeometry(left, rowHeight, right - mendWidth - 10 - left, faultHeight);
    const int widen = m_widen->sizeHint().width();
    m_widen->setGeometry(right - widen, rowHeight - 2, widen, faultHeight + 4);
    const int start = std::max(columns.name, right - widen - 10 - m_advice->sizeHint().width());
    m_advice->setGeometry(start, rowHeight, right - widen - 10 - start, faultHeight);
}

void SearchRowWidget::resizeEvent(QResizeEvent* /*event*/)
{
    place();
}

void SearchRowWidget::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    if (m_child)
        painter.fillRect(rect(), theme.color(ColorRole::Sunken));
    painter.setPen(theme.color(ColorRole::Border));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    if (!m_child)
        return;
    const SearchColumns columns(width(), m_density, theme);
    const double side = theme.scaled(theme.metrics.iconInline);
    const double middle = m_collapsed ? height() / 2.0 : searchRowHeight(m_density, theme) / 2.0;
    drawIcon(painter, QStringLiteral("branch"),
             QRectF(columns.name + theme.scaled(kChildIndent), middle - side / 2, side, side),
             theme.color(ColorRole::Text3));
}

/// The valley of a learning-rate range test.
void SearchRowWidget::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(QString::fromLatin1(kRateRangeFormat)))
        event->acceptProposedAction();
}

void SearchRowWidget::dropEvent(QDropEvent* event)
{
    const QList<QByteArray> ends = event->mimeData()->data(QString::fromLatin1(kRateRangeFormat)).split(' ');
    bool isLow = false, isHigh = false;
    const double low = ends.value(0).toDouble(&isLow), high = ends.value(1).toDouble(&isHigh);
    const SearchRow* row = m_model.row(m_name);
    if (!isLow || !isHigh || !row)
        return;
    if (row->mode != RowMode::Range)
        m_model.setMode(m_name, RowMode::Range);
    tell(m_model.setRange(m_name, {low, high}));
    event->acceptProposedAction();
}

void SearchRowWidget::contextMenuEvent(QContextMenuEvent* event)
{
    emit menuRequested(event->globalPos());
}

void SearchRowWidget::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) ||
        event->key() == Qt::Key_Menu)
        emit menuRequested(
            mapToGlobal(QPoint(SearchColumns(width(), m_density, themeOf(this)).name, height() / 2)));
    else
        QWidget::keyPressEvent(event);
}

} // namespace tunescope::ui
