#include "erroradvice.h"

#include "displaytext.h"
#include "displaywords.h"
#include "faulttable.h"
#include "printable.h"
#include "ramaction.h"
#include "redaction.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <chrono>

using namespace Qt::StringLiterals;

namespace {

bool isCode(const ApiError &error, QStringView code)
{
    return error.code.compare(code, Qt::CaseInsensitive) == 0;
}

bool codeBegins(const ApiError &error, QStringView code)
{
    return error.code.startsWith(code, Qt::CaseInsensitive);
}

/// The server's own sentence, else its code, else nothing.
QString serversWord(const ApiError &error)
{
    return isolated(error.message.isEmpty() ? error.code : error.message.simplified());
}

QString asSentence(const QString &text)
{
    const QString simplified = printable(text.simplified());
    return simplified.isEmpty() || simplified.endsWith(u'.') ? simplified : simplified + u'.';
}

/// By how much, where the server told its time.
Advice adviceForClock(const ApiError &error)
{
    using namespace std::chrono_literals;
    const QString setClock =
        DisplayWords::tr("Set the clock, best from a time server, then refresh.");
    if (!error.clockAhead) {
        return {.happened = DisplayWords::tr("The clock of this computer differs from the "
                                             "registry's by more than 15 minutes."),
                .whatToDo = setClock};
    }
    const std::chrono::milliseconds difference = std::chrono::abs(*error.clockAhead);
    if (difference <= 1s) {
        return {.happened = DisplayWords::tr("The registry refuses the time of the request, though "
                                             "the clock of this computer agrees with its own."),
                .whatToDo =
                    DisplayWords::tr("Try again. If it goes on, check whether a proxy delays "
                                     "requests, or open a ticket with the request id.")};
    }
    return {.happened = *error.clockAhead > 0ms
                            //: %1 is a duration
                            ? DisplayWords::tr("The clock of this computer is %1 ahead of the "
                                               "registry's, which refuses the request.")
                                  .arg(durationText(difference))
                            //: %1 is a duration
                            : DisplayWords::tr("The clock of this computer is %1 behind the "
                                               "registry's, which refuses the request.")
                                  .arg(durationText(difference)),
            .whatToDo = setClock};
}

Advice adviceForToken()
{
    return {.happened = DisplayWords::tr("The temporary security token is missing, expired or not "
                                         "valid."),
            .whatToDo = DisplayWords::tr("Get a new token (sign in again with the command line "
                                         "tool, or renew the role), then refresh.")};
}

/// No kind has a say where the code is clear: the clouds' products sort codes differently.
std::optional<Advice> adviceForKey(const ApiError &error)
{
    if (isCode(error, u"NoCredentials")) {
        return Advice{.happened = DisplayWords::tr("No access key was found."),
                      .whatToDo = DisplayWords::tr(
                          "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, "
                          "or configure the aliyun command line tool, then refresh.")};
    }
    if (isCode(error, u"SignInExpired") || isCode(error, u"SignInNeeded")) {
        return Advice{.happened = DisplayWords::tr("The profile has no temporary key that is still "
                                                   "valid."),
                      .whatToDo = asSentence(error.message)};
    }
    if (isCode(error, u"InvalidAccessKeyId.NotFound")) {
        return Advice{.happened = DisplayWords::tr("The access key id does not exist."),
                      .whatToDo = DisplayWords::tr("Check the access key id; it may have been "
                                                   "deleted. Configure another, then refresh.")};
    }
    if (isCode(error, u"InvalidAccessKeyId.Inactive")) {
        return Advice{.happened = DisplayWords::tr("The access key is disabled."),
                      .whatToDo = DisplayWords::tr("Enable it in the RAM console, or configure "
                                                   "another, then refresh.")};
    }
    return {};
}

/// Of the desktop's keychain, which a person can unlock or start.
std::optional<Advice> adviceForKeychain(const ApiError &error)
{
    if (isCode(error, u"KeychainAbsent")) {
        return Advice{.happened = DisplayWords::tr("There is no keychain on this desktop."),
                      .whatToDo =
                          DisplayWords::tr("Start one that is a Secret Service (GNOME Keyring, or "
                                           "KeePassXC with that switched on), then retry, or use a "
                                           "profile.")};
    }
    if (isCode(error, u"KeychainLocked")) {
        return Advice{.happened = DisplayWords::tr("The keychain is locked."),
                      .whatToDo = DisplayWords::tr("Unlock it, then retry.")};
    }
    if (isCode(error, u"KeychainDenied")) {
        return Advice{.happened = DisplayWords::tr("The keychain does not give the key."),
                      .whatToDo = DisplayWords::tr("Allow this program to read it, then retry.")};
    }
    if (isCode(error, u"KeychainNotKept")) {
        return Advice{
            .happened = DisplayWords::tr("The keychain did not keep the key."),
            .whatToDo = DisplayWords::tr("Unlock it and agree to what it asks, then retry. It must "
                                         "be a Secret Service, as GNOME Keyring and KeePassXC "
                                         "are.")};
    }
    if (isCode(error, u"KeychainSlow")) {
        return Advice{.happened = DisplayWords::tr("The keychain does not answer."),
                      .whatToDo = DisplayWords::tr("Look for a question of it on the screen, or "
                                                   "start it anew, then retry.")};
    }
    if (isCode(error, u"KeychainEntryNotFound")) {
        return Advice{.happened = DisplayWords::tr("The keychain has no such key any more."),
                      .whatToDo = DisplayWords::tr("Add the key again, or choose another one.")};
    }
    if (isCode(error, u"KeychainEntryInvalid")) {
        return Advice{.happened =
                          DisplayWords::tr("What the keychain holds under this name is no access "
                                           "key of this program."),
                      .whatToDo = DisplayWords::tr("Remove it, then add the key again.")};
    }
    if (isCode(error, u"KeychainNameInvalid")) {
        return Advice{.happened = DisplayWords::tr("No key in the keychain can have this name."),
                      .whatToDo = asSentence(error.message)};
    }
    if (isCode(error, u"KeychainFailed")) {
        return Advice{.happened = DisplayWords::tr("The keychain cannot be used."),
                      .whatToDo = asSentence(error.message)};
    }
    return {};
}

/// Of a team's history, which is asked in the place of the registry.
std::optional<Advice> adviceForTeam(const ApiError &error)
{
    if (isCode(error, u"TeamDatabaseUnreachable")) {
        return Advice{.happened = DisplayWords::tr("The team's database does not answer."),
                      .whatToDo = DisplayWords::tr("What was seen before is shown, and the "
                                                   "database is asked again by itself. Check its "
                                                   "address and the network.")};
    }
    if (isCode(error, u"TeamDatabaseSignIn")) {
        return Advice{.happened = DisplayWords::tr("The team's database does not let you in."),
                      //: %1 is what a database says, in English
                      .whatToDo = DisplayWords::tr("It says: %1 Check the user, the name of the "
                                                   "database, the password (PGPASSFILE, "
                                                   "~/.pgpass) and the certificate, then retry.")
                                      .arg(asSentence(error.message))};
    }
    if (isCode(error, u"TeamDatabaseRefuses")) {
        return Advice{.happened = DisplayWords::tr("The team's database refuses to be read."),
                      //: %1 is what a database says, in English
                      .whatToDo = DisplayWords::tr("It says: %1 The manual has the rights that a "
                                                   "window needs, under “A team”.")
                                      .arg(asSentence(error.message))};
    }
    if (isCode(error, u"TeamNoteRefused")) {
        return Advice{.happened = DisplayWords::tr("The team's database refuses to take notes."),
                      //: %1 is what a database says, in English
                      .whatToDo = DisplayWords::tr("It says: %1 The manual has the rights of an "
                                                   "operator, under “A team”.")
                                      .arg(asSentence(error.message))};
    }
    if (isCode(error, u"CannotCount")) {
        return Advice{.happened = DisplayWords::tr("The team's history cannot be counted by this "
                                                   "query."),
                      .whatToDo = DisplayWords::tr("A regular expression takes too long. Ask for "
                                                   "words, or for a simpler one.")};
    }
    if (codeBegins(error, u"TeamDatabase")) { // busy, failed
        return Advice{.happened = DisplayWords::tr("The team's database did not answer this time."),
                      //: %1 is what a database says, in English
                      .whatToDo = DisplayWords::tr("It says: %1 It is asked again by itself.")
                                      .arg(asSentence(error.message))};
    }
    if (isCode(error, u"TeamHistoryMissing")) {
        return Advice{.happened = DisplayWords::tr("There is no history in the team's database "
                                                   "yet."),
                      .whatToDo = DisplayWords::tr("Start “sync-dashboard collect” with this "
                                                   "database; the window shows what it writes.")};
    }
    if (isCode(error, u"TeamHistoryOlder")) {
        return Advice{.happened = DisplayWords::tr("An older version of this program collects the "
                                                   "team's history."),
                      .whatToDo = DisplayWords::tr("Update the collector: it brings the tables to "
                                                   "the version that this window reads.")};
    }
    if (isCode(error, u"TeamHistoryNewer")) {
        return Advice{.happened = DisplayWords::tr("A newer version of this program collects the "
                                                   "team's history."),
                      .whatToDo = DisplayWords::tr("Update this program.")};
    }
    if (isCode(error, u"CollectorCannotRead")) {
        return Advice{.happened = DisplayWords::tr("The collector cannot read this."),
                      //: %1 is what a server or the network said, in English
                      .whatToDo = DisplayWords::tr("It met: %1 Check its key and its network where "
                                                   "it runs; it tries again by itself.")
                                      .arg(asSentence(error.message))};
    }
    if (isCode(error, u"InvalidDatabaseAddress")) {
        return Advice{.happened = DisplayWords::tr("The address of the team's database cannot be "
                                                   "used."),
                      //: %1 says what is wrong with it, in English
                      .whatToDo =
                          DisplayWords::tr("The address: %1").arg(asSentence(error.message))};
    }
    if (isCode(error, u"OwnKeyNeeded")) {
        return Advice{.happened = DisplayWords::tr("This needs an access key of your own: a team's "
                                                   "history is read without one."),
                      .whatToDo = DisplayWords::tr("Add an access key under Settings, Accounts and "
                                                   "regions, then retry.")};
    }
    return {};
}

std::optional<Advice> adviceForSignature(const ApiError &error)
{
    if (!isCode(error, u"SignatureDoesNotMatch") && !isCode(error, u"IncompleteSignature"))
        return {};
    return Advice{.happened = DisplayWords::tr("The registry does not accept the signature: "
                                               "the secret does not belong to the access key "
                                               "id."),
                  .whatToDo = DisplayWords::tr("Check the secret where the key is configured, "
                                               "copy it anew, then refresh.")};
}

/// What this program found out by itself, before it asked anybody: its sentence says it all.
std::optional<Advice> adviceForSetUp(const ApiError &error)
{
    for (const QStringView code :
         {u"IncompleteEnvironment", u"UnreadableConfig", u"ProfileNotFound", u"IncompleteProfile",
          u"UnsupportedProfileMode", u"ProfileNotEnabled", u"SwitchedOff", u"SourceProfileNotFound",
          u"ProfileCycle", u"MalformedCredentials"}) {
        if (isCode(error, code))
            return Advice{.happened = DisplayWords::tr("The access key could not be read."),
                          //: %1 is a sentence that says what is wrong with a file.
                          .whatToDo = DisplayWords::tr("%1 Fix this, or choose another profile, "
                                                       "then retry.")
                                          .arg(asSentence(error.message))};
    }
    if (error.kind != ApiError::Kind::Configuration)
        return {};
    return Advice{.happened = DisplayWords::tr("The program is not set up to ask this registry."),
                  //: %1 is a sentence that says what is wrong with an address or a region.
                  .whatToDo = DisplayWords::tr("%1 Check region and endpoint, then retry.")
                                  .arg(asSentence(error.message))};
}

/// Of those who give temporary keys, by what they are asked; see CredentialFetch.
constexpr std::array keyOperations = {
    QStringView(u"AssumeRole"), QStringView(u"AssumeRoleWithOIDC"), QStringView(u"EcsMetadata"),
    QStringView(u"CredentialsURI"), QStringView(u"External")};

/// A key that was to be fetched did not come: the registry has not been asked. Who cannot be
/// reached is named without that.
bool isOfFetchedKey(const ApiError &error)
{
    return error.kind != ApiError::Kind::Network && error.kind != ApiError::Kind::Configuration &&
           std::ranges::find(keyOperations, QStringView(error.operation)) != keyOperations.end();
}

std::optional<Advice> adviceForFetchedKey(const ApiError &error)
{
    if (!isOfFetchedKey(error))
        return {};
    const QString word = asSentence(error.message.isEmpty() ? error.code : error.message);
    if (error.isTransient()) {
        return Advice{
            //: %1 is the name of what was asked for the key, such as AssumeRole; %2 is a sentence.
            .happened = DisplayWords::tr("No temporary key can be obtained with %1 at the moment: "
                                         "%2")
                            .arg(error.operation, word),
            .whatToDo = DisplayWords::tr("Try again. If it goes on, check the profile, and whether "
                                         "this computer can reach what gives the key.")};
    }
    return Advice{
        //: %1 is the name of what was asked for the key, such as AssumeRole.
        .happened = DisplayWords::tr("No temporary key could be obtained with %1. The answer: %2")
                        .arg(error.operation, word),
        .whatToDo = DisplayWords::tr("Check the profile and what it may do, then retry.")};
}

/// Of an account that this program cannot ask as it stands.
std::optional<Advice> adviceForAccount(const ApiError &error)
{
    if (isCode(error, u"UnknownAccount")) {
        return Advice{.happened =
                          DisplayWords::tr("No watched profile can be asked for this instance."),
                      .whatToDo = DisplayWords::tr("Choose the profile that lists it in the menu, "
                                                   "then retry.")};
    }
    return {};
}

std::optional<Advice> adviceForObject(const ApiError &error)
{
    if (isCode(error, u"INSTANCE_NOT_EXIST")) {
        return Advice{.happened = DisplayWords::tr("The instance does not exist in this region."),
                      .whatToDo = DisplayWords::tr("It may have been released, or lies in another "
                                                   "region. Choose another instance.")};
    }
    if (isCode(error, u"INSTANCE_STATUS_NOT_SUPPORT")) {
        return Advice{.happened = DisplayWords::tr("The instance is not running."),
                      .whatToDo = DisplayWords::tr("Check in the console whether it is starting, "
                                                   "stopped or expired.")};
    }
    if (isCode(error, u"SYNC_TASK_NOT_EXIST")) {
        return Advice{.happened = DisplayWords::tr("The registry does not know the task any more."),
                      .whatToDo = DisplayWords::tr("Refresh the list.")};
    }
    if (isCode(error, u"NAMESPACE_NOT_EXIST") || isCode(error, u"REPO_NOT_EXIST")) {
        return Advice{.happened = DisplayWords::tr("The namespace or repository does not exist."),
                      .whatToDo = DisplayWords::tr("Check the names in the filter.")};
    }
    if (codeBegins(error, u"InvalidAction") || codeBegins(error, u"InvalidApi") ||
        codeBegins(error, u"InvalidProduct")) {
        return Advice{.happened = DisplayWords::tr("This region does not offer the operation %1.")
                                      .arg(error.operation),
                      .whatToDo = DisplayWords::tr("Choose an instance in another region, or check "
                                                   "the endpoint.")};
    }
    return {};
}

std::optional<Advice> adviceForCode(const ApiError &error)
{
    if (codeBegins(error, u"InvalidTimeStamp") && !isCode(error, u"InvalidTimeStamp.Format"))
        return adviceForClock(error);
    if (codeBegins(error, u"InvalidSecurityToken") || isCode(error, u"MissingSecurityToken"))
        return adviceForToken();
    if (std::optional<Advice> advice = adviceForTeam(error))
        return advice;
    if (std::optional<Advice> advice = adviceForAccount(error))
        return advice;
    if (!isOfFetchedKey(error)) {
        if (std::optional<Advice> advice = adviceForFault(error))
            return advice;
    }
    if (std::optional<Advice> advice = adviceForKeychain(error))
        return advice;
    if (std::optional<Advice> advice = adviceForSetUp(error))
        return advice;
    if (std::optional<Advice> advice = adviceForKey(error))
        return advice;
    if (std::optional<Advice> advice = adviceForFetchedKey(error))
        return advice;
    if (std::optional<Advice> advice = adviceForSignature(error))
        return advice;
    return adviceForObject(error);
}

Advice adviceForPermission(const ApiError &error)
{
    Advice advice{.happened = DisplayWords::tr("The access key is not allowed to do this.")};
    const QLatin1StringView permission = ramActionOf(error.operation);
    if (permission.isEmpty()) {
        advice.whatToDo = DisplayWords::tr("Ask for the policy "
                                           "AliyunContainerRegistryReadOnlyAccess, then refresh.");
    } else {
        //: %1 is the name of a permission, %2 the name of a policy that holds it.
        advice.whatToDo = DisplayWords::tr("Ask for the RAM permission %1 (the policy %2 grants "
                                           "reading), then refresh.")
                              .arg(permission, u"AliyunContainerRegistryReadOnlyAccess");
    }
    return advice;
}

Advice adviceForThrottling(const ApiError &error)
{
    Advice advice{.happened = DisplayWords::tr("The registry got too many requests from this "
                                               "account.")};
    if (error.retryAfter) {
        advice.whatToDo = DisplayWords::tr("It can be asked again in %1. If this happens often, "
                                           "refresh less often.")
                              .arg(durationText(*error.retryAfter));
    } else {
        advice.whatToDo = DisplayWords::tr("Wait a little. If this happens often, refresh less "
                                           "often: all keys of the account share one limit.");
    }
    return advice;
}

Advice adviceForNetwork(const ApiError &error)
{
    return {.happened = error.host.isEmpty()
                            ? DisplayWords::tr("The registry cannot be reached.")
                            : DisplayWords::tr("%1 cannot be reached.").arg(error.host),
            .whatToDo = DisplayWords::tr("Check the network, the proxy and the endpoint.")};
}

Advice adviceForTimeout()
{
    return {.happened = DisplayWords::tr("The registry did not answer in time."),
            .whatToDo = DisplayWords::tr("Try again; if this happens often, check the network or "
                                         "choose an endpoint nearer by.")};
}

Advice withServersWord(const QString &happened, const ApiError &error, const QString &whatToDo)
{
    const QString word = serversWord(error);
    return {.happened = word.isEmpty() ? happened
                                       //: %1 is what happened, %2 the server's own sentence.
                                       : DisplayWords::tr("%1 It says: %2").arg(happened, word),
            .whatToDo = whatToDo};
}

Advice adviceForKind(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Network:
        return adviceForNetwork(error);
    case ApiError::Kind::Timeout:
        return adviceForTimeout();
    case ApiError::Kind::Credential:
        return withServersWord(DisplayWords::tr("The registry does not accept the access key."),
                               error,
                               DisplayWords::tr("Check the access key and its secret, then "
                                                "refresh."));
    case ApiError::Kind::Permission:
        return adviceForPermission(error);
    case ApiError::Kind::Throttled:
        return adviceForThrottling(error);
    case ApiError::Kind::NotFound:
        return withServersWord(DisplayWords::tr("The registry does not know what was asked for."),
                               error,
                               DisplayWords::tr("It may have been deleted. Refresh, or choose "
                                                "another instance."));
    case ApiError::Kind::Request:
        return withServersWord(DisplayWords::tr("The registry refuses the request."), error,
                               DisplayWords::tr("Check the filter. If it is right, open a ticket "
                                                "with the request id."));
    case ApiError::Kind::Server:
        return withServersWord(DisplayWords::tr("The registry failed on its own side."), error,
                               DisplayWords::tr("Try again. If it goes on, open a ticket with the "
                                                "request id."));
    case ApiError::Kind::Protocol:
        return withServersWord(DisplayWords::tr("The reply could not be understood."), error,
                               DisplayWords::tr("Check whether a proxy changes replies, and the "
                                                "endpoint. If not, report the request id."));
    case ApiError::Kind::Configuration:
        break; // has been answered: adviceForSetUp
    }
    return {.happened = serversWord(error)};
}

} // namespace

Advice adviceFor(const ApiError &error)
{
    Advice advice = adviceForCode(error).value_or(Advice{});
    if (advice == Advice{})
        advice = adviceForKind(error);
    if (error.isRetryWithheld)
        advice.happened = sentencesText(
            advice.happened,
            DisplayWords::tr("No further attempt was made: too many have failed lately."));
    if (!error.account.isEmpty())
        //: %1 names a profile, %2 is a sentence: what happened to it.
        advice.happened =
            DisplayWords::tr("Profile %1: %2").arg(shownName(error.account), advice.happened);
    return advice;
}

QString adviceText(const ApiError &error)
{
    const Advice advice = adviceFor(error);
    return sentencesText(advice.happened, advice.whatToDo);
}

ApiError withoutAccount(const ApiError &error)
{
    ApiError unnamed = error;
    unnamed.account.clear();
    return unnamed;
}

QString problemText(const ApiError &error)
{
    QString text = adviceText(error);
    if (error.host.isEmpty() || text.contains(error.host))
        return text;
    //: %1 is a sentence or two, %2 the name of a computer
    return DisplayWords::tr("%1 Asked: %2.").arg(text, error.host);
}

QString faultLine(const ApiError &error)
{
    const std::optional<Advice> advice =
        isOfFetchedKey(error) ? adviceForCode(error) : adviceForFault(error);
    if (!advice)
        return technicalLine(error);
    ApiError told = error;
    told.message = sentencesText(advice->happened, advice->whatToDo);
    return technicalLine(told);
}
