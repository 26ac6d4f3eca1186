#include "keypresenter.h"

#include "keychainentry.h"
#include "mainmenu.h"
#include "messagebar.h"
#include "placeholder.h"

#include <QAction>

#include <utility>

using namespace Qt::StringLiterals;

KeyPresenter::KeyPresenter(const Widgets &widgets, Keys keys, std::shared_ptr<Keychain> keychain,
                           Clock &clock, QObject *parent)
    : QObject(parent),
      m_widgets(widgets),
      m_keys(std::move(keys)),
      m_entries(std::move(keychain)),
      m_clock(clock)
{
    m_widgets.menu.keySource()->setVisible(true);
    connect(m_widgets.menu.keySource(), &QAction::triggered, this, &KeyPresenter::open);
    connect(&m_widgets.messageBar, &MessageBar::keySourceRequested, this, &KeyPresenter::open);
    connect(&m_widgets.placeholder, &Placeholder::keySourceRequested, this, &KeyPresenter::open);
    connect(&m_entries, &KeychainEntries::changed, this, &KeyPresenter::showEntries);
    connect(&m_entries, &KeychainEntries::replaced, this, &KeyPresenter::replaced);
    connect(&m_entries, &KeychainEntries::removed, this, &KeyPresenter::removed);
}

KeyPresenter::~KeyPresenter()
{
    delete m_dialog; // its window may outlive this
}

void KeyPresenter::makeDialog()
{
    m_dialog = new KeySourceDialog(&m_widgets.window);
    connect(m_dialog, &KeySourceDialog::keyEntered, this, [this](const EnteredKey &key) {
        m_entries.add(
            key, [this](const QString &fault) { return m_dialog && m_dialog->showAdded(fault); });
    });
    connect(m_dialog, &KeySourceDialog::removeRequested, &m_entries, &KeychainEntries::remove);
    connect(m_dialog, &KeySourceDialog::useRequested, this,
            [this](const QString &name) { Q_EMIT chosen(keychainProfile(name)); });
    connect(m_dialog, &KeySourceDialog::closed, this, [this] {
        m_nextLook = {};
        m_entries.stopListing();
    });
}

void KeyPresenter::open()
{
    if (m_dialog.isNull())
        makeDialog();
    m_entries.forgetFault();
    update();
    m_entries.list();
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    tick();
}

void KeyPresenter::tick()
{
    m_nextLook = m_clock.after(lookInterval, [this] {
        update();
        tick();
    });
}

void KeyPresenter::update()
{
    const std::vector<WatchedKey> keys = m_keys();
    const TimeContext now(m_clock.now(), m_times ? m_times() : TimeDisplay());
    std::vector<KeyAccount> accounts;
    m_watched.clear();
    for (const WatchedKey &key : keys) {
        accounts.push_back(keyAccount(key, now));
        if (const std::optional<QString> entry = keychainEntryOf(key.key.profile))
            m_watched << *entry;
    }
    m_dialog->showAccounts(accounts);
    showEntries();
}

void KeyPresenter::showEntries()
{
    if (m_dialog.isNull())
        return;
    KeychainLines lines = m_entries.lines();
    lines.watched = m_watched;
    m_dialog->showKeychain(lines);
}
