#include "profilefiles.h"
#include "queryhistory.h"
#include "querytrail.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QueryTrail::Place place(const QString &word)
{
    return {.query = {.terms = {{.values = {{.text = word}}}}}};
}

QString wordOf(const std::optional<QueryTrail::Place> &place)
{
    return place ? place->query.terms.at(0).values.at(0).text : u"-"_s;
}

} // namespace

class TestQueryHistory final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNewestIsFirstAndEachOnce()
    {
        QueryHistory history;
        for (const QString &query : {u"a"_s, u"b"_s, u"c"_s, u" a "_s, u""_s})
            history.add(query);
        QCOMPARE(history.queries(), (QStringList{u"a"_s, u"c"_s, u"b"_s}));
        for (int i = 0; i < 300; ++i)
            history.add(QString::number(i));
        QCOMPARE(history.queries().size(), QueryHistory::mostQueries);
        QCOMPARE(history.queries().first(), u"299"_s);
    }

    void whatCouldNotBeSavedIsSavedLater()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"queries.txt"_s);
        QueryHistory history(path);
        QCOMPARE(history.add(u"a"_s), QString());
        QVERIFY(QFile::rename(path, path + u".aside"_s) && QDir().mkpath(path));
        QVERIFY(!history.add(u"b"_s).isEmpty());
        QVERIFY(!history.add(u"b"_s).isEmpty()); // it is still not saved
        QVERIFY(QDir().rmdir(path) && QFile::rename(path + u".aside"_s, path));
        QVERIFY(QueryHistory(path).add(u"c"_s).isEmpty()); // another window's
        QCOMPARE(history.add(QString()), QString());
        QVERIFY(QueryHistory(path).queries().contains(u"b"_s));
        QCOMPARE(history.add(u"d"_s), QString());
        QCOMPARE(QueryHistory(path).queries(), (QStringList{u"d"_s, u"b"_s, u"a"_s, u"c"_s}));
    }

    void theyOutliveTheWindow()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"new/queries.txt"_s);
        QueryHistory one(path);
        QueryHistory other(path); // another window
        one.add(u"status:失败"_s);
        other.add(u"\"two  words\""_s);
        one.add(u"ns:a"_s);
        QCOMPARE(QueryHistory(path).queries(),
                 (QStringList{u"ns:a"_s, u"\"two  words\""_s, u"status:失败"_s}));
    }

    void blanksStayAndALineIsOne()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"queries.txt"_s);
        QueryHistory history(path);
        for (const QString &query : {u"cause:\"a\t b\""_s, u" one\nline "_s})
            QCOMPARE(history.add(query), QString());
        QCOMPARE(QueryHistory(path).queries(), (QStringList{u"one line"_s, u"cause:\"a\t b\""_s}));
    }

    void whatIsNoSuchFileIsLeftAlone()
    {
        const QTemporaryDir folder;
        QueryHistory inFolder(folder.path());
        QVERIFY(!inFolder.add(u"a"_s).isEmpty()); // which says why it is not kept
        QCOMPARE(inFolder.queries(), QStringList{u"a"_s});
        QVERIFY(QDir(folder.path()).isEmpty());
        QueryHistory endless(u"/dev/zero"_s);
        QVERIFY(endless.queries().isEmpty());
        const QString path = folder.filePath(u"odd"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(9'000'000, 'x') + "\na\n");
        file.close();
        QVERIFY(QueryHistory(path).queries().isEmpty());
    }

    void theNameOfAFileOfProfilesHasRoom()
    {
        QCOMPARE(profileFileName({}), QByteArray());
        QCOMPARE(profileFileName({QString()}), QByteArray());
        QCOMPARE(profileFileName({u"prod"_s, u"a.b/c"_s}), QByteArray("prod%2Ba%2Eb%2Fc"));
        const QStringList plus{u"a+b"_s};
        QVERIFY(profileFileName(plus) != profileFileName({u"a"_s, u"b"_s}));
        QCOMPARE(singleProfileFileName(u"a+b"_s), QByteArray("a%2Bb")); // of one alone, as ever
        QCOMPARE(singleProfileFileName(QString(300, u'a')).size(), 40);
        const QStringList encodedPlus{u"a%2Bb"_s};
        QVERIFY(profileFileName(plus) != profileFileName(encodedPlus));
        QVERIFY(profileFileName(encodedPlus) != profileFileName({u"a"_s, u"b"_s}));

        const QStringList longNames{QString(40, u'生'), QString(300, u'a')};
        QStringList many;
        for (int i = 0; i < 3000; ++i)
            many << u"profile-%1"_s.arg(i);
        const QStringList others = many.mid(0, many.size() - 1);
        for (const QStringList &profiles : {longNames, longNames.mid(1), many, others}) {
            const QByteArray name = profileFileName(profiles);
            QCOMPARE_LE(name.size(), 200);
            const QStringList reversed(profiles.rbegin(), profiles.rend());
            QCOMPARE(profileFileName(reversed), name);
            const QTemporaryDir folder;
            const QString path = folder.filePath(u"sync-dashboard-demo-queries-"_s +
                                                 QString::fromLatin1(name) + u".txt"_s);
            QCOMPARE(QueryHistory(path).add(u"ns:a"_s), QString());
            QCOMPARE(QueryHistory(path).queries(), QStringList{u"ns:a"_s});
        }
        QVERIFY(profileFileName(many) != profileFileName(others));
    }

    void oneGoesBackAndForward()
    {
        QueryTrail trail;
        QVERIFY(!trail.back() && !trail.forward());
        for (const QString &word : {u"a"_s, u"b"_s, u"b"_s, u"c"_s})
            trail.visit(place(word));
        QCOMPARE(wordOf(trail.back()), u"b"_s);
        QCOMPARE(wordOf(trail.back()), u"a"_s);
        QCOMPARE(wordOf(trail.back()), u"-"_s);
        QCOMPARE(wordOf(trail.forward()), u"b"_s);
        trail.visit(place(u"d"_s));
        QCOMPARE(wordOf(trail.forward()), u"-"_s); // c is forgotten
        QCOMPARE(wordOf(trail.back()), u"b"_s);
    }

    void whatIsTypedIsOnePlace()
    {
        QueryTrail trail;
        trail.visit(place(u"a"_s));
        trail.visit(place(u"n"_s));
        trail.visit(place(u"ng"_s), true);
        trail.visit(place(u"nginx"_s), true);
        QCOMPARE(wordOf(trail.back()), u"a"_s);
        QCOMPARE(wordOf(trail.forward()), u"nginx"_s);
        for (std::size_t i = 0; i < 2 * QueryTrail::mostPlaces; ++i)
            trail.visit(place(QString::number(i)));
        std::size_t places = 1;
        while (trail.back())
            ++places;
        QCOMPARE(places, QueryTrail::mostPlaces);
    }
};

QTEST_GUILESS_MAIN(TestQueryHistory)
#include "tst_queryhistory.moc"
