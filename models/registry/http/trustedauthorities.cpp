#include "trustedauthorities.h"

#include "printable.h"
#include "regularfile.h"

#include <QFileInfo>
#include <QSslConfiguration>

using namespace Qt::StringLiterals;

namespace {

constexpr char beginOfCertificate[] = "-----BEGIN CERTIFICATE-----";
constexpr QStringView variableOfFile = u"SSL_CERT_FILE";

tl::unexpected<ApiError> invalidCaFile(const NamedValue &file, const QString &problem)
{
    return tl::unexpected(ApiError{.kind = ApiError::Kind::Configuration,
                                   .code = u"InvalidCaFile"_s,
                                   .message = u"The CA file %1 of %2 cannot be used: %3"_s.arg(
                                       printable(file.text), file.origin, problem)});
}

/// Why \p content is no list of certificates; empty: it may be one.
QString problemOf(const QByteArray &content)
{
    if (content.trimmed().isEmpty())
        return u"it is empty"_s;
    if (content.contains(beginOfCertificate))
        return {};
    if (!QSslCertificate::fromData(content, QSsl::Der).isEmpty())
        return u"it is a certificate in the form DER; write it as PEM"_s;
    if (content.contains("-----BEGIN "))
        return u"it is PEM, but holds no certificate"_s;
    return u"it is not PEM, a text with lines such as %1"_s.arg(
        QLatin1StringView(beginOfCertificate));
}

Result<QList<QSslCertificate>> certificatesIn(const NamedValue &file)
{
    const auto content = readRegularFile(file.text, TrustedAuthorities::mostBytes);
    if (!content)
        return invalidCaFile(file, content.error().text);
    if (const QString problem = problemOf(*content); !problem.isEmpty())
        return invalidCaFile(file, problem);
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(*content, QSsl::Pem);
    const qsizetype written = content->count(beginOfCertificate);
    if (certificates.size() == written)
        return certificates;
    // Qt passes over what it cannot read: the one that is missed may be the one that is needed.
    return invalidCaFile(
        file, u"%1 of its %2 certificates cannot be read"_s.arg(
                  QString::number(written - certificates.size()), QString::number(written)));
}

} // namespace

TrustedAuthorities::TrustedAuthorities(const NetworkSetup &setup) : m_file(setup.caFile)
{
    if (!m_file.text.isEmpty())
        return;
    const QString variable = variableOfFile.toString();
    m_file = {.text = setup.environment.value(variable), .origin = variable};
    m_replacesSystems = !m_file.text.isEmpty();
}

Result<Authorities> TrustedAuthorities::current()
{
    if (m_file.text.isEmpty())
        return m_read;
    const QFileInfo info(m_file.text);
    if (m_size == info.size() && m_modified == info.lastModified() && m_read)
        return m_read;
    m_size = info.size();
    m_modified = info.lastModified();
    const Result<QList<QSslCertificate>> own = certificatesIn(m_file);
    if (own)
        m_read = m_replacesSystems ? *own : QSslConfiguration::systemCaCertificates() + *own;
    else if (!isFileRead())
        m_read = tl::unexpected(own.error());
    return m_read;
}

bool TrustedAuthorities::isFileRead() const
{
    return m_read && m_read->has_value();
}
