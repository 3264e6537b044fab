// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewmodels/dataset_model.h"

#include "ui/viewmodels/dataset_model_text.h"
#include "ui/viewmodels/qt_convert.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr const char* kScaling = "scaling";
constexpr const char* kFeatures = "features";
constexpr const char* kMissingName = "missing";

int percentOf(double share)
{
    return static_cast<int>(std::lround(share * 100.0));
}

QString listed(const QStringList& names)
{
    constexpr qsizetype kMost = 5;
    if (names.size() > kMost) {
        return DatasetModel::tr("%1 and %2 more")
            .arg(names.mid(0, kMost).join(QStringLiteral(", ")))
            .arg(names.size() - kMost);
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

DatasetModel::DatasetModel(DatasetPorts ports, QObject* parent) : QObject(parent), m_ports(std::move(ports))
{
}

const DatasetFacts* DatasetModel::facts() const
{
    const std::optional<DatasetFacts>& facts = m_ports.facts();
    return facts ? &*facts : nullptr;
}

const Baselines* DatasetModel::baselines() const
{
    const std::optional<Baselines>& baselines = m_ports.baselines();
    return baselines ? &*baselines : nullptr;
}

bool DatasetModel::isImage() const
{
    return facts() != nullptr && facts()->image.has_value();
}

bool DatasetModel::hasTiles() const
{
    return isImage() || (facts() != nullptr && facts()->shape.form == SampleForm::Sequence);
}

bool DatasetModel::hasColumns() const
{
    return facts() != nullptr && !facts()->features.empty();
}

DatasetModel::Percent DatasetModel::split() const
{
    return {percentOf(draft().protocol.validation), percentOf(draft().protocol.test)};
}

void DatasetModel::setSplit(const Percent& split)
{
    if (split == this->split())
        return;
    StudyConfig next = draft();
    next.protocol.validation = split.validation / 100.0;
    next.protocol.test = split.test / 100.0;
    m_ports.setDraft(next, tr("Change split"), 0);
    emit changed();
}

DatasetModel::ClassMix DatasetModel::classMix() const
{
    return draft().protocol.stratified ? ClassMix::Same : ClassMix::Any;
}

void DatasetModel::setClassMix(ClassMix mix)
{
    StudyConfig next = draft();
    next.protocol.stratified = mix == ClassMix::Same;
    m_ports.setDraft(next, tr("Change class mix"), 0);
    emit changed();
}

void DatasetModel::setProtocol(const ProtocolConfig& protocol)
{
    if (protocol == draft().protocol)
        return;
    StudyConfig next = draft();
    next.protocol = protocol;
    m_ports.setDraft(next, tr("Change how trials are judged"), 0);
    emit changed();
}

const ParamValue* DatasetModel::fixed(const char* name) const
{
    return draft().stage.fixed.find(name);
}

void DatasetModel::setFixed(const char* name, const std::string& value, const QString& undoText)
{
    StudyConfig next = draft();
    next.stage.fixed.set(name, value);
    m_ports.setDraft(next, undoText, 0);
    emit changed();
}

DatasetModel::Standardise DatasetModel::standardise() const
{
    const ParamValue* scaling = fixed(kScaling);
    const auto* text = scaling != nullptr ? std::get_if<std::string>(scaling) : nullptr;
    return text == nullptr || *text == "standard" ? Standardise::Yes : Standardise::No;
}

void DatasetModel::setStandardise(Standardise standardise)
{
    setFixed(kScaling, standardise == Standardise::Yes ? "standard" : "none", tr("Change standardising"));
}

QString DatasetModel::missing() const
{
    const ParamValue* missing = fixed(kMissingName);
    const auto* text = missing != nullptr ? std::get_if<std::string>(missing) : nullptr;
    return text != nullptr ? toQt(*text) : QStringLiteral("median");
}

void DatasetModel::setMissing(const QString& missing)
{
    if (missing != this->missing())
        setFixed(kMissingName, toStd(missing), tr("Change missing values"));
}

std::uint64_t DatasetModel::seed() const
{
    return splitSeedOf(draft());
}

void DatasetModel::setSeed(std::uint64_t seed)
{
    if (seed == this->seed())
        return;
    StudyConfig next = draft();
    next.protocol.splitSeed = seed;
    m_ports.setDraft(next, tr("Change split seed"), 0);
    emit changed();
}

void DatasetModel::reset()
{
    StudyConfig next = draft();
    const ProtocolConfig plain;
    next.protocol.validation = plain.validation;
    next.protocol.test = plain.test;
    next.protocol.stratified = plain.stratified;
    next.data.excludedRows.clear();
    for (const char* name : {kScaling, kFeatures, kMissingName})
        next.stage.fixed.erase(name);
    if (next == draft())
        return;
    m_ports.setDraft(next, tr("Reset data settings"), 0);
    emit changed();
}

bool DatasetModel::isExcluded(std::int64_t row) const
{
    const auto& excluded = draft().data.excludedRows;
    return std::find(excluded.begin(), excluded.end(), row) != excluded.end();
}

void DatasetModel::setUse(std::int64_t row, Use use)
{
    if (isExcluded(row) == (use == Use::LeaveOut))
        return;
    StudyConfig next = draft();
    std::erase(next.data.excludedRows, row);
    if (use == Use::LeaveOut) {
        next.data.excludedRows.push_back(row);
        std::sort(next.data.excludedRows.begin(), next.data.excludedRows.end());
    }
    const QString number = QString::number(row + 1);
    m_ports.setDraft(
        next, use == Use::LeaveOut ? tr("Leave out row %1").arg(number) : tr("Use row %1").arg(number), 0);
    emit changed();
}

QStringList DatasetModel::featureNames() const
{
    QStringList names;
    if (facts() != nullptr) {
        for (const ColumnFacts& column : facts()->features)
            names << toQt(column.name);
    }
    return names;
}

QStringList DatasetModel::usedFeatures() const
{
    const ParamValue* features = fixed(kFeatures);
    const auto* names = features != nullptr ? std::get_if<std::vector<std::string>>(features) : nullptr;
    if (names == nullptr || names->empty())
        return featureNames();
    QStringList used;
    for (const std::string& name : *names)
        used << toQt(name);
    return used;
}

bool DatasetModel::setUsedFeatures(const QStringList& names)
{
    if (names.isEmpty())
        return false;
    if (names == usedFeatures())
        return true;
    StudyConfig next = draft();
    next.stage.fixed.erase(kFeatures);
    if (names != featureNames()) {
        std::vector<std::string> chosen;
        for (const QString& name : names)
            chosen.push_back(toStd(name));
        next.stage.fixed.set(kFeatures, std::move(chosen));
    }
    m_ports.setDraft(next, tr("Choose columns"), 0);
    emit changed();
    return true;
}

QString DatasetModel::title() const
{
    if (facts() != nullptr)
        return toQt(facts()->about.title);
    return QFileInfo(toQt(draft().data.source)).fileName();
}

QString DatasetModel::sizeLine() const
{
    if (facts() == nullptr)
        return {};
    QStringList parts{countedText(facts()->rows, tr("sample"), tr("samples"))};
    if (hasColumns())
        parts << countedText(static_cast<std::int64_t>(facts()->features.size()), tr("feature"),
                             tr("features"));
    else if (!facts()->shapeText.empty())
        parts << toQt(facts()->shapeText);
    else if (facts()->inputs > 0)
        parts << countedText(facts()->inputs, tr("input"), tr("inputs"));
    if (!facts()->classes.empty())
        parts << countedText(static_cast<std::int64_t>(facts()->classes.size()), tr("class"), tr("classes"));
    else if (facts()->task == Task::Regression)
        parts << tr("predicts the number %1").arg(toQt(facts()->target.name));
    if (facts()->about.simulated)
        parts << tr("simulated");
    return parts.join(QStringLiteral(", "));
}

QString DatasetModel::columnsText() const
{
    if (facts() == nullptr)
        return {};
    if (!hasColumns())
        return facts()->shapeText.empty()
                   ? tr("Every sample is taken as a whole. There are no columns to choose.")
                   : tr("Every sample is taken as a whole: %1. There are no columns to choose.")
                         .arg(toQt(facts()->shapeText));
    const QString one = isImage() ? tr("pixel") : tr("column");
    const QString many = isImage() ? tr("pixels") : tr("columns");
    const QStringList chosen = usedFeatures();
    QStringList constant;
    for (const ColumnFacts& column : facts()->features) {
        if (column.constant && chosen.contains(toQt(column.name)))
            constant << toQt(column.name);
    }
    const auto all = static_cast<std::int64_t>(facts()->features.size());
    const auto used = static_cast<std::int64_t>(chosen.size() - constant.size());
    QString text = used == all
                       ? tr("All %1 are used.").arg(countedText(all, one, many))
                       : tr("%1 of %2 are used.").arg(QString::number(used), countedText(all, one, many));
    if (constant.size() == 1)
        text +=
            QLatin1Char(' ') +
            tr("%1 never changes in the training set, so it carries no information.").arg(constant.first());
    else if (!constant.isEmpty())
        text +=
            QLatin1Char(' ') +
            tr("%1 never change in the training set, so they carry no information.").arg(listed(constant));
    if (facts()->inputs != used)
        text += QLatin1Char(' ') +
                tr("The network gets %1.").arg(countedText(facts()->inputs, tr("input"), tr("inputs")));
    return text;
}

std::int64_t DatasetModel::rowsOf(int percent) const
{
    return facts() == nullptr ? 0 : std::llround(static_cast<double>(facts()->rows) * percent / 100.0);
}

} // namespace tunescope::ui
