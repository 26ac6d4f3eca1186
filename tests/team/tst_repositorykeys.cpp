#include "repositorykeys.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const RowCondition sourceWeb = isOneOf(RowText::SourceRepo, {u"web"_s});
const RowCondition targetWeb = isOneOf(RowText::TargetRepo, {u"web"_s});
const RowCondition sourceApp = containsFolded(RowText::SourceRepo, u"app"_s);
const RowCondition targetApp = containsFolded(RowText::TargetRepo, u"app"_s);
const RowCondition failed = isFolded(RowText::Status, u"error"_s);

} // namespace

class TestRepositoryKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAtEitherEndAreKeys()
    {
        const auto keys =
            repositoryKeysOf(allOf({failed, anyOf({anyOf({sourceWeb, targetWeb}), sourceApp})}));
        QVERIFY(keys);
        QCOMPARE(keys->source, anyOf({sourceWeb, sourceApp, sourceWeb}));
        QCOMPARE(keys->target, anyOf({targetWeb}));
    }

    void partsOfOneNameStayTogether()
    {
        const RowCondition both = allOf({sourceApp, sourceWeb});
        const auto keys = repositoryKeysOf(allOf({anyOf({both, targetApp})}));
        QVERIFY(keys);
        QCOMPARE(keys->source, anyOf({both, sourceApp})); // also where the target is the same
    }

    void whatAnotherTextMayFulfilIsNoKey()
    {
        const RowCondition tag = isOneOf(RowText::SourceTag, {u"web"_s});
        const RowCondition mixed = allOf({sourceWeb, targetWeb}); // both ends
        for (const RowCondition &condition :
             {RowCondition{}, allOf({failed}), allOf({anyOf({sourceWeb, tag})}),
              allOf({notThat(sourceWeb)}), allOf({anyOf({sourceWeb, notThat(targetWeb)})}),
              anyOf({sourceWeb}), allOf({anyOf({})}), allOf({anyOf({mixed})}),
              allOf({anyOf({sourceWeb, isBelow(RowTime::Effective, 1)})})})
            QVERIFY(!repositoryKeysOf(condition));
    }

    void onlyWholeNamesAreListed()
    {
        QCOMPARE(listedNames(anyOf({sourceWeb, isOneOf(RowText::SourceRepo, {u"a"_s, u"b"_s})})),
                 (QStringList{u"web"_s, u"a"_s, u"b"_s}));
        QCOMPARE(listedNames(anyOf({})), QStringList());
        QVERIFY(!listedNames(anyOf({sourceWeb, sourceApp})));
        QVERIFY(!listedNames(allOf({sourceWeb})));
    }
};

QTEST_GUILESS_MAIN(TestRepositoryKeys)
#include "tst_repositorykeys.moc"
