// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDialog>
#include <QString>
#include <QStringList>

#include <functional>
#include <map>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
class QVBoxLayout;

namespace tunescope::ui {

/// A column of a file of results, or a parameter of an Optuna study.
struct ResultsColumn {
    QString name;
    QStringList samples;
    QString setting = {}; ///< That it means by its own name; empty = none.
    bool isValue = false;
    bool isKnown = false; ///< State, number, seed, ...: read, and no setting.
};

/// What a file of results holds.
struct ResultsFile {
    QString path;
    QStringList studies = {};
    std::vector<ResultsColumn> columns = {}; ///< Empty where nothing is to be chosen.
    bool isTable = false;                    ///< Only then a column has to be the score.
    int trials = 0;                          ///< 0 = not known yet.
    QString metric = {};
};

/// What the student chose.
struct ResultsChoice {
    std::map<std::string, std::string> settings; ///< By column; an empty one leaves the column out.
    std::string value = {};                      ///< Column of the score.
    std::string study = {};
};

/// Import results: what the file holds, and what each of its columns means. Modal; accepted with a choice(),
/// or rejected and nothing has happened.
class ResultsImportDialog : public QDialog
{
    Q_OBJECT

public:
    using Reader = std::function<Result<ResultsFile>(const QString& study)>;

    /// `reader` reads the file again for another study of it. `into` says where the trials go.
    ResultsImportDialog(ResultsFile file, Reader reader, const QString& into, QWidget* parent);

    [[nodiscard]] ResultsChoice choice() const;
    /// Why it cannot be imported as chosen; empty if it can.
    [[nodiscard]] QString fault() const;

private:
    void buildHead(QVBoxLayout& layout, const QString& into);
    void buildColumns(QVBoxLayout& layout);
    void buildFoot(QVBoxLayout& layout);
    void fillColumns();
    void takeStudy(const QString& study);
    void refresh();
    [[nodiscard]] QComboBox* meaningOf(int row) const;

    ResultsFile m_file;
    Reader m_reader;
    QComboBox* m_study = nullptr;
    QTableWidget* m_columns = nullptr;
    QLabel* m_summary = nullptr;
    QLabel* m_fault = nullptr;
    QPushButton* m_import = nullptr;
};

} // namespace tunescope::ui
