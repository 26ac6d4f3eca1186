#pragma once

#include <QByteArray>

#include <optional>

/// Turns serial numbers into ids that look random, and back: so the id of a task among a million
/// is found without an index.
class IdScrambler final {
public:
    explicit constexpr IdScrambler(quint64 seed) : m_key(seed) {}

    [[nodiscard]] quint64 scrambled(quint64 serial) const;
    [[nodiscard]] quint64 restored(quint64 scrambled) const;

private:
    quint64 m_key;
};

/// Appends 16 lower-case letters and digits that hold \p scrambled.
void appendWord(QByteArray &to, quint64 scrambled);
/// The number in such a word; empty when it is not one of ours.
std::optional<quint64> numberInWord(QByteArrayView word);

/// Appends a UUID that holds \p scrambled, in upper or lower case.
void appendUuid(QByteArray &to, quint64 scrambled, bool upperCase);
/// The number in such a UUID; empty when it is no UUID at all.
std::optional<quint64> numberInUuid(QByteArrayView uuid);

/// 64 lower-case hex digits.
void appendDigest(QByteArray &to, quint64 key);
/// \p length letters of both cases and digits.
QByteArray secretText(quint64 seed, int length);
