#include "keypresenter.h"

#include "displaytext.h"
#include "erroradvice.h"
#include "keychainentry.h"
#include "mainmenu.h"
#include "messagebar.h"
#include "placeholder.h"

#include <QAction>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString sentencesAbout(const ApiError &error)
{
    const Advice advice = adviceFor(error);
    return sentencesText(advice.happened, advice.whatToDo);
}

} // namespace

KeyPresenter::KeyPresenter(const Widgets &widgets, Keys keys, std::shared_ptr<Keychain> keychain,
                           Clock &clock, QObject *parent)
    : QObject(parent),
      m_widgets(widgets),
      m_keys(std::move(keys)),
      m_keychain(std::move(keychain)),
      m_clock(clock)
{
    m_widgets.menu.keySource()->setVisible(true);
    connect(m_widgets.menu.keySource(), &QAction::triggered, this, &KeyPresenter::open);
    connect(&m_widgets.messageBar, &MessageBar::keySourceRequested, this, &KeyPresenter::open);
    connect(&m_widgets.placeholder, &Placeholder::keySourceRequested, this, &KeyPresenter::open);
}

KeyPresenter::~KeyPresenter()
{
    delete m_dialog; // its window may outlive this
}

void KeyPresenter::makeDialog()
{
    m_dialog = new KeySourceDialog(&m_widgets.window);
    connect(m_dialog, &KeySourceDialog::keyEntered, this, &KeyPresenter::add);
    connect(m_dialog, &KeySourceDialog::removeRequested, this, &KeyPresenter::remove);
    connect(m_dialog, &KeySourceDialog::useRequested, this,
            [this](const QString &name) { Q_EMIT chosen(keychainProfile(name)); });
    connect(m_dialog, &KeySourceDialog::closed, this, [this] {
        m_nextLook = {};
        m_listing = {};
    });
}

void KeyPresenter::open()
{
    if (m_dialog.isNull())
        makeDialog();
    m_changeFault.clear();
    update();
    listEntries();
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
    const QDateTime now = m_clock.now();
    std::vector<KeyAccount> accounts;
    m_lines.watched.clear();
    for (const WatchedKey &key : keys) {
        accounts.push_back(keyAccount(key, now));
        if (const std::optional<QString> entry = keychainEntryOf(key.key.profile))
            m_lines.watched << *entry;
    }
    m_dialog->showAccounts(accounts);
    m_dialog->showKeychain(m_lines);
}

void KeyPresenter::listEntries()
{
    if (!m_keychain) {
        m_lines.problem = sentencesAbout(
            credentialError(u"KeychainAbsent"_s, u"This program was started without a keychain"_s));
        return m_dialog->showKeychain(m_lines);
    }
    m_lines.isAsked = m_lines.names.isEmpty();
    m_dialog->showKeychain(m_lines);
    m_listing = m_keychain->list([this](const Result<QStringList> &names) {
        m_lines.isAsked = false;
        m_lines.problem = names ? m_changeFault : sentencesAbout(names.error());
        m_lines.names = names.value_or(QStringList());
        m_dialog->showKeychain(m_lines);
    });
}

void KeyPresenter::add(const EnteredKey &entered)
{
    const Result<Credentials> key =
        checkedCredentials({.accessKeyId = entered.id.toUtf8(),
                            .accessKeySecret = Secret(entered.secret.toUtf8()),
                            .securityToken = Secret(entered.token.toUtf8()),
                            .source = u"form"_s});
    QString fault;
    if (!key)
        fault = tr("A key has no spaces, and no characters beyond ASCII. Copy it again.");
    else if (keychainNameError(entered.name))
        fault = tr("The name has 1 to 100 characters that can be seen. Choose another.");
    else if (!m_keychain)
        fault = m_lines.problem;
    else if (m_lines.isChanging)
        fault = tr("The keychain has not answered to the last change yet. Wait, then try again.");
    if (!fault.isEmpty()) {
        m_dialog->showAdded(fault);
        return;
    }
    beginChange();
    m_change = m_keychain->store(
        entered.name, keychainText(*key),
        [this, name = entered.name](const Result<void> &result) { takeAdded(name, result); });
}

void KeyPresenter::remove(const QString &name)
{
    if (!m_keychain || m_lines.isChanging)
        return;
    beginChange();
    m_change = m_keychain->remove(
        name, [this, name](const Result<void> &result) { takeRemoved(name, result); });
}

void KeyPresenter::beginChange()
{
    m_changeFault.clear();
    m_lines.isChanging = true;
    m_dialog->showKeychain(m_lines);
}

/// \p fault: what the page has to say about it.
void KeyPresenter::endChange(const QString &fault)
{
    m_lines.isChanging = false;
    m_changeFault = fault;
    if (!fault.isEmpty())
        m_lines.problem = fault;
    listEntries();
}

void KeyPresenter::takeAdded(const QString &name, const Result<void> &result)
{
    const QString fault = result ? QString() : sentencesAbout(result.error());
    const bool isShown = m_dialog->showAdded(fault);
    endChange(isShown ? QString() : fault);
    if (result)
        Q_EMIT replaced(keychainProfile(name));
}

void KeyPresenter::takeRemoved(const QString &name, const Result<void> &result)
{
    endChange(result ? QString() : sentencesAbout(result.error()));
    if (result)
        Q_EMIT removed(keychainProfile(name));
}
