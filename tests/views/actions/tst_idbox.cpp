#include "idbox.h"

#include <QLineEdit>
#include <QStyleOptionComboBox>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const std::vector<RegistryInstance> instances = {
    {.id = u"cri-hangzhou"_s, .name = u"hub"_s, .regionId = u"cn-hangzhou"_s},
    {.id = u"cri-frankfurt"_s, .name = u"hub"_s, .regionId = u"eu-central-1"_s},
    {.id = u"cri-nameless"_s, .regionId = u"cn-beijing"_s},
};

} // namespace

class TestIdBox final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anInstanceIsChosenByItsName()
    {
        IdBox box;
        box.showInstances(instances);
        QCOMPARE(box.chosenId(), u"cri-hangzhou"_s);
        QCOMPARE(box.chosenRegion(), u"cn-hangzhou"_s);
        QVERIFY(box.itemText(1).contains(u"hub"_s) && box.itemText(1).contains(u"Frankfurt"_s));
        QVERIFY(box.itemText(2).contains(u"cri-nameless"_s));
        box.showId(u"cri-frankfurt"_s);
        QCOMPARE(box.chosenId(), u"cri-frankfurt"_s);
        box.showId(u"cri-unknown"_s); // cannot be chosen
        QCOMPARE(box.chosenId(), u"cri-frankfurt"_s);
    }

    void ofSeveralThatAreCalledTheSameTheChosenOneIsMeant_data()
    {
        QTest::addColumn<bool>("canType");
        QTest::newRow("a box that only lists") << false;
        QTest::newRow("a box to type in") << true;
    }

    void ofSeveralThatAreCalledTheSameTheChosenOneIsMeant()
    {
        QFETCH(bool, canType);
        std::vector<RegistryInstance> twins(3, instances[0]);
        twins[1].id = u"cri-second"_s;
        twins[2].id = u"cri-third"_s;
        IdBox box;
        if (canType)
            box.letType();
        box.showInstances(twins);
        for (const RegistryInstance &twin : twins) {
            box.showId(twin.id);
            QCOMPARE(box.chosenId(), twin.id);
            box.showInstances(twins);
            QCOMPARE(box.chosenId(), twin.id);
        }
        for (int entry = 0; entry < box.count(); ++entry) {
            box.setCurrentIndex(entry);
            QCOMPARE(box.chosenId(), twins.at(static_cast<std::size_t>(entry)).id);
        }
    }

    void whatIsChosenStaysWhileItIsThere()
    {
        IdBox box;
        box.showInstances(instances);
        box.showId(u"cri-nameless"_s);
        box.showInstances({instances[2], instances[0]});
        QCOMPARE(box.chosenId(), u"cri-nameless"_s);
        box.showInstances({instances[1], instances[0]});
        QCOMPARE(box.chosenId(), u"cri-frankfurt"_s);
    }

    void anIdIsTyped()
    {
        IdBox box;
        box.letType();
        box.showInstances(instances);
        QCOMPARE(box.chosenId(), QString()); // nothing is chosen for who may want another
        QTest::keyClicks(box.lineEdit(), u" cri-other "_s);
        QCOMPARE(box.chosenId(), u"cri-other"_s);
        QCOMPARE(box.chosenRegion(), QString());
        box.showId(u"cri-frankfurt"_s);
        QCOMPARE(box.chosenId(), u"cri-frankfurt"_s);
        QCOMPARE(box.chosenRegion(), u"eu-central-1"_s);
    }

    void theBeginningOfAnIdIsSeen()
    {
        IdBox box;
        box.letType();
        box.showId(u"cri-0123456789abcdef-and-longer-than-any-box"_s);
        QCOMPARE(box.lineEdit()->cursorPosition(), 0);
        box.showInstances(instances);
        box.setCurrentIndex(1);
        QCOMPARE(box.lineEdit()->cursorPosition(), 0);
    }

    void regionsAreNamedOnce()
    {
        IdBox box;
        box.showRegions();
        const int count = box.count();
        QVERIFY(count > 10);
        box.showId(u"eu-central-1"_s);
        box.showRegions();
        QCOMPARE(box.count(), count);
        QCOMPARE(box.currentText(), u"Frankfurt"_s);
        QCOMPARE(box.chosenId(), u"eu-central-1"_s);
    }

    void whatHasNoRoomIsShortenedInTheMiddleAndWholeOnHover()
    {
        const QString name = u"a-name-that-is-as-long-as-the-registry-allows"_s;
        IdBox box;
        box.addItem(name, u"cri-1"_s);
        box.resize(160, box.sizeHint().height());
        QCOMPARE(box.toolTip(), name);

        // As a box looks that is given the shortened text.
        QStyleOptionComboBox option;
        option.initFrom(&box);
        const QRect room = box.style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                       QStyle::SC_ComboBoxEditField, &box);
        const QString shown = box.fontMetrics().elidedText(name, Qt::ElideMiddle, room.width() - 2);
        QVERIFY(shown.startsWith(u"a-name"_s) && shown.endsWith(u"ows"_s));
        QComboBox expected;
        expected.addItem(shown);
        expected.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        expected.resize(box.size());
        QCOMPARE(box.grab().toImage(), expected.grab().toImage());
        expected.setItemText(0, name);
        QVERIFY(box.grab().toImage() != expected.grab().toImage());
    }
};

QTEST_MAIN(TestIdBox)
#include "tst_idbox.moc"
