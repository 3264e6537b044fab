// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/concept_figure.h"
#include "ui/charts/figures/figure_math.h"
#include "ui/widgets/motion.h"
#include "ui/widgets/theme_manager.h"

#include <QAccessible>
#include <QImage>
#include <QPainter>
#include <QtTest>

#include <cmath>

using namespace tunescope::ui;

namespace {

QImage picture(const FigureEntry& entry, const Theme& theme, double phase, QSize size = {360, 210})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(theme.color(ColorRole::Surface));
    QPainter painter(&image);
    entry.paint(painter, QRectF(image.rect()), theme, phase);
    return image;
}

/// Pixels that are not the ground.
int inked(const QImage& image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) != image.pixel(0, image.height() - 1) ? 1 : 0;
    }
    return count;
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { setMotionChoice(MotionChoice::System); }
    void everyPictureIsDrawnInBothThemes();
    void everyPictureStaysInItsArea();
    void everyPictureHasOneSentenceAndItsOwnId();
    void lessonsFindTheirPictures_data();
    void lessonsFindTheirPictures();
    void aVariantFallsBackToItsFamily();
    void playsOnceThenRests();
    void restsWhenHidden();
    void reducedMotionShowsTheWholePictureAtOnce();
    void spaceBarPlaysAgain();
    void saysWhatItShows();
    void momentumGoesFartherThanPlainSteps();
    void ridgeWithoutPenaltyPassesThroughItsPoints();
};

void TestFigures::everyPictureIsDrawnInBothThemes()
{
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        const Theme theme = loadTheme(scheme);
        for (const FigureEntry& entry : figureRegistry()) {
            QVERIFY2(inked(picture(entry, theme, 1)) > 500, entry.id);
            QVERIFY2(inked(picture(entry, theme, 0)) > 100, entry.id);
            if (entry.seconds > 0)
                QVERIFY2(picture(entry, theme, 0.1) != picture(entry, theme, 1), entry.id);
        }
    }
}

/// A frame of other colour around the area stays as it was, also where there is little room.
void TestFigures::everyPictureStaysInItsArea()
{
    const Theme theme = loadTheme(Scheme::Light, 1.3);
    for (const FigureEntry& entry : figureRegistry()) {
        for (const QSize size : {QSize(220, 140), QSize(460, 260)}) {
            for (const double phase : {0.0, 0.5, 1.0}) {
                QImage image(size + QSize(40, 40), QImage::Format_RGB32);
                image.fill(Qt::white);
                QPainter painter(&image);
                entry.paint(painter, QRectF(QPointF(20, 20), size), theme, phase);
                painter.end();
                for (int x = 0; x < image.width(); ++x)
                    QVERIFY2(image.pixel(x, 10) == qRgb(255, 255, 255) &&
                                 image.pixel(x, image.height() - 10) == qRgb(255, 255, 255),
                             entry.id);
                for (int y = 0; y < image.height(); ++y)
                    QVERIFY2(image.pixel(10, y) == qRgb(255, 255, 255) &&
                                 image.pixel(image.width() - 10, y) == qRgb(255, 255, 255),
                             entry.id);
            }
        }
    }
}

void TestFigures::everyPictureHasOneSentenceAndItsOwnId()
{
    QStringList ids = ConceptFigure::concepts();
    QCOMPARE(ids.size(), int(figureRegistry().size()));
    QCOMPARE(ids.removeDuplicates(), 0);
    for (const FigureEntry& entry : figureRegistry()) {
        const QString caption = QString::fromLatin1(entry.caption);
        QVERIFY2(caption.endsWith(QLatin1Char('.')), entry.id);
        QVERIFY2(caption.split(QLatin1Char(' ')).size() <= 45, entry.id);
    }
}

void TestFigures::lessonsFindTheirPictures_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id :
         {"learning_rate", "depth", "regularization", "momentum", "dropout", "batch_size", "activation",
          "lstm", "network_size", "search", "hidden_layers", "l2", "grid_random"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

void TestFigures::lessonsFindTheirPictures()
{
    QFETCH(QString, id);
    ConceptFigure figure;
    figure.setConcept(id);
    QVERIFY(figure.hasPicture());
    QCOMPARE(figure.conceptId(), id);
    QVERIFY(!figure.caption().isEmpty());
}

void TestFigures::aVariantFallsBackToItsFamily()
{
    ConceptFigure figure;
    figure.setConcept(QStringLiteral("activation:softsign"));
    QVERIFY(figure.hasPicture());
    figure.setConcept(QStringLiteral("no such thing"));
    QVERIFY(!figure.hasPicture());
    QVERIFY(figure.caption().isEmpty());
    figure.show();
    QVERIFY(!figure.isPlaying());
}

void TestFigures::playsOnceThenRests()
{
    ConceptFigure figure;
    figure.setConcept(QStringLiteral("depth")); // The shortest one: 4 s.
    QVERIFY(!figure.isPlaying());
    figure.show();
    QVERIFY(figure.isPlaying());
    QTRY_VERIFY(figure.phase() > 0.05 && figure.phase() < 1);
    QTRY_VERIFY_WITH_TIMEOUT(!figure.isPlaying(), 8000);
    QCOMPARE(figure.phase(), 1.0);
}

void TestFigures::restsWhenHidden()
{
    ConceptFigure figure;
    figure.setConcept(QStringLiteral("dropout"));
    figure.show();
    QVERIFY(figure.isPlaying());
    figure.hide();
    QVERIFY(!figure.isPlaying());
}

void TestFigures::reducedMotionShowsTheWholePictureAtOnce()
{
    setMotionChoice(MotionChoice::Reduced);
    ConceptFigure figure;
    figure.setConcept(QStringLiteral("momentum"));
    figure.show();
    QVERIFY(!figure.isPlaying());
    QCOMPARE(figure.phase(), 1.0);
    setMotionChoice(MotionChoice::Full);
    setSystemMotionReduced(true); // The own choice wins.
    figure.play();
    QVERIFY(figure.isPlaying());
    setMotionChoice(MotionChoice::System); // Switched off while it plays.
    QTRY_VERIFY(!figure.isPlaying());
    setSystemMotionReduced(false);
}

void TestFigures::spaceBarPlaysAgain()
{
    ConceptFigure figure;
    figure.setConcept(QStringLiteral("momentum"));
    figure.resize(360, 210);
    figure.show();
    figure.hide();
    figure.show();
    QTRY_VERIFY(figure.phase() > 0.02);
    QTest::keyClick(&figure, Qt::Key_Space);
    QVERIFY(figure.phase() < 0.02);
    QVERIFY(figure.isPlaying());
    QVERIFY(figure.focusPolicy() & Qt::TabFocus);
}

void TestFigures::saysWhatItShows()
{
    ConceptFigure figure;
    figure.setConcept(QStringLiteral("learning_rate"));
    QAccessibleInterface* face = QAccessible::queryAccessibleInterface(&figure);
    QVERIFY(face);
    QCOMPARE(face->text(QAccessible::Description), figure.caption());
}

void TestFigures::momentumGoesFartherThanPlainSteps()
{
    const GradientAt slope = [](const QPointF& w) { return QPointF(w.x(), 20 * w.y()); };
    const QPointF start(-4.4, 1.15);
    const auto plain = descentPath({.name = "sgd", .rate = 0.025}, start, slope, 40);
    const auto carried = descentPath({.name = "sgd", .rate = 0.025, .momentum = 0.9}, start, slope, 40);
    QCOMPARE(plain.size(), std::size_t(41));
    QVERIFY(std::abs(plain.back().x() - start.x() * std::pow(0.975, 40)) < 1e-12); // In closed form.
    QVERIFY(std::hypot(carried.back().x(), carried.back().y()) <
            std::hypot(plain.back().x(), plain.back().y()) / 2);
}

void TestFigures::ridgeWithoutPenaltyPassesThroughItsPoints()
{
    const std::vector<QPointF> points{{-1, 2}, {-0.3, 0.5}, {0.4, -1}, {1, 3}};
    const auto exact = ridgeFit(points, 3, 0);
    for (const QPointF& point : points)
        QVERIFY(std::abs(chebyshevSum(exact, point.x()) - point.y()) < 1e-9);
    const auto flat = ridgeFit(points, 3, 1e9);
    QVERIFY(std::abs(chebyshevSum(flat, 0.7) - (2 + 0.5 - 1 + 3) / 4.0) < 1e-6); // The mean.
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"
