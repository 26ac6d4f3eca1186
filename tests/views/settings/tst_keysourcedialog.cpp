#include "addkeydialog.h"
#include "keysourcedialog.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

KeyAccount usedAccount()
{
    using Outcome = KeyPlaceLine::Outcome;
    return {.title = u"Profile “prod”"_s,
            .facts = {{.name = u"Key from"_s, .value = u"Profile of the aliyun CLI"_s},
                      {.name = u"Access key id"_s, .value = u"ends in mple"_s}},
            .places = {{.outcome = Outcome::PassedOver,
                        .place = u"Environment variables"_s,
                        .reason = u"Not set."_s},
                       {.outcome = Outcome::Used, .place = u"CLI"_s, .reason = u"Used."_s}}};
}

KeyAccount brokenAccount()
{
    return {.title = u"Key as configured"_s,
            .problem = u"No access key was found."_s,
            .whatToDo = u"Set one."_s,
            .places = {{.outcome = KeyPlaceLine::Outcome::Failed,
                        .place = u"Environment variables"_s,
                        .reason = u"Only half."_s}}};
}

/// What can be read in \p dialog, text after text.
QStringList textsOf(const QWidget &dialog)
{
    QStringList texts;
    for (const auto *text : dialog.findChildren<QTextEdit *>()) {
        if (text->isVisibleTo(&dialog))
            texts << text->toPlainText();
    }
    for (const auto *label : dialog.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&dialog))
            texts << label->text();
    }
    return texts;
}

QPushButton *button(const QWidget &dialog, const QString &name)
{
    auto *found = dialog.findChild<QPushButton *>(name);
    return found && found->isVisibleTo(&dialog) ? found : nullptr;
}

} // namespace

class TestKeySourceDialog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPlaceIsShownWithItsReason();
    void whatIsMissingIsSaidWithWhatToDo();
    void thePageIsCopiedAsText();
    void anAccountThatChangesIsShownAnew();
    void aSelectionStaysWhileNothingChanges();
    void thePageIsReadByKeysAndByScreenReaders();
    void entriesOfTheKeychainCanBeUsedAndRemoved();
    void whyTheKeychainCannotBeUsedIsSaid();
    void aKeyIsAddedOnceItIsWhole();
    void aKeyThatIsNotTakenStaysInTheForm();
    void aSecretIsNeverShownAndForgotten();
    void namesOf100CharactersFit();
};

void TestKeySourceDialog::everyPlaceIsShownWithItsReason()
{
    KeySourceDialog dialog;
    dialog.showAccounts({usedAccount()});
    dialog.show();
    const QStringList texts = textsOf(dialog);
    for (const QString &text : {u"Profile “prod”"_s, u"ends in mple"_s, u"Environment variables"_s,
                                u"Not set."_s, u"–"_s, u"✓"_s, u"Used."_s})
        QVERIFY2(texts.contains(text), qPrintable(text));
}

void TestKeySourceDialog::whatIsMissingIsSaidWithWhatToDo()
{
    KeySourceDialog dialog;
    dialog.showAccounts({brokenAccount()});
    dialog.show();
    const QStringList texts = textsOf(dialog);
    for (const QString &text :
         {u"No access key was found."_s, u"Set one."_s, u"✗"_s, u"Only half."_s})
        QVERIFY2(texts.contains(text), qPrintable(text));
}

void TestKeySourceDialog::thePageIsCopiedAsText()
{
    KeySourceDialog dialog;
    dialog.showAccounts({usedAccount(), brokenAccount()});
    button(dialog, u"copyKeyPage"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Profile “prod”\n"
                                                   "  Key from: Profile of the aliyun CLI\n"
                                                   "  Access key id: ends in mple\n"
                                                   "  – Environment variables: Not set.\n"
                                                   "  ✓ CLI: Used.\n"
                                                   "\n"
                                                   "Key as configured\n"
                                                   "  No access key was found.\n"
                                                   "  Set one.\n"
                                                   "  ✗ Environment variables: Only half.\n"_s);
}

void TestKeySourceDialog::anAccountThatChangesIsShownAnew()
{
    KeySourceDialog dialog;
    dialog.showAccounts({brokenAccount()});
    dialog.show();
    dialog.showAccounts({usedAccount()});
    QTRY_VERIFY(textsOf(dialog).contains(u"Profile “prod”"_s));
    QVERIFY(!textsOf(dialog).contains(u"No access key was found."_s));
}

void TestKeySourceDialog::aSelectionStaysWhileNothingChanges()
{
    KeySourceDialog dialog;
    dialog.showAccounts({usedAccount()});
    dialog.show();
    auto *title = dialog.findChild<QTextEdit *>(u"keyAccountTitle"_s);
    title->selectAll();
    dialog.showAccounts({usedAccount()});
    QCOMPARE(dialog.findChild<QTextEdit *>(u"keyAccountTitle"_s), title);
    QVERIFY(title->textCursor().hasSelection());
}

void TestKeySourceDialog::thePageIsReadByKeysAndByScreenReaders()
{
    KeySourceDialog dialog;
    dialog.showAccounts({usedAccount()});
    dialog.show();
    const QList<QTextEdit *> texts = dialog.findChildren<QTextEdit *>();
    QVERIFY(std::ranges::all_of(texts, [](const QTextEdit *text) {
        return (text->focusPolicy() & Qt::TabFocus) != 0 && !text->accessibleName().isEmpty();
    }));
    QVERIFY(button(dialog, u"closeKeyPage"_s)->isDefault());
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestKeySourceDialog::entriesOfTheKeychainCanBeUsedAndRemoved()
{
    KeySourceDialog dialog;
    dialog.showKeychain({.names = {u"prod"_s, u"test"_s}, .watched = {u"prod"_s}});
    dialog.show();
    QVERIFY(!button(dialog, u"useKey_prod"_s));
    QVERIFY(dialog.findChild<QLabel *>(u"keyInUse_prod"_s));
    QSignalSpy used(&dialog, &KeySourceDialog::useRequested);
    button(dialog, u"useKey_test"_s)->click();
    QCOMPARE(used.value(0).value(0).toString(), u"test"_s);

    QSignalSpy removed(&dialog, &KeySourceDialog::removeRequested);
    button(dialog, u"removeKey_prod"_s)->click();
    auto *question = dialog.findChild<QMessageBox *>(u"removeKeyQuestion"_s);
    QVERIFY(question && question->text().contains(u"“prod”"_s));
    QTest::keyClick(question, Qt::Key_Return); // the default is to leave
    QCOMPARE(removed.count(), 0);
    QTRY_VERIFY(!dialog.findChild<QMessageBox *>(u"removeKeyQuestion"_s));

    button(dialog, u"removeKey_prod"_s)->click();
    button(dialog, u"removeKeyYes"_s)->click();
    QCOMPARE(removed.value(0).value(0).toString(), u"prod"_s);
}

void TestKeySourceDialog::whyTheKeychainCannotBeUsedIsSaid()
{
    KeySourceDialog dialog;
    dialog.showKeychain({.problem = u"The keychain is locked."_s});
    dialog.show();
    QVERIFY(textsOf(dialog).contains(u"The keychain is locked."_s));
    dialog.showKeychain({});
    QVERIFY(!textsOf(dialog).contains(u"The keychain is locked."_s));
}

void TestKeySourceDialog::aKeyIsAddedOnceItIsWhole()
{
    KeySourceDialog dialog;
    dialog.show();
    QSignalSpy entered(&dialog, &KeySourceDialog::keyEntered);
    button(dialog, u"addKey"_s)->click();
    auto *form = dialog.findChild<AddKeyDialog *>();
    QVERIFY(form);
    auto *save = form->findChild<QPushButton *>(u"keySave"_s);
    QVERIFY(!save->isEnabled());
    form->findChild<QLineEdit *>(u"keyId"_s)->setText(u" LTAI5tExample "_s);
    QVERIFY(!save->isEnabled());
    form->findChild<QLineEdit *>(u"keySecret"_s)->setText(u"Canary"_s);
    save->click();
    QCOMPARE(entered.count(), 1);
    const auto key = entered.first().first().value<EnteredKey>();
    QCOMPARE(key.name + u'/' + key.id + u'/' + key.secret + u'/' + key.token,
             u"default/LTAI5tExample/Canary/"_s);
    QVERIFY(!save->isEnabled()); // until the keychain has answered
    dialog.showAdded({});
    QTRY_VERIFY(!dialog.findChild<AddKeyDialog *>());
}

void TestKeySourceDialog::aKeyThatIsNotTakenStaysInTheForm()
{
    KeySourceDialog dialog;
    dialog.show();
    button(dialog, u"addKey"_s)->click();
    auto *form = dialog.findChild<AddKeyDialog *>();
    form->findChild<QLineEdit *>(u"keyId"_s)->setText(u"id"_s);
    auto *secret = form->findChild<QLineEdit *>(u"keySecret"_s);
    secret->setText(u"Canary"_s);
    form->findChild<QPushButton *>(u"keySave"_s)->click();
    dialog.showAdded(u"The keychain is locked."_s);
    QVERIFY(textsOf(*form).contains(u"The keychain is locked."_s));
    QCOMPARE(secret->text(), u"Canary"_s);
    QVERIFY(form->findChild<QPushButton *>(u"keySave"_s)->isEnabled());
}

void TestKeySourceDialog::aSecretIsNeverShownAndForgotten()
{
    KeySourceDialog dialog;
    dialog.show();
    button(dialog, u"addKey"_s)->click();
    auto *form = dialog.findChild<AddKeyDialog *>();
    for (const QString &name : {u"keySecret"_s, u"keyToken"_s}) {
        auto *line = form->findChild<QLineEdit *>(name);
        line->setText(u"Canary"_s);
        QCOMPARE(line->echoMode(), QLineEdit::Password);
        QVERIFY(!line->displayText().contains(u"Canary"_s));
        line->selectAll();
        QTest::keySequence(line, QKeySequence::Copy);
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u"Canary"_s));
    }
    QTest::keyClick(form, Qt::Key_Escape);
    QTRY_VERIFY(!dialog.findChild<AddKeyDialog *>());
    button(dialog, u"addKey"_s)->click();
    QCOMPARE(dialog.findChild<AddKeyDialog *>()->findChild<QLineEdit *>(u"keySecret"_s)->text(),
             QString());
}

void TestKeySourceDialog::namesOf100CharactersFit()
{
    KeySourceDialog dialog;
    KeyAccount account = usedAccount();
    account.title = QString(200, u'n');
    account.facts.front().value = QString(300, u'p');
    dialog.showAccounts({account});
    dialog.showKeychain({.names = {QString(100, u'k')}});
    dialog.resize(600, 400);
    dialog.show();
    QVERIFY(dialog.width() <= 600);
    for (const auto *action : dialog.findChildren<QPushButton *>()) {
        const QPoint end = action->mapTo(&dialog, action->rect().bottomRight());
        QVERIFY2(end.x() < dialog.width(), qPrintable(action->objectName()));
    }
}

QTEST_MAIN(TestKeySourceDialog)
#include "tst_keysourcedialog.moc"
