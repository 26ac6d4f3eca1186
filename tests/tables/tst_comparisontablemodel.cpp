#include "boardroles.h"
#include "comparisontablemodel.h"
#include "manualclock.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

ComparedRepository repositoryOf(const QString &name, std::vector<ComparedTag> tags)
{
    const ImageRef from{.instanceId = u"cri-1"_s, .repoNamespaceName = u"team"_s, .repoName = name};
    ImageRef to = from;
    to.repoNamespaceName = u"mirror"_s;
    return {.pair = {.from = from, .to = to}, .isDone = true, .tags = std::move(tags)};
}

const std::vector<ComparedRepository> sample{
    repositoryOf(u"app"_s,
                 {{.tag = u"v2"_s, .verdict = TagVerdict::Different, .sourceDigest = u"ab"_s},
                  {.tag = u"v1"_s, .verdict = TagVerdict::Same, .size = 2048}}),
    repositoryOf(u"api"_s, {{.tag = u"v1"_s, .verdict = TagVerdict::NeverCopied, .size = 1024}})};

QStringList texts(const QAbstractItemModel &model, ComparisonColumn column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, static_cast<int>(column)).data().toString();
    return texts;
}

} // namespace

class TestComparisonTableModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWantsAttentionComesFirstAndAlone()
    {
        ManualClock clock;
        ComparisonTableModel model(clock);
        const QAbstractItemModelTester tester(&model);
        model.showRepositories(sample, false);
        QCOMPARE(texts(model, ComparisonColumn::Tag),
                 (QStringList{u"team/api:v1"_s, u"team/app:v2"_s}));
        model.showRepositories(sample, true);
        QCOMPARE(texts(model, ComparisonColumn::Verdict),
                 (QStringList{u"No known copy"_s, u"Different"_s, u"Same"_s}));
        model.showRepositories({}, true);
        QCOMPARE(model.rowCount(), 0);
    }

    void everyColumnSaysWhatItIs()
    {
        ManualClock clock;
        ComparisonTableModel model(clock);
        model.showRepositories(sample, true);
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
        const auto toolTip = model.index(1, 0).data(Qt::ToolTipRole).toString();
        QVERIFY2(toolTip.contains(u"mirror/app:v2"_s) && toolTip.contains(u"Source digest: ab"_s),
                 qPrintable(toolTip));
        const auto tone = static_cast<int>(ComparisonColumn::Verdict);
        QCOMPARE(model.index(0, tone).data(BoardRole::Tone).toInt(),
                 static_cast<int>(CellTone::Alarm));
        QCOMPARE(model.index(2, tone).data(BoardRole::Tone).toInt(),
                 static_cast<int>(CellTone::Quiet));
    }

    void sizesAreSortedByBytes()
    {
        ManualClock clock;
        ComparisonTableModel model(clock);
        model.showRepositories(sample, true);
        model.sort(static_cast<int>(ComparisonColumn::Size), Qt::DescendingOrder);
        QCOMPARE(texts(model, ComparisonColumn::Tag),
                 (QStringList{u"team/app:v1"_s, u"team/api:v1"_s, u"team/app:v2"_s}));
    }
};

QTEST_GUILESS_MAIN(TestComparisonTableModel)
#include "tst_comparisontablemodel.moc"
