#include "keychainentries.h"

#include "erroradvice.h"
#include "keychainentry.h"

#include <utility>

using namespace Qt::StringLiterals;

KeychainEntries::KeychainEntries(std::shared_ptr<Keychain> keychain, QObject *parent)
    : QObject(parent), m_keychain(std::move(keychain))
{
}

void KeychainEntries::list()
{
    if (!m_keychain) {
        m_lines.problem = adviceText(
            credentialError(u"KeychainAbsent"_s, u"This program was started without a keychain"_s));
        Q_EMIT changed();
        return;
    }
    m_lines.isAsked = m_lines.names.isEmpty();
    Q_EMIT changed();
    m_listing = m_keychain->list([this](const Result<QStringList> &names) {
        m_lines.isAsked = false;
        m_lines.problem = names ? m_changeFault : adviceText(names.error());
        m_lines.names = names.value_or(QStringList());
        Q_EMIT changed();
    });
}

QString KeychainEntries::faultOf(const EnteredKey &entered, bool isKey) const
{
    if (!isKey)
        return tr("A key has no spaces, and no characters beyond ASCII. Copy it again.");
    if (keychainNameError(entered.name))
        return tr("The name has 1 to 100 characters that can be seen. Choose another.");
    if (!m_keychain)
        return m_lines.problem;
    if (m_lines.isChanging)
        return tr("The keychain has not answered to the last change yet. Wait, then try again.");
    return {};
}

void KeychainEntries::add(const EnteredKey &entered, const Tell &tell)
{
    const Result<Credentials> key =
        checkedCredentials({.accessKeyId = entered.id.toUtf8(),
                            .accessKeySecret = Secret(entered.secret.toUtf8()),
                            .securityToken = Secret(entered.token.toUtf8()),
                            .source = u"form"_s});
    if (const QString fault = faultOf(entered, key.has_value()); !fault.isEmpty()) {
        tell(fault);
        return;
    }
    beginChange();
    m_change = m_keychain->store(entered.name, keychainText(*key),
                                 [this, tell, name = entered.name](const Result<void> &result) {
                                     const QString fault =
                                         result ? QString() : adviceText(result.error());
                                     const bool isTold = tell(fault);
                                     if (result && !m_lines.names.contains(name)) {
                                         m_lines.names << name;
                                         m_lines.names.sort();
                                     }
                                     endChange(isTold ? QString() : fault);
                                     if (result)
                                         Q_EMIT replaced(keychainProfile(name));
                                 });
}

void KeychainEntries::remove(const QString &name)
{
    if (!m_keychain || m_lines.isChanging)
        return;
    beginChange();
    m_change = m_keychain->remove(name, [this, name](const Result<void> &result) {
        if (result)
            m_lines.names.removeAll(name);
        endChange(result ? QString() : adviceText(result.error()));
        if (result)
            Q_EMIT removed(keychainProfile(name));
    });
}

void KeychainEntries::beginChange()
{
    m_changeFault.clear();
    m_lines.isChanging = true;
    Q_EMIT changed();
}

/// \p fault: what the page has to say about it.
void KeychainEntries::endChange(const QString &fault)
{
    m_lines.isChanging = false;
    m_changeFault = fault;
    if (!fault.isEmpty())
        m_lines.problem = fault;
    list();
}
