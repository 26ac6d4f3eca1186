#include "settingsdialog.h"

#include "accountspage.h"
#include "backgroundsettings.h"
#include "connectiontestview.h"
#include "glyphbutton.h"
#include "historysettings.h"
#include "keyspage.h"
#include "lookssettings.h"
#include "networksettings.h"
#include "notificationsettings.h"
#include "numberbox.h"
#include "settingspages.h"
#include "silencespage.h"
#include "teamsettings.h"
#include "timesettings.h"
#include "widgetparts.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScreen>
#include <QSpinBox>
#include <QVBoxLayout>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

SettingsDialog::SettingsDialog(QWidget *parent) : DialogFrame(u"settingsDialog"_s, parent)
{
    setAttribute(Qt::WA_DeleteOnClose, false); // the window keeps it
    m_pages = new SettingsPages(this);
    m_requestsTitle = makeSectionTitle(this);
    m_requestsLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_requests = makeNumberBox<QSpinBox>(u"restRequests"_s, Preferences::fewestRequests,
                                         Preferences::mostRequests, this);
    m_requests->setSingleStep(10);
    m_requestsHint = makeHint(this);
    m_stuckTitle = makeSectionTitle(this);
    m_factorLabel = makeLabel(TextStyle::Body, QPalette::WindowText, this);
    m_factor = makeNumberBox<QDoubleSpinBox>(u"stuckFactor"_s, Preferences::leastFactor,
                                             Preferences::largestFactor, this);
    m_factor->setDecimals(1);
    m_factor->setSingleStep(0.5);
    m_stuckHint = makeHint(this);
    m_accounts = new AccountsPage;
    m_network = new NetworkSettings(this);
    m_team = new TeamSettings(this);
    m_history = new HistorySettings(this);
    m_notifications = new NotificationSettings(this);
    m_background = new BackgroundSettings(this);
    m_silences = new SilencesPage;
    m_keys = new KeysPage;
    m_looks = new LooksSettings(this);
    m_times = new TimeSettings(this);
    m_note = makeWrappedLabel(u"settingsNote"_s, TextStyle::Body, QPalette::WindowText, this);
    m_note->setTextFormat(Qt::PlainText);
    m_note->hide();
    m_defaults = makeButton(u"settingsDefaults"_s, nullptr, this);
    makeMore();
    layOut();
    connect(m_accounts, &AccountsPage::refilled, m_pages, &SettingsPages::orderFocus);
    connect(&m_accounts->test(), &ConnectionTestView::reportShown, this,
            [this] { m_pages->reveal(m_accounts->test()); });
    connect(m_defaults, &QPushButton::clicked, this, [this] {
        showPreferences(withDefaultsOf(m_pages->current()));
        if (m_pages->current() == LooksPage)
            m_looks->showTheme(ThemeChoice::System);
    });
    // Whose registry it is, is no matter of taste.
    connect(m_pages, &SettingsPages::opened, m_defaults,
            [this](int page) { m_defaults->setEnabled(page != AccountsPageIndex); });
    retranslate();
}

void SettingsDialog::makeMore()
{
    m_more = new GlyphButton(Glyph::None, this); // with an arrow
    m_more->setObjectName(u"settingsMore"_s);
    m_more->setAutoDefault(false);
    auto *menu = new QMenu(m_more);
    m_save = menu->addAction({}, this, &SettingsDialog::savingRequested);
    m_save->setObjectName(u"settingsSave"_s);
    m_restore = menu->addAction({}, this, &SettingsDialog::restoringRequested);
    m_restore->setObjectName(u"settingsRestore"_s);
    menu->addSeparator();
    m_allDefaults = menu->addAction({}, this, [this] {
        Preferences preferences;
        preferences.connection = chosen().connection; // whose registry it is, is no matter of taste
        showPreferences(preferences);
        m_looks->showTheme(ThemeChoice::System);
        showNote(tr("All pages but the accounts are set back. OK uses and keeps it."));
    });
    m_allDefaults->setObjectName(u"settingsAllDefaults"_s);
    m_more->setMenu(menu);
}

/// A page whose rows are a label and its field, or go over both.
QFormLayout *SettingsDialog::addFormPage(Page page)
{
    auto *widget = new QWidget;
    auto *form = new QFormLayout(widget);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    const int index = m_pages->addPage(widget);
    Q_ASSERT(index == page);
    Q_UNUSED(index)
    Q_UNUSED(page)
    return form;
}

void SettingsDialog::layOut()
{
    m_requestsLabel->setBuddy(m_requests);
    m_factorLabel->setBuddy(m_factor);
    m_pages->addPage(m_accounts);
    m_network->addTo(*addFormPage(NetworkPage));
    QFormLayout *requests = addFormPage(RequestsPage);
    requests->addRow(m_requestsTitle);
    requests->addRow(m_requestsLabel, m_requests);
    requests->addRow(m_requestsHint);
    requests->addRow(makeHairline(Qt::Horizontal, this));
    requests->addRow(m_stuckTitle);
    requests->addRow(m_factorLabel, m_factor);
    requests->addRow(m_stuckHint);
    QFormLayout *history = addFormPage(HistoryPage);
    m_history->addTo(*history);
    m_team->addTo(*history);
    QFormLayout *notifications = addFormPage(NotificationsPage);
    m_notifications->addTo(*notifications);
    notifications->addRow(makeHairline(Qt::Horizontal, this));
    m_background->addTo(*notifications);
    connect(m_notifications, &NotificationSettings::switched, m_background,
            &BackgroundSettings::setTrayOffered);
    m_pages->addPage(m_silences);
    QFormLayout *looks = addFormPage(LooksPage);
    m_looks->addTo(*looks);
    looks->addRow(makeHairline(Qt::Horizontal, this));
    m_times->addTo(*looks);
    m_pages->addPage(m_keys);
    m_pages->setOffered(AccountsPageIndex, false);
    content().setSpacing(16);
    content().addWidget(m_pages, 1);
    content().addWidget(m_note);
    QDialogButtonBox *buttons = makeButtons(u"settingsOk"_s, QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(u"settingsCancel"_s);
    buttons->addButton(m_defaults, QDialogButtonBox::ResetRole);
    buttons->addButton(m_more, QDialogButtonBox::ResetRole);
    content().addWidget(buttons);
}

void SettingsDialog::showPreferences(const Preferences &preferences)
{
    m_history->showPreferences(preferences);
    m_requests->setValue(preferences.restRequests);
    m_factor->setValue(preferences.stuckFactor);
    m_connection = preferences.connection;
    m_accounts->showConnection(preferences.connection);
    m_team->showDatabase(preferences.connection.teamDatabase);
    m_team->showProblem({});
    m_network->showValues(preferences.proxy, preferences.caFile);
    m_notifications->showRule(preferences.watch);
    m_background->setTrayOffered(preferences.watch.isOn);
    m_background->showClosesToTray(preferences.closesToTray);
    m_silences->showSilences(preferences.silences);
    m_keys->showChoices(preferences.keys);
    m_looks->showLooks(preferences.looks);
    m_times->showChoice(preferences.times);
    m_network->showProblem({});
}

Preferences SettingsDialog::withDefaultsOf(int page) const
{
    const Preferences usual;
    Preferences preferences = chosen();
    switch (page) {
    case NetworkPage:
        preferences.proxy = usual.proxy;
        preferences.caFile = usual.caFile;
        break;
    case RequestsPage:
        preferences.restRequests = usual.restRequests;
        preferences.stuckFactor = usual.stuckFactor;
        break;
    case HistoryPage:
        preferences.historyDays = usual.historyDays;
        preferences.historyMegabytes = usual.historyMegabytes;
        break;
    case NotificationsPage:
        preferences.watch = usual.watch;
        preferences.closesToTray = usual.closesToTray;
        break;
    case KeysPageIndex:
        preferences.keys = usual.keys;
        break;
    case SilencesPageIndex:
        preferences.silences = usual.silences;
        break;
    case LooksPage:
        preferences.looks = usual.looks;
        preferences.times = usual.times;
        break;
    default:
        break;
    }
    return preferences;
}

Preferences SettingsDialog::chosen() const
{
    Preferences preferences{.restRequests = m_requests->value(),
                            .stuckFactor = m_factor->value(),
                            .watch = m_notifications->chosen(),
                            .looks = m_looks->chosen(),
                            .times = m_times->chosen(),
                            .proxy = m_network->proxy(),
                            .caFile = m_network->caFile(),
                            .closesToTray = m_background->closesToTray(),
                            .silences = m_silences->chosen(),
                            .keys = m_keys->chosen(),
                            .connection = m_hasAccounts ? m_accounts->connection() : m_connection};
    if (m_hasAccounts)
        preferences.connection.teamDatabase = m_team->database();
    m_history->takeInto(preferences);
    return preferences;
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("Settings"));
    //: A page of the settings: whose keys are used, and which regions are asked
    m_pages->setTitle(AccountsPageIndex, tr("Accounts and regions"));
    //: A page of the settings: proxy and certificates
    m_pages->setTitle(NetworkPage, tr("Network"));
    //: A page of the settings: how often the registry is asked
    m_pages->setTitle(RequestsPage, tr("Requests"));
    //: A page of the settings: tasks that were seen, kept on this machine
    m_pages->setTitle(HistoryPage, tr("History"));
    m_pages->setTitle(NotificationsPage, tr("Notifications"));
    //: A page of the settings: what is not notified of, and when
    m_pages->setTitle(SilencesPageIndex, tr("Mutes"));
    //: A page of the settings: height of rows, size of texts, time zone
    m_pages->setTitle(LooksPage, tr("Looks"));
    //: A page of the settings: which keys do what
    m_pages->setTitle(KeysPageIndex, tr("Keys"));
    //: Title of a part of the settings: how often the registry is asked
    m_requestsTitle->setText(tr("Requests to the registry"));
    m_requestsLabel->setText(tr("At &rest at most"));
    //: Behind a number of requests
    m_requests->setSuffix(tr(" a minute"));
    m_requestsHint->setText(
        tr("For each account, while nothing is loaded and nobody refreshes. With "
           "many instances each is read less often; the foot says how often."));
    m_stuckTitle->setText(tr("Stuck tasks"));
    m_factorLabel->setText(tr("&Longer than usual by"));
    //: Behind a number: so many times the usual duration
    m_factor->setSuffix(tr(" times"));
    m_stuckHint->setText(tr("A task is stuck when it runs or waits for this many times what 95 % "
                            "of the done tasks of its route took, and for 10 minutes at least."));
    m_accounts->retranslate();
    m_network->retranslate();
    m_history->retranslate();
    m_team->retranslate();
    m_notifications->retranslate();
    m_background->retranslate();
    m_silences->retranslate();
    m_looks->retranslate();
    m_keys->retranslate();
    m_times->retranslate();
    acceptButton().setText(tr("OK"));
    m_defaults->setText(tr("Defaults"));
    m_defaults->setToolTip(tr("Sets this page back; nothing is kept before OK"));
    //: Button with a menu: what else can be done with the settings
    m_more->setText(tr("More"));
    m_save->setText(tr("&Save to a file…"));
    m_restore->setText(tr("&Restore from a file…"));
    m_allDefaults->setText(tr("&Defaults of all pages"));
}

void SettingsDialog::setCheck(std::function<SettingsProblem(const Preferences &)> check)
{
    m_check = std::move(check);
}

void SettingsDialog::offerAccounts()
{
    m_hasAccounts = true;
    m_team->offer();
    m_pages->setOffered(AccountsPageIndex, true);
    m_pages->open(AccountsPageIndex);
}

void SettingsDialog::showTheme(ThemeChoice theme)
{
    m_theme = theme;
    m_looks->showTheme(theme);
}

void SettingsDialog::openSilences()
{
    m_pages->open(SilencesPageIndex);
}

void SettingsDialog::showCommandLine(const CommandLineValues &values)
{
    m_accounts->showCommandLine(values);
    m_network->showCommandLine(values.proxy, values.caFile);
    m_team->showCommandLine(values.teamDatabase);
}

void SettingsDialog::showSelection(const ProfileSelection &selection)
{
    m_selection = selection;
    m_accounts->showSelection(selection);
}

QWidget *SettingsDialog::fieldOf(SetupField field) const
{
    if (field == SetupField::Proxy)
        return &m_network->proxyField();
    if (field == SetupField::CaFile)
        return &m_network->caFileField();
    if (field == SetupField::TeamDatabase)
        return &m_team->databaseField();
    return m_hasAccounts ? m_accounts->fieldOf(field) : nullptr;
}

void SettingsDialog::showField(SetupField field, const QString &problem)
{
    if (!problem.isEmpty())
        showProblem({.field = field, .text = problem});
    QWidget *widget = fieldOf(field);
    if (!widget)
        return;
    m_pages->reveal(*widget);
    widget->setFocus(Qt::OtherFocusReason);
}

void SettingsDialog::showProblem(const SettingsProblem &problem)
{
    QLabel *label = m_hasAccounts ? m_accounts->problemOf(problem.field) : nullptr;
    if (problem.field == SetupField::TeamDatabase) {
        m_team->showProblem(problem.text);
        label = &m_team->problemLabel();
    } else if (label) {
        m_accounts->showProblem(problem.field, problem.text);
    } else {
        m_network->showProblem(problem.text);
        label = &m_network->problemLabel();
    }
    if (!problem.text.isEmpty())
        m_pages->reveal(*label);
}

void SettingsDialog::showNote(const QString &text)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

/// The list of proposals may lie over what is said.
bool SettingsDialog::refuseUnknownZone()
{
    if (m_times->isUsable())
        return false;
    QComboBox &zone = m_times->zoneField();
    if (QCompleter *proposals = zone.completer())
        proposals->popup()->hide();
    m_pages->reveal(m_times->problemLabel());
    m_pages->reveal(zone);
    zone.setFocus(Qt::OtherFocusReason);
    zone.lineEdit()->selectAll();
    return true;
}

void SettingsDialog::accept()
{
    if (refuseUnknownZone())
        return;
    if (m_check) {
        const SettingsProblem problem = m_check(chosen());
        if (!problem.text.isEmpty())
            return showField(problem.field, problem.text);
    }
    DialogFrame::accept();
    const ProfileSelection selection = m_accounts->selection();
    if (m_hasAccounts &&
        (selection.isAll != m_selection.isAll || !isSameSet(selection.names, m_selection.names)))
        Q_EMIT profilesChosen(selection);
    Q_EMIT preferencesChosen(chosen());
    if (m_looks->theme() != m_theme)
        Q_EMIT themeChosen(m_looks->theme());
    if (const std::optional<bool> autostart = m_background->changedAutostart())
        Q_EMIT autostartChosen(*autostart);
}

void SettingsDialog::showAutostart(bool isOn)
{
    m_background->showAutostart(isOn);
    m_pages->orderFocus();
}

void SettingsDialog::hideEvent(QHideEvent *event)
{
    DialogFrame::hideEvent(event);
    Q_EMIT closed();
}

/// No larger than the screen, less the frame that the desktop puts around it.
void SettingsDialog::showEvent(QShowEvent *event)
{
    constexpr QSize usualSize(780, 580);
    constexpr QSize leastSize(600, 360);
    constexpr QSize frameSize(8, 40);
    if (!m_wasShown) {
        setMinimumSize(leastSize);
        resize(usualSize.boundedTo(screen()->availableSize() - frameSize));
    }
    m_wasShown = true;
    showNote({});
    m_pages->orderFocus();
    DialogFrame::showEvent(event);
    Q_EMIT opened();
}
