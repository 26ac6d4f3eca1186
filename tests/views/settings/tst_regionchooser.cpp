#include "idbox.h"
#include "regionchooser.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A chooser, and what a person does with it.
struct Chosen {
    void add(const QString &text)
    {
        chooser.findChild<QLineEdit *>(u"regionText"_s)->setText(text);
        QTest::keyClick(chooser.findChild<IdBox *>(u"regionBox"_s), Qt::Key_Return);
    }

    RegionChooser chooser{};
};

} // namespace

/// Which regions are asked: by name, by id, or by an id that nobody knows yet.
class TestRegionChooser final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPlaceIsAddedByItsName();
    void anIdThatNoListHasIsTaken();
    void eachIsThereOnce();
    void whatWasTypedCountsWithoutBeingAdded();
    void aRegionIsTakenAway();
    void closedRegionsAreNotOfferedButCanBeTyped();
};

void TestRegionChooser::aPlaceIsAddedByItsName()
{
    Chosen it;
    const QSignalSpy changed(&it.chooser, &RegionChooser::regionsChanged);
    it.add(u"Frankfurt"_s);
    QCOMPARE(it.chooser.regions(), QStringList{u"eu-central-1"_s});
    QVERIFY(it.chooser.findChild<QLineEdit *>(u"regionText"_s)->text().isEmpty());
    QCOMPARE(changed.size(), 1);
}

void TestRegionChooser::anIdThatNoListHasIsTaken()
{
    Chosen it;
    it.add(u" xx-new-9 "_s);
    QCOMPARE(it.chooser.regions(), QStringList{u"xx-new-9"_s});
}

void TestRegionChooser::eachIsThereOnce()
{
    Chosen it;
    it.chooser.showRegions({u"cn-hangzhou"_s});
    it.add(u"cn-hangzhou"_s);
    it.add(u"Hangzhou"_s);
    it.add(u"cn-beijing"_s);
    QCOMPARE(it.chooser.regions(), (QStringList{u"cn-hangzhou"_s, u"cn-beijing"_s}));
}

void TestRegionChooser::whatWasTypedCountsWithoutBeingAdded()
{
    Chosen it;
    it.chooser.findChild<QLineEdit *>(u"regionText"_s)->setText(u"cn-beijing"_s);
    QCOMPARE(it.chooser.regions(), QStringList{u"cn-beijing"_s});
}

void TestRegionChooser::aRegionIsTakenAway()
{
    Chosen it;
    it.chooser.showRegions({u"cn-hangzhou"_s, u"cn-beijing"_s});
    auto *chip = it.chooser.findChild<QPushButton *>(u"region_cn-hangzhou"_s);
    QVERIFY(chip->text().contains(u"Hangzhou"_s));
    QVERIFY(chip->accessibleName().contains(u"cn-hangzhou"_s));
    chip->click();
    QCOMPARE(it.chooser.regions(), QStringList{u"cn-beijing"_s});
}

void TestRegionChooser::closedRegionsAreNotOfferedButCanBeTyped()
{
    Chosen it;
    const auto *box = it.chooser.findChild<IdBox *>(u"regionBox"_s);
    QCOMPARE(box->count(), 41);
    QCOMPARE(box->findData(u"ap-south-1"_s), -1);
    it.add(u"ap-south-1"_s);
    QCOMPARE(it.chooser.regions(), QStringList{u"ap-south-1"_s});
}

QTEST_MAIN(TestRegionChooser)
#include "tst_regionchooser.moc"
