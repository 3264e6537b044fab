// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace tunescope {

/// A convolution of one image with few channels, stride 1, as a sum over taps (channel, row, column of the
/// kernel). The image is padded with zeros; a tap of pixel (y, x) reads padded[tapOffset + y * paddedRow +
/// x].
struct DirectConvArgs {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t taps = 0;
    std::int64_t outputs = 0; ///< Channels, whole blocks.
    std::int64_t block = 0;
    const float* padded = nullptr;
    std::int64_t paddedRow = 0;
    const std::int32_t* tapOffset = nullptr; ///< [taps]
    const float* weights = nullptr;          ///< [taps, outputs]
    std::int64_t weightRow = 0;
    const float* bias = nullptr;    ///< [outputs]
    float* dst = nullptr;           ///< [outputs / block, H, W, block]
    const float* diffDst = nullptr; ///< As dst.
    float* weightDiff = nullptr;    ///< As weights; added to.
    float* biasDiff = nullptr;      ///< Added to.
};

/// A convolution of one image in blocks, stride 1, as a sum over taps (row and column of the kernel) and
/// channels. The image is padded with zeros by dilation * (kernel - 1) / 2.
struct ConvArgs {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t kernel = 1;
    std::int64_t dilation = 1;
    std::int64_t inputs = 0;  ///< Channels, whole blocks.
    std::int64_t outputs = 0; ///< Likewise.
    std::int64_t block = 0;
    const float* padded = nullptr;  ///< [inputs / block, H + 2 padding, W + 2 padding, block]
    const float* weights = nullptr; ///< [k * k * inputs, outputs] in panels
    const float* bias = nullptr;    ///< [outputs]; null: zeros.
    float* dst = nullptr;           ///< [outputs / block, H, W, block]
    const float* diffDst = nullptr; ///< As dst.
    float* weightDiff = nullptr;    ///< As weights; added to.
    float* biasDiff = nullptr;      ///< Added to.
};

/// Largest of each 2 x 2 pixels, stride 2; a last odd row or column is left out.
struct PoolArgs {
    std::int64_t planes = 0; ///< N * C / block
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t block = 0;
    const float* src = nullptr;     ///< [planes, H, W, block]
    float* dst = nullptr;           ///< [planes, H / 2, W / 2, block]
    std::uint8_t* place = nullptr;  ///< As dst: which of the four was the largest; null when only evaluating.
    const float* diffDst = nullptr; ///< As dst.
    float* diffSrc = nullptr;       ///< As src.
};

/// Batch normalisation by channel of [N, C / block, pixels, block]; all channel arrays have C numbers, C a
/// whole number of blocks.
struct ImageNormArgs {
    std::int64_t images = 0;
    std::int64_t channels = 0;
    std::int64_t pixels = 0;
    std::int64_t block = 0;
    const float* src = nullptr;
    float* dst = nullptr;
    const float* scale = nullptr;
    const float* shift = nullptr;
    float* center = nullptr;   ///< Mean: written (training) or read (evaluation, backward).
    float* inverse = nullptr;  ///< 1 / sqrt(variance + epsilon), likewise.
    float* variance = nullptr; ///< Training: biased variance, written.
    float* diff = nullptr;     ///< In place.
    float* scaleDiff = nullptr;
    float* shiftDiff = nullptr;
    float epsilon = 1e-5F;
};

struct ImageKernels {
    void (*directConv)(const DirectConvArgs&);
    void (*directConvWeights)(const DirectConvArgs&);
    void (*conv)(const ConvArgs&);
    void (*convWeights)(const ConvArgs&);
    void (*maxPool)(const PoolArgs&);
    void (*maxPoolBackward)(const PoolArgs&);
    void (*normTrain)(const ImageNormArgs&);
    void (*normEvaluate)(const ImageNormArgs&);
    void (*normBackward)(const ImageNormArgs&);
};

} // namespace tunescope
