#pragma once

#include <QByteArray>

#include <map>
#include <memory>

/// Whether the keychain may ask a person to unlock it: once for each key, and again when a person
/// has asked for something. Outlives the connections, which are opened anew with each change of a
/// file that holds keys: whoever said no is not asked again for that.
class UnlockPermits final {
public:
    /// The permit of a key, by accountKeyOf(); whoever uses it sets it to false.
    [[nodiscard]] std::shared_ptr<bool> of(const QByteArray &key);
    /// A person has asked: each key may ask once more.
    void renew();

private:
    std::map<QByteArray, std::shared_ptr<bool>> m_permits;
};
