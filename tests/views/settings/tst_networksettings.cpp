#include "networksettings.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;

class TestNetworkSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCaFileIsKeptWithItsFolder_data();
    void aCaFileIsKeptWithItsFolder();
    void whatTheCommandLineSaysIsShownAndNotKept();
};

void TestNetworkSettings::aCaFileIsKeptWithItsFolder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("kept");
    const QDir here;
    QTest::newRow("none") << QString() << QString();
    QTest::newRow("blanks") << u"  "_s << QString();
    QTest::newRow("absolute") << u"/etc/own ca.pem"_s << u"/etc/own ca.pem"_s;
    QTest::newRow("of this folder") << u" own.pem "_s << here.absoluteFilePath(u"own.pem"_s);
    QTest::newRow("of a folder below")
        << u"certificates/own.pem"_s << here.absoluteFilePath(u"certificates/own.pem"_s);
}

/// The program starts in another folder the next time.
void TestNetworkSettings::aCaFileIsKeptWithItsFolder()
{
    QFETCH(QString, typed);
    QFETCH(QString, kept);
    QWidget window;
    NetworkSettings settings(&window);
    settings.showValues({}, typed);
    QCOMPARE(settings.caFile(), kept);
}

void TestNetworkSettings::whatTheCommandLineSaysIsShownAndNotKept()
{
    QWidget window;
    NetworkSettings settings(&window);
    const auto *note = window.findChild<QLabel *>(u"networkNote"_s);
    settings.showCommandLine(u"none"_s, {});
    settings.showValues(u"http://kept:1"_s, u"/kept.pem"_s);
    QVERIFY(!settings.proxyField().isEnabled());
    QVERIFY(settings.caFileField().isEnabled());
    QCOMPARE(settings.proxyField().text(), u"none"_s);
    QCOMPARE(settings.proxy(), u"http://kept:1"_s);
    QVERIFY(!note->isHidden());
    QCOMPARE(note->text(), u"Set by --proxy for this run."_s);
    settings.showCommandLine({}, {});
    settings.showValues(u"http://kept:1"_s, u"/kept.pem"_s);
    QVERIFY(settings.proxyField().isEnabled());
    QVERIFY(note->isHidden());
}

QTEST_MAIN(TestNetworkSettings)
#include "tst_networksettings.moc"
