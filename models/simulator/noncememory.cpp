#include "noncememory.h"

#include <QCryptographicHash>

#include <algorithm>

namespace {

// A second bound, should somebody send more than this within half an hour.
constexpr qsizetype mostNonces = 1'000'000;

} // namespace

bool NonceMemory::use(const QByteArray &given, qint64 expiresMs, qint64 nowMs)
{
    forget(nowMs);
    // However long it is, which the client decides.
    const QByteArray nonce = QCryptographicHash::hash(given, QCryptographicHash::Sha256);
    if (m_known.contains(nonce))
        return false;
    m_known.insert(nonce);
    m_byExpiry.push_back({.nonce = nonce, .expiresMs = expiresMs});
    std::ranges::push_heap(m_byExpiry, std::greater{}, &Used::expiresMs);
    return true;
}

void NonceMemory::forget(qint64 nowMs)
{
    while (!m_byExpiry.empty() &&
           (m_byExpiry.front().expiresMs < nowMs || m_known.size() >= mostNonces)) {
        m_known.remove(m_byExpiry.front().nonce);
        std::ranges::pop_heap(m_byExpiry, std::greater{}, &Used::expiresMs);
        m_byExpiry.pop_back();
    }
}
