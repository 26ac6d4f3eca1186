#include "theme.h"
#include "trayicon.h"

#include <QApplication>
#include <QTest>

#include <cstdlib>

using namespace Qt::StringLiterals;

class TestTrayIcon final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyNumberLooksDifferent_data();
    void everyNumberLooksDifferent();
    void theNumberFillsTheIconAndLeavesAnEdge_data();
    void theNumberFillsTheIconAndLeavesAnEdge();
    void aPauseIsAnOutline();

private:
    static void addSizes();
};

namespace {

QImage drawn(int failed, int size, bool isPaused = false)
{
    const QIcon icon = failedCountIcon(failed, isPaused, QApplication::palette());
    return icon.pixmap(QSize(size, size), 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
}

/// Where in the icon the number's own colour is, mixed with little else.
QRect inkOf(const QImage &image)
{
    const QColor ink = themeColors(QApplication::palette()).panel;
    QRect found;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            const int distance = std::abs(pixel.red() - ink.red()) +
                                 std::abs(pixel.green() - ink.green()) +
                                 std::abs(pixel.blue() - ink.blue());
            if (pixel.alpha() == 255 && distance < 200)
                found |= QRect(x, y, 1, 1);
        }
    }
    return found;
}

} // namespace

void TestTrayIcon::addSizes()
{
    applyTheme(*qApp, ThemeChoice::Light);
    QTest::addColumn<int>("size");
    for (const int size : {16, 22, 32})
        QTest::addRow("%d px", size) << size;
}

void TestTrayIcon::everyNumberLooksDifferent_data()
{
    addSizes();
}

void TestTrayIcon::everyNumberLooksDifferent()
{
    QFETCH(int, size);
    QList<QImage> seen;
    for (int failed = 1; failed <= 100; ++failed) {
        const QImage image = drawn(failed, size);
        QCOMPARE(image.size(), QSize(size, size));
        QVERIFY2(!seen.contains(image), qPrintable(QString::number(failed)));
        seen << image;
    }
    QCOMPARE(drawn(100, size), drawn(12'345, size)); // "99+"
}

void TestTrayIcon::theNumberFillsTheIconAndLeavesAnEdge_data()
{
    addSizes();
}

void TestTrayIcon::theNumberFillsTheIconAndLeavesAnEdge()
{
    QFETCH(int, size);
    for (const int failed : {8, 37, 88, 250}) {
        const QRect ink = inkOf(drawn(failed, size));
        QVERIFY(QRect(1, 1, size - 2, size - 2).contains(ink));
        QVERIFY2(ink.height() * 8 >= size * 3, qPrintable(QString::number(failed)));
    }
}

void TestTrayIcon::aPauseIsAnOutline()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    const QColor failed = statusText(SyncTaskStatus::Error, QApplication::palette());
    QCOMPARE(drawn(3, 22).pixelColor(3, 11), failed);
    QCOMPARE(drawn(3, 22, true).pixelColor(3, 11), themeColors(QApplication::palette()).panel);
    QCOMPARE(drawn(3, 22, true).pixelColor(0, 11), failed);
}

QTEST_MAIN(TestTrayIcon)
#include "tst_trayicon.moc"
