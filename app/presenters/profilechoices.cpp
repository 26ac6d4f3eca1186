#include "profilechoices.h"

#include "displaytext.h"
#include "erroradvice.h"
#include "keychainentry.h"
#include "keytext.h"
#include "printable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

/// The words of the rows; only a context for translations.
class ProfileText final {
    Q_DECLARE_TR_FUNCTIONS(ProfileText)
};

void refuse(ProfileChoice &choice, ProfileChoice::State state, const ApiError &error)
{
    choice.state = state;
    choice.stateText = adviceText(withoutAccount(error));
}

QString constantKeyText(const Credentials &key, const TimeDisplay &times)
{
    const QString end = idEndOf(key.accessKeyId);
    const QString id = end.isEmpty() ? ProfileText::tr("Usable")
                                     //: %1 is the end of the id of an access key
                                     : ProfileText::tr("Usable · key ends in %1").arg(end);
    if (!key.expiresAt.isValid())
        return id;
    //: %1 is "Usable · key ends in abcd", %2 is a time
    return ProfileText::tr("%1 · until %2").arg(id, absoluteTimeText(key.expiresAt, times));
}

void describeKey(ProfileChoice &choice, const CredentialPlan &plan, const TimeContext &now)
{
    if (const auto *key = std::get_if<Credentials>(&plan.origin)) {
        if (const std::optional<ApiError> expired = expiryError(*key, now.now))
            return refuse(choice, ProfileChoice::State::Expired, *expired);
        choice.stateText = constantKeyText(*key, now.times);
        if (plan.roles.empty())
            return;
        choice.state = ProfileChoice::State::Fetched;
        //: A role is taken on with a key: what the key is comes before
        choice.stateText = ProfileText::tr("%1 · takes on a role").arg(choice.stateText);
        return;
    }
    choice.state = ProfileChoice::State::Fetched;
    choice.stateText = std::holds_alternative<KeychainEntry>(plan.origin)
                           ? ProfileText::tr("Read from the keychain when it is used")
                           : ProfileText::tr("The key is fetched when it is used");
}

QString originText(const CredentialTrail &trail)
{
    if (trail.steps.empty())
        return {};
    const CredentialStep &used = trail.steps.back();
    if (used.reason)
        return {};
    QString text = keyPlaceName(used);
    if (!used.detail.isEmpty())
        //: %1 is where a key comes from, %2 is the mode of the profile, or the names of variables
        text = ProfileText::tr("%1 · %2").arg(text, isolated(used.detail));
    return text;
}

} // namespace

ProfileChoice profileChoice(const ProfileKey &key, const TimeContext &now)
{
    const std::optional<QString> entry = keychainEntryOf(key.profile);
    ProfileChoice choice{.name = key.profile,
                         .title = entry ? keyTitle(key.profile) : key.profile,
                         .from = originText(key.trail),
                         .state = ProfileChoice::State::Usable,
                         .stateText = {},
                         .origin =
                             entry ? ProfileChoice::Origin::Keychain : ProfileChoice::Origin::Tool,
                         .entry = entry.value_or(QString())};
    if (key.profile.isEmpty()) {
        choice.title = ProfileText::tr("As configured: the environment, else the current profile");
        choice.origin = ProfileChoice::Origin::Configured;
    }
    if (!key.loaded)
        refuse(choice, ProfileChoice::State::Refused, key.loaded.error());
    else
        describeKey(choice, key.loaded->plan, now);
    return choice;
}
