#include "keychainfetch.h"

#include "credentialanswer.h"
#include "keychain.h"
#include "keychainentry.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace {

PendingCall readFrom(Keychain &keychain, bool &mayUnlock, const QString &entry,
                     Handler<Credentials> handler)
{
    const auto prompt =
        std::exchange(mayUnlock, false) ? Keychain::Prompt::Allowed : Keychain::Prompt::Never;
    return keychain.read(entry, prompt,
                         [entry, run = std::move(handler)](const Result<Secret> &text) {
                             run(text.and_then([&entry](const Secret &found) {
                                 return keyOfKeychainText(found, entry);
                             }));
                         });
}

} // namespace

RenewingCredentials::Fetch keychainFetch(const CredentialServices &services,
                                         const KeychainEntry &entry)
{
    return [keychain = services.keychain, mayUnlock = services.mayUnlock,
            name = entry.name](Handler<Credentials> handler) {
        if (keychain)
            return readFrom(*keychain, *mayUnlock, name, std::move(handler));
        auto *answer = new CredentialAnswer;
        PendingCall call = answer->waitWith(std::move(handler));
        answer->giveLater(tl::unexpected(credentialError(
            u"KeychainAbsent"_s, u"This program was started without a keychain"_s)));
        return call;
    };
}
