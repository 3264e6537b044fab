// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/onnx/onnx_model.h"
#include "core/study/trial_replay.h"

#include <onnx/checker.h>
#include <onnx/onnx_pb.h>

#include <QtTest>

using namespace tunescope;

namespace {

/// A network of the given model after one epoch on a built-in data set, as an ONNX model.
onnx::ModelProto exported(const std::string& source, const ParamSet& fixed)
{
    StudyConfig config;
    config.seed = 5;
    config.data.source = source;
    config.stage.fixed = fixed;
    config.stage.fixed.set("epochs", std::int64_t{1});
    config.stage.fixed.set("units", std::int64_t{8});
    const auto objective = TrainingObjective::create(config);
    if (!objective)
        qFatal("%s", errorText(objective.error()).c_str());
    const TrialStart trial{.number = 0, .seed = 11};
    const auto trained = replayTrained(**objective, trial, config.stage.fixed, 1, {});
    if (!trained)
        qFatal("%s", errorText(trained.error()).c_str());
    const auto bytes = printOnnx(*trained, (*objective)->dataset());
    onnx::ModelProto model;
    if (!bytes || !model.ParseFromString(*bytes))
        qFatal("not an ONNX model");
    return model;
}

std::string namesOf(const google::protobuf::RepeatedPtrField<onnx::ValueInfoProto>& values)
{
    std::string names;
    for (const auto& value : values)
        names += (names.empty() ? "" : " ") + value.name();
    return names;
}

} // namespace

/// What numbers the models give is compared in an independent runtime by tests/app/check_onnx.py.
class TestOnnx : public QObject
{
    Q_OBJECT

private slots:
    void everyModelIsValid_data();
    void everyModelIsValid();
    void namesColumnsAndClasses();
};

void TestOnnx::everyModelIsValid_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("normalization");
    QTest::addColumn<QString>("inputs");
    QTest::addColumn<QString>("outputs");
    const QString classes = "probabilities label";
    QTest::newRow("mlp") << "penguins"
                         << "mlp"
                         << "batch"
                         << "features island sex" << classes;
    QTest::newRow("cnn") << "digits"
                         << "cnn"
                         << "layer"
                         << "images" << classes;
    QTest::newRow("lstm") << "nysesw"
                          << "lstm"
                          << ""
                          << "sequences" << classes;
    QTest::newRow("gru") << "eustockmarkets"
                         << "gru"
                         << ""
                         << "sequences" << classes;
    QTest::newRow("segmenter") << "scenes"
                               << "segmenter"
                               << "batch"
                               << "images" << classes;
    QTest::newRow("autoencoder") << "shuttle"
                                 << "autoencoder"
                                 << "layer"
                                 << "features"
                                 << "score anomaly";
    QTest::newRow("text_mlp") << "foods"
                              << "text_mlp"
                              << ""
                              << "counts" << classes;
    QTest::newRow("char_lstm") << "names"
                               << "char_lstm"
                               << ""
                               << "tokens" << classes;
}

void TestOnnx::everyModelIsValid()
{
    QFETCH(QString, source);
    QFETCH(QString, model);
    QFETCH(QString, normalization);
    QFETCH(QString, inputs);
    QFETCH(QString, outputs);
    ParamSet fixed{{"model", model.toStdString()}};
    if (!normalization.isEmpty())
        fixed.set("normalization", normalization.toStdString());
    const onnx::ModelProto made = exported(source.toStdString(), fixed);
    try {
        onnx::checker::check_model(made);
    } catch (const std::exception& fault) {
        QFAIL(fault.what());
    }
    QStringList found = QString::fromStdString(namesOf(made.graph().input())).split(' ');
    found.sort();
    QCOMPARE(found.join(' '), inputs);
    QCOMPARE(QString::fromStdString(namesOf(made.graph().output())), outputs);
    QCOMPARE(made.opset_import(0).version(), std::int64_t{13});
}

void TestOnnx::namesColumnsAndClasses()
{
    const onnx::ModelProto made = exported("iris", {});
    std::map<std::string, std::string> metadata;
    for (const auto& entry : made.metadata_props())
        metadata[entry.key()] = entry.value();
    QCOMPARE(metadata["classes"], std::string("[\"setosa\",\"versicolor\",\"virginica\"]"));
    QCOMPARE(std::count(metadata["features"].begin(), metadata["features"].end(), ','), 3);
    QCOMPARE(made.graph().input(0).type().tensor_type().shape().dim(0).dim_param(), std::string("N"));
    QCOMPARE(made.graph().input(0).type().tensor_type().shape().dim(1).dim_value(), std::int64_t{4});
}

QTEST_APPLESS_MAIN(TestOnnx)
#include "tst_onnx.moc"
