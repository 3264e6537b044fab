// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/motion.h"

#include <QCoreApplication>
#include <QVariant>

namespace tunescope::ui {
namespace {

constexpr auto kChoiceProperty = "tunescopeMotion";
constexpr auto kSystemProperty = "tunescopeSystemMotionReduced";

} // namespace

void setMotionChoice(MotionChoice choice)
{
    if (qApp)
        qApp->setProperty(kChoiceProperty, static_cast<int>(choice));
}

MotionChoice motionChoice()
{
    const int choice = qApp ? qApp->property(kChoiceProperty).toInt() : 0;
    return choice == int(MotionChoice::Reduced) ? MotionChoice::Reduced
           : choice == int(MotionChoice::Full)  ? MotionChoice::Full
                                                : MotionChoice::System;
}

void setSystemMotionReduced(bool isReduced)
{
    if (qApp)
        qApp->setProperty(kSystemProperty, isReduced);
}

bool motionIsReduced()
{
    switch (motionChoice()) {
    case MotionChoice::Reduced:
        return true;
    case MotionChoice::Full:
        return false;
    case MotionChoice::System:
        return qApp && qApp->property(kSystemProperty).toBool();
    }
    return false;
}

} // namespace tunescope::ui
