#include "refusalgate.h"

#include "apirequest.h"
#include "errorcode.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The key itself, or the password of the proxy, whatever is asked with it. Of a signature the
/// request may be to blame; its time is another one with each request, and corrected meanwhile.
bool isAboutAccount(const ApiError &error)
{
    if (isProxyPasswordFault(error))
        return true;
    return error.kind == ApiError::Kind::Credential && !isAboutClock(error.code) &&
           !isAboutSignature(error.code);
}

bool isHeldBack(const ApiError &error)
{
    return error.kind == ApiError::Kind::Permission || error.kind == ApiError::Kind::Credential ||
           isProxyPasswordFault(error);
}

/// No question begins like this.
QString scopeOfAccount(const Operation &operation)
{
    return u'\n' + instanceOf(operation).account;
}

/// The server has looked at what was asked, so it has accepted the key.
bool isKeyAccepted(const ApiError *error)
{
    return !error || error->kind == ApiError::Kind::Permission ||
           error->kind == ApiError::Kind::NotFound || error->kind == ApiError::Kind::Request;
}

} // namespace

/// The question is what is asked, whichever page of it.
RefusalGate::Scopes RefusalGate::scopesOf(const Operation &operation)
{
    const ApiRequest request = requestFor(operation);
    QStringList question{QString::fromLatin1(request.operation), request.regionId,
                         instanceOf(operation).account};
    for (const NameValue &parameter : request.parameters) {
        if (parameter.name != "PageNo" && parameter.name != "PageSize")
            question << QString::fromUtf8(parameter.name + '=' + parameter.value);
    }
    return {scopeOfAccount(operation), question.join(u'\n')};
}

std::optional<ApiError> RefusalGate::refusal(const Operation &operation, const QDateTime &now) const
{
    if (m_refused.empty() || isWrite(operation))
        return {};
    for (const QString &scope : scopesOf(operation)) {
        const auto refused = m_refused.find(scope);
        if (refused == m_refused.end())
            continue;
        // A clock that was set back must not hold it back for longer.
        const QDateTime &until = refused->second.until;
        if (now < until && now.addMSecs(heldBack.count()) >= until)
            return refused->second.error;
    }
    return {};
}

bool RefusalGate::isTried(const Operation &operation) const
{
    if (m_refused.empty() || isWrite(operation))
        return false;
    return std::ranges::any_of(scopesOf(operation), [this](const QString &scope) {
        const auto refused = m_refused.find(scope);
        return refused != m_refused.end() && refused->second.isTried;
    });
}

void RefusalGate::begin(const Operation &operation)
{
    if (m_refused.empty() || isWrite(operation))
        return;
    for (const QString &scope : scopesOf(operation)) {
        const auto refused = m_refused.find(scope);
        if (refused != m_refused.end())
            refused->second.isTried = true;
    }
}

void RefusalGate::drop(const Operation &operation)
{
    if (m_refused.empty() || isWrite(operation))
        return;
    for (const QString &scope : scopesOf(operation)) {
        const auto refused = m_refused.find(scope);
        if (refused != m_refused.end())
            refused->second.isTried = false;
    }
}

void RefusalGate::answered(const Operation &operation, const ApiError *error, const QDateTime &now)
{
    drop(operation);
    forgetWhatIsNotAskedFor(now);
    if (isKeyAccepted(error))
        m_refused.erase(scopeOfAccount(operation));
    if (!error) {
        if (!m_refused.empty())
            m_refused.erase(scopesOf(operation).back());
        return;
    }
    // What an action is refused says nothing of reading, unless the key is to blame.
    if (!isHeldBack(*error) || (isWrite(operation) && !isAboutAccount(*error)))
        return;
    const QString scope =
        isAboutAccount(*error) ? scopeOfAccount(operation) : scopesOf(operation).back();
    m_refused[scope] = {.error = *error, .until = now.addMSecs(heldBack.count())};
}

/// Not as soon as it may be tried: those that want the same shall wait for the one that tries.
void RefusalGate::forgetWhatIsNotAskedFor(const QDateTime &now)
{
    std::erase_if(m_refused, [&now](const auto &each) {
        return !each.second.isTried && each.second.until.addMSecs(slowRetry.count()) < now;
    });
}
