#include "timesettings.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct TimePage {
    TimePage() { times.addTo(form); }

    [[nodiscard]] QComboBox &zone() { return *page.findChild<QComboBox *>(u"timeZone"_s); }
    [[nodiscard]] QString problem() const
    {
        const auto *label = page.findChild<QLabel *>(u"timeZoneProblem"_s);
        return label->isHidden() ? QString() : label->text();
    }

    QWidget page{};
    QFormLayout &form = *new QFormLayout(&page);
    TimeSettings times{&page};
};

} // namespace

class TestTimeSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsShownIsChosen_data();
    void whatIsShownIsChosen();
    void aZoneIsFoundByAPartOfItsName();
    void aZoneIsChosenByItsName_data();
    void aZoneIsChosenByItsName();
    void whatIsNoZoneChangesNothingAndIsSaid();
    void aZoneThatIsNotKnownHereIsKept();
};

void TestTimeSettings::whatIsShownIsChosen_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : {QString(), u"UTC"_s, u"Europe/Berlin"_s, u"UTC+05:30"_s})
        QTest::newRow(qPrintable(id.isEmpty() ? u"this computer's"_s : id)) << id;
}

void TestTimeSettings::whatIsShownIsChosen()
{
    QFETCH(QString, id);
    for (const TimeStyle style : {TimeStyle::Suited, TimeStyle::Absolute, TimeStyle::Relative}) {
        TimePage it;
        it.times.showChoice({.zoneId = id, .style = style});
        QCOMPARE(it.times.chosen().zoneId, id);
        QCOMPARE(it.times.chosen().style, style);
        QCOMPARE(it.problem(), QString());
    }
}

void TestTimeSettings::aZoneIsFoundByAPartOfItsName()
{
    TimePage it;
    QCompleter &completer = *it.zone().completer();
    completer.setCompletionPrefix(u"shang"_s);
    QCOMPARE(completer.currentCompletion(), u"Asia/Shanghai"_s);
}

void TestTimeSettings::aZoneIsChosenByItsName_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("id");
    QTest::newRow("as it is called") << u"Asia/Shanghai"_s << u"Asia/Shanghai"_s;
    QTest::newRow("in small letters") << u" asia/shanghai "_s << u"Asia/Shanghai"_s;
    QTest::newRow("an offset") << u"UTC+05:30"_s << u"UTC+05:30"_s;
}

void TestTimeSettings::aZoneIsChosenByItsName()
{
    QFETCH(QString, written);
    TimePage it;
    it.zone().setEditText(written);
    QTEST(it.times.chosen().zoneId, "id");
    QCOMPARE(it.problem(), QString());
}

void TestTimeSettings::whatIsNoZoneChangesNothingAndIsSaid()
{
    TimePage it;
    it.times.showChoice({.zoneId = u"Europe/Berlin"_s});
    it.zone().setEditText(u"Atlantis"_s);
    QVERIFY(it.problem().contains(u"No time zone of this name is known"_s));
    QVERIFY(!it.times.isUsable());
    QCOMPARE(it.times.chosen().zoneId, u"Europe/Berlin"_s);
}

void TestTimeSettings::aZoneThatIsNotKnownHereIsKept()
{
    const TimeChoice stored{.zoneId = u"Mars/Base"_s};
    QVERIFY(!isKnownZone(stored));
    QCOMPARE(timeDisplay(stored), TimeDisplay());
    TimePage it;
    it.times.showChoice(stored);
    QVERIFY(!it.problem().isEmpty());
    QVERIFY(it.times.isUsable()); // nobody typed it here
    QCOMPARE(it.times.chosen(), stored);
}

QTEST_MAIN(TestTimeSettings)
#include "tst_timesettings.moc"
