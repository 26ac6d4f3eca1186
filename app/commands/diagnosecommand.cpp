#include "diagnosecommand.h"

#include "connectiontest.h"
#include "diagnosticstext.h"
#include "erroradvice.h"
#include "keychain.h"
#include "listcommand.h"
#include "profilekey.h"
#include "settingsfile.h"

#include <QEventLoop>
#include <QIODevice>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

/// One run of the command.
class Diagnosis final {
public:
    Diagnosis(const DiagnosePlaces &places, RegistryClock &clock, QIODevice &errors)
        : m_places(places), m_clock(clock), m_errors(errors)
    {
        m_source.startedAt = clock.now();
        m_source.mode = u"diagnose"_s;
        m_source.settings = SettingsFile(places.settingsFile).load(clock.now());
    }

    void look(const ConnectionOptions &options)
    {
        const ConnectionOptions connection = asOfWindow(options);
        if (const auto problem = networkProblem(connection))
            return note(*problem);
        const auto profiles = profilesToOpen(connection, m_places.environment, m_places.home);
        if (!profiles)
            return note(profiles.error());
        std::vector<ProfileKey> keys = loadKeys(*profiles, m_places.environment, m_places.home);
        Connections connections =
            openConnections(keys, connection, m_places.environment, m_clock, m_places.keychain);
        for (ProfileKey &key : keys) {
            m_source.historyFiles.push_back(
                {.profile = key.profile, .path = m_places.historyFileOf(key.profile)});
            m_source.keys.push_back({.key = std::move(key)});
        }
        for (const ApiError &error : connections.refused)
            note(error);
        ask(std::move(connections.open));
    }

    [[nodiscard]] QString text()
    {
        m_source.now = m_clock.now();
        m_source.calls = *m_journal;
        return diagnosticsText(m_source);
    }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

private:
    [[nodiscard]] ConnectionOptions asOfWindow(const ConnectionOptions &options) const
    {
        const Preferences &preferences = m_source.settings.preferences;
        ConnectionOptions asked =
            withConnection(withSettings(options, preferences), preferences.connection);
        if (!asked.namesProfiles()) {
            asked.profiles = m_source.settings.profiles;
            asked.allProfiles = m_source.settings.allProfiles;
        }
        return asked;
    }

    void note(const ApiError &error)
    {
        m_hasFailed = true;
        m_source.readings << u"- cannot be asked: "_s + technicalLine(error);
        writeError(error, m_errors);
    }

    /// Each call has its deadline, so that this comes to an end.
    void ask(std::vector<Connection> connections)
    {
        if (connections.empty())
            return;
        ConnectionTest test(m_clock, m_journal);
        QEventLoop loop;
        QObject::connect(&test, &ConnectionTest::changed, &loop, [&] {
            if (!test.isRunning())
                loop.quit();
        });
        test.start(std::move(connections));
        if (test.isRunning())
            loop.exec();
        for (const RegionFinding &finding : test.findings()) {
            m_source.readings << readingLine(finding);
            if (finding.error) {
                m_hasFailed = true;
                writeError(*finding.error, m_errors);
            }
        }
        for (const ConnectionTest::Identity &identity : test.identities()) {
            for (WatchedKey &watched : m_source.keys) {
                if (watched.key.profile == identity.profile)
                    watched.state = identity.key;
            }
        }
    }

    const DiagnosePlaces &m_places;
    RegistryClock &m_clock;
    QIODevice &m_errors;
    std::shared_ptr<CallJournal> m_journal = std::make_shared<CallJournal>();
    DiagnosticsSource m_source;
    bool m_hasFailed = false;
};

} // namespace

int runDiagnose(const DiagnoseOptions &options, const DiagnosePlaces &places, RegistryClock &clock,
                QIODevice &output, QIODevice &errors)
{
    Diagnosis diagnosis(places, clock, errors);
    diagnosis.look(options.connection);
    output.write(diagnosis.text().toUtf8());
    return diagnosis.hasFailed() ? 1 : 0;
}
