// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/analyse/contour_card.h"

#include "ui/charts/contour_view.h"
#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/qt_convert.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace tunescope::ui {
namespace {

QComboBox* settingBox(const QString& name)
{
    auto* box = new QComboBox;
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

void select(QComboBox& box, const std::string& name)
{
    box.setCurrentIndex(box.findData(toQt(name)));
}

} // namespace

ContourCard::ContourCard(AnalysisModel& model, AnalysisContour& contour, QWidget* parent)
    : Card(tr("Contour"), CardHead::Plain, parent)
    , m_model(model)
    , m_contour(contour)
    , m_view(new ContourView(model, contour))
    , m_first(settingBox(tr("Setting along the bottom")))
    , m_second(settingBox(tr("Setting up the side")))
{
    addTitleWidget(m_first);
    addTitleWidget(textLabel(QStringLiteral("×"), TextStyle::Body, ColorRole::Text3));
    addTitleWidget(m_second);
    body()->addWidget(m_view, 1);
    connect(m_first, &QComboBox::activated, this, &ContourCard::choose);
    connect(m_second, &QComboBox::activated, this, &ContourCard::choose);
    connect(&contour, &AnalysisContour::changed, this, &ContourCard::refresh);
    refresh();
}

void ContourCard::refresh()
{
    QStringList names;
    for (const AnalysisDimension& dimension : m_model.table().dimensions()) {
        if (!dimension.isScore())
            names.append(toQt(dimension.name));
    }
    for (QComboBox* box : {m_first, m_second}) {
        const QSignalBlocker quiet(box);
        QStringList shown;
        for (int i = 0; i < box->count(); ++i)
            shown.append(box->itemData(i).toString());
        if (shown != names) {
            box->clear();
            for (const QString& name : names)
                box->addItem(settingTitle(toStd(name)), name);
        }
    }
    select(*m_first, m_contour.first());
    select(*m_second, m_contour.second());
    setToolTip(m_contour.staleBy() > 0
                   ? tr("%n trial(s) newer than this picture.", nullptr, m_contour.staleBy())
                   : QString());
}

/// The same setting twice would be no plane: the two change places.
void ContourCard::choose()
{
    const std::string first = toStd(m_first->currentData().toString());
    const std::string second = toStd(m_second->currentData().toString());
    if (first == second)
        m_contour.choose(m_contour.second(), m_contour.first());
    else
        m_contour.choose(first, second);
    refresh();
}

} // namespace tunescope::ui
