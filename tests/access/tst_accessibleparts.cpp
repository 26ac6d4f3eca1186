#include "accessibleparts.h"
#include "segmentedcontrol.h"
#include "statuschartview.h"
#include "widgetparts.h"
#include "wrappedtext.h"

#include <QAccessible>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QAccessibleInterface &told(QWidget &widget)
{
    return *QAccessible::queryAccessibleInterface(&widget);
}

QString nameOf(QWidget &widget)
{
    return told(widget).text(QAccessible::Name);
}

} // namespace

/// What a screen reader is told of the small parts, and what it can do with them.
class TestAccessibleParts final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installAccessibleParts(); }
    void oneOfSeveralIsARadioButton();
    void whatAScreenReaderDoesIsAClick();
    void aMenuIsToldWithItsButton();
    void aMnemonicIsNotTold();
    void aTextIsToldAfterItsSubject();
    void aToolTipIsToldWithoutMarkup();
    void aChartSaysWhatItShows();
};

void TestAccessibleParts::oneOfSeveralIsARadioButton()
{
    SegmentedControl pages;
    pages.addSegment(u"first"_s);
    pages.addSegment(u"second"_s);
    pages.setSegmentText(1, u"Failures"_s);
    auto &second = *pages.findChild<QPushButton *>(u"second"_s);
    QCOMPARE(told(second).role(), QAccessible::RadioButton);
    QVERIFY(told(second).state().checkable);
    QVERIFY(!told(second).state().checked);
    pages.setCurrent(1);
    QVERIFY(told(second).state().checked);
    QPushButton alone;
    alone.setCheckable(true);
    QCOMPARE(told(alone).role(), QAccessible::CheckBox);
    QPushButton plain;
    QCOMPARE(told(plain).role(), QAccessible::Button);
}

void TestAccessibleParts::whatAScreenReaderDoesIsAClick()
{
    SegmentedControl pages;
    pages.addSegment(u"first"_s);
    pages.addSegment(u"second"_s);
    QSignalSpy chosen(&pages, &SegmentedControl::chosen);
    auto &second = *pages.findChild<QPushButton *>(u"second"_s);
    const auto actOn = [](QWidget &widget) {
        QAccessibleActionInterface &actions = *told(widget).actionInterface();
        actions.doAction(actions.actionNames().value(0));
        QCoreApplication::processEvents();
    };
    actOn(second);
    QCOMPARE(chosen.size(), 1);
    QCheckBox box(u"Watch"_s);
    QSignalSpy clicked(&box, &QCheckBox::clicked);
    actOn(box);
    QCOMPARE(clicked.size(), 1);
    QVERIFY(told(box).state().checked);
    box.setEnabled(false);
    actOn(box);
    QCOMPARE(clicked.size(), 1);
}

void TestAccessibleParts::aMenuIsToldWithItsButton()
{
    QPushButton button(u"Copy"_s);
    QMenu menu;
    button.setMenu(&menu);
    QCOMPARE(told(button).role(), QAccessible::ButtonMenu);
    QVERIFY(told(button).state().hasPopup);
    QCOMPARE(told(button).actionInterface()->actionNames().value(0),
             QAccessibleActionInterface::showMenuAction());
}

void TestAccessibleParts::aMnemonicIsNotTold()
{
    QCheckBox box(u"R&&D &images"_s);
    QCOMPARE(nameOf(box), u"R&D images"_s);
    QWidget form;
    auto *label = new QLabel(u"&Endpoint"_s, &form);
    auto *edit = new QLineEdit(&form);
    label->setBuddy(edit);
    QCOMPARE(nameOf(*label), u"Endpoint"_s);
    QCOMPARE(nameOf(*edit), u"Endpoint"_s);
    QCOMPARE(told(*label).relations(QAccessible::Labelled).size(), 1);
    QLabel plain(u"R&D"_s); // without a field an ampersand is one
    QCOMPARE(nameOf(plain), u"R&D"_s);
}

void TestAccessibleParts::aTextIsToldAfterItsSubject()
{
    QLabel label(u"rst-1"_s);
    QCOMPARE(nameOf(label), u"rst-1"_s);
    label.setAccessibleName(u"Task id"_s);
    QCOMPARE(nameOf(label), u"Task id: rst-1"_s);
    label.setText({});
    QCOMPARE(nameOf(label), u"Task id"_s);
    WrappedText text;
    text.showText(u"<b>not mark-up</b>"_s);
    text.setAccessibleName(u"Cause"_s);
    QCOMPARE(nameOf(text), u"Cause: <b>not mark-up</b>"_s);
    QCOMPARE(told(text).role(), QAccessible::StaticText);
    QLabel rich(u"<b>bold</b>"_s);
    QCOMPARE(nameOf(rich), u"bold"_s);
}

void TestAccessibleParts::aToolTipIsToldWithoutMarkup()
{
    QPushButton button;
    explainId(button, u"cri-1"_s);
    QVERIFY(button.toolTip().contains(u"<p"_s));
    QCOMPARE(told(button).text(QAccessible::Description), u"cri-1"_s);
    explain(button, u"a <b> in a name"_s);
    QCOMPARE(told(button).text(QAccessible::Description), u"a <b> in a name"_s);
}

void TestAccessibleParts::aChartSaysWhatItShows()
{
    StatusChartView view;
    StatusTimeline timeline;
    timeline.layout = {.begin = QDateTime(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC),
                       .step = std::chrono::hours(1),
                       .buckets = 3,
                       .zone = QTimeZone::utc()};
    timeline.buckets.resize(3);
    const QAccessibleInterface &interface = told(*view.findChild<QWidget *>(u"timelineChart"_s));
    QCOMPARE(interface.role(), QAccessible::Chart);
    QCOMPARE(interface.text(QAccessible::Name), displayName(ChartKind::Status));
    QCOMPARE(interface.childCount(), 0);
    view.showTimeline(timeline);
    const QString nothing = interface.text(QAccessible::Description);
    timeline.buckets[1].add(SyncTaskStatus::Error);
    view.showTimeline(timeline);
    const QString one = interface.text(QAccessible::Description);
    QCOMPARE(one, timelineText(timeline));
    QVERIFY(one != nothing);
    view.setKind(ChartKind::Backlog);
    QVERIFY(interface.text(QAccessible::Name) == displayName(ChartKind::Backlog));
}

QTEST_MAIN(TestAccessibleParts)

#include "tst_accessibleparts.moc"
