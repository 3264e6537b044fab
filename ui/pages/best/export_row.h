// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

namespace tunescope::ui {

/// One file of the export list: tick, icon, title, file name, size. A click on the row shows its preview.
class ExportRow : public QWidget
{
    Q_OBJECT

public:
    ExportRow(const QString& title, const QString& fileName, const QString& icon, QWidget* parent = nullptr);

    [[nodiscard]] bool isTicked() const;
    void setSize(const QString& text);
    enum class Written { No, Yes };
    /// The name that the file will get, or under which it was just written.
    void setFileName(const QString& name, Written written = Written::No);
    [[nodiscard]] QCheckBox* tick() const { return m_tick; }
    enum class Previewed { No, Yes };
    void setPreviewed(Previewed previewed);

signals:
    void ticked();
    void previewWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QCheckBox* m_tick;
    QLabel* m_icon;
    QString m_iconName;
    QLabel* m_fileName;
    QLabel* m_size;
    Previewed m_previewed = Previewed::No;
};

} // namespace tunescope::ui
