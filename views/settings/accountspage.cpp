#include "accountspage.h"

#include "connectiontestview.h"
#include "keyasker.h"
#include "keysourcedialog.h"
#include "manualplace.h"
#include "profilechooser.h"
#include "regionchooser.h"
#include "theme.h"
#include "widgetparts.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

QLabel *makeProblem(const QString &objectName, QWidget *parent)
{
    QLabel *label = makeWrappedLabel(objectName, TextStyle::Body, QPalette::WindowText, parent);
    QPalette colours = label->palette();
    colours.setColor(QPalette::WindowText, statusText(SyncTaskStatus::Error, parent->palette()));
    label->setPalette(colours);
    label->hide();
    return label;
}

} // namespace

AccountsPage::AccountsPage(QWidget *parent)
    : QWidget(parent),
      m_profilesTitle(makeSectionTitle(this)),
      m_profilesNote(makeHint(this)),
      m_profiles(new ProfileChooser(this)),
      m_profilesProblem(makeProblem(u"profilesProblem"_s, this)),
      m_addKey(makeButton(u"accountsAddKey"_s, nullptr, this)),
      m_keychainState(makeHint(this)),
      m_regionsTitle(makeSectionTitle(this)),
      m_regions(new RegionChooser(this)),
      m_regionsProblem(makeProblem(u"regionsProblem"_s, this)),
      m_regionsNote(makeHint(this)),
      m_addressTitle(makeSectionTitle(this)),
      m_endpointLabel(makeLabel(TextStyle::Body, QPalette::WindowText, this)),
      m_endpoint(new QLineEdit(this)),
      m_endpointProblem(makeProblem(u"endpointProblem"_s, this)),
      m_endpointNote(makeHint(this)),
      m_vpc(new QCheckBox(this)),
      m_vpcNote(makeHint(this)),
      m_testTitle(makeSectionTitle(this)),
      m_test(new ConnectionTestView(this)),
      m_asker(new KeyAsker(this))
{
    m_profilesNote->setObjectName(u"profilesNote"_s);
    m_keychainState->setObjectName(u"accountsKeychain"_s);
    m_regionsNote->setObjectName(u"regionsNote"_s);
    m_endpointNote->setObjectName(u"endpointNote"_s);
    m_vpcNote->setObjectName(u"vpcNote"_s);
    m_endpoint->setObjectName(u"connectionEndpoint"_s);
    m_endpoint->setClearButtonEnabled(true);
    m_endpointLabel->setBuddy(m_endpoint);
    m_vpc->setObjectName(u"connectionVpc"_s);
    m_addKey->setAutoDefault(false);
    m_addKey->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setManualPlace(*this, {.page = u"window"_s, .anchor = u"accounts"_s});
    layOut();
    connect(m_addKey, &QPushButton::clicked, m_asker, [this] { m_asker->ask(); });
    connect(m_profiles, &ProfileChooser::replaceRequested, m_asker, &KeyAsker::ask);
    connect(m_asker, &KeyAsker::keyEntered, this, &AccountsPage::keyEntered);
    connect(m_profiles, &ProfileChooser::removeRequested, this, &AccountsPage::askToRemove);
    connect(m_endpoint, &QLineEdit::textEdited, m_endpointProblem, &QWidget::hide);
    connect(m_regions, &RegionChooser::regionsChanged, m_regionsProblem, &QWidget::hide);
    connect(m_profiles, &ProfileChooser::selectionChanged, m_profilesProblem, &QWidget::hide);
    connect(m_profiles, &ProfileChooser::refilled, this, &AccountsPage::refilled);
    connect(m_regions, &RegionChooser::refilled, this, &AccountsPage::refilled);
    connect(m_test, &ConnectionTestView::refilled, this, &AccountsPage::refilled);
    retranslate();
}

void AccountsPage::addSection(QVBoxLayout &column, QLabel *title)
{
    if (column.count() > 0) {
        column.addSpacing(4);
        column.addWidget(makeHairline(Qt::Horizontal, this));
    }
    column.addWidget(title);
}

void AccountsPage::layOut()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    addSection(*column, m_profilesTitle);
    column->addWidget(m_profilesNote);
    column->addWidget(m_profilesProblem);
    column->addWidget(m_profiles);
    column->addWidget(m_addKey);
    column->addWidget(m_keychainState);
    addSection(*column, m_regionsTitle);
    column->addWidget(m_regionsProblem);
    column->addWidget(m_regions);
    column->addWidget(m_regionsNote);
    addSection(*column, m_addressTitle);
    auto *endpoint = new QHBoxLayout;
    endpoint->setSpacing(16);
    endpoint->addWidget(m_endpointLabel);
    endpoint->addWidget(m_endpoint, 1);
    column->addLayout(endpoint);
    column->addWidget(m_endpointProblem);
    column->addWidget(m_endpointNote);
    column->addWidget(m_vpc);
    column->addWidget(m_vpcNote);
    addSection(*column, m_testTitle);
    column->addWidget(m_test);
    column->addStretch(1);
}

void AccountsPage::showCommandLine(const CommandLineValues &values)
{
    m_commandLine = values;
    m_regions->setEnabled(values.regions.isEmpty());
    m_endpoint->setEnabled(values.endpoint.isEmpty());
    m_vpc->setEnabled(!values.useVpc);
    showNotes();
}

void AccountsPage::showConnection(const ConnectionPreferences &connection)
{
    m_kept = connection;
    m_regions->showRegions(m_commandLine.regions.isEmpty() ? connection.regions
                                                           : m_commandLine.regions);
    m_endpoint->setText(m_commandLine.endpoint.isEmpty() ? connection.endpoint
                                                         : m_commandLine.endpoint);
    m_vpc->setChecked(m_commandLine.useVpc || connection.useVpc);
    m_test->showLeftOut(connection.leftOut);
    for (const SetupField field : {SetupField::Profiles, SetupField::Regions, SetupField::Endpoint})
        showProblem(field, {});
}

void AccountsPage::showSelection(const ProfileSelection &selection)
{
    m_profiles->showSelection(selection);
}

void AccountsPage::watch(const QString &profile)
{
    m_profiles->setChecked(profile, true);
}

void AccountsPage::leaveOut(const QString &profile)
{
    m_profiles->setChecked(profile, false);
}

void AccountsPage::showChoices(const ProfileChoices &choices)
{
    m_keychain = choices.keychain;
    m_profiles->showChoices(choices);
    showKeychain();
}

ConnectionPreferences AccountsPage::connectionInUse() const
{
    return {.regions = m_regions->regions(),
            .endpoint = m_endpoint->text().trimmed(),
            .useVpc = m_vpc->isChecked(),
            .leftOut = m_test->leftOut()};
}

ConnectionPreferences AccountsPage::connection() const
{
    ConnectionPreferences chosen = connectionInUse();
    if (!m_commandLine.regions.isEmpty())
        chosen.regions = m_kept.regions;
    if (!m_commandLine.endpoint.isEmpty())
        chosen.endpoint = m_kept.endpoint;
    if (m_commandLine.useVpc)
        chosen.useVpc = m_kept.useVpc;
    return chosen;
}

ProfileSelection AccountsPage::selection() const
{
    return m_profiles->selection();
}

QWidget *AccountsPage::fieldOf(SetupField field) const
{
    switch (field) {
    case SetupField::Profiles:
        return m_profiles->firstField();
    case SetupField::Regions:
        return m_regions->firstField();
    case SetupField::Endpoint:
        return m_endpoint;
    case SetupField::None:
    case SetupField::Proxy:
    case SetupField::CaFile:
    case SetupField::TeamDatabase:
        break;
    }
    return nullptr;
}

QLabel *AccountsPage::problemOf(SetupField field) const
{
    switch (field) {
    case SetupField::Profiles:
        return m_profilesProblem;
    case SetupField::Regions:
        return m_regionsProblem;
    case SetupField::Endpoint:
        return m_endpointProblem;
    case SetupField::None:
    case SetupField::Proxy:
    case SetupField::CaFile:
    case SetupField::TeamDatabase:
        break;
    }
    return nullptr;
}

void AccountsPage::showProblem(SetupField field, const QString &problem)
{
    QLabel *label = problemOf(field);
    if (!label)
        return;
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
}

bool AccountsPage::showAdded(const QString &fault)
{
    return m_asker->showAdded(fault);
}

void AccountsPage::askToRemove(const QString &entry)
{
    const bool isWatched = m_keychain.watched.contains(entry);
    KeySourceDialog::askToRemove(entry, isWatched, this,
                                 [this, entry] { Q_EMIT removeRequested(entry); });
}

/// In the words of the keychain: absent, locked, denied.
void AccountsPage::showKeychain()
{
    m_addKey->setEnabled(!m_keychain.isChanging);
    if (m_keychain.isAsked || m_keychain.isChanging)
        m_keychainState->setText(tr("Asking the keychain…"));
    else if (!m_keychain.problem.isEmpty())
        m_keychainState->setText(m_keychain.problem);
    else
        m_keychainState->setText(tr("The desktop's keychain keeps a key of your own, encrypted. "
                                    "Keys of the aliyun CLI stay where they are."));
}

void AccountsPage::showNotes()
{
    m_profilesNote->setText(
        m_commandLine.namesProfiles
            ? tr("Chosen by --profile or --all-profiles for this run. A choice here takes its "
                 "place and is kept.")
            : tr("Several can be watched at once. Test shows whether the registry accepts a key."));
    m_regionsNote->setText(m_commandLine.regions.isEmpty()
                               ? tr("Without any: the region of the profile, else "
                                    "ALIBABA_CLOUD_REGION_ID, else cn-hangzhou.")
                               : setByOptionText(u"--region"_s));
    m_endpointNote->setText(m_commandLine.endpoint.isEmpty()
                                ? tr("Only for an address of your own, such as a private endpoint. "
                                     "It is asked for every region and account.")
                                : setByOptionText(u"--endpoint"_s));
    m_vpcNote->setText(setByOptionText(u"--vpc"_s));
    m_vpcNote->setVisible(m_commandLine.useVpc);
}

void AccountsPage::retranslate()
{
    //: Title of a part of the settings: whose keys are used
    m_profilesTitle->setText(tr("Accounts"));
    m_addKey->setText(tr("Add a key of your own…"));
    //: Title of a part of the settings: which regions are asked
    m_regionsTitle->setText(tr("Regions"));
    //: Title of a part of the settings: at which address regions are asked
    m_addressTitle->setText(tr("Address"));
    m_endpointLabel->setText(tr("&Endpoint"));
    //: In the empty field of an endpoint
    m_endpoint->setPlaceholderText(tr("that of the region"));
    nameClearButton(*m_endpoint, tr("Clear the text"));
    m_vpc->setText(tr("Use the addresses &inside a virtual private cloud (VPC)"));
    //: Title of a part of the settings: tries what they say
    m_testTitle->setText(tr("Test"));
    m_profiles->retranslate();
    m_regions->retranslate();
    m_test->retranslate();
    showKeychain();
    showNotes();
}
