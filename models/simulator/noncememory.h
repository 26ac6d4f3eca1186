#pragma once

#include <QByteArray>
#include <QSet>

#include <vector>

/// Which nonces were used while a copy of their request could still pass.
class NonceMemory final {
public:
    /// False when \p nonce was used before. It is remembered until \p expiresMs.
    bool use(const QByteArray &nonce, qint64 expiresMs, qint64 nowMs);
    [[nodiscard]] qsizetype size() const { return m_known.size(); }

private:
    struct Used {
        QByteArray nonce{};
        qint64 expiresMs = 0;
    };

    void forget(qint64 nowMs);

    QSet<QByteArray> m_known;
    std::vector<Used> m_byExpiry; // a heap, the first to expire in front
};
