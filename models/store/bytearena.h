#pragma once

#include <QByteArrayView>

#include <vector>

/// Short byte strings, one after the other, that are never moved and never freed alone.
class ByteArena final {
public:
    using Offset = quint32;

    Offset append(QByteArrayView bytes);
    /// Holds as long as the arena.
    [[nodiscard]] QByteArrayView at(Offset offset) const;

private:
    static constexpr quint32 chunkBits = 16;

    std::vector<std::vector<char>> m_chunks; // filled up to what each reserved at first
};
