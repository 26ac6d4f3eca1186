#include "profilechooser.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

using Origin = ProfileChoice::Origin;
using State = ProfileChoice::State;

ProfileChoice choice(const QString &name, State state = State::Usable, Origin origin = Origin::Tool)
{
    return {.name = name, .title = name, .state = state, .origin = origin};
}

/// What is configured, two profiles that can be used, one that cannot, and a key of the keychain.
ProfileChoices choices()
{
    return {.profiles = {choice({}, State::Usable, Origin::Configured), choice(u"prod"_s),
                         choice(u"test"_s), choice(u"role"_s, State::Refused),
                         choice(u"keychain:mine"_s, State::Fetched, Origin::Keychain)}};
}

bool isChecked(const ProfileChooser &chooser, const QString &name)
{
    return chooser.findChild<QCheckBox *>(u"watch_"_s + name)->isChecked();
}

bool isEnabled(const ProfileChooser &chooser, const QString &name)
{
    return chooser.findChild<QCheckBox *>(u"watch_"_s + name)->isEnabled();
}

void click(const ProfileChooser &chooser, const QString &name)
{
    chooser.findChild<QCheckBox *>(name)->click();
}

} // namespace

/// Which keys are watched: several, or what is configured.
class TestProfileChooser final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutAChoiceWhatIsConfiguredIsWatched();
    void severalAreChosenInTheirOrder();
    void whatCannotBeUsedCanOnlyBeTakenBack();
    void allAreThoseOfTheToolAlone();
    void whatIsGoneCanBeTakenBack();
    void aNameIsShownAsItIs();
};

void TestProfileChooser::withoutAChoiceWhatIsConfiguredIsWatched()
{
    ProfileChooser chooser;
    chooser.showChoices(choices());
    QVERIFY(isChecked(chooser, {}));
    click(chooser, u"watch_"_s); // it stands for none: it cannot be taken away alone
    QVERIFY(isChecked(chooser, {}));
    QCOMPARE(chooser.selection(), ProfileSelection{});
}

void TestProfileChooser::severalAreChosenInTheirOrder()
{
    ProfileChooser chooser;
    chooser.showChoices(choices());
    const QSignalSpy changed(&chooser, &ProfileChooser::selectionChanged);
    click(chooser, u"watch_test"_s);
    click(chooser, u"watch_prod"_s);
    QCOMPARE(chooser.selection().names, (QStringList{u"test"_s, u"prod"_s}));
    QVERIFY(!isChecked(chooser, {}));
    QCOMPARE(changed.size(), 2);
    click(chooser, u"watch_"_s);
    QVERIFY(chooser.selection().names.isEmpty());
    QVERIFY(!isChecked(chooser, u"test"_s));
}

void TestProfileChooser::whatCannotBeUsedCanOnlyBeTakenBack()
{
    ProfileChooser chooser;
    chooser.showChoices(choices());
    QVERIFY(!isEnabled(chooser, u"role"_s));
    chooser.showSelection({.names = {u"role"_s, u"prod"_s}});
    QVERIFY(isEnabled(chooser, u"role"_s));
    click(chooser, u"watch_role"_s);
    QVERIFY(!isEnabled(chooser, u"role"_s));
    QCOMPARE(chooser.selection().names, QStringList{u"prod"_s});
}

void TestProfileChooser::allAreThoseOfTheToolAlone()
{
    ProfileChooser chooser;
    chooser.showChoices(choices());
    chooser.showSelection({.names = {u"prod"_s}});
    click(chooser, u"watchAllProfiles"_s);
    QVERIFY(chooser.selection().isAll);
    QVERIFY(isChecked(chooser, u"test"_s));
    QVERIFY(!isChecked(chooser, u"keychain:mine"_s));
    QVERIFY(!isEnabled(chooser, u"test"_s));
    chooser.setChecked(u"keychain:mine"_s, true);
    click(chooser, u"watchAllProfiles"_s); // what was chosen before is still there
    QCOMPARE(chooser.selection(), (ProfileSelection{.names = {u"prod"_s}}));
}

void TestProfileChooser::whatIsGoneCanBeTakenBack()
{
    ProfileChooser chooser;
    chooser.showChoices(choices());
    chooser.showSelection({.names = {u"gone"_s, u"prod"_s}});
    QVERIFY(isChecked(chooser, u"gone"_s));
    click(chooser, u"watch_gone"_s);
    QCOMPARE(chooser.selection().names, QStringList{u"prod"_s});
    QVERIFY(!chooser.findChild<QCheckBox *>(u"watch_gone"_s));
    QVERIFY(isChecked(chooser, u"prod"_s));
}

void TestProfileChooser::aNameIsShownAsItIs()
{
    ProfileChooser chooser;
    const QString longName = u"a&b"_s.repeated(70);
    chooser.showChoices({.profiles = {choice(u"R&D"_s), choice(longName)}});
    QCOMPARE(chooser.findChild<QCheckBox *>(u"watch_R&D"_s)->text(), u"R&&D"_s);
    const auto *box = chooser.findChild<QCheckBox *>(u"watch_"_s + longName);
    QVERIFY(box->text().contains(u'…'));
    QVERIFY(box->sizeHint().width() < 700);
}

QTEST_MAIN(TestProfileChooser)
#include "tst_profilechooser.moc"
