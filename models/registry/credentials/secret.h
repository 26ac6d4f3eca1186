#pragma once

#include <QByteArray>

#include <utility>

class QDebug;

/// Writes zeros over what \p bytes hold, where nobody else shares it, and leaves them empty.
void overwrite(QByteArray &bytes);

/// Bytes that must not be shown: they have no way into a log, only reveal() gives them. The last
/// copy overwrites them when it goes; what was made of them elsewhere, e.g. in a request, it cannot
/// know.
class Secret final { // clazy:exclude=rule-of-three (which overlooks one that is defaulted)
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    ~Secret() { overwrite(m_bytes); }

    Secret(const Secret &) = default;
    Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    /// What was there before goes with \p other.
    Secret &operator=(Secret other) noexcept
    {
        m_bytes.swap(other.m_bytes);
        return *this;
    }

    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }

    friend bool operator==(const Secret &, const Secret &) = default;

private:
    QByteArray m_bytes;
};

QDebug operator<<(QDebug debug, const Secret &secret);
