// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/checkpoint.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

namespace tunescope {
namespace {

static_assert(std::endian::native == std::endian::little, "checkpoints are written as memory lies");

constexpr std::uint32_t kMagic = 0x4B435354; // "TSCK"
constexpr std::uint32_t kVersion = 1;

class Writer
{
public:
    explicit Writer(std::size_t largest) : m_bytes(largest) {}
    template <class T>
    requires std::is_arithmetic_v<T>
    void field(T& value) { bytes(std::as_bytes(std::span<const T, 1>(&value, 1))); }
    void bytes(std::span<const std::byte> more)
    {
        std::copy(more.begin(), more.end(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_size));
        m_size += more.size();
    }
    [[nodiscard]] std::vector<std::byte> take()
    {
        m_bytes.resize(m_size);
        return std::move(m_bytes);
    }
    [[nodiscard]] std::span<const std::byte> written() const { return std::span(m_bytes).first(m_size); }

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_size = 0;
};

class Reader
{
public:
    explicit Reader(std::span<const std::byte> bytes) : m_left(bytes) {}
    template <class T>
    requires std::is_arithmetic_v<T>
    void field(T& value)
    {
        if (m_left.size() < sizeof(T)) {
            m_short = true;
            return;
        }
        std::memcpy(&value, m_left.data(), sizeof(T));
        m_left = m_left.subspan(sizeof(T));
    }
    [[nodiscard]] bool ranOut() const { return m_short; }
    [[nodiscard]] std::span<const std::byte> left() const { return m_left; }

private:
    std::span<const std::byte> m_left;
    bool m_short = false;
};

/// The one list of fields, for both directions.
template <class Archive, class Value>
void eachField(Archive& archive, Value& c)
{
    archive.field(c.trialSeed);
    archive.field(c.fingerprint);
    archive.field(c.progress.epoch);
    archive.field(c.progress.bestEpoch);
    archive.field(c.progress.step);
    archive.field(c.progress.bestValue);
    archive.field(c.progress.lastValue);
    archive.field(c.progress.startLoss);
    archive.field(c.progress.patienceValue);
    archive.field(c.progress.waited);
    archive.field(c.progress.exploded);
    archive.field(c.progress.plateau.best);
    archive.field(c.progress.plateau.seen);
    archive.field(c.progress.plateau.waited);
    archive.field(c.progress.plateau.factor);
    archive.field(c.optimizer.step);
    archive.field(c.optimizer.momentumProduct);
}

tl::unexpected<Error> damaged(const char* detail)
{
    return fail(ErrorCode::CheckpointDamaged, {{"detail", detail}});
}

} // namespace

std::uint64_t hashBytes(std::span<const std::byte> bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const std::byte byte : bytes) {
        hash ^= static_cast<std::uint64_t>(byte);
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

std::vector<std::byte> writeCheckpoint(const Checkpoint& checkpoint, std::size_t stateSize,
                                       const StatePieces& pieces)
{
    constexpr std::size_t kFields = 256; // more than all of them take
    Writer writer(stateSize * sizeof(float) + kFields);
    writer.field(kMagic);
    writer.field(kVersion);
    const std::uint64_t count = stateSize;
    writer.field(count);
    eachField(writer, checkpoint);
    pieces([&](std::span<const float> piece) { writer.bytes(std::as_bytes(piece)); });
    const std::uint64_t hash = hashBytes(writer.written());
    writer.field(hash);
    return writer.take();
}

Result<Checkpoint> readCheckpoint(std::span<const std::byte> bytes)
{
    if (bytes.size() < sizeof(std::uint64_t))
        return damaged("too short");
    const auto body = bytes.first(bytes.size() - sizeof(std::uint64_t));
    std::uint64_t hash = 0;
    std::memcpy(&hash, bytes.data() + body.size(), sizeof hash);
    if (hash != hashBytes(body))
        return damaged("its check sum is wrong");
    Reader reader(body);
    std::uint32_t magic = 0;
    std::uint32_t version = 0;
    std::uint64_t count = 0;
    reader.field(magic);
    reader.field(version);
    reader.field(count);
    if (magic != kMagic || version != kVersion)
        return damaged("unknown format or version");
    Checkpoint checkpoint;
    eachField(reader, checkpoint);
    if (reader.ranOut() || reader.left().size() / sizeof(float) != count ||
        reader.left().size() % sizeof(float) != 0)
        return damaged("wrong length");
    checkpoint.state.resize(static_cast<std::size_t>(count));
    if (count > 0)
        std::memcpy(checkpoint.state.data(), reader.left().data(), reader.left().size());
    return checkpoint;
}

} // namespace tunescope
