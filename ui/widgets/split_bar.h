// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/axis_scale.h"

#include <QWidget>

namespace tunescope::ui {

class SliderHandle;

/// Parts of the data, in whole percent; they sum to 100.
struct SplitPercent {
    int train = 60;
    int validation = 20;
    int test = 20;
    friend bool operator==(const SplitPercent&, const SplitPercent&) = default;
};

/// Training, validation and test part as one bar with two handles. Drag; arrows move 1 %, Page keys 5 %;
/// no part gets below 5 %. The test part carries a lock, an open one
/// once it was looked at.
class SplitBar : public QWidget
{
    Q_OBJECT

public:
    explicit SplitBar(QWidget* parent = nullptr);

    [[nodiscard]] const SplitPercent& split() const { return m_split; }
    /// Mended to parts of at least 5 % that sum to 100. Emits nothing.
    void setSplit(const SplitPercent& split);
    /// The lock on the test part stands open.
    void setTestOpened(bool isOpened);
    [[nodiscard]] QWidget* trainHandle() const;
    [[nodiscard]] QWidget* validationHandle() const;
    [[nodiscard]] QSize sizeHint() const override;

signals:
    void splitEdited(const tunescope::ui::SplitPercent& split);
    void splitCommitted(const tunescope::ui::SplitPercent& split);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Boundary { AfterTrain, AfterValidation };

    void connectHandle(SliderHandle* handle, Boundary boundary);
    void moveBoundary(Boundary boundary, int percent);
    void commit();
    void place();
    [[nodiscard]] QRectF barRect() const;
    [[nodiscard]] double xOf(int percent) const;

    SplitPercent m_split;
    SplitPercent m_committed;
    bool m_isTestOpened = false;
    SliderHandle* m_train;
    SliderHandle* m_validation;
};

} // namespace tunescope::ui
