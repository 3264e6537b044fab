// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/kernels/kernels.h"

#include "core/nn/onednn/onednn_info.h"

namespace tunescope {

extern const KernelTable kPlainKernels;
#if defined(__x86_64__)
extern const KernelTable kAvx2Kernels;
extern const KernelTable kAvx512Kernels;
#endif

const KernelTable* kernelsFor(Isa isa)
{
#if defined(__x86_64__)
    const bool fused = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool wide = fused && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    const Isa allowed = oneDnnIsaLimit();
    if (isa == Isa::Avx512)
        return wide && allowed == Isa::Avx512 ? &kAvx512Kernels : nullptr;
    if (isa == Isa::Avx2)
        return fused && allowed != Isa::Plain ? &kAvx2Kernels : nullptr;
#endif
    return isa == Isa::Plain ? &kPlainKernels : nullptr;
}

const KernelTable& bestKernels()
{
    if (const KernelTable* table = kernelsFor(Isa::Avx512))
        return *table;
    if (const KernelTable* table = kernelsFor(Isa::Avx2))
        return *table;
    return kPlainKernels;
}

} // namespace tunescope
