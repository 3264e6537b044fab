// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <array>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QLineEdit;
class QStackedWidget;
class QTableView;
class QWidget;

namespace tunescope::ui {

class Chip;
class CsvImportHeader;
class EmptyState;
class SegmentedControl;

/// In the order of the sheet's segments.
inline constexpr std::array kCsvDelimiters{',', ';', '\t', '|'};

/// The widgets of the import sheet that change with the preview.
struct CsvImportParts : public QObject {
    using QObject::QObject;

    QLabel* fileLine = nullptr;
    SegmentedControl* delimiter = nullptr;
    QLineEdit* ownDelimiter = nullptr;
    SegmentedControl* decimals = nullptr;
    QCheckBox* header = nullptr;
    QLabel* encoding = nullptr;
    Chip* detected = nullptr;
    QStackedWidget* stack = nullptr;
    QTableView* table = nullptr;
    CsvImportHeader* head = nullptr;
    EmptyState* fault = nullptr;
    QWidget* dialect = nullptr;
    QWidget* summary = nullptr;
    QLabel* missingLine = nullptr;
    SegmentedControl* missing = nullptr;
    QWidget* missingRow = nullptr;
    QLineEdit* fill = nullptr;
    QLabel* missingNote = nullptr;
    EmptyState* reading = nullptr;
    QLabel* inputs = nullptr;
    QLabel* target = nullptr;
    QHBoxLayout* classes = nullptr;
    QLabel* leftOut = nullptr;
    QLabel* problemIcon = nullptr;
    QLabel* problem = nullptr;
    QLabel* problemDetail = nullptr;
    QPushButton* next = nullptr;
    QPushButton* asText = nullptr;
    QPushButton* asMissing = nullptr;
    QPushButton* import = nullptr;
};

} // namespace tunescope::ui
