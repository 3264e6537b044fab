// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/protocol_choice.h"
#include "ui/widgets/readable_chart.h"

#include <QWidget>

namespace tunescope::ui {

/// Which rows learn and which judge, a band for every training of a trial; the test part is hatched.
class ProtocolBands : public QWidget, public ReadableChart
{
    Q_OBJECT

public:
    explicit ProtocolBands(QWidget* parent = nullptr);

    void setProtocol(const ProtocolConfig& protocol, std::int64_t rows);
    [[nodiscard]] QRectF bandRect(int run, const JudgeBand& band) const;
    [[nodiscard]] ChartReading reading() const override;
    [[nodiscard]] QSize sizeHint() const override { return {420, 210}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 120}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ProtocolConfig m_protocol;
    std::int64_t m_rows = 0;
    std::vector<std::vector<JudgeBand>> m_bands;
};

} // namespace tunescope::ui
