// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ghost_raster.h"

#include <QtTest>

using namespace tunescope;
using namespace tunescope::ui;

class TestGhostRaster : public QObject
{
    Q_OBJECT

private slots:
    void countsCurvesPerPixel();
    void passesEveryPixelOfASteepCurve();
    void ignoresValuesThatAreNoNumbers();
    void drawsLinesWhileTheyAreFew();
    void growsDarkerWhereMorePass();
};

namespace {

/// 10 epochs over 100 pixels, values 0..1 over 50 pixels.
const GhostRaster::Geometry kGeometry{
    {100, 50}, 1.0, CurveAxis(CurveScale::Linear, {0.0, 10.0}), CurveAxis(CurveScale::Linear, {0.0, 1.0})};

std::shared_ptr<const TrialSnapshot> trialOf(std::vector<float> values)
{
    auto trial = std::make_shared<TrialSnapshot>();
    trial->curves.validationMetric = std::move(values);
    return trial;
}

std::vector<float> flat(float value)
{
    return std::vector<float>(11, value);
}

const GhostRaster::Look kLook{Qt::gray, Qt::black, 1.1, 0.65};

} // namespace

void TestGhostRaster::countsCurvesPerPixel()
{
    GhostRaster raster(kGeometry);
    for (int i = 0; i < 3; ++i)
        raster.add(trialOf(flat(0.51F))); // y = 24.5: exactly the pixel row 24.
    QCOMPARE(raster.passes(50, 24), 3U * 16U);
    QCOMPARE(raster.passes(50, 10), 0U);
}

void TestGhostRaster::passesEveryPixelOfASteepCurve()
{
    GhostRaster raster(kGeometry);
    std::vector<float> values = flat(0.0F);
    std::fill(values.begin() + 1, values.end(), 1.0F);
    raster.add(trialOf(values));
    for (int y = 1; y < 49; ++y) {
        std::uint32_t any = 0;
        for (int x = 0; x < 10; ++x)
            any += raster.passes(x, y);
        QVERIFY(any > 0);
    }
}

void TestGhostRaster::ignoresValuesThatAreNoNumbers()
{
    GhostRaster raster(kGeometry);
    std::vector<float> values = flat(0.51F);
    values[5] = std::numeric_limits<float>::quiet_NaN();
    raster.add(trialOf(values));
    QVERIFY(raster.passes(20, 24) > 0);
    QCOMPARE(raster.passes(50, 24), 0U);
    QVERIFY(raster.passes(80, 24) > 0);
}

void TestGhostRaster::drawsLinesWhileTheyAreFew()
{
    GhostRaster raster(kGeometry);
    raster.add(trialOf(flat(0.51F)));
    const QImage image = raster.image(kLook);
    QVERIFY(qAlpha(image.pixel(50, 24)) > 100);
    QCOMPARE(qAlpha(image.pixel(50, 10)), 0);
}

void TestGhostRaster::growsDarkerWhereMorePass()
{
    GhostRaster raster(kGeometry);
    for (int i = 0; i < 60; ++i)
        raster.add(trialOf(flat(i < 50 ? 0.51F : 0.21F)));
    const QImage image = raster.image(kLook);
    QVERIFY(qAlpha(image.pixel(50, 24)) > qAlpha(image.pixel(50, 39)));
    QVERIFY(qAlpha(image.pixel(50, 39)) > 0);
    QCOMPARE(qAlpha(image.pixel(50, 10)), 0);
}

QTEST_MAIN(TestGhostRaster)
#include "tst_ghost_raster.moc"
