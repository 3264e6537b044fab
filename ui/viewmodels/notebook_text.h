// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/viewmodels/trust_model.h"

#include <QString>

namespace tunescope::ui {

/// Head of an entry: "Look at the test part" for test_opened.
[[nodiscard]] QString notebookEntryTitle(const std::string& kind);
/// Its icon in resources/icons.
[[nodiscard]] QString notebookEntryIcon(const std::string& kind);
/// Whether the student wrote it.
[[nodiscard]] bool isStudentEntry(const std::string& kind);
/// Local date and time.
[[nodiscard]] QString notebookTime(double secondsSince1970);
/// What holds of the chain of entries, in one sentence.
[[nodiscard]] QString notebookChainText(const TrustFacts& facts);
/// The whole notebook as one HTML page that needs nothing else.
[[nodiscard]] QString notebookHtml(const TrustFacts& facts, const QString& project);

} // namespace tunescope::ui
