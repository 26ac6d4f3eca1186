#include "credentialsearch.h"
#include "filebytes.h"
#include "inifile.h"
#include "require.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

/// The ini file of the vendor's SDKs, with whatever it holds.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const FileBytes file(u"credentials"_s);
    file.put({data, static_cast<qsizetype>(size)});
    QProcessEnvironment environment;
    environment.insert(u"ALIBABA_CLOUD_CREDENTIALS_FILE"_s, file.path());
    const CredentialSearch search = findCredentials(environment, file.folder());
    require(!search.trail.steps.empty(), "a search says where it looked");
    require(search.found || !search.found.error().message.isEmpty(), "a search ends or says why");
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const std::optional<IniSection> section = iniSection(text, u"default"_s)) {
        for (const QString &key : section->keys())
            require(key == key.toLower(), "keys are in lower case");
    }
    return 0;
}
