// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace tunescope {

/// While it lives, this thread treats denormal floats as zero (flush-to-zero and denormals-are-zero). Adam's
/// moments of dead units decay into denormals, which cost a quarter of a small network's time. Keep it around
/// steps only: everything else on the thread (printing numbers, exponentials in a sampler) would change as
/// well.
class FlushDenormals
{
public:
#if defined(__SSE__)
    FlushDenormals() : m_saved(_mm_getcsr())
    {
        _mm_setcsr(m_saved | 0x8040U);
    }
    ~FlushDenormals()
    {
        _mm_setcsr(m_saved);
    }
#else
    FlushDenormals() = default;
    ~FlushDenormals() = default;
#endif
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;

#if defined(__SSE__)
private:
    unsigned m_saved;
#endif
};

} // namespace tunescope
