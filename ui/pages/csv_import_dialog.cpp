// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/csv_import_dialog.h"

#include "ui/pages/csv_import_dialog_cells.h"
#include "ui/pages/csv_import_dialog_header.h"
#include "ui/pages/csv_import_dialog_parts.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/qt_convert.h"
#include "ui/viewmodels/value_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/segmented_control.h"

#include "core/base/number_text.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <array>

namespace tunescope::ui {
namespace {

/// In the order of the segments; an own value leaves only categories empty.
constexpr std::array kMissing{"median", "mean", "drop", "median"};
constexpr int kOwnValue = 3;

} // namespace

CsvImportDialog::CsvImportDialog(const QString& path, BackgroundRunner inBackground, CsvPreviewer previewer,
                                 QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_model(path, std::move(inBackground), std::move(previewer))
    , m_rows(m_model)
    , m_parts(new CsvImportParts(this))
{
    setModal(true);
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    buildHead(*layout);
    layout->addWidget(ruleLine());
    buildDialect(*layout);
    layout->addWidget(ruleLine());
    buildTable(*layout);
    layout->addWidget(ruleLine());
    buildSummary(*layout);
    layout->addWidget(ruleLine());
    buildFoot(*layout);
    connect(&m_model, &CsvImportModel::changed, this, &CsvImportDialog::refresh);
    connect(&m_model, &CsvImportModel::readingAdvanced, this, &CsvImportDialog::refreshReading);
    connectFolds();
    m_parts->table->setFocus(); // Not on the cross, where Enter would throw the choice away.
    m_model.read();
}

void CsvImportDialog::buildHead(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(20, 12, 14, 12);
    row->setSpacing(14);
    row->addWidget(iconLabel(QStringLiteral("csv"), ColorRole::Accent, 22));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(textLabel(windowTitle(), TextStyle::Section));
    m_parts->fileLine = textLabel({}, TextStyle::Caption, ColorRole::Text3);
    words->addWidget(m_parts->fileLine);
    row->addLayout(words, 1);
    row->addWidget(
        textLabel(tr("Columns can also be left out later, in Data"), TextStyle::Caption, ColorRole::Text3));
    QToolButton* close = makeIconButton(QStringLiteral("close"), tr("Cancel the import"));
    connect(close, &QToolButton::clicked, this, &QDialog::reject);
    row->addWidget(close);
    layout.addLayout(row);
}

void CsvImportDialog::buildDialect(QVBoxLayout& layout)
{
    m_parts->dialect = new QWidget;
    auto* row = new QHBoxLayout(m_parts->dialect);
    row->setContentsMargins(20, 10, 20, 10);
    row->setSpacing(10);
    row->addWidget(textLabel(tr("Delimiter"), TextStyle::Table, ColorRole::Text2));
    m_parts->delimiter = new SegmentedControl({tr(", comma"), tr("; semicolon"), tr("⇥ tab"), tr("| bar")});
    m_parts->delimiter->setObjectName(QStringLiteral("delimiter"));
    m_parts->delimiter->setName(tr("Delimiter"));
    connect(m_parts->delimiter, &SegmentedControl::chosen, this,
            [this](int index) { m_model.setDelimiter(kCsvDelimiters[static_cast<std::size_t>(index)]); });
    row->addWidget(m_parts->delimiter);
    m_parts->ownDelimiter = new QLineEdit;
    m_parts->ownDelimiter->setObjectName(QStringLiteral("ownDelimiter"));
    m_parts->ownDelimiter->setProperty("mono", true);
    m_parts->ownDelimiter->setMaxLength(1);
    m_parts->ownDelimiter->setAlignment(Qt::AlignCenter);
    m_parts->ownDelimiter->setFixedWidth(themeOf(this).scaled(64));
    m_parts->ownDelimiter->setPlaceholderText(tr("other"));
    m_parts->ownDelimiter->setAccessibleName(tr("Another delimiter"));
    m_parts->ownDelimiter->setToolTip(tr("Type the sign that stands between two values."));
    connect(m_parts->ownDelimiter, &QLineEdit::textEdited, this, &CsvImportDialog::takeOwnDelimiter);
    row->addWidget(m_parts->ownDelimiter);
    row->addSpacing(8);
    row->addWidget(textLabel(tr("Decimals"), TextStyle::Table, ColorRole::Text2));
    m_parts->decimals = new SegmentedControl({QStringLiteral("3.14"), QStringLiteral("3,14")});
    m_parts->decimals->setObjectName(QStringLiteral("decimals"));
    m_parts->decimals->setName(tr("Decimals"));
    connect(m_parts->decimals, &SegmentedControl::chosen, this, [this](int index) {
        m_model.setDecimalMark(index == 1 ? CsvImportModel::DecimalMark::Comma
                                          : CsvImportModel::DecimalMark::Point);
    });
    row->addWidget(m_parts->decimals);
    row->addSpacing(8);
    m_parts->header = new QCheckBox(tr("First line is the header"));
    m_parts->header->setObjectName(QStringLiteral("header"));
    connect(m_parts->header, &QCheckBox::clicked, this, [this](bool on) {
        m_model.setFirstLine(on ? CsvImportModel::FirstLine::Header : CsvImportModel::FirstLine::Values);
    });
    row->addWidget(m_parts->header);
    row->addStretch(1);
    m_parts->encoding = textLabel({}, TextStyle::Table, ColorRole::Text2);
    row->addWidget(m_parts->encoding);
    m_parts->detected = new Chip(tr("detected"), ColorRole::OkSoft, ColorRole::Ok);
    m_parts->detected->setIconName(QStringLiteral("check"));
    row->addWidget(m_parts->detected);
    layout.addWidget(m_parts->dialect);
}

void CsvImportDialog::buildTable(QVBoxLayout& layout)
{
    m_parts->stack = new QStackedWidget;
    m_parts->table = new QTableView;
    QTableView& table = *m_parts->table;
    table.setObjectName(QStringLiteral("importRows"));
    table.setAccessibleName(tr("First lines of the file"));
    m_parts->head = new CsvImportHeader(m_model, &table);
    table.setHorizontalHeader(m_parts->head);
    table.setModel(&m_rows);
    table.setItemDelegate(new CsvImportCells(&table));
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(themeOf(this).scaled(26));
    table.setShowGrid(false);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setFrameShape(QFrame::NoFrame);
    m_parts->stack->addWidget(&table);
    m_parts->fault = new EmptyState(QStringLiteral("file"));
    m_parts->fault->setAction(tr("Choose another file"), QStringLiteral("folder"));
    connect(m_parts->fault, &EmptyState::actionTriggered, this, [this] {
        reject();
        emit otherFileWanted();
    });
    m_parts->stack->addWidget(m_parts->fault);
    m_parts->reading = new EmptyState(QStringLiteral("running"));
    m_parts->stack->addWidget(m_parts->reading);
    refreshReading();
    layout.addWidget(m_parts->stack, 1);
}

void CsvImportDialog::buildSummary(QVBoxLayout& layout)
{
    m_parts->summary = new QWidget;
    auto* row = new QHBoxLayout(m_parts->summary);
    row->setContentsMargins(20, 12, 20, 12);
    row->setSpacing(24);
    auto* missing = new QVBoxLayout;
    missing->setSpacing(8);
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(textLabel(tr("Missing values"), TextStyle::Card));
    m_parts->missingLine = textLabel({}, TextStyle::Caption, ColorRole::Text3);
    m_parts->missingLine->setMinimumWidth(10);
    head->addWidget(m_parts->missingLine, 1);
    missing->addLayout(head);
    m_parts->missing = new SegmentedControl(
        {tr("Median of training rows"), tr("Mean"), tr("Leave those rows out"), tr("Own value")});
    m_parts->missing->setObjectName(QStringLiteral("missing"));
    m_parts->missing->setName(tr("Missing values"));
    m_parts->missingRow = new QWidget;
    auto* controls = new QVBoxLayout(m_parts->missingRow);
    controls->setContentsMargins(0, 0, 0, 0);
    auto* ways = new QHBoxLayout;
    ways->setSpacing(8);
    ways->addWidget(m_parts->missing);
    m_parts->fill = new QLineEdit(QStringLiteral("0"));
    m_parts->fill->setObjectName(QStringLiteral("fill"));
    m_parts->fill->setProperty("mono", true);
    m_parts->fill->setFixedWidth(themeOf(this).scaled(72));
    m_parts->fill->setAccessibleName(tr("Value for empty cells"));
    ways->addWidget(m_parts->fill);
    ways->addStretch(1);
    controls->addLayout(ways);
    m_parts->missingNote = wrappedLabel({}, TextStyle::Caption, ColorRole::Text3);
    controls->addWidget(m_parts->missingNote);
    connect(m_parts->missing, &SegmentedControl::chosen, this, [this](int way) {
        refreshMissing();
        if (way == kOwnValue)
            m_parts->fill->setFocus();
    });
    connect(m_parts->fill, &QLineEdit::textEdited, this, &CsvImportDialog::refreshMissing);
    refreshMissing();
    missing->addWidget(m_parts->missingRow);
    missing->addStretch(1);
    row->addLayout(missing, 5);

    auto* gets = new QVBoxLayout;
    gets->setSpacing(5);
    gets->addWidget(textLabel(tr("What the network gets"), TextStyle::Card));
    m_parts->inputs = wrappedLabel({}, TextStyle::Table);
    m_parts->target = wrappedLabel({}, TextStyle::Table);
    m_parts->leftOut = wrappedLabel({}, TextStyle::Caption, ColorRole::Text3);
    gets->addWidget(m_parts->inputs);
    gets->addWidget(m_parts->target);
    m_parts->classes = new QHBoxLayout;
    m_parts->classes->setSpacing(6);
    gets->addLayout(m_parts->classes);
    gets->addWidget(m_parts->leftOut);
    gets->addStretch(1);
    row->addLayout(gets, 4);
    layout.addWidget(m_parts->summary);
}

void CsvImportDialog::buildFoot(QVBoxLayout& layout)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(20, 12, 20, 12);
    row->setSpacing(10);
    m_parts->problemIcon = iconLabel(QStringLiteral("failed"), ColorRole::Danger, 18);
    row->addWidget(m_parts->problemIcon);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    m_parts->problem = wrappedLabel({}, TextStyle::Card);
    m_parts->problemDetail = wrappedLabel({}, TextStyle::Caption, ColorRole::Text3);
    words->addWidget(m_parts->problem);
    words->addWidget(m_parts->problemDetail);
    row->addLayout(words, 1);
    m_parts->next = makeButton(tr("Next problem"), ButtonKind::Quiet, QStringLiteral("down"));
    m_parts->next->setObjectName(QStringLiteral("nextProblem"));
    m_parts->next->setToolTip(tr("F8"));
    connect(m_parts->next, &QPushButton::clicked, this, &CsvImportDialog::goToNextProblem);
    row->addWidget(m_parts->next);
    QPushButton* cancel = makeButton(tr("Cancel"), ButtonKind::Quiet);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(cancel);
    m_parts->asText = makeButton(tr("Treat as text"));
    m_parts->asText->setObjectName(QStringLiteral("treatAsText"));
    m_parts->asText->setToolTip(
        tr("The column becomes a category: every different text is a value of its own."));
    connect(m_parts->asText, &QPushButton::clicked, this, &CsvImportDialog::treatAsText);
    row->addWidget(m_parts->asText);
    m_parts->asMissing = makeButton(tr("Treat as missing"));
    m_parts->asMissing->setObjectName(QStringLiteral("treatAsMissing"));
    connect(m_parts->asMissing, &QPushButton::clicked, this, [this] { acceptWith(BadRows::TreatAsMissing); });
    row->addWidget(m_parts->asMissing);
    m_parts->import = makeButton({}, ButtonKind::Primary);
    m_parts->import->setObjectName(QStringLiteral("import"));
    connect(m_parts->import, &QPushButton::clicked, this,
            [this] { acceptWith(m_model.badRows() > 0 ? BadRows::Skip : BadRows::Refuse); });
    row->addWidget(m_parts->import);
    for (QPushButton* button : {m_parts->next, cancel, m_parts->asText, m_parts->asMissing})
        button->setAutoDefault(false);
    m_parts->import->setDefault(true);
    layout.addLayout(row);
}

QString CsvImportDialog::missing() const
{
    return QLatin1String(kMissing[static_cast<std::size_t>(m_parts->missing->current())]);
}

/// The value is a number as the file writes it, or as programs do.
void CsvImportDialog::refreshMissing()
{
    const bool own = m_parts->missing->current() == kOwnValue;
    const QString typed = m_parts->fill->text().trimmed().replace(QLatin1Char(','), QLatin1Char('.'));
    const std::optional<double> value = parseNumber(toStd(typed));
    m_parts->fill->setVisible(own);
    m_model.setFill(own ? value : std::nullopt);
    const bool faulty = own && !value;
    setTone(m_parts->missingNote, faulty ? ColorRole::Danger : ColorRole::Text3);
    m_parts->missingNote->setText(
        faulty ? tr("“%1” is not a number. Until it is one, the median of the training rows stands there.")
                     .arg(m_parts->fill->text())
        : own
            ? tr("Stands in every empty cell of a number column. Empty categories become the commonest one.")
            : tr("Worked out on the training part only, so validation and test stay unseen."));
}

void CsvImportDialog::refreshReading()
{
    const QString name = QFileInfo(m_model.path()).fileName();
    const QString rows = m_model.readingLine();
    m_parts->reading->setMessage(tr("Reading the file…"),
                                 rows.isEmpty() ? name : tr("%1: %2").arg(name, rows));
    if (m_model.preview())
        refreshFoot();
}

/// A fold opens by a click or by Enter on it.
void CsvImportDialog::connectFolds()
{
    const auto open = [this](const QModelIndex& index) {
        if (const auto fold = m_rows.foldAt(index.row()))
            m_model.showLines(fold->first, fold->last);
    };
    connect(m_parts->table, &QTableView::clicked, this, open);
    connect(&m_rows, &QAbstractItemModel::modelReset, this, &CsvImportDialog::spanFolds);
}

void CsvImportDialog::spanFolds()
{
    m_parts->table->clearSpans();
    for (const int row : m_rows.foldRows())
        m_parts->table->setSpan(row, 0, 1, m_rows.columnCount());
}

/// Letters, digits and quotes belong to the values themselves.
void CsvImportDialog::takeOwnDelimiter(const QString& text)
{
    const char sign = text.isEmpty() ? '\0' : text[0].toLatin1();
    const bool fits =
        sign > ' ' && sign < '\x7f' && !text[0].isLetterOrNumber() && sign != '"' && sign != '.';
    if (fits || sign == ' ')
        m_model.setDelimiter(sign);
    else if (!text.isEmpty())
        m_parts->ownDelimiter->clear();
}

void CsvImportDialog::treatAsText()
{
    const PreviewProblem* problem = currentProblem();
    if (problem && problem->column)
        m_model.setRole(*problem->column, ColumnRole::Category);
}

void CsvImportDialog::acceptWith(BadRows badRows)
{
    if (!m_model.canImport())
        return;
    m_spec = m_model.spec(badRows);
    accept();
}

void CsvImportDialog::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex current = m_parts->table->currentIndex();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto fold = enter && focusWidget() == m_parts->table ? m_rows.foldAt(current.row()) : std::nullopt;
    if (event->key() == Qt::Key_F8)
        goToNextProblem();
    else if (fold)
        m_model.showLines(fold->first, fold->last);
    else
        QDialog::keyPressEvent(event);
}

void CsvImportDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    const QWidget* window = parentWidget() != nullptr ? parentWidget()->window() : nullptr;
    if (window == nullptr)
        return;
    // The sheet is modal, so its window keeps its size while it is dimmed.
    auto* scrim = new Scrim(parentWidget()->window());
    connect(this, &QDialog::finished, scrim, &QObject::deleteLater);
    connect(this, &QObject::destroyed, scrim, &QObject::deleteLater);
    const QSize room = window->size();
    resize(std::min(room.width() - 48, 1180), std::min(room.height() - 48, 740));
    move(window->mapToGlobal(QPoint((room.width() - width()) / 2, (room.height() - height()) / 2)));
}

void CsvImportDialog::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = themeOf(this);
    painter.fillRect(rect(), theme.color(ColorRole::Surface));
    painter.setPen(theme.color(ColorRole::Control));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace tunescope::ui
