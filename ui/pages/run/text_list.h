// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_service.h"

#include <QWidget>

#include <vector>

namespace tunescope::ui {

/// Texts that a network wrote, one below the other. The orange behind a letter is how unsure it was; the chip
/// says whether the text is new. Long texts break into lines.
class TextList : public QWidget
{
    Q_OBJECT

public:
    explicit TextList(QWidget* parent = nullptr);

    void setTexts(std::vector<WrittenText> texts);
    [[nodiscard]] const std::vector<WrittenText>& texts() const { return m_texts; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    /// "new", "in the training list", "real, not shown to it".
    [[nodiscard]] static QString originText(WrittenText::Origin origin);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Letter {
        QRect rect;
        std::size_t text = 0;
        std::size_t symbol = 0;
    };
    struct Layout {
        std::vector<Letter> letters;
        std::vector<int> tops; ///< Of each text, and the end of the last.
    };
    [[nodiscard]] Layout laidOut(int width) const;
    void paintOrigin(QPainter& painter, std::size_t text, int top) const;
    [[nodiscard]] int chipWidth() const;

    std::vector<WrittenText> m_texts;
};

} // namespace tunescope::ui
