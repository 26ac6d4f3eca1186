#pragma once

#include "bytearena.h"
#include "chunkedvector.h"
#include "numbertable.h"

#include <QByteArrayView>
#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

/// Texts, each kept once, as UTF-8, and named by a number. The numbers are given in order and
/// stay: whoever looks at each distinct text once goes on where it stopped.
class StringPool final {
public:
    using Id = quint32;
    static constexpr Id empty = 0; ///< of the empty text, which is always there

    StringPool();

    Id intern(QStringView text);
    /// The same, quicker where the same memory comes again: parsed replies share that of names.
    Id intern(const QString &text);
    [[nodiscard]] std::optional<Id> find(QStringView text) const;

    [[nodiscard]] QString text(Id id) const;
    [[nodiscard]] QByteArrayView bytes(Id id) const { return m_arena.at(m_offsets[id]); }
    /// All ids are below this.
    [[nodiscard]] Id size() const { return m_offsets.size(); }

private:
    [[nodiscard]] quint32 find(QByteArrayView bytes, std::size_t hash) const;

    ByteArena m_arena;
    ChunkedVector<ByteArena::Offset> m_offsets;
    NumberTable m_ids; // but for the empty text's

    struct Known {
        QString text{}; ///< shares its memory, so that nothing else can come to lie there
        Id id = empty;
    };
    static constexpr unsigned knownBits = 10;
    std::vector<Known> m_known; ///< of texts that came lately, by where they lie
};
