// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace tunescope::ui {

/// The head of the trial table: the sorted column is bold and has a chevron beside its title.
class TrialTableHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit TrialTableHeader(QWidget* parent);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    [[nodiscard]] QSize sizeHint() const override;
};

} // namespace tunescope::ui
