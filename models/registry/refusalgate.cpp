#include "refusalgate.h"

#include "apirequest.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The key itself, whatever is asked with it; of a signature the request may be to blame.
bool isAboutKey(const ApiError &error)
{
    return error.kind == ApiError::Kind::Credential &&
           !error.code.startsWith("SignatureDoesNotMatch"_L1, Qt::CaseInsensitive) &&
           !error.code.startsWith("IncompleteSignature"_L1, Qt::CaseInsensitive);
}

bool isAboutQuestion(const ApiError &error)
{
    return error.kind == ApiError::Kind::Permission || error.kind == ApiError::Kind::Credential;
}

/// The server has looked at what was asked, so it has accepted the key.
bool isKeyAccepted(const ApiError *error)
{
    return !error || error->kind == ApiError::Kind::Permission ||
           error->kind == ApiError::Kind::NotFound || error->kind == ApiError::Kind::Request;
}

} // namespace

/// The whole account has no name; the question is what is asked, whichever page of it.
RefusalGate::Scopes RefusalGate::scopesOf(const Operation &operation)
{
    const ApiRequest request = requestFor(operation);
    QStringList question{QString::fromLatin1(request.operation), request.regionId,
                         instanceOf(operation).account};
    for (const NameValue &parameter : request.parameters) {
        if (parameter.name != "PageNo" && parameter.name != "PageSize")
            question << QString::fromUtf8(parameter.name + '=' + parameter.value);
    }
    return {QString(), question.join(u'\n')};
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
        if (now < until && now.addMSecs(slowRetry.count()) >= until)
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
    if (isKeyAccepted(error))
        m_refused.erase(QString()); // of the whole account
    if (!error) {
        if (!m_refused.empty())
            m_refused.erase(scopesOf(operation).back());
        return;
    }
    const bool isRefused = isAboutQuestion(*error);
    // What an action is refused says nothing of reading, unless the key is to blame.
    if (!isRefused || (isWrite(operation) && !isAboutKey(*error)))
        return;
    const QString scope = isAboutKey(*error) ? QString() : scopesOf(operation).back();
    m_refused[scope] = {.error = *error, .until = now.addMSecs(slowRetry.count())};
}
