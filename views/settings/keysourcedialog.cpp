#include "keysourcedialog.h"

#include "elidedlabel.h"
#include "keyaccountview.h"
#include "keyasker.h"
#include "manualplace.h"
#include "widgetparts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr QSize keyDialogSize{680, 560};

/// A part whose contents are replaced.
QVBoxLayout *makePart(QWidget *part)
{
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    return layout;
}

/// As wide as its text.
QPushButton *makeKeyLink(const QString &objectName, QWidget *parent)
{
    QPushButton *link = makeButton(objectName, "link", parent);
    link->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return link;
}

void clearPart(QVBoxLayout &layout)
{
    while (QLayoutItem *item = layout.takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // it may be the one whose signal is being handled
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace

KeySourceDialog::KeySourceDialog(QWidget *parent)
    : DialogFrame(u"keySourceDialog"_s, parent),
      m_accountsPart(new QWidget),
      m_entriesPart(new QWidget),
      m_accountsLayout(makePart(m_accountsPart)),
      m_entriesLayout(makePart(m_entriesPart)),
      m_keychainTitle(makeSectionTitle(this)),
      m_keychainHint(makeHint(this)),
      m_keychainProblem(
          makeWrappedLabel(u"keychainProblem"_s, TextStyle::Body, QPalette::WindowText, this)),
      m_add(makeButton(u"addKey"_s, nullptr, this)),
      m_copy(makeButton(u"copyKeyPage"_s, nullptr, this)),
      m_close(makeButton(u"closeKeyPage"_s, nullptr, this)),
      m_asker(new KeyAsker(this))
{
    setManualPlace(*this, {.page = u"first-steps"_s, .anchor = u"sign-in"_s});
    setAttribute(Qt::WA_DeleteOnClose, false); // the presenter keeps it
    auto *page = new QWidget;
    fillWithPanel(*page);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(8);
    column->addWidget(m_accountsPart);
    column->addSpacing(4);
    column->addWidget(makeHairline(Qt::Horizontal, page));
    column->addWidget(m_keychainTitle);
    column->addWidget(m_entriesPart);
    column->addWidget(m_keychainProblem);
    column->addWidget(m_keychainHint);
    column->addStretch(1);
    m_entriesLayout->setSpacing(4);
    m_scroll = makePageScroll(page, this);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_add);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_close);
    content().setSpacing(12);
    content().addWidget(m_scroll, 1);
    content().addLayout(buttons);
    m_close->setDefault(true);
    connect(m_add, &QPushButton::clicked, m_asker, [this] { m_asker->ask(); });
    connect(m_asker, &KeyAsker::keyEntered, this, &KeySourceDialog::keyEntered);
    connect(m_copy, &QPushButton::clicked, this, &KeySourceDialog::copy);
    connect(m_close, &QPushButton::clicked, this, &QDialog::close);
    resize(keyDialogSize);
    retranslate();
}

QString KeySourceDialog::title()
{
    return tr("Where does this key come from?");
}

void KeySourceDialog::showAccounts(const std::vector<KeyAccount> &accounts)
{
    if (accounts == m_accounts)
        return;
    m_accounts = accounts;
    fillAccounts();
}

void KeySourceDialog::fillAccounts()
{
    const int position = m_scroll->verticalScrollBar()->value();
    clearPart(*m_accountsLayout);
    for (const KeyAccount &account : m_accounts) {
        if (m_accountsLayout->count() > 0)
            m_accountsLayout->addWidget(makeHairline(Qt::Horizontal, m_accountsPart));
        m_accountsLayout->addWidget(new KeyAccountView(account, m_accountsPart));
    }
    m_scroll->verticalScrollBar()->setValue(position);
}

void KeySourceDialog::showKeychain(const KeychainLines &keychain)
{
    if (keychain == m_keychain)
        return;
    m_keychain = keychain;
    fillKeychain();
}

void KeySourceDialog::fillKeychain()
{
    clearPart(*m_entriesLayout);
    for (const QString &name : std::as_const(m_keychain.names))
        addEntry(name);
    m_entriesPart->setVisible(!m_keychain.names.isEmpty());
    m_keychainProblem->setText(m_keychain.problem);
    m_keychainProblem->setVisible(!m_keychain.problem.isEmpty());
    m_add->setEnabled(!m_keychain.isChanging);
    if (m_keychain.isAsked || m_keychain.isChanging)
        m_keychainHint->setText(tr("Asking the keychain…"));
    else if (m_keychain.names.isEmpty() && m_keychain.problem.isEmpty())
        m_keychainHint->setText(tr("No key is kept there. One that you add is encrypted by the "
                                   "desktop, and is used where you choose it."));
    else
        m_keychainHint->clear();
    m_keychainHint->setVisible(!m_keychainHint->text().isEmpty());
}

void KeySourceDialog::addEntry(const QString &name)
{
    const bool isWatched = m_keychain.watched.contains(name);
    auto *row = new QWidget(m_entriesPart);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    auto *label = new ElidedLabel(row);
    label->setText(name);
    layout->addWidget(label);
    layout->addStretch(1);
    if (isWatched) {
        QLabel *inUse = makeLabel(TextStyle::Body, QPalette::PlaceholderText, row);
        inUse->setObjectName(u"keyInUse_"_s + name);
        inUse->setText(tr("In use"));
        layout->addWidget(inUse);
    } else {
        QPushButton *use = makeKeyLink(u"useKey_"_s + name, row);
        use->setText(tr("Use"));
        use->setEnabled(!m_keychain.isChanging); // it may replace the window that waits
        //: %1 is the name of a key
        use->setAccessibleName(tr("Use key %1").arg(name));
        connect(use, &QPushButton::clicked, this, [this, name] { Q_EMIT useRequested(name); });
        layout->addWidget(use);
    }
    QPushButton *remove = makeKeyLink(u"removeKey_"_s + name, row);
    remove->setText(tr("Remove…"));
    remove->setEnabled(!m_keychain.isChanging);
    //: %1 is the name of a key
    remove->setAccessibleName(tr("Remove key %1").arg(name));
    layout->addWidget(remove);
    connect(remove, &QPushButton::clicked, this, [this, name, isWatched] {
        askToRemove(name, isWatched, this, [this, name] { Q_EMIT removeRequested(name); });
    });
    m_entriesLayout->addWidget(row);
}

bool KeySourceDialog::showAdded(const QString &fault)
{
    return m_asker->showAdded(fault);
}

void KeySourceDialog::askToRemove(const QString &name, bool isWatched, QWidget *parent,
                                  const std::function<void()> &remove)
{
    auto *question = new QMessageBox(parent);
    question->setObjectName(u"removeKeyQuestion"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Remove a key"));
    question->setTextFormat(Qt::PlainText);
    //: %1 is the name of a key
    question->setText(tr("Remove the key “%1” from the keychain?").arg(name));
    question->setInformativeText(isWatched
                                     ? tr("It is in use: its account is no longer watched. The "
                                          "key itself stays valid until it is deleted in the RAM "
                                          "console.")
                                     : tr("The key itself stays valid until it is deleted in the "
                                          "RAM console."));
    QPushButton *button = question->addButton(tr("Remove"), QMessageBox::DestructiveRole);
    button->setObjectName(u"removeKeyYes"_s);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(button, &QPushButton::clicked, parent, remove);
    question->open();
}

void KeySourceDialog::copy()
{
    QGuiApplication::clipboard()->setText(keyPageText(m_accounts));
}

void KeySourceDialog::retranslate()
{
    setWindowTitle(title());
    m_keychainTitle->setText(tr("Keys in the desktop's keychain"));
    m_keychainProblem->setAccessibleName(tr("Why the keychain cannot be used"));
    m_add->setText(tr("Add a key…"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copy this page as text; it holds no secret"));
    m_close->setText(tr("Close"));
    fillAccounts();
    fillKeychain();
}

void KeySourceDialog::hideEvent(QHideEvent *event)
{
    DialogFrame::hideEvent(event);
    Q_EMIT closed();
}
