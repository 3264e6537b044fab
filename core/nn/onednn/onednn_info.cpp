// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/onednn/onednn_info.h"

#include "core/nn/onednn/compat.h"

#include <new>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#if defined(_OPENMP)
#include <omp.h>
#endif

namespace tunescope {
namespace {

// Bits of dnnl_cpu_isa_t that are the same in 2.6 and 3.x; a set contains every set it builds on.
constexpr unsigned kAvx2Bits = 0x7;
constexpr unsigned kAvx512Bits = 0x27;

unsigned effectiveIsa()
{
    return static_cast<unsigned>(dnnl::get_effective_cpu_isa());
}

/// oneDNN's matrix products allocate their packing buffers in every call. glibc would map and unmap such blocks,
/// and the kernel clear their pages, each time: a tenth of an LSTM's step.
bool keepLargeBlocks()
{
#if defined(__GLIBC__)
    constexpr int kMegabyte = 1 << 20;
    return mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte) == 1 && mallopt(M_TRIM_THRESHOLD, 128 * kMegabyte) == 1;
#else
    return true;
#endif
}

} // namespace

std::string oneDnnVersion()
{
    const dnnl_version_t* version = dnnl_version();
    return std::to_string(version->major) + "." + std::to_string(version->minor) + "." +
           std::to_string(version->patch);
}

std::string oneDnnIsaName()
{
    switch (dnnl::get_effective_cpu_isa()) {
    case dnnl::cpu_isa::sse41:
        return "sse41";
    case dnnl::cpu_isa::avx:
        return "avx";
    case dnnl::cpu_isa::avx2:
        return "avx2";
    case dnnl::cpu_isa::avx2_vnni:
        return "avx2_vnni";
    case dnnl::cpu_isa::avx512_core:
        return "avx512_core";
    case dnnl::cpu_isa::avx512_core_vnni:
        return "avx512_core_vnni";
    case dnnl::cpu_isa::avx512_core_bf16:
        return "avx512_core_bf16";
    default:
        break; // more names exist in later versions of oneDNN
    }
    return "isa_" + std::to_string(effectiveIsa());
}

Isa oneDnnIsaLimit()
{
    const unsigned isa = effectiveIsa();
    if ((isa & kAvx512Bits) == kAvx512Bits)
        return Isa::Avx512;
    return (isa & kAvx2Bits) == kAvx2Bits ? Isa::Avx2 : Isa::Plain;
}

Result<void> guardEngine(const std::function<Result<void>()>& body)
{
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, {{"what", "the network"}});
    } catch (const dnnl::error& error) {
        if (error.status == dnnl_out_of_memory)
            return fail(ErrorCode::OutOfMemory, {{"what", "the network"}});
        return fail(ErrorCode::NetworkBuildFailed, {{"detail", error.message}});
    }
}

void setThreadTeam(int threads)
{
    static const bool kept = keepLargeBlocks();
    (void)kept;
#if defined(_OPENMP)
    omp_set_num_threads(threads);
#else
    (void)threads;
#endif
}

} // namespace tunescope
