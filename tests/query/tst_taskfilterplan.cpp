#include "queries.h"
#include "taskfilterplan.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC);

TaskFilterPlan plan(const QString &text)
{
    return {query(text), {.now = now, .range = {.beginMs = 7}}};
}

/// The fields of a task that the only condition of \p plan looks at.
QList<QueryField> lookedAt(const TaskFilterPlan &plan)
{
    QList<QueryField> fields;
    for (int field = 0; field <= static_cast<int>(QueryField::Accelerated); ++field) {
        if (plan.on(static_cast<QueryField>(field)) != 0)
            fields += static_cast<QueryField>(field);
    }
    return fields;
}

} // namespace

class TestTaskFilterPlan final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aConditionLooksAtTheFieldThatItNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<QueryField>>("fields");
        const auto row = [](const char *text, const QList<QueryField> &fields) {
            QTest::newRow(text) << QString::fromUtf8(text) << fields;
        };
        using enum QueryField;
        row("ns:team", {Namespace});
        row("rule:nightly", {Rule});
        row("from:hangzhou", {From});
        row("image:app", {Tag, Image}); // the words of it may be the tag
        row("image:=team/app:1", {Image});
        row("web", {Text, Status, Cause, Tag, Image, Rule, Instance});
        row("/app/", {Text, Status, Cause, Image, Rule, Instance});
        row("rst-1234", {Text, Status, Cause, Tag, Image, Rule, Batch, Instance, Id});
    }

    void aConditionLooksAtTheFieldThatItNames()
    {
        QFETCH(QString, text);
        QFETCH(QList<QueryField>, fields);
        QCOMPARE(lookedAt(plan(text)), fields);
    }

    void onlyWholeImagesAreComparedAsAWhole()
    {
        QCOMPARE(plan(u"image:app"_s).onWholeImage(), 0U);
        QCOMPARE(plan(u"image:app"_s).onPath(), 1U);
        QCOMPARE(plan(u"image:=team/app:1"_s).onWholeImage(), 1U);
        QCOMPARE(plan(u"image:=team/app:1"_s).onPath(), 0U);
    }

    void eachConditionHasABit()
    {
        const TaskFilterPlan made = plan(u"tag:1 -status:failed age>1h trigger:push"_s);
        QCOMPARE(made.all(), 0b1111U);
        QCOMPARE(made.negated(), 0b0010U);
        QCOMPARE(made.onHotFields(), 0b1110U);
        QCOMPARE(made.wanting(SyncTaskStatus::Error), 0b0010U);
        QCOMPARE(made.wanting(SyncTaskStatus::Success), 0U);
        QCOMPARE(made.wanting(TaskTrigger::Passive), 0b1000U);
        QCOMPARE(made.naming({QueryField::Tag, QueryField::Age}), 0b0101U);
        QCOMPARE(made.numbers().size(), 1U);
        QCOMPARE(made.numbers().front().values, std::vector<qint64>{3600 * 1000});
    }

    void aNegatedConditionLooksAtBothEnds()
    {
        const TaskFilterPlan made = plan(u"tag:1 -tag:2 x"_s);
        const TaskFilterPlan::Sides found = made.atSource(0b111U);
        QCOMPARE(found.bySource, 0b111U);
        QCOMPARE(found.byDestination, 0b110U); // neither end may have it; x names no end
        QCOMPARE(made.atDestination(0b001U).bySource, 0U);
    }

    void timesOfTheQueryTakeThePlaceOfTheRange()
    {
        QCOMPARE(plan(u"tag:1"_s).range(), (TimeRange{.beginMs = 7}));
        QVERIFY(plan(u"since:2h"_s).range().isUnbounded());
        QVERIFY(plan(u"until:2h"_s).range().isUnbounded());
    }

    void moreConditionsThanBitsAreCutOff()
    {
        TaskQuery many;
        many.terms.resize(TaskQuery::maxValues + 5,
                          {.field = QueryField::Tag, .values = {{.text = u"1"_s}}});
        const TaskFilterPlan made(many, {});
        QCOMPARE(made.query().terms.size(), TaskQuery::maxValues);
        QCOMPARE(made.all(), ~TaskFilterPlan::Bits{0} >> 1);
    }
};

QTEST_GUILESS_MAIN(TestTaskFilterPlan)
#include "tst_taskfilterplan.moc"
