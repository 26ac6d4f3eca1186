#include "accountspresenter.h"

#include "accountspage.h"
#include "connection.h"
#include "connectiontestview.h"
#include "credentialsearch.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "keychainentry.h"
#include "keytext.h"
#include "printable.h"
#include "profilechoices.h"
#include "profilekey.h"
#include "region.h"
#include "settingsdialog.h"

#include <QDir>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString placeText(const QString &regionId)
{
    const QString place = placeName(regionId);
    return place == regionId ? place : place + u" ("_s + regionId + u')';
}

QString subjectOf(const AccountRegion &place)
{
    if (place.account.isEmpty())
        return placeText(place.regionId);
    return isolated(place.account) + u" · "_s + placeText(place.regionId);
}

InstanceChoice choiceOf(const RegistryInstance &instance)
{
    const QString name = instance.name.isEmpty() ? instance.id : instance.name;
    QString text =
        isolated(name) + u" · "_s + placeText(instance.regionId) + u" · "_s + instance.id;
    if (!instance.account.isEmpty())
        text += u" · "_s + isolated(instance.account);
    return {.id = instance.id, .text = text};
}

TestLine lineOf(const RegionFinding &finding, bool isRunning)
{
    TestLine line{.subject = subjectOf(finding.place)};
    if (finding.error) {
        line.state = TestLine::State::Failed;
        line.text = problemText(withoutAccount(*finding.error));
        line.field = fieldToMend(*finding.error);
    } else if (finding.isAsked) {
        line.text = isRunning ? AccountsPresenter::tr("asking…")
                              : AccountsPresenter::tr("not asked to the end");
    } else {
        line.state = TestLine::State::Answered;
        line.text = finding.instances == 0 ? AccountsPresenter::tr("answers, and has no instance")
                                           //: %1 is a number
                                           : AccountsPresenter::tr("instances found: %1")
                                                 .arg(QLocale().toString(finding.instances));
    }
    return line;
}

QString identityText(const ConnectionTest::Identity &identity, const TimeDisplay &times)
{
    const QString title = keyTitle(identity.profile);
    if (identity.key.idEnd.isEmpty())
        return title;
    //: %1 is a key by the name of its profile, %2 the end of the id of the access key
    QString text = AccountsPresenter::tr("%1 signs with the access key that ends in %2")
                       .arg(title, identity.key.idEnd);
    if (identity.key.expiresAt.isValid())
        //: %1 says whose key it is, %2 is a time
        text = AccountsPresenter::tr("%1, valid until %2")
                   .arg(text, absoluteTimeText(identity.key.expiresAt, times));
    return text;
}

} // namespace

AccountsPresenter::AccountsPresenter(Sources sources, std::shared_ptr<Keychain> keychain,
                                     RegistryClock &clock, QObject *parent)
    : QObject(parent),
      m_sources(std::move(sources)),
      m_keychain(std::move(keychain)),
      m_clock(clock),
      m_entries(m_keychain),
      m_test(clock)
{
    connect(&m_entries, &KeychainEntries::changed, this, &AccountsPresenter::showChoices);
    connect(&m_entries, &KeychainEntries::replaced, this, &AccountsPresenter::replaced);
    connect(&m_entries, &KeychainEntries::removed, this, [this](const QString &profile) {
        if (!m_dialog || !m_dialog->isVisible()) { // the keychain has answered late
            Q_EMIT this->removed(profile);
            return;
        }
        m_removed << profile;
        m_dialog->accounts().leaveOut(profile);
    });
    connect(&m_test, &ConnectionTest::changed, this, &AccountsPresenter::showReport);
}

void AccountsPresenter::connectDialog(SettingsDialog &dialog)
{
    m_dialog = &dialog;
    connect(&dialog, &SettingsDialog::opened, this, &AccountsPresenter::onOpened);
    connect(&dialog, &SettingsDialog::closed, this, &AccountsPresenter::onClosed);
    connect(&dialog, &SettingsDialog::profilesChosen, this, &AccountsPresenter::profilesChosen);
    const AccountsPage &page = dialog.accounts();
    connect(&page, &AccountsPage::keyEntered, this, &AccountsPresenter::add);
    connect(&page, &AccountsPage::removeRequested, &m_entries, &KeychainEntries::remove);
    connect(&page.test(), &ConnectionTestView::testRequested, this, &AccountsPresenter::startTest);
    connect(&page.test(), &ConnectionTestView::stopRequested, this, [this] {
        m_test.stop();
        showReport();
    });
    connect(&page.test(), &ConnectionTestView::fieldRequested, &dialog,
            [&dialog](SetupField field) { dialog.showField(field, {}); });
}

void AccountsPresenter::fill(SettingsDialog &dialog) const
{
    const ConnectionOptions given = m_sources.commandLine();
    dialog.showCommandLine({.namesProfiles = given.namesProfiles(),
                            .regions = given.regions,
                            .endpoint = given.endpoint,
                            .useVpc = given.vpc,
                            .proxy = given.proxy.text,
                            .caFile = given.caFile.text,
                            .teamDatabase = given.teamDatabase});
    dialog.showSelection(m_sources.selection());
}

void AccountsPresenter::onOpened()
{
    m_refused.clear();
    m_entries.forgetFault();
    m_entries.list();
    showInstances();
    m_dialog->accounts().test().showReport({});
}

void AccountsPresenter::onClosed()
{
    m_test.stop();
    m_entries.stopListing();
    for (const QString &profile : std::exchange(m_removed, {}))
        Q_EMIT removed(profile);
}

void AccountsPresenter::showChoices()
{
    if (m_dialog.isNull())
        return;
    const QString home = QDir::homePath();
    ProfileChoices choices{.profiles = {}, .problem = {}, .keychain = m_entries.lines()};
    QStringList names{QString()};
    if (const auto known = knownProfiles(m_sources.environment, home)) {
        for (const KnownProfile &profile : *known)
            names << profile.name;
    } else {
        choices.problem = adviceText(withoutAccount(known.error()));
    }
    for (const QString &entry : std::as_const(choices.keychain.names))
        names << keychainProfile(entry);
    const TimeContext now(m_clock.now(), times());
    for (const ProfileKey &key : loadKeys(names, m_sources.environment, home))
        choices.profiles.push_back(profileChoice(key, now));
    const ProfileSelection selection = m_sources.selection();
    for (const QString &name : selection.names) {
        if (const std::optional<QString> entry = keychainEntryOf(name))
            choices.keychain.watched << *entry;
    }
    m_dialog->accounts().showChoices(choices);
}

/// Of the window, and of the test.
void AccountsPresenter::showInstances()
{
    std::vector<RegistryInstance> instances = m_sources.instances();
    for (const RegistryInstance &found : m_test.instances()) {
        if (std::ranges::find(instances, found.id, &RegistryInstance::id) == instances.end())
            instances.push_back(found);
    }
    std::vector<InstanceChoice> choices;
    choices.reserve(instances.size());
    for (const RegistryInstance &instance : instances)
        choices.push_back(choiceOf(instance));
    m_dialog->accounts().test().showInstances(choices);
}

void AccountsPresenter::add(const EnteredKey &key)
{
    m_entries.add(key, [this, name = key.name](const QString &fault) {
        if (m_dialog.isNull())
            return false;
        const bool isTold = m_dialog->accounts().showAdded(fault);
        if (fault.isEmpty())
            m_dialog->accounts().watch(keychainProfile(name));
        return isTold;
    });
}

/// As the page says now, whether it has been agreed to or not.
void AccountsPresenter::startTest()
{
    const Preferences preferences = m_dialog->chosen();
    const ProfileSelection selection = m_dialog->accounts().selection();
    ConnectionOptions options =
        withConnection(withSettings(m_sources.commandLine(), preferences), preferences.connection);
    options.profiles = selection.names;
    options.allProfiles = selection.isAll;
    m_refused.clear();
    std::vector<Connection> open;
    if (const auto problem = networkProblem(options)) {
        m_refused = {*problem};
    } else if (const auto profiles =
                   profilesToOpen(options, m_sources.environment, QDir::homePath())) {
        Connections connections = openConnections(*profiles, options, m_sources.environment,
                                                  QDir::homePath(), m_clock, m_keychain);
        m_refused = std::move(connections.refused);
        open = std::move(connections.open);
    } else {
        m_refused = {profiles.error()};
    }
    m_test.start(std::move(open));
}

std::vector<TestLine> AccountsPresenter::linesOfTest() const
{
    std::vector<TestLine> lines;
    for (const ApiError &error : m_refused)
        lines.push_back({.subject = isolated(error.account),
                         .state = TestLine::State::Failed,
                         .text = adviceText(withoutAccount(error)),
                         .field = fieldToMend(error)});
    for (const RegionFinding &finding : m_test.findings())
        lines.push_back(lineOf(finding, m_test.isRunning()));
    return lines;
}

void AccountsPresenter::showReport()
{
    if (m_dialog.isNull())
        return;
    TestReport report{.isRunning = m_test.isRunning(), .identities = {}, .lines = linesOfTest()};
    for (const ConnectionTest::Identity &identity : m_test.identities())
        report.identities << identityText(identity, times());
    m_dialog->accounts().test().showReport(report);
    showInstances();
}

TimeDisplay AccountsPresenter::times() const
{
    return m_sources.times ? m_sources.times() : TimeDisplay();
}
