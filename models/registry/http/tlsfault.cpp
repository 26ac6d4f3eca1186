#include "tlsfault.h"

#include "printable.h"

#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

/// In the order in which they are told: what makes the certificate a stranger's comes first.
enum class Flaw : quint8 {
    SelfSigned,
    UnknownAuthority,
    Revoked,
    Weak,
    NotYetValid,
    Expired,
    WrongHost,
    Invalid,
};

constexpr std::array<QStringView, 8> flawCodes = {
    u"TlsSelfSigned",  u"TlsUnknownAuthority", u"TlsRevoked",   u"TlsWeakCertificate",
    u"TlsNotYetValid", u"TlsExpired",          u"TlsWrongHost", u"TlsInvalidCertificate",
};

/// A handshake that failed by the reason's number in OpenSSL 3 (openssl/sslerr.h). Those of an
/// alert of the peer are 1000 more than its number in RFC 8446, section 6.
struct HandshakeFault {
    int reason;
    QStringView code;
    QStringView message;
};

constexpr QStringView oldProtocol =
    u"The server offers no version of TLS that is accepted: 1.2 or 1.3";
constexpr QStringView notTls = u"The server does not answer in TLS";

constexpr std::array handshakeFaults = {
    HandshakeFault{258, u"TlsOldProtocol", oldProtocol}, // unsupported protocol
    HandshakeFault{1070, u"TlsOldProtocol", oldProtocol},
    HandshakeFault{267, u"TlsNotSpoken", notTls}, // wrong version number
    HandshakeFault{198, u"TlsNotSpoken", notTls}, // packet length too long
    HandshakeFault{193, u"TlsNothingInCommon", u"The server accepts none of the ciphers"},
    HandshakeFault{1040, u"TlsNothingInCommon",
                   u"The server found nothing in common for a secure connection"},
    HandshakeFault{1112, u"TlsUnknownName", u"The server does not serve this name"},
    HandshakeFault{1116, u"TlsWantsCertificate", u"The server asks for a certificate of its own"},
};

// Signature algorithms with MD5 or SHA-1, as they are written in a certificate. Source: RFC 3279,
// section 2.2.
struct WeakSignature {
    QByteArrayView identifier;
    QStringView name;
};

constexpr std::array weakSignatures = {
    WeakSignature{"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04", u"MD5"},
    WeakSignature{"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05", u"SHA-1"},
    WeakSignature{"\x2a\x86\x48\xce\x3d\x04\x01", u"SHA-1"},
    WeakSignature{"\x2a\x86\x48\xce\x38\x04\x03", u"SHA-1"},
};

QString shortName(const QString &name)
{
    constexpr qsizetype longest = 64;
    const QString shown = printable(name.simplified());
    return shown.size() > longest ? shown.left(longest - 1) + u'…' : shown;
}

/// "Test root (Test authority)".
QString personOf(const QStringList &commonNames, const QStringList &organizations)
{
    const QString name = shortName(commonNames.value(0));
    const QString organization = shortName(organizations.value(0));
    if (name.isEmpty())
        return organization.isEmpty() ? u"(without a name)"_s : organization;
    return organization.isEmpty() ? name : name + u" ("_s + organization + u')';
}

QString nameOf(const QSslCertificate &certificate)
{
    return personOf(certificate.subjectInfo(QSslCertificate::CommonName),
                    certificate.subjectInfo(QSslCertificate::Organization));
}

QString issuerOf(const QSslCertificate &certificate)
{
    return personOf(certificate.issuerInfo(QSslCertificate::CommonName),
                    certificate.issuerInfo(QSslCertificate::Organization));
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

/// What makes the certificate too weak: its key or its signature; empty where it is neither.
QString weaknessOf(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    const int fewest = key.algorithm() == QSsl::Ec ? 224 : 2048; // of 112 bits of security
    if (!key.isNull() && key.length() > 0 && key.length() < fewest)
        return u"has a key of %1 bits only"_s.arg(key.length());
    const QByteArray der = certificate.toDer();
    const auto *weak = std::ranges::find_if(
        weakSignatures, [&der](const WeakSignature &one) { return der.contains(one.identifier); });
    return weak == weakSignatures.end() ? QString() : QString(u"is signed with "_s + weak->name);
}

/// What Qt's errors mean; others are Flaw::Invalid.
constexpr std::array<std::pair<QSslError::SslError, Flaw>, 11> knownFlaws = {{
    {QSslError::SelfSignedCertificate, Flaw::SelfSigned},
    {QSslError::SelfSignedCertificateInChain, Flaw::UnknownAuthority},
    {QSslError::UnableToGetIssuerCertificate, Flaw::UnknownAuthority},
    {QSslError::UnableToGetLocalIssuerCertificate, Flaw::UnknownAuthority},
    {QSslError::UnableToVerifyFirstCertificate, Flaw::UnknownAuthority},
    {QSslError::CertificateUntrusted, Flaw::UnknownAuthority},
    {QSslError::CertificateRevoked, Flaw::Revoked},
    {QSslError::CertificateBlacklisted, Flaw::Revoked},
    {QSslError::CertificateNotYetValid, Flaw::NotYetValid},
    {QSslError::CertificateExpired, Flaw::Expired},
    {QSslError::HostNameMismatch, Flaw::WrongHost},
}};

Flaw flawOf(const QSslError &error)
{
    // What OpenSSL says and Qt does not know.
    if (error.error() == QSslError::UnspecifiedError)
        return weaknessOf(error.certificate()).isEmpty() ? Flaw::Invalid : Flaw::Weak;
    for (const auto &[known, flaw] : knownFlaws) {
        if (known == error.error())
            return flaw;
    }
    return Flaw::Invalid;
}

QString namesOf(const QSslCertificate &certificate)
{
    constexpr qsizetype most = 4;
    QStringList names;
    const auto alternatives = certificate.subjectAlternativeNames();
    for (const QString &name : alternatives)
        names << shortName(name);
    if (names.isEmpty())
        names << nameOf(certificate);
    const bool areMore = names.size() > most;
    return names.first(std::min(most, names.size())).join(u", "_s) +
           (areMore ? u" and others"_s : QString());
}

QString clockText(const QDateTime &now)
{
    return u"the clock of this computer says "_s + timeText(now);
}

/// Goes on after the certificate's name.
QString describe(Flaw flaw, const QSslError &error, const QString &host, const QDateTime &now)
{
    const QSslCertificate certificate = error.certificate();
    switch (flaw) {
    case Flaw::SelfSigned:
        return u"is signed by itself"_s;
    case Flaw::UnknownAuthority:
        return u"leads to no authority that is trusted here"_s;
    case Flaw::Revoked:
        return u"was revoked"_s;
    case Flaw::Weak:
        return weaknessOf(certificate);
    case Flaw::NotYetValid:
        return u"is valid from %1; %2"_s.arg(timeText(certificate.effectiveDate()), clockText(now));
    case Flaw::Expired:
        return u"was valid until %1; %2"_s.arg(timeText(certificate.expiryDate()), clockText(now));
    case Flaw::WrongHost:
        return u"is for %1, not for %2"_s.arg(namesOf(certificate), printable(host));
    case Flaw::Invalid:
        break;
    }
    return error.error() == QSslError::UnspecifiedError
               ? u"is refused by the system's library, which does not name the reason"_s
               : u"is refused: "_s + error.errorString();
}

ApiError certificateFault(const TlsFailure &failure, const QDateTime &now)
{
    std::vector<std::pair<Flaw, QSslError>> flaws;
    for (const QSslError &error : failure.errors)
        flaws.emplace_back(flawOf(error), error);
    std::ranges::stable_sort(flaws, {}, &std::pair<Flaw, QSslError>::first);
    const auto &[first, error] = flaws.front();
    const QSslCertificate certificate = error.certificate();
    QString message = certificate.isNull() ? u"The server's certificate "_s
                                           : u"The certificate %1"_s.arg(nameOf(certificate));
    if (!certificate.isNull())
        message +=
            first == Flaw::SelfSigned ? u" "_s : u", issued by %1, "_s.arg(issuerOf(certificate));
    QStringList said;
    for (const auto &[flaw, which] : flaws) {
        const QString text = describe(flaw, which, failure.host, now);
        if (!said.contains(text))
            said << text;
    }
    message += said.join(u"; it also "_s);
    return {.kind = ApiError::Kind::Network,
            .code = flawCodes.at(static_cast<std::size_t>(first)).toString(),
            .message = message};
}

/// The number of the reason in "error:0A00010B:SSL routines::wrong version number".
int reasonOf(const QString &problem)
{
    static const QRegularExpression number(u"error:([0-9A-Fa-f]{8}):"_s);
    constexpr quint32 reasonBits = 0x7FFFFF;
    const quint32 code = number.match(problem).captured(1).toUInt(nullptr, 16);
    return static_cast<int>(code & reasonBits);
}

} // namespace

ApiError tlsFault(const TlsFailure &failure, const QDateTime &now)
{
    if (!failure.errors.isEmpty())
        return certificateFault(failure, now);
    if (failure.isClosed) {
        return {.kind = ApiError::Kind::Network,
                .code = u"HandshakeCut"_s,
                .message = u"The connection was closed before it was secure"_s};
    }
    const auto *known =
        std::ranges::find(handshakeFaults, reasonOf(failure.problem), &HandshakeFault::reason);
    if (known != handshakeFaults.end()) {
        return {.kind = ApiError::Kind::Network,
                .code = known->code.toString(),
                .message = known->message.toString()};
    }
    ApiError other{.kind = ApiError::Kind::Network,
                   .code = u"TlsHandshakeFailed"_s,
                   .message = u"No secure connection could be made"_s};
    const QString words = failure.problem.section(u"::"_s, -1).simplified();
    if (failure.problem.contains(u"::"_s) && !words.isEmpty())
        other.message += u"; OpenSSL says: "_s + printable(words.left(120));
    return other;
}
