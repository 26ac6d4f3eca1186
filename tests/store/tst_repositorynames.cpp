#include "repositorynames.h"

#include <QTest>

/// Names are ids of texts here: which texts does not matter.
class TestRepositoryNames final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void instanceAndRegionDoNotMatter()
    {
        RepositoryNames names;
        QCOMPARE(names.numberOf({.instance = 1, .region = 2, .repoNamespace = 3, .repo = 4}), 0U);
        QCOMPARE(names.numberOf({.instance = 5, .repoNamespace = 3, .repo = 4}), 0U);
        QCOMPARE(names.names().size(), std::size_t{1});
    }

    void namespaceAndNameDo()
    {
        RepositoryNames names;
        QCOMPARE(names.numberOf({.repoNamespace = 3, .repo = 4}), 0U);
        QCOMPARE(names.numberOf({.repoNamespace = 4, .repo = 3}), 1U);
        QCOMPARE(names.numberOf({.repo = 4}), 2U);
        QCOMPARE(names.numberOf({.repoNamespace = 3, .repo = 4}), 0U);
        QCOMPARE(names.names().at(1).namespaceName, StringPool::Id{4});
        QCOMPARE(names.names().at(1).name, StringPool::Id{3});
    }
};

QTEST_GUILESS_MAIN(TestRepositoryNames)
#include "tst_repositorynames.moc"
