// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/data/protocol_bands.h"

#include "ui/viewmodels/value_text.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr double kBandLabel = 64.0;
constexpr int kMostBands = 12; ///< More are not drawn; the words say how many there are.

QString partName(JudgeBand::Part part)
{
    switch (part) {
    case JudgeBand::Part::Learns:
        return ProtocolBands::tr("learns");
    case JudgeBand::Part::Stops:
        return ProtocolBands::tr("stops early");
    case JudgeBand::Part::Judges:
        return ProtocolBands::tr("judges");
    case JudgeBand::Part::Test:
        return ProtocolBands::tr("test, locked");
    case JudgeBand::Part::Unused:
        break;
    }
    return ProtocolBands::tr("not used");
}

} // namespace

ProtocolBands::ProtocolBands(QWidget* parent) : QWidget(parent)
{
    makeReadable(*this);
    setAccessibleName(tr("Which rows learn and which judge"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ProtocolBands::setProtocol(const ProtocolConfig& protocol, std::int64_t rows)
{
    m_protocol = protocol;
    m_rows = rows;
    m_bands = judgeBands(protocol);
    update();
    announceReading(*this);
}

QRectF ProtocolBands::bandRect(int run, const JudgeBand& band) const
{
    const int shown = std::clamp(static_cast<int>(m_bands.size()), 1, kMostBands);
    const double height = std::min((this->height() - 30.0) / shown, 44.0);
    const double room = width() - kBandLabel - 8.0;
    return {kBandLabel + band.from * room + 1.0, 4.0 + run * height, std::max((band.to - band.from) * room - 2.0, 1.0), height - 4.0};
}

void ProtocolBands::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int shown = std::min(static_cast<int>(m_bands.size()), kMostBands);
    for (int run = 0; run < shown; ++run) {
        const auto& bands = m_bands[static_cast<std::size_t>(run)];
        painter.setFont(theme.font(TextStyle::Caption));
        painter.setPen(theme.color(ColorRole::Text2));
        const QRectF first = bandRect(run, bands.front());
        painter.drawText(QRectF(0, first.top(), kBandLabel - 8, first.height()), Qt::AlignRight | Qt::AlignVCenter,
                         m_bands.size() == 1 ? tr("rows") : hasFolds(m_protocol.kind) ? tr("fold %1").arg(run % m_protocol.folds + 1) : tr("split %1").arg(run + 1));
        for (const JudgeBand& band : bands) {
            const QRectF rect = bandRect(run, band);
            painter.setPen(Qt::NoPen);
            switch (band.part) {
            case JudgeBand::Part::Learns:
                painter.setBrush(theme.scoreColor(0.8));
                break;
            case JudgeBand::Part::Stops:
                painter.setBrush(theme.scoreColor(0.4));
                break;
            case JudgeBand::Part::Judges:
                painter.setBrush(Theme::rampColor(theme.error, 0.45));
                break;
            case JudgeBand::Part::Test:
                painter.setPen(QPen(theme.color(ColorRole::BestMark), 1));
                painter.setBrush(QBrush(theme.color(ColorRole::Ghost), Qt::BDiagPattern));
                break;
            case JudgeBand::Part::Unused:
                painter.setBrush(theme.color(ColorRole::Sunken));
                break;
            }
            painter.drawRoundedRect(rect, 2, 2);
        }
    }
    const double y = shown == 0 ? 4.0 : bandRect(shown - 1, m_bands[static_cast<std::size_t>(shown - 1)].front()).bottom() + 4.0;
    painter.setFont(theme.font(TextStyle::Caption));
    painter.setPen(theme.color(ColorRole::Text3));
    painter.drawText(QRectF(kBandLabel, y, width() - kBandLabel, 18), Qt::AlignLeft | Qt::AlignVCenter,
                     static_cast<int>(m_bands.size()) > kMostBands ? tr("and %1 more").arg(m_bands.size() - kMostBands)
                                                                   : tr("blue learns · orange judges · hatched: test, locked"));
}

ChartReading ProtocolBands::reading() const
{
    ChartReading reading{.title = accessibleName(),
                         .sentence = tr("%1: %2 %3 of a trial, each on its own rows.")
                                         .arg(judgeTitle(m_protocol))
                                         .arg(m_bands.size())
                                         .arg(m_bands.size() == 1 ? tr("training") : tr("trainings")),
                         .columns = {tr("Training"), tr("Part"), tr("Rows, about")},
                         .rows = {}};
    for (std::size_t run = 0; run < m_bands.size(); ++run) {
        for (const JudgeBand::Part part : {JudgeBand::Part::Learns, JudgeBand::Part::Stops, JudgeBand::Part::Judges, JudgeBand::Part::Test, JudgeBand::Part::Unused}) {
            double share = 0.0;
            for (const JudgeBand& band : m_bands[run])
                share += band.part == part ? band.to - band.from : 0.0;
            if (share > 1e-9)
                reading.rows.push_back({QString::number(run + 1), partName(part), wholeText(std::llround(share * static_cast<double>(m_rows)))});
        }
    }
    return reading;
}

} // namespace tunescope::ui
