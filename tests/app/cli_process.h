// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include <QProcess>

namespace tunescope {

struct CliResult {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};

/// Runs tunescope-cli to its end.
inline CliResult runCli(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral(TUNESCOPE_CLI), arguments);
    constexpr int kPatience = 240'000; // ms, for a loaded machine
    if (!process.waitForFinished(kPatience) || process.exitStatus() != QProcess::NormalExit)
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

inline QString specPath(const char* name)
{
    return QStringLiteral(TUNESCOPE_TEST_DATA "/specs/") + QLatin1String(name);
}

inline void writeText(const QString& path, const QByteArray& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// JSON without the keys that hold times and durations.
inline QByteArray withoutTimes(const QByteArray& json)
{
    static const QRegularExpression times(
        QStringLiteral("\"[a-z_]+_(at|seconds)\": (\"[^\"]*\"|[^,}\\]\\s]+),?"));
    return QString::fromUtf8(json).remove(times).toUtf8();
}

} // namespace tunescope
