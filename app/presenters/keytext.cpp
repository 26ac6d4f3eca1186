#include "keytext.h"

#include "displaytext.h"
#include "erroradvice.h"
#include "keychainentry.h"
#include "printable.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

/// The words of the page; only a context for translations.
class KeyText final {
    Q_DECLARE_TR_FUNCTIONS(KeyText)
};

QString notSet(const QString &variables)
{
    //: %1 lists environment variables
    return KeyText::tr("Not set: %1.").arg(variables);
}

/// Of a place that holds nothing.
QString whyEmpty(const CredentialStep &step)
{
    switch (step.place) {
    case CredentialPlace::Environment:
        return notSet(u"ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET"_s);
    case CredentialPlace::IdentityProvider:
        return notSet(u"ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE"_s);
    case CredentialPlace::ToolProfile:
        if (!step.detail.isEmpty())
            //: %1 is an environment variable
            return KeyText::tr("Switched off by %1.").arg(step.detail);
        return KeyText::tr("The file does not exist. The command aliyun configure makes it.");
    case CredentialPlace::SdkFile:
        return KeyText::tr("The file does not exist.");
    case CredentialPlace::Machine:
        return notSet(u"ALIBABA_CLOUD_ECS_METADATA"_s);
    case CredentialPlace::Address:
        return notSet(u"ALIBABA_CLOUD_CREDENTIALS_URI"_s);
    case CredentialPlace::Keychain:
        return KeyText::tr("No entry is chosen. Use one below, or start with --profile "
                           "keychain:NAME.");
    }
    return {};
}

KeyPlaceLine keyPlaceLine(const CredentialStep &step)
{
    using Outcome = KeyPlaceLine::Outcome;
    const QString place = keyPlaceName(step);
    if (!step.reason)
        return {.outcome = Outcome::Used, .place = place, .reason = KeyText::tr("Used.")};
    if (step.reason->code == "NoCredentials"_L1)
        return {.outcome = Outcome::PassedOver, .place = place, .reason = whyEmpty(step)};
    return {.outcome = Outcome::Failed, .place = place, .reason = adviceText(*step.reason)};
}

QString untilText(const CredentialState &state, const TimeContext &now)
{
    if (state.expiresAt.isValid())
        //: %1 is a time, %2 is how long until then, e.g. "in 2 h"
        return KeyText::tr("%1 (%2)").arg(absoluteTimeText(state.expiresAt, now.times),
                                          relativeTimeText(state.expiresAt, now.now));
    return state.isTemporary ? KeyText::tr("Not known: its source does not say.")
                             : KeyText::tr("Until it is deleted or disabled.");
}

/// Of a key that this program does not renew.
QString changeText(CredentialPlace place)
{
    switch (place) {
    case CredentialPlace::ToolProfile:
    case CredentialPlace::SdkFile:
        return KeyText::tr("Not by this program. When the file changes, it is read again.");
    case CredentialPlace::Keychain:
        return KeyText::tr("Not by this program. It is read again when it is refused.");
    case CredentialPlace::Environment:
    case CredentialPlace::IdentityProvider:
    case CredentialPlace::Machine:
    case CredentialPlace::Address:
        break;
    }
    return KeyText::tr("Not by this program. Start it again when the key changes.");
}

QString renewalText(const CredentialState &state, CredentialPlace place, const QDateTime &now)
{
    if (state.error)
        //: %1 is a sentence
        return KeyText::tr("Failed, and is tried again. %1").arg(adviceText(*state.error));
    if (!state.renewal.isEmpty())
        //: %1 is a command
        return KeyText::tr("Not by this program. Sign in again with: %1").arg(state.renewal);
    if (!state.renewAt.isValid())
        return changeText(place);
    if (state.renewAt <= now)
        return KeyText::tr("By itself, at the next request.");
    //: %1 is how long until then, e.g. "in 2 h"
    return KeyText::tr("By itself, %1.").arg(relativeTimeText(state.renewAt, now));
}

void addStateFacts(KeyAccount &account, const CredentialState &state, CredentialPlace place,
                   const TimeContext &now)
{
    //: A fact about a key: the end of its id
    account.facts.push_back({.name = KeyText::tr("Access key id"),
                             .value = state.idEnd.isEmpty()
                                          ? KeyText::tr("Not shown: it is short.")
                                          //: %1 is the end of an id
                                          : KeyText::tr("ends in %1").arg(state.idEnd)});
    account.facts.push_back(
        {.name = state.isTemporary ? KeyText::tr("Temporary, valid until") : KeyText::tr("Valid"),
         .value = untilText(state, now)});
    account.facts.push_back(
        {.name = KeyText::tr("Renewed"), .value = renewalText(state, place, now.now)});
}

void addProblem(KeyAccount &account, const ApiError &error)
{
    const Advice advice = adviceFor(withoutAccount(error)); // the title says whose
    account.problem = advice.happened;
    account.whatToDo = advice.whatToDo;
    if (error.code == "NoCredentials"_L1)
        account.whatToDo = sentencesText(
            account.whatToDo, KeyText::tr("Or add a key to the desktop's keychain here."));
}

void addStepFacts(KeyAccount &account, const CredentialStep &used)
{
    account.facts.push_back({.name = KeyText::tr("Key from"), .value = keyPlaceName(used)});
    if (!used.profile.isEmpty()) {
        const QString name = used.place == CredentialPlace::SdkFile ? KeyText::tr("Section")
                             : used.place == CredentialPlace::Keychain
                                 //: of the keychain
                                 ? KeyText::tr("Entry")
                                 : KeyText::tr("Profile");
        account.facts.push_back({.name = name, .value = isolated(used.profile)});
    }
    if (!used.detail.isEmpty()) {
        const bool isMode = !used.profile.isEmpty();
        account.facts.push_back({.name = isMode ? KeyText::tr("Mode") : KeyText::tr("Variables"),
                                 .value = isolated(used.detail)});
    }
}

} // namespace

QString keyTitle(const QString &profile)
{
    if (profile.isEmpty())
        return KeyText::tr("Key as configured");
    const std::optional<QString> entry = keychainEntryOf(profile);
    //: %1 is the name of a key in the keychain
    return entry ? KeyText::tr("Key “%1” of the keychain").arg(isolated(*entry))
                 //: %1 is the name of a profile
                 : KeyText::tr("Profile “%1”").arg(isolated(profile));
}

QString keyPlaceName(const CredentialStep &step)
{
    switch (step.place) {
    case CredentialPlace::Environment:
        return KeyText::tr("Environment variables");
    case CredentialPlace::IdentityProvider:
        return KeyText::tr("Identity provider of the environment");
    case CredentialPlace::ToolProfile:
        //: %1 is the path of a file
        return KeyText::tr("Profile of the aliyun CLI, %1").arg(isolated(step.name));
    case CredentialPlace::SdkFile:
        //: %1 is the path of a file
        return KeyText::tr("File of the SDKs, %1").arg(isolated(step.name));
    case CredentialPlace::Machine:
        return KeyText::tr("Role of this cloud server");
    case CredentialPlace::Address:
        return KeyText::tr("Credentials URI");
    case CredentialPlace::Keychain:
        return KeyText::tr("The desktop's keychain");
    }
    return {};
}

QString accountName(const ProfileKey &key)
{
    if (!key.profile.isEmpty())
        return key.profile;
    const CredentialStep *used = key.usedStep();
    if (!used)
        return {};
    return used->profile.isEmpty() ? keyPlaceName(*used) : used->profile;
}

KeyAccount keyAccount(const WatchedKey &key, const TimeContext &now)
{
    KeyAccount account{.title = keyTitle(key.key.profile)};
    const std::vector<CredentialStep> &steps = key.key.trail.steps;
    for (const CredentialStep &step : steps)
        account.places.push_back(keyPlaceLine(step));
    if (!key.key.loaded) {
        addProblem(account, key.key.loaded.error());
        return account;
    }
    if (steps.empty())
        return account;
    addStepFacts(account, steps.back());
    if (!key.state)
        return account;
    if (key.state->hasKey) {
        addStateFacts(account, *key.state, steps.back().place, now);
    } else if (key.state->error) {
        addProblem(account, *key.state->error);
        account.places.back().outcome = KeyPlaceLine::Outcome::Failed;
        account.places.back().reason = KeyText::tr("Chosen, but gives no key.");
    } else {
        account.facts.push_back(
            {.name = KeyText::tr("Access key id"), .value = KeyText::tr("Not fetched yet.")});
    }
    return account;
}
