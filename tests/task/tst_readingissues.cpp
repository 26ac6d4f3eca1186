#include "readingissues.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

ReadingIssue ofRow(const QString &raw)
{
    return {.path = u"SyncTasks[1]"_s, .problem = u"has no usable id"_s, .raw = raw};
}

ReadingIssue ofValue(const QString &item, const QString &raw = u"soon"_s)
{
    return {.path = u"SyncTasks[1].CreateTime"_s,
            .item = item,
            .problem = u"is not a time"_s,
            .raw = raw};
}

} // namespace

class TestReadingIssues final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineTellsRowFieldProblemAndValue()
    {
        QCOMPARE(technicalLine(ofValue(u"rst-1"_s)),
                 u"SyncTasks[1].CreateTime of rst-1 is not a time: soon"_s);
        QCOMPARE(technicalLine(ofRow(u"{}"_s)), u"SyncTasks[1] has no usable id: {}"_s);
    }

    void numbersAreAddedAndRowsStandFirst()
    {
        UnreadSummary summary{.values = 1, .examples = {ofValue(u"a"_s)}};
        summary.add({.rows = 2, .values = 3, .examples = {ofValue(u"b"_s), ofRow(u"{}"_s)}});
        QCOMPARE(summary.rows, 2);
        QCOMPARE(summary.values, 4);
        QVERIFY(summary.examples ==
                (std::vector{ofRow(u"{}"_s), ofValue(u"a"_s), ofValue(u"b"_s)}));
    }

    void theSameExampleIsKeptOnceWhereverItStood()
    {
        UnreadSummary summary{.examples = {ofValue(u"a"_s)}};
        ReadingIssue elsewhere = ofValue(u"a"_s);
        elsewhere.path = u"SyncTasks[7].CreateTime"_s;
        summary.add({.examples = {elsewhere}});
        QCOMPARE(summary.examples.size(), 1U);
        ReadingIssue other = ofValue(u"a"_s);
        other.problem = u"is not an integer"_s;
        summary.add({.examples = {ofValue(u"a"_s, u"later"_s), ofValue(u"b"_s), other}});
        QCOMPARE(summary.examples.size(), 4U);
    }

    void onlySoManyExamplesAreKept()
    {
        UnreadSummary summary;
        for (std::size_t i = 0; i < ReadingIssues::maxExamples; ++i)
            summary.add({.examples = {ofValue(QString::number(i))}});
        QCOMPARE(summary.examples.size(), ReadingIssues::maxExamples);
        summary.add({.examples = {ofRow(u"{}"_s)}});
        QCOMPARE(summary.examples.size(), ReadingIssues::maxExamples);
        QVERIFY(summary.examples.front() == ofRow(u"{}"_s));
    }

    void nothingUnreadIsEmpty()
    {
        QVERIFY(UnreadSummary().isEmpty());
        QVERIFY(!UnreadSummary{.rows = 1}.isEmpty());
        QVERIFY(!UnreadSummary{.values = 1}.isEmpty());
        QVERIFY(!ReadingIssues{.rows = {7}}.isEmpty());
        QVERIFY(!ReadingIssues{.values = {7}}.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestReadingIssues)
#include "tst_readingissues.moc"
