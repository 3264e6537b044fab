// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tunescope::ui {

class JsonHighlighter;

/// The beginning of a file before it is written, with Copy for all of it.
class ExportPreview : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kMostLines = 400; ///< Longer files are shown in part; Copy takes everything.

    explicit ExportPreview(QWidget* parent = nullptr);

    void show(const QString& fileName, const Result<std::string>& content);
    void showWaiting(const QString& fileName);

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* m_name;
    QPushButton* m_copy;
    QPlainTextEdit* m_text;
    JsonHighlighter* m_highlighter;
    QString m_content;
};

} // namespace tunescope::ui
