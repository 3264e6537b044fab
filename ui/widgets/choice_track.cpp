// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_track.h"

#include "ui/widgets/choice_chip.h"

#include <QHBoxLayout>

#include <algorithm>

namespace tunescope::ui {

ChoiceTrack::ChoiceTrack(QWidget* parent) : QWidget(parent), m_layout(new QHBoxLayout(this))
{
    // The same side margins as RangeTrack's band, so that rows of both kinds line up.
    m_layout->setContentsMargins(8, 0, 8, 0);
    m_layout->setSpacing(8);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceTrack::setName(const QString& name)
{
    m_name = name;
    describe();
}

void ChoiceTrack::setItems(std::vector<ChoiceItem> items)
{
    QStringList kept;
    for (const ChoiceChip* chip : m_chips) {
        if (chip->isChecked())
            kept.append(chip->text());
    }
    const auto count = static_cast<qsizetype>(items.size());
    while (m_chips.size() > count)
        delete m_chips.takeLast();
    while (m_chips.size() < count) {
        auto* chip = new ChoiceChip(this);
        const auto index = static_cast<int>(m_chips.size());
        connect(chip, &ChoiceChip::clicked, this, [this, index] { onToggled(index); });
        connect(chip, &ChoiceChip::dotHovered, this, &ChoiceTrack::dotHovered);
        connect(chip, &ChoiceChip::dotClicked, this, &ChoiceTrack::dotClicked);
        m_layout->addWidget(chip);
        m_chips.append(chip);
    }
    QList<int> indices;
    for (qsizetype i = 0; i < count; ++i) {
        if (kept.contains(items[std::size_t(i)].label))
            indices.append(int(i));
        m_chips[i]->setItem(std::move(items[std::size_t(i)]));
    }
    setSelected(indices);
}

void ChoiceTrack::setMode(ChoiceMode mode)
{
    m_mode = mode;
    setSelected(selected());
}

void ChoiceTrack::setSelected(const QList<int>& indices)
{
    if (m_chips.isEmpty())
        return;
    QList<int> wanted = indices.isEmpty() ? QList<int>{0} : indices;
    if (m_mode == ChoiceMode::One)
        wanted = {wanted.first()};
    for (int i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(wanted.contains(i));
    describe();
}

QList<int> ChoiceTrack::selected() const
{
    QList<int> indices;
    for (int i = 0; i < m_chips.size(); ++i) {
        if (m_chips[i]->isChecked())
            indices.append(i);
    }
    return indices;
}

QAbstractButton* ChoiceTrack::chip(int index) const
{
    return m_chips.value(index);
}

QSize ChoiceTrack::sizeHint() const
{
    return {420, m_chips.isEmpty() ? 62 : m_chips.first()->sizeHint().height()};
}

void ChoiceTrack::onToggled(int index)
{
    ChoiceChip* chip = m_chips[index];
    if (m_mode == ChoiceMode::One) {
        for (int i = 0; i < m_chips.size(); ++i)
            m_chips[i]->setChecked(i == index);
    } else if (selected().isEmpty()) {
        // Something must be left to try.
        chip->setChecked(true);
        return;
    }
    describe();
    emit selectionChanged(selected());
}

void ChoiceTrack::describe()
{
    for (ChoiceChip* chip : m_chips)
        chip->setAccessibleName(QStringLiteral("%1: %2").arg(m_name, chip->text()));
}

} // namespace tunescope::ui
