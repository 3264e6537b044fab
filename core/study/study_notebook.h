// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study_store.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace tunescope {

/// What a student can write into the notebook.
inline constexpr std::array<std::string_view, 4> kStudentEntries{"question", "prediction", "note", "conclusion"};

/// A kind of entry in words, as the head of a line: "range", "run", "look at the test part". Kinds that this version
/// does not know are given back as they are, with blanks for underscores.
[[nodiscard]] std::string notebookTitle(std::string_view kind);

/// What is searched and how, in words: "learning_rate 0.0001 to 1 (log), optimizer sgd or adam; random, pruned by median".
[[nodiscard]] std::string rangeText(const StageConfig& stage);

/// SHA-256 of an entry and the hash before it ("" before the first): 64 hexadecimal digits. Not a signature: whoever
/// can run this program can make a new chain; it finds what was edited by hand.
[[nodiscard]] std::string notebookHash(std::string_view before, const StudyEvent& entry);

/// What does not fit: entries whose hash is not theirs (edited, put in, or one before them was taken out), and a
/// notebook that is shorter or longer than was written. Empty in order, or where the file is older than hashes.
[[nodiscard]] std::vector<std::string> notebookFaults(const StoredStudy& study);

} // namespace tunescope
