#include "tagcomparison.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using enum TagListState;

RepositoryTag tagOf(const QString &name, const QString &digest)
{
    return {.tag = name, .digest = digest};
}

TagList listOf(TagListState state, std::vector<RepositoryTag> tags = {})
{
    return {.state = state, .tags = std::move(tags)};
}

/// Some of the tags 0 to 9, with one of three digests, or none.
TagList randomList(QRandomGenerator &random, TagListState state)
{
    static const QStringList digests{u"aa"_s, u"sha256:AA"_s, u"bb"_s, QString()};
    std::vector<RepositoryTag> tags;
    for (int i = 0; i < 10; ++i) {
        if (random.bounded(3) > 0)
            tags.push_back(tagOf(QString::number(i), digests[random.bounded(4)]));
    }
    return listOf(state, std::move(tags));
}

const std::vector allStates{Unread, Whole, Part, NoRepository, NotPermitted, Failed};

bool isRead(TagListState state)
{
    return state == Whole || state == Part;
}

QSet<QString> namesOf(const TagList &list)
{
    QSet<QString> names;
    if (isRead(list.state)) {
        for (const RepositoryTag &tag : list.tags)
            names << tag.tag;
    }
    return names;
}

const ComparedTag *find(const std::vector<ComparedTag> &compared, const QString &tag)
{
    const auto found = std::ranges::find(compared, tag, &ComparedTag::tag);
    return found == compared.end() ? nullptr : &*found;
}

} // namespace

class TestTagComparison final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theVerdictIsWhatBothEndsSay_data();
    void theVerdictIsWhatBothEndsSay();
    void aKnownTaskTellsMissingFromNeverCopied();
    void theFilterOfTheRuleLeavesTagsOut();
    void whatWasPushedBeforeTheRuleIsMarked();
    void namesComeInNaturalOrder();
    void whatIsUnreadIsNeverMissing();
    void everyTagIsToldOnce();
    void theOrderOfTheListsDoesNotMatter();
    void bothWaysAgreeOnWhatBothHave();
};

void TestTagComparison::theVerdictIsWhatBothEndsSay_data()
{
    QTest::addColumn<TagList>("source");
    QTest::addColumn<TagList>("destination");
    QTest::addColumn<TagVerdict>("verdict");
    using Verdict = TagVerdict;
    const auto row = [](const char *name, const TagList &source, const TagList &destination,
                        TagVerdict verdict) {
        QTest::newRow(name) << source << destination << verdict;
    };
    const TagList here = listOf(Whole, {tagOf(u"v1"_s, u"ab12"_s)});
    row("same", here, listOf(Whole, {tagOf(u"v1"_s, u"sha256:AB12"_s)}), Verdict::Same);
    row("other content", here, listOf(Whole, {tagOf(u"v1"_s, u"cd"_s)}), Verdict::Different);
    row("no digest there", here, listOf(Whole, {tagOf(u"v1"_s, {})}), Verdict::Undecided);
    row("no digest here", listOf(Whole, {tagOf(u"v1"_s, {})}),
        listOf(Whole, {tagOf(u"v1"_s, u"ab"_s)}), Verdict::Undecided);
    row("not there", here, listOf(Whole), Verdict::NeverCopied);
    row("no repository there", here, listOf(NoRepository), Verdict::NoRepository);
    row("refused there", here, listOf(NotPermitted), Verdict::Undecided);
    row("failed there", here, listOf(Failed), Verdict::Undecided);
    row("not asked there", here, listOf(Unread), Verdict::Undecided);
    row("not all read there", here, listOf(Part), Verdict::Undecided);
    row("in the part that was read", here, listOf(Part, {tagOf(u"v1"_s, u"ab12"_s)}),
        Verdict::Same);
    row("only there", listOf(Whole), listOf(Whole, {tagOf(u"v1"_s, u"ab12"_s)}),
        Verdict::OnlyThere);
}

void TestTagComparison::theVerdictIsWhatBothEndsSay()
{
    QFETCH(const TagList, source);
    QFETCH(const TagList, destination);
    QFETCH(const TagVerdict, verdict);
    const std::vector<ComparedTag> compared = compareTags(source, destination, {});
    QCOMPARE(compared.size(), 1U);
    QCOMPARE(compared[0].verdict, verdict);
}

void TestTagComparison::aKnownTaskTellsMissingFromNeverCopied()
{
    const TagList source = listOf(Whole, {tagOf(u"v1"_s, u"a"_s), tagOf(u"v2"_s, u"b"_s)});
    const KnownCopy failed{.status = SyncTaskStatus::Error, .atMs = 5};
    const auto compared =
        compareTags(source, listOf(Whole), {.copyOf = [&failed](const QString &tag) {
                        return tag == u"v2"_s ? std::optional(failed) : std::nullopt;
                    }});
    QCOMPARE(find(compared, u"v1"_s)->verdict, TagVerdict::NeverCopied);
    QCOMPARE(find(compared, u"v2"_s)->verdict, TagVerdict::Missing);
    QCOMPARE(find(compared, u"v2"_s)->copy, std::optional(failed));
}

void TestTagComparison::theFilterOfTheRuleLeavesTagsOut()
{
    const NameFilter filter(u"^v[0-9]+$"_s);
    const TagList source = listOf(Whole, {tagOf(u"v1"_s, u"a"_s), tagOf(u"main"_s, u"b"_s)});
    const auto compared = compareTags(source, listOf(Whole), {.filter = &filter});
    QCOMPARE(find(compared, u"v1"_s)->verdict, TagVerdict::NeverCopied);
    QCOMPARE(find(compared, u"main"_s)->verdict, TagVerdict::NotTaken);
    // The documents do not say whether an expression has to take the whole name.
    const NameFilter part(u"v"_s);
    const auto doubtful = compareTags(source, listOf(Whole), {.filter = &part});
    QCOMPARE(find(doubtful, u"v1"_s)->filter, FilterVerdict::Part);
}

void TestTagComparison::whatWasPushedBeforeTheRuleIsMarked()
{
    const QDateTime made(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC);
    TagList source = listOf(Whole, {tagOf(u"old"_s, u"a"_s), tagOf(u"new"_s, u"b"_s)});
    source.tags[0].updatedAt = made.addSecs(-1);
    source.tags[1].updatedAt = made.addSecs(1);
    const auto compared = compareTags(source, listOf(Whole), {.ruleCreatedAt = made});
    QCOMPARE(find(compared, u"old"_s)->wait, RuleWait::OlderThanRule);
    QCOMPARE(find(compared, u"new"_s)->wait, RuleWait::None);
    QCOMPARE(find(compareTags(source, listOf(Whole), {}), u"old"_s)->wait, RuleWait::None);
}

void TestTagComparison::namesComeInNaturalOrder()
{
    const TagList source = listOf(Whole, {tagOf(u"v10"_s, u"a"_s), tagOf(u"v9"_s, u"a"_s)});
    const auto compared = compareTags(source, listOf(Whole), {});
    QCOMPARE(compared[0].tag, u"v9"_s);
    QCOMPARE(compared[1].tag, u"v10"_s);
}

void TestTagComparison::whatIsUnreadIsNeverMissing()
{
    QRandomGenerator random(1);
    for (int round = 0; round < 300; ++round) {
        for (const TagListState source : allStates) {
            for (const TagListState destination : allStates) {
                const auto compared =
                    compareTags(randomList(random, source), randomList(random, destination), {});
                QVERIFY(isRead(source) || compared.empty());
                for (const ComparedTag &tag : compared) {
                    const bool isMissing = tag.verdict == TagVerdict::Missing ||
                                           tag.verdict == TagVerdict::NeverCopied;
                    QVERIFY(!isMissing || destination == Whole);
                    QVERIFY(tag.verdict != TagVerdict::NoRepository || destination == NoRepository);
                    QVERIFY(tag.verdict != TagVerdict::OnlyThere || source == Whole);
                }
            }
        }
    }
}

void TestTagComparison::everyTagIsToldOnce()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 300; ++round) {
        const TagList source = randomList(random, Whole);
        const TagList destination = randomList(random, round % 2 == 0 ? Whole : Part);
        QSet<QString> told;
        for (const ComparedTag &tag : compareTags(source, destination, {})) {
            QVERIFY2(!told.contains(tag.tag), qPrintable(tag.tag));
            told << tag.tag;
        }
        QCOMPARE(told, namesOf(source) + namesOf(destination));
    }
}

void TestTagComparison::theOrderOfTheListsDoesNotMatter()
{
    QRandomGenerator random(3);
    for (int round = 0; round < 300; ++round) {
        TagList source = randomList(random, Whole);
        TagList destination = randomList(random, Whole);
        const auto before = compareTags(source, destination, {});
        std::shuffle(source.tags.begin(), source.tags.end(), random);
        std::shuffle(destination.tags.begin(), destination.tags.end(), random);
        QCOMPARE(compareTags(source, destination, {}), before);
        QVERIFY(std::ranges::is_sorted(before, {}, &ComparedTag::verdict));
    }
}

void TestTagComparison::bothWaysAgreeOnWhatBothHave()
{
    QRandomGenerator random(4);
    for (int round = 0; round < 300; ++round) {
        const TagList one = randomList(random, Whole);
        const TagList other = randomList(random, Whole);
        const auto there = compareTags(one, other, {});
        const auto back = compareTags(other, one, {});
        for (const ComparedTag &tag : there) {
            const TagVerdict verdict = find(back, tag.tag)->verdict;
            if (tag.verdict == TagVerdict::NeverCopied)
                QCOMPARE(verdict, TagVerdict::OnlyThere);
            else if (tag.verdict != TagVerdict::OnlyThere)
                QCOMPARE(verdict, tag.verdict);
        }
    }
}

QTEST_GUILESS_MAIN(TestTagComparison)
#include "tst_tagcomparison.moc"
