#include "savedbar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSavedBar final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itTakesNoSpaceBeforeAFileWasSaved();
    void itOpensTheFileOrItsFolder();
    void aFaultOpensNothing();
    void theNextFileTakesThePlaceOfTheFormer();
    void theLanguageChangesWhileItIsShown();
};

namespace {

QPushButton *button(const SavedBar &bar, const QString &name)
{
    return bar.findChild<QPushButton *>(name);
}

QString text(const SavedBar &bar)
{
    return bar.findChild<QLabel *>(u"savedText"_s)->text();
}

} // namespace

void TestSavedBar::itTakesNoSpaceBeforeAFileWasSaved()
{
    SavedBar bar;
    QVERIFY(bar.isHidden());
    bar.showSaved(u"/home/op/shift.pdf"_s);
    QVERIFY(!bar.isHidden());
    QVERIFY(text(bar).contains(u"/home/op/shift.pdf"_s));
    QTest::mouseClick(button(bar, u"closeSaved"_s), Qt::LeftButton);
    QVERIFY(bar.isHidden());
}

void TestSavedBar::itOpensTheFileOrItsFolder()
{
    SavedBar bar;
    const QSignalSpy asked(&bar, &SavedBar::openRequested);
    bar.showSaved(u"/home/op/50% & more#1.pdf"_s); // signs that mean something in an address
    QTest::mouseClick(button(bar, u"openSaved"_s), Qt::LeftButton);
    QTest::mouseClick(button(bar, u"openSavedFolder"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked[0][0].toUrl().toLocalFile(), u"/home/op/50% & more#1.pdf"_s);
    QCOMPARE(asked[1][0].toUrl().toLocalFile(), u"/home/op"_s);
}

void TestSavedBar::aFaultOpensNothing()
{
    SavedBar bar;
    bar.showFault(u"/home/op/shift.pdf"_s, u"No space left on device"_s);
    QVERIFY(!bar.isHidden());
    QVERIFY(text(bar).contains(u"/home/op/shift.pdf"_s));
    QVERIFY(text(bar).contains(u"No space left on device"_s));
    QVERIFY(button(bar, u"openSaved"_s)->isHidden());
    QVERIFY(button(bar, u"openSavedFolder"_s)->isHidden());
}

void TestSavedBar::theNextFileTakesThePlaceOfTheFormer()
{
    SavedBar bar;
    bar.showFault(u"/home/op/one.pdf"_s, u"No space left on device"_s);
    bar.showSaved(u"/home/op/two.pdf"_s);
    QVERIFY(!text(bar).contains(u"one.pdf"_s));
    QVERIFY(text(bar).contains(u"two.pdf"_s));
    QVERIFY(!button(bar, u"openSaved"_s)->isHidden());
}

void TestSavedBar::theLanguageChangesWhileItIsShown()
{
    SavedBar bar;
    bar.showSaved(u"/home/op/%1.pdf"_s);
    QEvent change(QEvent::LanguageChange);
    QCoreApplication::sendEvent(&bar, &change);
    QVERIFY(text(bar).contains(u"/home/op/%1.pdf"_s));
}

QTEST_MAIN(TestSavedBar)
#include "tst_savedbar.moc"
