#include "bytearena.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace {

// A length below this is one byte; this byte says that four more give the length.
constexpr quint8 longMark = 255;

} // namespace

ByteArena::Offset ByteArena::append(QByteArrayView bytes)
{
    const auto length = static_cast<quint32>(bytes.size());
    const bool isLong = length >= longMark;
    const std::size_t needed = length + 1 + (isLong ? sizeof length : 0);

    if (m_chunks.empty() || m_chunks.back().size() + needed > m_chunks.back().capacity()) {
        m_chunks.emplace_back();
        m_chunks.back().reserve(std::max(needed, std::size_t{1} << chunkBits));
    }
    std::vector<char> &chunk = m_chunks.back();
    const auto offset = static_cast<Offset>(((m_chunks.size() - 1) << chunkBits) | chunk.size());
    chunk.push_back(static_cast<char>(isLong ? longMark : length));
    if (isLong) {
        std::array<char, sizeof length> lengthBytes{};
        std::memcpy(lengthBytes.data(), &length, sizeof length);
        chunk.insert(chunk.end(), lengthBytes.begin(), lengthBytes.end());
    }
    chunk.insert(chunk.end(), bytes.begin(), bytes.end());
    return offset;
}

QByteArrayView ByteArena::at(Offset offset) const
{
    const std::vector<char> &chunk = m_chunks[offset >> chunkBits];
    const char *data = chunk.data() + (offset & ((1U << chunkBits) - 1));
    quint32 length = static_cast<quint8>(*data++);
    if (length == longMark) {
        std::memcpy(&length, data, sizeof length);
        data += sizeof length;
    }
    return {data, static_cast<qsizetype>(length)};
}
