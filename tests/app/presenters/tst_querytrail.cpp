#include "queries.h"
#include "querytrail.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestQueryTrail final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneGoesBackAndForwardThroughWhereOneWas();
    void thePlaceWhereOneIsAlreadyIsNotAnotherOne();
    void whatWasAheadIsForgottenOnAnotherWay();
    void aQueryThatIsBeingTypedIsOnePlace();
    void onlySoManyPlacesAreKept();

private:
    static QueryTrail::Place at(const QString &text) { return {.query = query(text)}; }
};

void TestQueryTrail::oneGoesBackAndForwardThroughWhereOneWas()
{
    QueryTrail trail;
    QCOMPARE(trail.back(), std::nullopt);
    trail.visit(at({}));
    QCOMPARE(trail.back(), std::nullopt);
    trail.visit(at(u"status:failed"_s));
    trail.visit(at(u"status:failed cause:network"_s));
    QCOMPARE(trail.back(), at(u"status:failed"_s));
    QCOMPARE(trail.back(), at({}));
    QCOMPARE(trail.back(), std::nullopt);
    QCOMPARE(trail.forward(), at(u"status:failed"_s));
    QCOMPARE(trail.forward(), at(u"status:failed cause:network"_s));
    QCOMPARE(trail.forward(), std::nullopt);
}

void TestQueryTrail::thePlaceWhereOneIsAlreadyIsNotAnotherOne()
{
    QueryTrail trail;
    trail.visit(at({}));
    trail.visit(at(u"web"_s));
    trail.visit(at(u"web"_s));
    QCOMPARE(trail.back(), at({}));
    trail.visit(at({}));
    QCOMPARE(trail.forward(), at(u"web"_s)); // it was not left
}

void TestQueryTrail::whatWasAheadIsForgottenOnAnotherWay()
{
    QueryTrail trail;
    trail.visit(at({}));
    trail.visit(at(u"web"_s));
    QVERIFY(trail.back());
    trail.visit(at(u"api"_s));
    QCOMPARE(trail.forward(), std::nullopt);
    QCOMPARE(trail.back(), at({}));
}

void TestQueryTrail::aQueryThatIsBeingTypedIsOnePlace()
{
    QueryTrail trail;
    trail.visit(at({}));
    trail.visit(at(u"w"_s));
    trail.visit(at(u"we"_s), true);
    trail.visit(at(u"web"_s), true);
    QCOMPARE(trail.back(), at({}));
    QCOMPARE(trail.forward(), at(u"web"_s));
}

void TestQueryTrail::onlySoManyPlacesAreKept()
{
    QueryTrail trail;
    for (std::size_t i = 0; i <= QueryTrail::mostPlaces; ++i)
        trail.visit(at(u"tag:"_s + QString::number(i)));
    std::optional<QueryTrail::Place> oldest;
    std::size_t steps = 0;
    while (const auto place = trail.back()) {
        oldest = place;
        ++steps;
    }
    QCOMPARE(steps, QueryTrail::mostPlaces - 1);
    QCOMPARE(oldest, at(u"tag:1"_s));
}

QTEST_GUILESS_MAIN(TestQueryTrail)
#include "tst_querytrail.moc"
