// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/rng.h"
#include "core/data/open_dataset.h"
#include "core/data/prepare.h"
#include "core/data/readers/log_mel.h"
#include "core/data/readers/picture.h"
#include "core/data/series_windows.h"

#include <QtTest>

#include <png.h>
#include <zlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numbers>

using namespace tunescope;

/// Everything that can be opened besides tables, good and broken.
class TestReaders : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsIdxPairs();
    void readsIdxFolders();
    void refusesBrokenIdx_data();
    void refusesBrokenIdx();
    void namesTheMissingLabels();
    void readsFoldersOfPictures();
    void bringsPicturesToOneSize();
    void namesUnreadablePictures();
    void refusesOneClass();
    void readsPicturesWithMasks();
    void refusesMasksThatDoNotFit();
    void shrinksByMeans();
    void readsFoldersOfSounds();
    void findsTheBandOfATone();
    void namesUnreadableSounds();
    void readsProse();
    void readsNamesByLines();
    void readsLabelledTexts();
    void readsBagsWithTheirVocabulary();
    void refusesBrokenBags_data();
    void refusesBrokenBags();
    void readsSeriesInWindows();
    void asksWhetherMeansRise();
    void refusesShortSeries();
    void anomaliesAreTheRowsOfOneValue();
    void settingsAreChecked();
    void survivesRandomBytes();

private:
    std::string path(const std::string& name) const { return (m_folder->path() + "/").toStdString() + name; }
    std::string write(const std::string& name, const std::string& bytes) const
    {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

Dataset opened(const std::string& source)
{
    const auto dataset = openDataset({.source = source});
    if (!dataset)
        qWarning("%s", errorText(dataset.error()).c_str());
    return dataset ? **dataset : Dataset{};
}

Error refused(const std::string& source)
{
    const auto dataset = openDataset({.source = source});
    return dataset ? Error{} : dataset.error();
}

std::string text(const Error& error)
{
    return errorText(error);
}

std::string idx(std::vector<int> sizes, const std::string& values)
{
    std::string bytes = {0, 0, 8, static_cast<char>(sizes.size())};
    for (const int size : sizes) {
        for (const int shift : {24, 16, 8, 0})
            bytes += static_cast<char>(size >> shift);
    }
    return bytes + values;
}

/// Twelve pictures of 2x3 pixels with values 0 .. 71.
std::string countedPictures()
{
    std::string values;
    for (int i = 0; i < 12 * 6; ++i)
        values += static_cast<char>(i);
    return idx({12, 2, 3}, values);
}

std::string countedLabels()
{
    return idx({12}, std::string("\1\7\1\7\1\7\1\7\1\7\1\7", 12));
}

std::string packed(const std::string& bytes, const std::string& file)
{
    const gzFile out = gzopen(file.c_str(), "wb");
    gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(out);
    return file;
}

/// A PNG of `channels` 1 or 3.
void writePng(const std::string& file, int width, int height, int channels,
              const std::vector<std::uint8_t>& pixels)
{
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(width);
    image.height = static_cast<png_uint_32>(height);
    image.format = channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    QVERIFY(png_image_write_to_file(&image, file.c_str(), 0, pixels.data(), 0, nullptr) != 0);
}

std::string little(std::uint32_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * i));
    return text;
}

/// 16-bit mono PCM.
std::string wav(const std::vector<double>& values, std::uint32_t rate)
{
    std::string data;
    for (const double value : values)
        data +=
            little(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(32000.0 * value))), 2);
    const auto size = static_cast<std::uint32_t>(data.size());
    return "RIFF" + little(36 + size, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(1, 2) +
           little(rate, 4) + little(2 * rate, 4) + little(2, 2) + little(16, 2) + "data" + little(size, 4) +
           data;
}

std::vector<double> tone(double hertz, double seconds, double rate = 8000.0)
{
    std::vector<double> values;
    for (int i = 0; i < seconds * rate; ++i)
        values.push_back(0.5 * std::sin(2.0 * std::numbers::pi * hertz * i / rate));
    return values;
}

} // namespace

void TestReaders::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestReaders::readsIdxPairs()
{
    const std::string images = write("small-images-idx3-ubyte", countedPictures());
    packed(countedLabels(), path("small-labels-idx1-ubyte.gz"));
    const Dataset data = opened(images);
    QCOMPARE(data.rows(), std::int64_t{12});
    QCOMPARE(data.samples->shape, (SampleShape{.form = SampleForm::Image, .height = 2, .width = 3}));
    QCOMPARE(data.samples->valueAt(2, 1), 13.0);
    QCOMPARE(data.target.categories, (std::vector<std::string>{"1", "7"}));
    QCOMPARE(data.target.codes[1], 1);
    // From its labels it is the same data set.
    QCOMPARE(opened(path("small-labels-idx1-ubyte.gz")).sha256, data.sha256);
    // Colours go from pixel by pixel to plane by plane.
    const std::string colours = write("rgb-images.idx3", idx({12, 1, 2, 3}, std::string(72, 'x') + ""));
    write("rgb-labels.idx1", countedLabels());
    QCOMPARE(opened(colours).samples->shape.channels, std::int64_t{3});
}

void TestReaders::readsIdxFolders()
{
    write("set/t10k-images-idx3-ubyte", countedPictures());
    write("set/t10k-labels-idx1-ubyte", countedLabels());
    write("set/train-images-idx3-ubyte", idx({12, 2, 3}, std::string(72, '\xFF')));
    write("set/train-labels-idx1-ubyte", countedLabels());
    const Dataset data = opened(path("set"));
    QCOMPARE(data.rows(), std::int64_t{24});
    QCOMPARE(data.samples->valueAt(0, 0), 255.0); // Training pictures come first.
    QCOMPARE(data.samples->valueAt(12, 1), 1.0);
    QCOMPARE(data.name, std::string("set"));
}

void TestReaders::refusesBrokenIdx_data()
{
    QTest::addColumn<QByteArray>("images");
    QTest::addColumn<QString>("sentence");
    const auto bytes = [](const std::string& text) { return QByteArray::fromStdString(text); };
    const std::string good = countedPictures();
    QTest::newRow("truncated")
        << bytes(good.substr(0, 50))
        << "a-images.idx3: the header announces 72 bytes, but there are 34. Copy the file again.";
    QTest::newRow("too long")
        << bytes(good + "!")
        << "a-images.idx3: the header announces 72 bytes, but there are 73. Copy the file again.";
    QTest::newRow("huge")
        << bytes(idx({2147483647, 2147483647, 2147483647}, ""))
        << "a-images.idx3: the header announces 9 000 000 000 000 000 bytes, but there are 0. Copy "
           "the file again.";
    QTest::newRow("header only")
        << bytes(good.substr(0, 9))
        << "a-images.idx3: the header announces 16 bytes, but there are 9. Copy the file again.";
    QTest::newRow("magic")
        << bytes("PNG and so on")
        << "This is not an IDX file: it starts with 50 4e 47 instead of 00 00 08. Choose another file.";
    QTest::newRow("count") << bytes(idx({11, 2, 3}, std::string(66, 'x')))
                           << "11 images but 12 labels: the two files are not of the same set.";
    QTest::newRow("flat")
        << bytes(idx({12, 6}, std::string(72, 'x')))
        << "a-images.idx3: images with 3 or 4 dimensions were expected, but this IDX file has 2 "
           "dimensions (12×6). Choose another file.";
    QTest::newRow("no pixels")
        << bytes(idx({12, 0, 3}, ""))
        << "a-images.idx3: images of 1 to 4096 pixels a side in 1 or 3 colours were expected, "
           "but this IDX file has 3 dimensions (12×0×3). Choose another file.";
}

void TestReaders::refusesBrokenIdx()
{
    QFETCH(QByteArray, images);
    QFETCH(QString, sentence);
    write("a-labels.idx1", countedLabels());
    const std::string file = write("a-images.idx3", images.toStdString());
    const QString got = QString::fromStdString(text(refused(file))).replace(QChar(0x202F), ' ');
    QCOMPARE(got, sentence);
}

void TestReaders::namesTheMissingLabels()
{
    const std::string file = write("b-images.idx3", countedPictures());
    QCOMPARE(
        text(refused(file)),
        std::string("There is no file of labels next to b-images.idx3. It should be called b-labels.idx1."));
}

void TestReaders::readsFoldersOfPictures()
{
    for (int i = 0; i < 6; ++i) {
        const auto value = static_cast<std::uint8_t>(40 * i);
        writePng(path("pets/cat/" + std::to_string(i) + ".png"), 4, 3, 1,
                 std::vector<std::uint8_t>(12, value));
        writePng(path("pets/dog/" + std::to_string(i) + ".PNG"), 4, 3, 1, std::vector<std::uint8_t>(12, 255));
    }
    write("pets/dog/.hidden.png", "nothing");
    write("pets/dog/notes.txt", "nothing");
    const Dataset data = opened(path("pets/"));
    QCOMPARE(data.name, std::string("pets"));
    QCOMPARE(data.rows(), std::int64_t{12});
    QCOMPARE(data.samples->shape, (SampleShape{.form = SampleForm::Image, .height = 3, .width = 4}));
    QCOMPARE(data.target.categories, (std::vector<std::string>{"cat", "dog"}));
    QCOMPARE(data.samples->valueAt(2, 0), 80.0);
    QCOMPARE(data.samples->valueAt(11, 11), 255.0);
}

void TestReaders::bringsPicturesToOneSize()
{
    for (int i = 0; i < 6; ++i) {
        writePng(path("mixed/a/" + std::to_string(i) + ".png"), 10 + i, 20, 3,
                 std::vector<std::uint8_t>(600 + 60 * i, 9));
        writePng(path("mixed/b/" + std::to_string(i) + ".png"), 3, 3, 3,
                 {255, 0,   0, 255, 0,   0, 255, 0,   0, 255, 0,   0, 255, 0,
                  0,   255, 0, 0,   255, 0, 0,   255, 0, 0,   255, 0, 0});
    }
    const Dataset data = opened(path("mixed"));
    QCOMPARE(data.samples->shape,
             (SampleShape{.form = SampleForm::Image, .channels = 3, .height = 32, .width = 32}));
    QCOMPARE(data.samples->valueAt(6, 0), 255.0);
    QCOMPARE(data.samples->valueAt(6, 1024), 0.0);
    const Dataset small = opened(path("mixed") + ":size=8,colour=0");
    QCOMPARE(small.samples->shape, (SampleShape{.form = SampleForm::Image, .height = 8, .width = 8}));
}

void TestReaders::namesUnreadablePictures()
{
    for (int i = 0; i < 6; ++i) {
        writePng(path("bad/a/" + std::to_string(i) + ".png"), 4, 4, 1, std::vector<std::uint8_t>(16, 1));
        writePng(path("bad/b/" + std::to_string(i) + ".png"), 4, 4, 1, std::vector<std::uint8_t>(16, 2));
    }
    std::filesystem::resize_file(path("bad/b/3.png"), 50);
    const Error error = refused(path("bad"));
    QCOMPARE(error.code, ErrorCode::PictureUnreadable);
    QVERIFY(text(error).starts_with("3.png: this picture cannot be read ("));
    QCOMPARE(error.arg("path"), path("bad/b/3.png"));
    write("bad/b/3.png", "\xFF\xD8\xFF no picture");
    QCOMPARE(refused(path("bad")).code, ErrorCode::PictureUnreadable);
}

void TestReaders::refusesOneClass()
{
    for (int i = 0; i < 12; ++i)
        writePng(path("one/a/" + std::to_string(i) + ".png"), 2, 2, 1, {1, 2, 3, 4});
    QCOMPARE(text(refused(path("one"))),
             std::string("This folder has samples of “a” only. Put those of every class "
                         "into a sub-folder of its own."));
    writePng(path("one/b/0.png"), 2, 2, 1, {1, 2, 3, 4});
    QCOMPARE(opened(path("one")).rows(), std::int64_t{13});
}

void TestReaders::readsPicturesWithMasks()
{
    for (int i = 0; i < 12; ++i) {
        writePng(path("cells/images/" + std::to_string(i) + ".png"), 2, 2, 1, {10, 20, 30, 40});
        writePng(path("cells/masks/" + std::to_string(i) + ".png"), 2, 2, 1, {0, 0, 128, 255});
    }
    const Dataset data = opened(path("cells"));
    QCOMPARE(data.task, Task::Segmentation);
    QCOMPARE(data.target.categories, (std::vector<std::string>{"background", "128", "255"}));
    QCOMPARE(std::vector<std::uint8_t>(data.samples->mask.begin(), data.samples->mask.begin() + 4),
             (std::vector<std::uint8_t>{0, 0, 1, 2}));
    const auto split = makeSplit(data, {}, 0, 0);
    QVERIFY(split.has_value());
    QVERIFY(prepareData(data, *split, PreprocessingConfig{}).has_value());
}

void TestReaders::refusesMasksThatDoNotFit()
{
    for (int i = 0; i < 12; ++i) {
        writePng(path("cells/images/" + std::to_string(i) + ".png"), 2, 2, 1, {10, 20, 30, 40});
        if (i != 4)
            writePng(path("cells/masks/" + std::to_string(i) + ".png"), 2, 2, 1, {0, 0, 1, 1});
    }
    QCOMPARE(refused(path("cells")).code, ErrorCode::MaskMissing);
    writePng(path("cells/masks/4.png"), 1, 2, 1, {0, 1});
    QCOMPARE(text(refused(path("cells"))),
             std::string("4.png: the mask has 1×2 pixels, the picture 2×2. They must be of one size."));
}

void TestReaders::shrinksByMeans()
{
    const Picture picture{4, 2, 1, {0, 100, 200, 200, 100, 200, 200, 200}};
    QCOMPARE(resized(picture, 2, 1).values, (std::vector<std::uint8_t>{100, 200}));
    QCOMPARE(resized(picture, 4, 2).values, picture.values);
    const Picture odd{3, 1, 1, {0, 90, 180}};
    QCOMPARE(resized(odd, 2, 1).values, (std::vector<std::uint8_t>{30, 150}));
}

void TestReaders::readsFoldersOfSounds()
{
    for (int i = 0; i < 6; ++i) {
        write("voices/" + std::to_string(i % 2) + "_ann_" + std::to_string(i) + ".wav",
              wav(tone(300, 0.2), 8000));
        write("voices/" + std::to_string(i % 2) + "_bob_" + std::to_string(i) + ".wav",
              wav(tone(900, 0.3), 8000));
    }
    const Dataset data = opened(path("voices"));
    QCOMPARE(data.rows(), std::int64_t{12});
    QCOMPARE(data.samples->shape, (SampleShape{.form = SampleForm::Sequence, .features = 20, .steps = 20}));
    QCOMPARE(data.target.categories, (std::vector<std::string>{"0", "1"}));
    QCOMPARE(data.groups.front().categories, (std::vector<std::string>{"ann", "bob"}));
    // Silence and sounds are finite.
    for (const float value : data.samples->floats)
        QVERIFY(std::isfinite(value));
    const auto grouped = makeSplit(data, {.kind = SplitKind::Grouped, .test = 0.0, .by = "speaker"}, 0, 0);
    QVERIFY(grouped.has_value());
    const std::int32_t speaker = data.groups[0].codes[static_cast<std::size_t>(grouped->validation.front())];
    for (const std::int64_t row : grouped->train)
        QVERIFY(data.groups[0].codes[static_cast<std::size_t>(row)] != speaker);
}

void TestReaders::findsTheBandOfATone()
{
    // 20 bands to 4 kHz: 1000 Hz is mel 1000 of 2146, which is nearest to the centre of band 9 (from 0).
    const std::vector<double> sound = tone(1000.0, 0.5);
    const std::vector<float> values(sound.begin(), sound.end());
    const std::vector<float> bands = logMel(values, {.steps = 4});
    QCOMPARE(bands.size(), std::size_t{80});
    for (std::size_t step = 0; step < 4; ++step) {
        const auto first = bands.begin() + static_cast<std::ptrdiff_t>(20 * step);
        QCOMPARE(std::max_element(first, first + 20) - first, std::ptrdiff_t{9});
    }
    const std::vector<float> silence(4000, 0.0F);
    QVERIFY(std::abs(logMel(silence, {}).front() - std::log(1e-6F)) < 1e-3F);
}

void TestReaders::namesUnreadableSounds()
{
    for (int i = 0; i < 6; ++i) {
        write("s/a/" + std::to_string(i) + ".wav", wav(tone(300, 0.2), 8000));
        write("s/b/" + std::to_string(i) + ".wav", wav(tone(600, 0.2), 8000));
    }
    write("s/b/7.wav", wav(tone(600, 0.01), 8000));
    QCOMPARE(text(refused(path("s"))),
             std::string("7.wav: this sound is shorter than one frame of 25 ms. Leave it out."));
    write("s/b/7.wav", "no sound");
    const Error error = refused(path("s"));
    QCOMPARE(error.code, ErrorCode::SoundUnreadable);
    QCOMPARE(error.arg("file"), std::string("7.wav"));
}

void TestReaders::readsProse()
{
    std::string prose;
    for (int i = 0; i < 100; ++i)
        prose += "It is a truth that is known, in every town; that a line follows a line.\n";
    const Dataset data = opened(write("novel.txt", prose));
    QCOMPARE(data.task, Task::TextGeneration);
    QCOMPARE(data.order, RowOrder::Time);
    QCOMPARE(data.rows(), std::int64_t(prose.size() + 199) / 200);
    QCOMPARE(data.samples->names.front(), std::string("\n"));
    const auto first = data.samples->texts.text(0);
    QCOMPARE(textOf(*data.samples, first), prose.substr(0, 200));
    const auto split = makeSplit(data, {}, 0, 0);
    const auto prepared = prepareData(data, *split, PreprocessingConfig{});
    QVERIFY(prepared.has_value());
    QCOMPARE((*prepared)->shape.steps, std::int64_t{40});
    // The symbol that follows is the next input.
    QCOMPARE((*prepared)->train.trueClass[0], (*prepared)->train.tokens[1]);
    QCOMPARE((*prepared)->train.trueClass[39], (*prepared)->train.tokens[40]);
    QCOMPARE(refused(write("short.txt", "Only a few words.\nThat is all.\n")).code, ErrorCode::TextShort);
}

void TestReaders::readsNamesByLines()
{
    std::string names;
    for (int i = 0; i < 300; ++i)
        names += std::string(i % 2 == 0 ? "Zo\xC3\xAB" : "Anna") + "\n";
    const Dataset data = opened(write("names.txt", names));
    QCOMPARE(data.order, RowOrder::None);
    QCOMPARE(data.rows(), std::int64_t{300});
    QCOMPARE(data.samples->shape.vocabulary, std::int64_t{7}); // line end A Z a n o ë
    QCOMPARE(textOf(*data.samples, data.samples->texts.text(0)), std::string("Zo\xC3\xAB\n"));
}

void TestReaders::readsLabelledTexts()
{
    std::string lines;
    for (int i = 0; i < 10; ++i)
        lines += "good\tI like this very much!\nbad\tI do not like this at all.\n";
    const Dataset data = opened(write("reviews.txt", lines));
    QCOMPARE(data.task, Task::Classification);
    QCOMPARE(data.target.categories, (std::vector<std::string>{"bad", "good"}));
    QCOMPARE(data.rows(), std::int64_t{20});
    QCOMPARE(textOf(*data.samples, data.samples->texts.text(0)), std::string("i like this very much !"));
    const auto& names = data.samples->names;
    QVERIFY(std::find(names.begin(), names.end(), "not_like") != names.end());
    const auto split = makeSplit(data, {}, 0, 0);
    for (const SampleForm form : {SampleForm::Vector, SampleForm::Tokens})
        QVERIFY(prepareData(data, *split, {.wanted = form}).has_value());
    lines.insert(lines.find('\n') + 1, "no tab in this line\n");
    QCOMPARE(text(refused(write("reviews.txt", lines))),
             std::string("Line 2: there is no tab between a label and a text. Nothing has been imported."));
}

void TestReaders::readsBagsWithTheirVocabulary()
{
    std::string lines;
    for (int i = 0; i < 10; ++i)
        lines += "1\t0:2 2:1 # a comment\n-1 1:1\n";
    const std::string file = write("toy-train.svm", lines);
    QCOMPARE(opened(file).samples->names, (std::vector<std::string>{"term_0", "term_1", "term_2"}));
    write("toy-vocabulary.txt", "the\nof\nto\nand\n");
    const Dataset data = opened(file);
    QCOMPARE(data.samples->shape, (SampleShape{.features = 4}));
    QCOMPARE(data.samples->names[3], std::string("and"));
    QCOMPARE(data.target.categories, (std::vector<std::string>{"-1", "1"}));
    QCOMPARE(data.samples->bags.counts[0], 2.0F);
}

void TestReaders::refusesBrokenBags_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no colon")
        << "1 5"
        << "Line 2: “5” is not a term and its count, like 12:3. Nothing has been imported.";
    QTest::newRow("negative")
        << "1 -1:2"
        << "Line 2: “-1:2” is not a term and its count, like 12:3. Nothing has been imported.";
    QTest::newRow("huge term")
        << "1 99999999999:2"
        << "Line 2: “99999999999:2” is not a term and its count, like 12:3. Nothing has been "
           "imported.";
    QTest::newRow("not a number")
        << "1 1:nan"
        << "Line 2: “1:nan” is not a term and its count, like 12:3. Nothing has been imported.";
    QTest::newRow("twice") << "1 1:1 1:1"
                           << "Line 2: term 1 comes twice or out of order. Sort the terms of every line.";
    QTest::newRow("unknown") << "1 2:1"
                             << "Line 2: there is no term 2. The vocabulary has 2 terms, counted from 0.";
}

void TestReaders::refusesBrokenBags()
{
    QFETCH(QString, line);
    QFETCH(QString, sentence);
    write("vocabulary.txt", "the\nof\n");
    const std::string file = write("bags.svm", "0 0:1\n" + line.toStdString() + "\n");
    QCOMPARE(QString::fromStdString(text(refused(file))), sentence);
}

void TestReaders::readsSeriesInWindows()
{
    std::string table = "day,price,volume\n";
    for (int i = 0; i < 40; ++i)
        table += "2020-01-" + std::to_string(i) + "," + std::to_string(100 + i) + "." +
                 std::to_string(i % 7) + "," + (i == 7 ? "" : std::to_string(1000 - i) + ".5") + "\n";
    const std::string file = write("prices.csv", table);
    const auto dataset = openDataset({.source = file + ":window=5,horizon=2", .import = {.target = "price"}});
    QVERIFY2(dataset.has_value(), dataset ? "" : errorText(dataset.error()).c_str());
    const Dataset& data = **dataset;
    QCOMPARE(data.rows(), std::int64_t{40 - 4 - 2});
    QCOMPARE(data.rowSpan, std::int64_t{7});
    QCOMPARE(data.order, RowOrder::Time);
    QCOMPARE(data.samples->shape, (SampleShape{.form = SampleForm::Sequence, .features = 2, .steps = 5}));
    QCOMPARE(data.target.numbers[0], 106.6);
    QCOMPARE(data.previous[0], 104.4);
    // The missing volume of day 7 is that of day 6: row 3 shows days 3 to 7.
    QCOMPARE(data.samples->valueAt(3, 2 * 4), data.samples->valueAt(3, 2 * 3));
}

void TestReaders::asksWhetherMeansRise()
{
    SeriesTable table{.names = {"c"}, .values = {{}}};
    for (int i = 0; i < 60; ++i)
        table.values[0].push_back(100.0 + 10.0 * std::sin(i));
    const auto data = windowSeries(table, {.window = 8, .average = 3, .target = SeriesTarget::Rise});
    QVERIFY(data.has_value());
    QCOMPARE(data->rows(), std::int64_t{60 - 8 - 1});
    const std::vector<double>& c = table.values[0];
    for (std::size_t row = 0; row < 51; ++row) {
        const std::size_t now = row + 8;
        const double meanNow = (c[now] + c[now - 1] + c[now - 2]) / 3;
        const double meanNext = (c[now + 1] + c[now] + c[now - 1]) / 3;
        QCOMPARE(data->target.codes[row], meanNext > meanNow ? 1 : 0);
    }
    // No shown value lies after the day on which the question is asked.
    table.values[0].back() = 1000.0;
    const auto changed = windowSeries(table, {.window = 8, .average = 3, .target = SeriesTarget::Rise});
    QCOMPARE(changed->samples->floats, data->samples->floats);
}

void TestReaders::refusesShortSeries()
{
    std::string table = "price\n";
    for (int i = 0; i < 28; ++i)
        table += std::to_string(i) + ".5\n";
    const Error error = refused(write(
                                    "short.csv", "day," + table.substr(0, 5) + "\n" +
                                                     [&] {
                                                         std::string rows;
                                                         for (int i = 0; i < 28; ++i)
                                                             rows += std::to_string(i * i) + ".25," +
                                                                     std::to_string(i) + ".5\n";
                                                         return rows;
                                                     }()) +
                                ":window=20");
    QCOMPARE(text(error),
             std::string("This series has 28 rows, too few for windows of 20 and a horizon of 1."));
}

void TestReaders::anomaliesAreTheRowsOfOneValue()
{
    std::string rows = "a,b,state\n";
    for (int i = 0; i < 40; ++i)
        rows += std::to_string(i) + "." + std::to_string(i % 3) + "," + std::to_string(i * i % 7) + "," +
                (i % 10 == 3 ? "failed" : i % 2 == 0 ? "ok" : "idle") + "\n";
    const std::string file = write("pumps.csv", rows);
    const Dataset failed = opened(file + ":anomaly=failed");
    QCOMPARE(failed.task, Task::AnomalyDetection);
    QCOMPARE(failed.target.categories, (std::vector<std::string>{"normal", "anomaly"}));
    QCOMPARE(std::count(failed.target.codes.begin(), failed.target.codes.end(), 1), std::ptrdiff_t{4});
    const Dataset ok = opened(file + ":normal=ok");
    QCOMPARE(std::count(ok.target.codes.begin(), ok.target.codes.end(), 0), std::ptrdiff_t{20});
    QCOMPARE(refused(file + ":anomaly=lost").code, ErrorCode::DataSettingValue);
    QCOMPARE(refused(file + ":anomaly=").code, ErrorCode::ReaderSettings);
}

void TestReaders::settingsAreChecked()
{
    const std::string file = write("p.csv", "a,b\n1,2\n");
    QCOMPARE(refused(file + ":window=0").code, ErrorCode::DataSettingValue);
    QCOMPARE(refused(file + ":window=5,colour=1").code, ErrorCode::DataSettingUnknown);
    QCOMPARE(refused(file + ":size=5").code, ErrorCode::ReaderSettings);
    QCOMPARE(refused("names:x=1").code, ErrorCode::DataNoSettings);
    QCOMPARE(refused("nysesw:average=61").code, ErrorCode::DataSettingValue);
}

void TestReaders::survivesRandomBytes()
{
    // Damaged copies of good files and plain noise: every one is read or refused with a sentence.
    writePng(path("good.png"), 6, 6, 3, std::vector<std::uint8_t>(108, 77));
    std::ifstream in(path("good.png"), std::ios::binary);
    const std::string png((std::istreambuf_iterator<char>(in)), {});
    const std::vector<std::pair<std::string, std::string>> seeds = {
        {"f/x/0.png", png},
        {"f/x/0.jpg", "\xFF\xD8\xFF\xE0" + png},
        {"w/x/0.wav", wav(tone(500, 0.1), 8000)},
        {"a-images.idx3", countedPictures()},
        {"b.svm", "1 0:1 3:2\n0 1:1\n"},
        {"c.txt", "good\tI like this very much\nbad\tno no no no\n"},
        {"d.csv", "a,b\n1,2\n3,4\n5,6\n"},
    };
    write("f/y/0.png", png);
    write("w/y/0.wav", wav(tone(500, 0.1), 8000));
    write("a-labels.idx1", countedLabels());
    Rng rng(Purpose::Generator, 1);
    for (int round = 0; round < 60; ++round) {
        for (const auto& [name, seed] : seeds) {
            std::string bytes = seed;
            for (std::uint64_t i = 0; i < 1 + rng.below(8); ++i)
                bytes[rng.below(bytes.size())] = static_cast<char>(rng.below(256));
            if (round % 3 == 0)
                bytes.resize(rng.below(bytes.size()) + 1);
            const std::string file = write(name, bytes);
            const bool folder = name[1] == '/';
            const auto dataset = openDataset({.source = folder ? path(name.substr(0, 1)) : file});
            if (!dataset)
                QVERIFY(!errorText(dataset.error()).empty());
        }
    }
}

QTEST_APPLESS_MAIN(TestReaders)
#include "tst_readers.moc"
