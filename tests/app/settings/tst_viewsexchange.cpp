#include "viewsexchange.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

class TestViewsExchange final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsExportedIsImportedWithoutItsMark();
    void aNameThatExistsIsGivenOnceMore();
    void importingTwiceAddsNothing();
    void whatIsNotKnownIsToldAndKept();
    void whatIsNoFileOfViewsIsRefused_data();
    void whatIsNoFileOfViewsIsRefused();
};

namespace {

const SavedView exchanged{.name = u"夜班"_s,
                          .query = u"status:failed since:24h"_s,
                          .columns = QByteArray("\0\1\2", 3),
                          .range = ChartRange::Week,
                          .notifies = true};

QJsonObject fileOf(const SavedViews &views)
{
    return QJsonDocument::fromJson(exportedViews(views)).object();
}

QByteArray bytesOf(const QJsonObject &file)
{
    return QJsonDocument(file).toJson();
}

/// The file of one view with another value.
QByteArray withField(const QString &key, const QJsonValue &value)
{
    QJsonObject file = fileOf({exchanged});
    QJsonObject view = file["views"_L1].toArray().at(0).toObject();
    view[key] = value;
    file["views"_L1] = QJsonArray{view};
    return bytesOf(file);
}

QByteArray withRoot(const QString &key, const QJsonValue &value)
{
    QJsonObject file = fileOf({exchanged});
    file[key] = value;
    return bytesOf(file);
}

} // namespace

void TestViewsExchange::whatIsExportedIsImportedWithoutItsMark()
{
    const auto imported = importedViews(exportedViews({exchanged}));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->unknownFields, QStringList());
    QCOMPARE(imported->views.size(), 1U);
    const SavedView &view = imported->views.front();
    QCOMPARE(view.name, exchanged.name);
    QCOMPARE(view.query, exchanged.query);
    QCOMPARE(view.columns, exchanged.columns);
    QVERIFY(view.range == exchanged.range);
    QVERIFY(!view.notifies); // else all other failures would be told no more
}

void TestViewsExchange::aNameThatExistsIsGivenOnceMore()
{
    SavedView own = exchanged;
    own.query = u"status:done"_s;
    SavedViews views{own};
    const AddedViews added = addViews(views, {exchanged, exchanged});
    QCOMPARE(added.added, 1);
    QCOMPARE(added.known, 1); // under the name that it was just given
    QCOMPARE(added.renamed, QStringList(u"夜班 2"_s));
    QVERIFY(views.front() == own);
    QCOMPARE(views.at(1).query, exchanged.query);
}

void TestViewsExchange::importingTwiceAddsNothing()
{
    SavedViews views{exchanged}; // with its mark, which stays
    const auto imported = importedViews(exportedViews(views));
    QVERIFY(imported.has_value());
    const AddedViews added = addViews(views, imported->views);
    QCOMPARE(added.added, 0);
    QCOMPARE(added.known, 1);
    QCOMPARE(views, SavedViews{exchanged});
}

void TestViewsExchange::whatIsNotKnownIsToldAndKept()
{
    auto imported = importedViews(withField(u"colour"_s, u"red"_s));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->unknownFields, QStringList{u"colour"_s});
    QCOMPARE(imported->views.front().stored.value("colour"_L1).toString(), u"red"_s);
    imported = importedViews(withRoot(u"by\u202e"_s, 1));
    QVERIFY(imported.has_value());
    QCOMPARE(imported->unknownFields, QStringList{u"by<U+202E>"_s});
}

void TestViewsExchange::whatIsNoFileOfViewsIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("views");
    QTest::newRow("another format") << withRoot(u"format"_s, u"other"_s);
    QTest::newRow("another version") << withRoot(u"version"_s, 2);
    QTest::newRow("views are no list") << withRoot(u"views"_s, u"a"_s);
    QTest::newRow("too large") << exportedViews({exchanged}) + QByteArray(mostExchangedBytes, ' ');
    QTest::newRow("view is no object") << withRoot(u"views"_s, QJsonArray{1});
    QTest::newRow("no name") << withField(u"name"_s, {});
    QTest::newRow("name of another type") << withField(u"name"_s, 1);
    QTest::newRow("long name") << withField(u"name"_s, QString(201, u'a'));
    QTest::newRow("name that cannot be seen") << withField(u"name"_s, u"a\u202eb"_s);
    QTest::newRow("query of another type") << withField(u"query"_s, 1);
    QTest::newRow("query with a mistake") << withField(u"query"_s, u"statsu:failed"_s);
    QTest::newRow("long query") << withField(u"query"_s, QString(4'001, u'a'));
    QTest::newRow("columns") << withField(u"columns"_s, QString(65'537, u'a'));
    QTest::newRow("range") << withField(u"range"_s, u"century"_s);
    QTest::newRow("mark") << withField(u"notify"_s, u"yes"_s);
}

void TestViewsExchange::whatIsNoFileOfViewsIsRefused()
{
    QFETCH(QByteArray, json);
    const auto imported = importedViews(json);
    QVERIFY(!imported.has_value());
    QVERIFY2(imported.error().endsWith(u'.'), qPrintable(imported.error()));
}

QTEST_GUILESS_MAIN(TestViewsExchange)
#include "tst_viewsexchange.moc"
