#include "layerlist.h"
#include "layersection.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1024 * 1024;

LayerTask layer(const QString &digest, const QString &status, std::optional<qint64> size,
                std::optional<qint64> synced)
{
    return {.digest = u"sha256:"_s + digest,
            .size = size,
            .syncedSize = synced,
            .status = syncTaskStatusFromWire(status)};
}

std::vector<LayerTask> threeLayers()
{
    return {layer(u"9f31c2e0a1b4d5"_s, u"SUCCESS"_s, 31 * mebibyte, 31 * mebibyte),
            layer(u"77ab0d91c3f2aa"_s, u"SYNCHRONIZING"_s, 10 * mebibyte, 4 * mebibyte),
            layer(u"c0ffee12ab34bb"_s, u"ERROR"_s, 52 * mebibyte, 0)};
}

bool isShown(const QWidget &section, const QString &name)
{
    return !section.findChild<QWidget *>(name)->isHidden();
}

} // namespace

class LayerListTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void totalsCountCopiedLayersAndTheirBytes();
    void totalsAdmitUnknownSizes();
    void aRowSaysWholeDigestStatusAndSize();
    void arrowsMoveAndCopyTakesTheWholeDigest();
    void theCurrentRowOutlivesARefresh();
    void aScreenReaderReadsTheCurrentRowAsItIsNow();
    void moreThanAHundredLayersAreCheap();
    void theSectionSaysWhatIsNotKnownYet();
    void theSectionSaysThatThereAreNone();
    void aRefusalIsShownWithRequestIdAndCanBeRetried();
    void knownLayersStayWhileNewOnesAreOnTheirWay();
};

void LayerListTest::totalsCountCopiedLayersAndTheirBytes()
{
    const LayerTotals expected{.copied = 1,
                               .layers = 3,
                               .syncedBytes = 35 * mebibyte,
                               .totalBytes = 93 * mebibyte,
                               .sizesKnown = true};
    QCOMPARE(totalsOf(threeLayers()), expected);
}

void LayerListTest::totalsAdmitUnknownSizes()
{
    std::vector<LayerTask> layers = threeLayers();
    layers.at(1).size.reset();
    QVERIFY(!totalsOf(layers).sizesKnown);
}

void LayerListTest::aRowSaysWholeDigestStatusAndSize()
{
    LayerList list;
    list.showLayers(threeLayers());
    QVERIFY(list.rowText(2).contains(u"sha256:c0ffee12ab34bb"_s));
    QVERIFY(list.rowText(2).contains(u"Failed"_s));
    QVERIFY(list.rowText(2).contains(u"MiB"_s));
}

void LayerListTest::arrowsMoveAndCopyTakesTheWholeDigest()
{
    LayerList list;
    list.showLayers(threeLayers());
    QCOMPARE(list.currentRow(), 0);
    QTest::keyClick(&list, Qt::Key_Up);
    QCOMPARE(list.currentRow(), 0);
    QTest::keyClick(&list, Qt::Key_Down);
    QTest::keyClick(&list, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"sha256:77ab0d91c3f2aa"_s);
    QVERIFY(list.accessibleDescription().contains(u"77ab0d91c3f2aa"_s));
    QTest::mouseClick(&list, Qt::LeftButton, {}, QPoint(5, 2 * LayerList::rowHeight + 3));
    QCOMPARE(list.currentRow(), 2);
}

void LayerListTest::theCurrentRowOutlivesARefresh()
{
    LayerList list;
    list.showLayers(threeLayers());
    QTest::keyClick(&list, Qt::Key_Down);
    std::vector<LayerTask> later = threeLayers();
    later.at(1).syncedSize = 9 * mebibyte;
    list.showLayers(later);
    QCOMPARE(list.currentRow(), 1);
    list.showLayers({});
    QCOMPARE(list.currentRow(), -1);
}

void LayerListTest::aScreenReaderReadsTheCurrentRowAsItIsNow()
{
    LayerList list;
    QCOMPARE(list.accessibleDescription(), QString());
    list.showLayers(threeLayers());
    QCOMPARE(list.accessibleDescription(), list.rowText(0));
    QTest::keyClick(&list, Qt::Key_Down);
    const QString before = list.accessibleDescription();
    std::vector<LayerTask> later = threeLayers();
    later.at(1).syncedSize = 9 * mebibyte;
    list.showLayers(later);
    QVERIFY(list.accessibleDescription() != before);
    QCOMPARE(list.accessibleDescription(), list.rowText(1));
    later.resize(1);
    list.showLayers(later);
    QCOMPARE(list.accessibleDescription(), list.rowText(0));
    list.showLayers({});
    QCOMPARE(list.accessibleDescription(), QString());
}

void LayerListTest::moreThanAHundredLayersAreCheap()
{
    LayerList list;
    std::vector<LayerTask> layers(150, threeLayers().front());
    list.showLayers(layers);
    QCOMPARE(list.sizeHint().height(), 150 * LayerList::rowHeight);
    QVERIFY(list.findChildren<QWidget *>().isEmpty());
}

void LayerListTest::theSectionSaysWhatIsNotKnownYet()
{
    LayerSection section;
    section.showUnknown();
    const auto note = [&section] {
        return section.findChild<QTextEdit *>(u"layersNote"_s)->toPlainText();
    };
    const QString unknown = note();
    QVERIFY(!unknown.isEmpty());
    section.showLoading();
    QVERIFY(!note().isEmpty());
    QVERIFY(note() != unknown);
    QVERIFY(!isShown(section, u"layerList"_s));
}

void LayerListTest::theSectionSaysThatThereAreNone()
{
    LayerSection section;
    section.showLayers({});
    QVERIFY(isShown(section, u"layersNote"_s));
    QVERIFY(!isShown(section, u"layerList"_s));
    section.showLayers(threeLayers());
    QVERIFY(!isShown(section, u"layersNote"_s));
    QVERIFY(isShown(section, u"layerList"_s));
    const QString title = section.findChild<QLabel *>(u"layersTitle"_s)->text();
    QVERIFY2(title.contains(u"1 of 3"_s), qPrintable(title));
}

void LayerListTest::aRefusalIsShownWithRequestIdAndCanBeRetried()
{
    LayerSection section;
    section.showError({.kind = ApiError::Kind::Permission,
                       .code = u"FORBIDDEN"_s,
                       .requestId = u"7640819A-FB5B"_s});
    QVERIFY(isShown(section, u"layersRequestId"_s));
    QCOMPARE(section.findChild<QLineEdit *>(u"layersRequestId"_s)->text(), u"7640819A-FB5B"_s);
    QSignalSpy retry(&section, &LayerSection::retryRequested);
    section.findChild<QPushButton *>(u"retryDetail"_s)->click();
    QCOMPARE(retry.size(), 1);
}

void LayerListTest::knownLayersStayWhileNewOnesAreOnTheirWay()
{
    LayerSection section;
    section.showLayers(threeLayers());
    section.showLoading();
    QVERIFY(isShown(section, u"layerList"_s));
    QVERIFY(!isShown(section, u"layersNote"_s));
}

QTEST_MAIN(LayerListTest)
#include "tst_layerlist.moc"
