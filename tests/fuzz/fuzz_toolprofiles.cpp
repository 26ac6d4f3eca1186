#include "credentialsearch.h"
#include "filebytes.h"
#include "require.h"

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

/// The file of the vendor's command line tool, with whatever it holds: each of its profiles has a
/// way to a key, or a reason with a code and a sentence.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const FileBytes file(u"config.json"_s);
    file.put({data, static_cast<qsizetype>(size)});
    QProcessEnvironment environment;
    environment.insert(u"ALIBABA_CLOUD_CONFIG_FILE"_s, file.path());
    const auto profiles = knownProfiles(environment, file.folder());
    require(profiles || !profiles.error().message.isEmpty(), "what cannot be read says why");
    const auto hasReason = [](const Result<LoadedCredentials> &found) {
        return found || (!found.error().code.isEmpty() && !found.error().message.isEmpty());
    };
    require(hasReason(findCredentials(environment, file.folder()).found),
            "a search ends or says why");
    if (!profiles)
        return 0;
    for (const KnownProfile &profile : *profiles) {
        const auto found = findCredentials(environment, file.folder(), profile.name).found;
        require(hasReason(found), "a profile is used or says why");
        require(found.has_value() == !profile.problem.has_value(),
                "a list of profiles says what a search finds");
    }
    return 0;
}
