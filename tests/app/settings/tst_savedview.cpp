#include "savedview.h"
#include "viewsfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSavedView final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void aViewThatNotifiesNoMoreIsWrittenAsItWas();
    void aViewOfANewerVersionIsKeptAsItIs();
    void whatIsNotKnownOfAViewIsKept();
    void aListOfANewerVersionIsNotRead();
    void twoViewsOfOneNameGetTwo();
    void noFileHasNoViews();
    void aChangeIsMadeToWhatTheFileHolds();
    void aDamagedFileIsLeftAsItIs();
    void aFolderThatCannotBeWrittenIsTold();
    void aChangeWaitsForAnotherWindows();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] QByteArray read(const QString &name) const;

    QTemporaryDir m_folder;
};

namespace {

const SavedView failedToday{.name = u"Failed today"_s,
                            .query = u"status:failed since:24h"_s,
                            .columns = QByteArray("\0\1\2", 3),
                            .range = ChartRange::Week,
                            .notifies = true};

QByteArray listOf(const QByteArray &views)
{
    return R"({"version": 1, "views": [)" + views + "]}";
}

} // namespace

void TestSavedView::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray TestSavedView::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestSavedView::whatIsWrittenIsRead()
{
    const auto views = savedViewsFromJson(savedViewsToJson({failedToday}));
    QVERIFY(views);
    QCOMPARE(views->size(), std::size_t{1});
    QCOMPARE(views->front().name, failedToday.name);
    QCOMPARE(views->front().query, failedToday.query);
    QCOMPARE(views->front().columns, failedToday.columns);
    QCOMPARE(views->front().range, failedToday.range);
    QVERIFY(views->front().notifies);
    QVERIFY(!views->front().isNewer);
}

void TestSavedView::aViewThatNotifiesNoMoreIsWrittenAsItWas()
{
    SavedView view = savedViewsFromJson(savedViewsToJson({failedToday}))->front();
    QCOMPARE(view.stored["notify"_L1].toBool(), true); // which older programs keep
    view.notifies = false;
    const auto views = savedViewsFromJson(savedViewsToJson({view}));
    QVERIFY(!views->front().notifies);
    QVERIFY(!views->front().stored.contains("notify"_L1));
}

void TestSavedView::aViewOfANewerVersionIsKeptAsItIs()
{
    const QByteArray json =
        listOf(R"({"name": "Later", "version": 2, "query": ["of", "another"]})");
    const auto views = savedViewsFromJson(json);
    QVERIFY(views);
    QVERIFY(views->front().isNewer);
    QCOMPARE(views->front().name, u"Later"_s);
    QCOMPARE(QJsonDocument::fromJson(savedViewsToJson(*views)), QJsonDocument::fromJson(json));
}

void TestSavedView::whatIsNotKnownOfAViewIsKept()
{
    const auto views =
        savedViewsFromJson(listOf(R"({"name": "A", "version": 1, "query": "", "color": "red"})"));
    const QJsonObject root = QJsonDocument::fromJson(savedViewsToJson(*views)).object();
    QCOMPARE(root["views"_L1][0]["color"_L1].toString(), u"red"_s);
}

void TestSavedView::aListOfANewerVersionIsNotRead()
{
    QVERIFY(!savedViewsFromJson(R"({"version": 2, "views": []})"));
    QVERIFY(!savedViewsFromJson("no views"));
    QVERIFY(!savedViewsFromJson("[]"));
}

void TestSavedView::twoViewsOfOneNameGetTwo()
{
    const QByteArray longest = QByteArray(199, 'a') + " b"; // is cut off after the blank
    const auto views = savedViewsFromJson(
        listOf(R"({"name": "A", "version": 1}, {"name": "A", "version": 1}, {"version": 1},)"
               R"({"version": 1}, {"version": 1, "name": ")" +
               longest + R"("})"));
    QStringList names;
    for (const SavedView &view : *views)
        names << view.name;
    QCOMPARE(names, QStringList({u"A"_s, u"A 2"_s, u"?"_s, u"? 2"_s, QString(199, u'a')}));
    // And keep them when they are written and read again.
    QCOMPARE(savedViewsToJson(*savedViewsFromJson(savedViewsToJson(*views))),
             savedViewsToJson(*views));
}

void TestSavedView::noFileHasNoViews()
{
    const auto views = ViewsFile(path(u"none.json"_s)).load();
    QVERIFY(views);
    QVERIFY(views->empty());
}

void TestSavedView::aChangeIsMadeToWhatTheFileHolds()
{
    // Two windows of the program, each with a view of its own.
    ViewsFile one(path(u"both.json"_s));
    ViewsFile other(path(u"both.json"_s));
    QVERIFY(one.load() && other.load());
    QVERIFY(one.change([](SavedViews &views) { views.push_back({.name = u"one"_s}); }));
    QVERIFY(other.change([](SavedViews &views) { views.push_back({.name = u"other"_s}); }));
    const auto views = one.load();
    QVERIFY(views);
    QCOMPARE(views->size(), std::size_t{2});
    QCOMPARE(indexOf(u"other"_s, *views), std::size_t{1});
    QCOMPARE(indexOf(u"none"_s, *views), std::size_t{2});
}

void TestSavedView::aDamagedFileIsLeftAsItIs()
{
    const QByteArray damaged = R"({"version": 1, "views": [{"na)";
    write(u"damaged.json"_s, damaged);
    ViewsFile file(path(u"damaged.json"_s));
    const auto views = file.load();
    QVERIFY(!views);
    QVERIFY(views.error().contains(u"damaged.json"_s));
    QVERIFY(!file.change([](SavedViews &all) { all.clear(); }));
    QCOMPARE(read(u"damaged.json"_s), damaged);
}

void TestSavedView::aFolderThatCannotBeWrittenIsTold()
{
    write(u"file"_s, "not a folder");
    ViewsFile file(path(u"file/views.json"_s));
    const auto changed = file.change([](SavedViews &views) { views.push_back({.name = u"A"_s}); });
    QVERIFY(!changed);
    QVERIFY(changed.error().contains(u"views.json"_s));
}

void TestSavedView::aChangeWaitsForAnotherWindows()
{
    QLockFile other(path(u"shared.json.lock"_s));
    QVERIFY(other.lock());
    ViewsFile file(path(u"shared.json"_s), 10ms);
    const auto add = [](SavedViews &views) { views.push_back(failedToday); };
    const auto refused = file.change(add);
    QVERIFY(!refused);
    QVERIFY2(refused.error().contains(u"another window"_s), qPrintable(refused.error()));
    other.unlock();
    QVERIFY(file.change(add));
    QCOMPARE(file.load()->size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestSavedView)
#include "tst_savedview.moc"
