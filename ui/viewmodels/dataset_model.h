// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/dataset_model_ports.h"

#include <QObject>
#include <QStringList>

namespace tunescope::ui {

/// The data of the draft in words, and every edit of it as one undoable step.
class DatasetModel : public QObject
{
    Q_OBJECT

public:
    explicit DatasetModel(DatasetPorts ports, QObject* parent = nullptr);

    [[nodiscard]] const DatasetPorts& ports() const { return m_ports; }
    /// Facts of the draft's data; null while there are none.
    [[nodiscard]] const DatasetFacts* facts() const;
    [[nodiscard]] const Baselines* baselines() const;
    [[nodiscard]] const StudyConfig& draft() const { return m_ports.draft(); }
    [[nodiscard]] bool isImage() const;
    /// Samples that can be drawn: pictures and sequences.
    [[nodiscard]] bool hasTiles() const;
    /// False for pictures, sequences or texts that are not a table of named columns.
    [[nodiscard]] bool hasColumns() const;

    // --- Split ---
    struct Percent {
        int validation = 20;
        int test = 20;
        friend bool operator==(const Percent&, const Percent&) = default;
    };
    [[nodiscard]] Percent split() const;
    void setSplit(const Percent& split);
    enum class ClassMix { Any, Same };
    [[nodiscard]] ClassMix classMix() const;
    void setClassMix(ClassMix mix);
    /// How a trial is judged, all of it as one step.
    void setProtocol(const ProtocolConfig& protocol);
    enum class Standardise { No, Yes };
    [[nodiscard]] Standardise standardise() const; ///< Scaling "standard"; other scalings count as No.
    void setStandardise(Standardise standardise);
    [[nodiscard]] std::uint64_t seed() const;
    void setSeed(std::uint64_t seed);
    /// Everything on this page back to what it was when the data were opened, apart from the seed.
    void reset();

    // --- Rows and columns ---
    [[nodiscard]] bool isExcluded(std::int64_t row) const;
    enum class Use { LeaveOut, Learn };
    void setUse(std::int64_t row, Use use);
    [[nodiscard]] QStringList featureNames() const;
    /// The columns that the network may use.
    [[nodiscard]] QStringList usedFeatures() const;
    /// All of them = no restriction. Empty is refused (false).
    bool setUsedFeatures(const QStringList& names);
    /// How empty cells are filled: "median", "mean" or "drop".
    [[nodiscard]] QString missing() const;
    void setMissing(const QString& missing);

    // --- Words ---
    [[nodiscard]] QString title() const;    ///< "Digits 8×8"
    [[nodiscard]] QString sizeLine() const; ///< "1 797 samples, 64 features, 10 classes"
    [[nodiscard]] QString columnsText() const;
    [[nodiscard]] std::int64_t rowsOf(int percent) const; ///< About so many rows are in a part of that size.

signals:
    void changed();

private:
    [[nodiscard]] const ParamValue* fixed(const char* name) const;
    void setFixed(const char* name, const std::string& value, const QString& undoText);

    DatasetPorts m_ports;
};

} // namespace tunescope::ui
