// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/readers/read_request.h"

namespace tunescope {

/// One IDX file of unsigned bytes: its sizes and its values.
struct IdxFile {
    std::vector<std::int64_t> sizes;
    std::string bytes;          ///< The whole file.
    std::size_t firstValue = 0; ///< Where the values start in `bytes`.
};

/// Whether the file starts like an IDX file of unsigned bytes (plain or .gz).
[[nodiscard]] bool looksLikeIdx(const std::filesystem::path& path);

/// Whether the file is called like one: "...-ubyte", ".idx", ".idx1", ".idx3" or ".idx4" (plain or .gz).
[[nodiscard]] bool isIdxName(const std::filesystem::path& path);

/// Reads one IDX file. Errors: those of readFileBytes(), IdxMagic, IdxShape, IdxLength, SamplesMemory.
/// Source of the format: LeCun, Cortes & Burges, "The MNIST database", page "File formats".
[[nodiscard]] Result<IdxFile> readIdxFile(const std::filesystem::path& path,
                                          const ReadProgress& progress = {});

/// Reads pictures [N, H, W] or [N, H, W, C] and their labels [N]. The path is either of the two files, which
/// are told apart by their sizes and found by name ("images" and "labels", "idx3" and "idx1"), or a folder
/// that holds pairs; pairs called "train" and "t10k" or "test" are read one after the other.
/// Errors: those of readIdxFile(), IdxNoPartner, IdxCounts, FolderUnknown, SamplesTooFew, SamplesOneClass.
[[nodiscard]] Result<Dataset> readIdx(const ReadRequest& request);

/// Appends the pictures and labels of one pair; `first` is empty before the first one.
[[nodiscard]] Result<void> appendIdxPair(Dataset& dataset, const std::filesystem::path& images,
                                         const std::filesystem::path& labels,
                                         const ReadProgress& progress = {});

/// Names the classes "0", "1", ... of labels that are there, so that every class has samples.
void finishIdxClasses(Dataset& dataset);

} // namespace tunescope
