#include "windowplacement.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QTest>
#include <QWidget>

#include <limits>
#include <random>

using namespace Qt::StringLiterals;

namespace {

QRect available()
{
    return QGuiApplication::primaryScreen()->availableGeometry();
}

QByteArray geometryOf(const QString &fixture)
{
    const QString file = QStringLiteral(FIXTURES_DIR) + u"/cases/"_s + fixture;
    const QByteArray geometry =
        QSettings(file, QSettings::IniFormat).value("window/geometry"_L1).toByteArray();
    if (geometry.isEmpty())
        qFatal("no geometry in %s", qPrintable(file));
    return geometry;
}

/// Where a window lies that was saved like this; of a maximized one, where it goes back to.
QRect placed(const QByteArray &geometry)
{
    QWidget window;
    window.resize(600, 400);
    placeWindow(window, geometry);
    const bool fillsScreen = window.isMaximized() || window.isFullScreen();
    return fillsScreen ? window.normalGeometry() : window.geometry();
}

} // namespace

class TestWindowPlacement final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatFitsStays();
    void whatDoesNotFitIsMovedAndShrunk_data();
    void whatDoesNotFitIsMovedAndShrunk();
    void rememberedPlacesLieOnTheScreen_data();
    void rememberedPlacesLieOnTheScreen();
    void damagedBytesLieOnTheScreen();
    void aMaximizedWindowStaysSo();
    void withoutAPlaceOnlyTheSizeIsFitted();
};

void TestWindowPlacement::whatFitsStays()
{
    const QRect screen(0, 0, 1366, 768);
    for (const QRect &area : {QRect(0, 0, 1366, 768), QRect(100, 50, 800, 600)})
        QCOMPARE(fittedArea(area, screen), area);
    QWidget window;
    window.setGeometry(100, 100, 500, 400);
    QCOMPARE(placed(window.saveGeometry()), window.geometry());
}

void TestWindowPlacement::whatDoesNotFitIsMovedAndShrunk_data()
{
    constexpr int most = std::numeric_limits<int>::max();
    constexpr int least = std::numeric_limits<int>::min();
    QTest::addColumn<QRect>("wanted");
    QTest::newRow("a larger screen's") << QRect(900, 300, 1440, 900);
    QTest::newRow("another screen's") << QRect(3000, 100, 800, 600);
    QTest::newRow("left of all") << QRect(-2000, -300, 800, 600);
    QTest::newRow("half outside") << QRect(1000, 500, 800, 600);
    QTest::newRow("empty") << QRect(10, 10, 0, 0);
    QTest::newRow("negative") << QRect(QPoint(500, 500), QPoint(2, 2));
    QTest::newRow("largest") << QRect(QPoint(0, 0), QPoint(most, most));
    QTest::newRow("far right") << QRect(most - 10, most - 10, 5, 5);
    QTest::newRow("far left") << QRect(least, least, 5, 5);
}

void TestWindowPlacement::whatDoesNotFitIsMovedAndShrunk()
{
    QFETCH(QRect, wanted);
    for (const QRect &screen :
         {QRect(0, 0, 1366, 768), QRect(0, 0, 1024, 640), QRect(-1920, 27, 1920, 1053)}) {
        const QRect area = fittedArea(wanted, screen);
        QVERIFY(area.isValid());
        QVERIFY(screen.contains(area));
        QCOMPARE(fittedArea(area, screen), area);
        const qint64 wantedWidth = qint64{wanted.right()} - wanted.left() + 1; // width() overflows
        QCOMPARE_LE(qint64{area.width()}, std::max<qint64>(wantedWidth, 1));
    }
}

void TestWindowPlacement::rememberedPlacesLieOnTheScreen_data()
{
    QTest::addColumn<QString>("fixture");
    QTest::newRow("saved at 2560x1440") << u"geometry-smaller-screen/sync-dashboard.ini"_s;
    QTest::newRow("three bytes are wrong") << u"damaged-settings/geometry.ini"_s;
}

void TestWindowPlacement::rememberedPlacesLieOnTheScreen()
{
    QFETCH(QString, fixture);
    QVERIFY(available().contains(placed(geometryOf(fixture))));
}

void TestWindowPlacement::damagedBytesLieOnTheScreen()
{
    QWidget window;
    window.setGeometry(50, 60, 500, 400);
    const QByteArray whole = window.saveGeometry();
    std::mt19937 random(1);
    for (int i = 0; i < 2'000; ++i) {
        QByteArray geometry = whole;
        for (int changes = 1 + static_cast<int>(random() % 4); changes > 0; --changes)
            geometry[static_cast<qsizetype>(random()) % geometry.size()] =
                static_cast<char>(random());
        const QRect area = placed(geometry);
        QVERIFY2(available().contains(area), geometry.toHex().constData());
    }
    for (qsizetype length = 0; length < whole.size(); ++length)
        QVERIFY(
            available().contains(QRect(available().topLeft(), placed(whole.first(length)).size())));
}

void TestWindowPlacement::aMaximizedWindowStaysSo()
{
    QWidget wide;
    wide.setGeometry(0, 0, 3'000, 2'000);
    wide.setWindowState(Qt::WindowMaximized);
    QWidget window;
    placeWindow(window, wide.saveGeometry());
    QVERIFY(window.isMaximized());
}

void TestWindowPlacement::withoutAPlaceOnlyTheSizeIsFitted()
{
    QWidget window;
    window.resize(3'000, 2'000);
    const QPoint before = window.pos();
    placeWindow(window, {});
    QCOMPARE(window.pos(), before);
    QCOMPARE_LT(window.width(), available().width());
    QCOMPARE_LT(window.height(), available().height());
    QVERIFY(!window.testAttribute(Qt::WA_Moved)); // the desktop chooses
}

QTEST_MAIN(TestWindowPlacement)
#include "tst_windowplacement.moc"
