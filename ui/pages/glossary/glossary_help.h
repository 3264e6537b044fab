// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

class QWidget;

namespace tunescope::ui {

class GlossaryDialog;

/// Answers every GlossaryEvent of the program, and F1 in dialogs, by opening the glossary at the entry.
class GlossaryHelp : public QObject
{
    Q_OBJECT

public:
    /// `window` is the parent of the dialog, unless another window is in front.
    explicit GlossaryHelp(QWidget& window);

    void open(const QString& topic, QWidget* from = nullptr);
    [[nodiscard]] GlossaryDialog* dialog() const; ///< Null before the first time.

signals:
    void lessonWanted(const QString& id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget& m_window;
    QPointer<GlossaryDialog> m_dialog;
};

} // namespace tunescope::ui
