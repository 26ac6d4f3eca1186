#include "profilemenu.h"
#include "widgetparts.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

std::vector<ProfileMenu::Entry> twoProfiles()
{
    return {{.name = u"prod"_s}, {.name = u"a&b"_s}};
}

QAction &entry(const ProfileMenu &menu, const QString &objectName)
{
    auto *action = menu.findChild<QAction *>(objectName);
    if (!action)
        qFatal("no such entry: %s", qPrintable(objectName));
    return *action;
}

} // namespace

class ProfileMenuTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itIsNotThereUntilProfilesAreKnown()
    {
        ProfileMenu menu;
        QVERIFY(!menu.menuAction()->isVisible());
        menu.showProfiles(twoProfiles(), {});
        QVERIFY(menu.menuAction()->isVisible());
        QVERIFY(entry(menu, u"profileDefault"_s).isChecked());
        QVERIFY(!entry(menu, u"profile_prod"_s).isChecked());
        QCOMPARE(entry(menu, u"profile_a&b"_s).text(), u"a&&b"_s); // no mnemonic
    }

    void whatAFileSaysIsNoMarkUp()
    {
        ProfileMenu menu;
        menu.showProfiles({{.name = u"<b>a</b>"_s}}, {}, u"<i>x</i> is missing"_s);
        for (const QString &name : {u"profile_<b>a</b>"_s, u"profileProblem"_s})
            QVERIFY(entry(menu, name).toolTip().contains(u"&lt;"_s));
        QCOMPARE(plainToolTip(u"a < b"_s), u"a < b"_s);
    }

    void profilesAreAddedAndTakenBackOneByOne()
    {
        ProfileMenu menu;
        QSignalSpy chosen(&menu, &ProfileMenu::profilesChosen);
        menu.showProfiles(twoProfiles(), {u"prod"_s});
        QVERIFY(!entry(menu, u"profileDefault"_s).isChecked());
        entry(menu, u"profile_a&b"_s).trigger();
        QCOMPARE(chosen.takeLast()[0].toStringList(), (QStringList{u"prod"_s, u"a&b"_s}));
        entry(menu, u"profile_prod"_s).trigger();
        QCOMPARE(chosen.takeLast()[0].toStringList(), QStringList());
    }

    void theDefaultTakesAllBack()
    {
        ProfileMenu menu;
        QSignalSpy chosen(&menu, &ProfileMenu::profilesChosen);
        menu.showProfiles(twoProfiles(), {u"prod"_s, u"a&b"_s});
        entry(menu, u"profileDefault"_s).trigger();
        QCOMPARE(chosen.takeLast()[0].toStringList(), QStringList());
        menu.showProfiles(twoProfiles(), {});
        entry(menu, u"profileDefault"_s).trigger();
        QCOMPARE(chosen.size(), 0);                            // nothing new
        QVERIFY(entry(menu, u"profileDefault"_s).isChecked()); // and still said
    }

    void anUnusableProfileSaysWhyAndCanOnlyBeTakenBack()
    {
        ProfileMenu menu;
        const std::vector<ProfileMenu::Entry> entries{
            {.name = u"role"_s, .problem = u"not supported"_s}};
        menu.showProfiles(entries, {});
        QVERIFY(!entry(menu, u"profile_role"_s).isEnabled());
        QCOMPARE(entry(menu, u"profile_role"_s).toolTip(), u"not supported"_s);
        QVERIFY(menu.toolTipsVisible());
        menu.showProfiles(entries, {u"role"_s, u"gone"_s});
        QVERIFY(entry(menu, u"profile_role"_s).isEnabled());
        QVERIFY(entry(menu, u"profile_gone"_s).isChecked());
    }

    void withoutProfilesItSaysWhy()
    {
        ProfileMenu menu;
        menu.showProfiles({}, {}, u"No such file"_s);
        QVERIFY(!entry(menu, u"profileProblem"_s).isEnabled());
        QCOMPARE(entry(menu, u"profileProblem"_s).toolTip(), u"No such file"_s);
    }
};

QTEST_MAIN(ProfileMenuTest)
#include "tst_profilemenu.moc"
