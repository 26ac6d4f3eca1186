#include "statusicon.h"
#include "theme.h"

#include <QApplication>
#include <QPainter>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

/// The shape without its colour: how much each pixel is covered.
QImage coverage(const QImage &image)
{
    return image.convertToFormat(QImage::Format_Alpha8);
}

QImage imageOf(SyncTaskStatus status, int size, double ratio)
{
    QImage image(QSize(size, size) * ratio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paintStatusIcon(painter, QRectF(0, 0, size, size), status, QApplication::palette());
    return image;
}

bool isEmpty(const QImage &alpha)
{
    QImage blank(alpha.size(), QImage::Format_Alpha8);
    blank.setDevicePixelRatio(alpha.devicePixelRatio());
    blank.fill(Qt::transparent);
    return alpha == blank;
}

} // namespace

class TestStatusIcon final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void everyStatusHasAShapeOfItsOwn_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<double>("ratio");
        QTest::newRow("14 px") << 14 << 1.0;
        QTest::newRow("20 px") << 20 << 1.0;
        QTest::newRow("14 px twice as fine") << 14 << 2.0;
    }

    void everyStatusHasAShapeOfItsOwn()
    {
        QFETCH(int, size);
        QFETCH(double, ratio);
        QList<QImage> shapes;
        for (const SyncTaskStatus status : shownStatuses) {
            const QImage shape = coverage(imageOf(status, size, ratio));
            QVERIFY(!isEmpty(shape));
            QVERIFY2(!shapes.contains(shape), qUtf8Printable(wireName(status)));
            shapes += shape;
        }
    }

    void healthIsATickATriangleOrNotKnown()
    {
        const QPixmap fine = healthPixmap(Health::OnTime, 18, QApplication::palette(), 2.0);
        QCOMPARE(fine.deviceIndependentSize(), QSizeF(18, 18));
        const auto shapeOf = [](Health health) {
            return coverage(healthPixmap(health, 18, QApplication::palette(), 1.0).toImage());
        };
        QVERIFY(shapeOf(Health::OnTime) != shapeOf(Health::Delayed));
        QVERIFY(shapeOf(Health::Unknown) != shapeOf(Health::OnTime));
        QCOMPARE(shapeOf(Health::Delayed), shapeOf(Health::Failing)); // told apart by word, colour
        QVERIFY(healthPixmap(Health::Delayed, 18, QApplication::palette(), 1.0).toImage() !=
                healthPixmap(Health::Failing, 18, QApplication::palette(), 1.0).toImage());
    }

    void nothingIsPaintedOutsideTheRectangle()
    {
        for (const SyncTaskStatus status : shownStatuses) {
            QImage image(40, 40, QImage::Format_ARGB32_Premultiplied);
            image.fill(Qt::transparent);
            QPainter painter(&image);
            paintStatusIcon(painter, QRectF(12, 12, 16, 16), status, QApplication::palette());
            painter.setCompositionMode(QPainter::CompositionMode_Clear);
            painter.fillRect(QRect(12, 12, 16, 16), Qt::transparent);
            painter.end();
            QVERIFY2(isEmpty(image.convertToFormat(QImage::Format_Alpha8)),
                     qUtf8Printable(wireName(status)));
        }
    }
};

QTEST_MAIN(TestStatusIcon)
#include "tst_statusicon.moc"
