#include "pausereason.h"

#include "displaytext.h"
#include "displaywords.h"

namespace {

bool pauseCodeBegins(const ApiError &error, QStringView beginning)
{
    return error.code.startsWith(beginning, Qt::CaseInsensitive);
}

PauseReason keyReasonFor(const ApiError &error)
{
    if (pauseCodeBegins(error, u"NoCredentials"))
        return PauseReason::KeyMissing;
    if (error.clockAhead || pauseCodeBegins(error, u"InvalidTimeStamp"))
        return PauseReason::ClockWrong;
    const bool isExpired = error.code.contains(u"Expired", Qt::CaseInsensitive) ||
                           pauseCodeBegins(error, u"SignInNeeded");
    return isExpired ? PauseReason::KeyExpired : PauseReason::KeyRefused;
}

/// "key expired"; empty for what is not called a pause.
QString reasonText(PauseReason reason)
{
    switch (reason) {
    case PauseReason::KeyMissing:
        //: why nothing is asked, as in "Paused: no key"
        return DisplayWords::tr("no key");
    case PauseReason::KeyExpired:
        //: why nothing is asked, as in "Paused: key expired"
        return DisplayWords::tr("key expired");
    case PauseReason::KeyRefused:
        //: why nothing is asked, as in "Paused: key refused"
        return DisplayWords::tr("key refused");
    case PauseReason::ClockWrong:
        //: why nothing is asked, as in "Paused: clock wrong"
        return DisplayWords::tr("clock wrong");
    case PauseReason::NoPermission:
        //: why nothing is asked, as in "Paused: no permission"
        return DisplayWords::tr("no permission");
    case PauseReason::NotSetUp:
        //: why nothing is asked, as in "Paused: not set up"
        return DisplayWords::tr("not set up");
    case PauseReason::Refused:
        //: why nothing is asked, as in "Paused: refused"
        return DisplayWords::tr("refused");
    case PauseReason::AskedToWait:
        //: why nothing is asked, as in "Paused: asked to wait", by whoever was asked: the registry,
        //: what gives temporary keys, a gateway
        return DisplayWords::tr("asked to wait");
    case PauseReason::NoAnswer:
        break;
    }
    return {};
}

/// A hundred names would take the line.
QString subjectsText(const QStringList &subjects)
{
    constexpr qsizetype most = 2;
    if (subjects.size() <= most)
        return listText(subjects);
    //: %1: a name, and the number of further ones
    return DisplayWords::tr("%1 and %Ln more", nullptr, static_cast<int>(subjects.size() - 1))
        .arg(subjects.front());
}

} // namespace

PauseReason pauseReasonFor(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Credential:
        return keyReasonFor(error);
    case ApiError::Kind::Permission:
        return PauseReason::NoPermission;
    case ApiError::Kind::Configuration:
        return PauseReason::NotSetUp;
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Request:
        return PauseReason::Refused;
    case ApiError::Kind::Throttled:
        return PauseReason::AskedToWait;
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::Server:
    case ApiError::Kind::Protocol:
        break;
    }
    return error.retryAfter ? PauseReason::AskedToWait : PauseReason::NoAnswer;
}

QString displayName(PauseReason reason)
{
    const QString why = reasonText(reason);
    if (why.isEmpty())
        //: state of an instance: it does not answer, and is asked again soon
        return DisplayWords::tr("No answer");
    //: %1: why nothing is asked, such as "key expired"
    return DisplayWords::tr("Paused: %1").arg(why);
}

QString pauseText(PauseReason reason, const QStringList &subjects, const QDateTime &nextTry,
                  const QDateTime &now)
{
    const QString who = subjectsText(subjects);
    const QString again =
        nextTry.isValid() && nextTry > now ? relativeTimeText(nextTry, now) : QString();
    const QString why = reasonText(reason);
    if (why.isEmpty() && !again.isEmpty()) {
        //: %1: "in 8 s"
        return who.isEmpty() ? DisplayWords::tr("Next try %1").arg(again)
                             //: %1: instances or profiles, %2: "in 8 s"
                             : DisplayWords::tr("%1: next try %2").arg(who, again);
    }
    if (why.isEmpty()) {
        //: %1: instances or profiles
        return who.isEmpty() ? displayName(reason) : DisplayWords::tr("%1: no answer").arg(who);
    }
    const QString state = who.isEmpty() ? DisplayWords::tr("Paused: %1").arg(why)
                                        //: %1: instances or profiles; %2: why they are not asked:
                                        //: "key expired"
                                        : DisplayWords::tr("%1 paused: %2").arg(who, why);
    //: %1: "Paused: key expired", %2: "in 8 s"
    return again.isEmpty() ? state : DisplayWords::tr("%1, next try %2").arg(state, again);
}
