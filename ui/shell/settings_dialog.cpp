// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/settings_dialog.h"

#include "ui/shell/appearance.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/theme_manager.h"

#include <QGridLayout>
#include <QLabel>

#include <array>
#include <cmath>

namespace tunescope::ui {
namespace {

constexpr std::array kTextPercents{90, 100, 115, 130, 150};

} // namespace

SettingsDialog::SettingsDialog(ThemeManager& themes, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Settings"));
    auto* theme = new SegmentedControl({tr("Light"), tr("Dark"), tr("Follow the system")});
    theme->setName(tr("Theme"));
    theme->setCurrent(static_cast<int>(themes.choice()));
    connect(theme, &SegmentedControl::chosen, &themes,
            [&themes](int index) { themes.setChoice(static_cast<SchemeChoice>(index)); });

    QStringList sizes;
    int current = 0;
    for (std::size_t i = 0; i < kTextPercents.size(); ++i) {
        sizes.append(tr("%1 %").arg(kTextPercents[i]));
        if (std::lround(100 * themes.textScale()) >= kTextPercents[i])
            current = static_cast<int>(i);
    }
    auto* size = new SegmentedControl(sizes);
    size->setName(tr("Text size"));
    size->setCurrent(current);
    connect(size, &SegmentedControl::chosen, &themes,
            [&themes](int index) { themes.setTextScale(kTextPercents[std::size_t(index)] / 100.0); });

    auto* motion = new SegmentedControl({tr("Follow the system"), tr("On"), tr("Off")});
    motion->setName(tr("Reduced motion"));
    motion->setCurrent(static_cast<int>(motionChoice()));
    motion->setToolTip(tr("On: pictures show their result at once instead of moving."));
    connect(motion, &SegmentedControl::chosen, this, [](int index) {
        setMotionChoice(static_cast<MotionChoice>(index));
        keepMotion();
    });

    QPushButton* close = makeButton(tr("Close"), ButtonKind::Primary);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setVerticalSpacing(14);
    layout->setHorizontalSpacing(16);
    layout->addWidget(new QLabel(tr("Theme")), 0, 0);
    layout->addWidget(theme, 0, 1);
    layout->addWidget(new QLabel(tr("Text size")), 1, 0);
    layout->addWidget(size, 1, 1);
    layout->addWidget(new QLabel(tr("Reduced motion")), 2, 0);
    layout->addWidget(motion, 2, 1);
    layout->addWidget(close, 3, 1, Qt::AlignRight);
}

} // namespace tunescope::ui
