// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/search/rate_test_dialog.h"

#include "ui/pages/data/page_parts.h"
#include "ui/viewmodels/error_text.h"
#include "ui/viewmodels/project_controller.h"
#include "ui/viewmodels/study_view_model.h"
#include "ui/widgets/buttons.h"

#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace tunescope::ui {
namespace {

const std::string kRate = "learning_rate";

/// Two digits: a range is typed, read and remembered.
double twoDigits(double rate)
{
    const double decade = std::pow(10.0, std::floor(std::log10(rate)) - 1.0);
    return std::round(rate / decade) * decade;
}

} // namespace

ParamSet rateTestSettings(const StageConfig& stage, const TrialSnapshot* best)
{
    ParamSet settings;
    for (const ParamSpec& spec : stage.space.params()) {
        if (!stage.space.isActive(spec, settings))
            continue;
        const ParamValue* own = best ? best->start.params.find(spec.name) : nullptr;
        const auto* choices = std::get_if<ChoiceSet>(&spec.distribution);
        const bool fits = own && positionOf(spec.distribution, *own).has_value();
        settings.set(spec.name, fits                                   ? *own
                                : choices && !choices->choices.empty() ? choices->choices.front()
                                                                       : valueAt(spec.distribution, 0.5));
    }
    return settings;
}

RateTestDialog::RateTestDialog(ProjectController& controller, SearchSpaceModel& model, QWidget* parent)
    : QDialog(parent)
    , m_controller(controller)
    , m_model(model)
    , m_chart(new RateTestChart)
    , m_words(wrappedLabel({}, TextStyle::Table, ColorRole::Text2))
    , m_use(makeButton(tr("Use this range"), ButtonKind::Primary))
{
    setWindowTitle(tr("Learning-rate range test"));
    setObjectName(QStringLiteral("rateTest"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_words);
    layout->addWidget(m_chart, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(textLabel(tr("Drag the grip onto the row of the learning rate, or:"), TextStyle::Caption,
                              ColorRole::Text3));
    foot->addStretch(1);
    QPushButton* close = makeButton(tr("Close"), ButtonKind::Secondary);
    close->setAutoDefault(false);
    foot->addWidget(close);
    foot->addWidget(m_use);
    layout->addLayout(foot);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_use, &QPushButton::clicked, this, &RateTestDialog::use);
    connect(m_chart, &RateTestChart::valleyChanged, this, &RateTestDialog::refresh);
    resize(680, 420);
    start();
}

QString RateTestDialog::words() const
{
    return m_words->text();
}

void RateTestDialog::start()
{
    m_use->setEnabled(false);
    m_words->setText(
        tr("One network is trained while its learning rate rises from step to step. Where the loss falls "
           "is where to search."));
    m_chart->setMessage(tr("Testing…"));
    const StudyConfig draft = m_controller.draft();
    const StudySnapshotPtr& snapshot = m_controller.study().snapshot();
    const TrialSnapshot* best = snapshot ? m_controller.study().trial(snapshot->best) : nullptr;
    const ParamSet settings = rateTestSettings(draft.stage, best);
    auto stop = std::make_shared<std::stop_source>();
    connect(this, &QObject::destroyed, this, [stop] { stop->request_stop(); });
    m_controller.inBackground<Result<RateTest>>(
        "rateTest",
        [draft, settings, stop] {
            return StudyService::testLearningRates(draft, settings, stop->get_token());
        },
        [self = QPointer(this)](const Result<RateTest>& answer) {
            if (self)
                self->take(answer);
        });
}

void RateTestDialog::take(const Result<RateTest>& answer)
{
    if (!answer) {
        m_chart->setMessage(errorSentence(answer.error()));
        return;
    }
    m_chart->setTest(*answer);
    m_use->setEnabled(!answer->points.empty());
    m_use->setFocus();
    refresh();
}

void RateTestDialog::refresh()
{
    if (!m_chart->test().points.empty())
        m_words->setText(m_chart->reading().sentence);
}

void RateTestDialog::use()
{
    const SearchRow* row = m_model.row(kRate);
    if (!row)
        return;
    if (row->mode != RowMode::Range)
        m_model.setMode(kRate, RowMode::Range);
    if (const auto fault =
            m_model.setRange(kRate, {twoDigits(m_chart->valley().low), twoDigits(m_chart->valley().high)}))
        m_words->setText(*fault);
    else
        close();
}

} // namespace tunescope::ui
