#include "querycompletion.h"
#include "queryparser.h"
#include "sampletasks.h"

#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

class Completion final {
public:
    Completion()
    {
        std::vector<SyncTask> tasks = {sampleTask(1), sampleTask(2)};
        tasks[1].imageFrom.repoName = u"my web"_s;
        tasks[1].status = syncTaskStatusFromWire(u"WAITING_APPROVAL"_s);
        tasks[1].issue = taskIssueFromWire(u"namespace-not-exist"_s);
        tasks[1].trigger = taskTriggerFromWire(u"SCHEDULE"_s);
        m_store.merge(u"cri-1"_s, tasks);
    }

    [[nodiscard]] QueryCompletion at(const QString &text, qsizetype cursor = -1) const
    {
        return completeQuery(text, cursor < 0 ? text.size() : cursor, m_store,
                             {.rules = {{u"crsr-1"_s, u"to the west"_s}}});
    }
    [[nodiscard]] QStringList texts(const QString &text) const
    {
        QStringList texts;
        for (const QueryCompletion::Candidate &candidate : at(text).candidates)
            texts << candidate.text;
        return texts;
    }

private:
    TaskStore m_store;
};

} // namespace

class TestQueryCompletion final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreOfferedByTheirBeginning()
    {
        const Completion completion;
        QCOMPARE(completion.texts(u"st"_s), QStringList{u"status:"_s});
        QCOMPARE(completion.texts(u"nginx -ag"_s), QStringList{u"age>"_s});
        QVERIFY(completion.texts({}).size() > 15);
        QCOMPARE(completion.at(u"x -ag"_s).begin, 3);
        QCOMPARE(completion.at(u"x -ag"_s).length, 2);
    }

    void valuesAreOfferedAfterAField()
    {
        const Completion completion;
        QVERIFY(completion.texts(u"status:"_s).contains(u"failed"_s));
        QCOMPARE(completion.texts(u"status:failed,ru"_s), QStringList{u"running"_s});
        QCOMPARE(completion.texts(u"from:hangz"_s), QStringList{u"cn-hangzhou"_s});
        QCOMPARE(completion.texts(u"cause:tag"_s), QStringList{u"tag-conflict"_s});
        QVERIFY(completion.texts(u"since:"_s).contains(u"24h"_s));
        QCOMPARE(completion.at(u"status:failed,ru"_s).begin, 14);
    }

    void theLastValueOfAListIsCompleted_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("offered");
        const auto row = [](const QString &list, const QString &typed, const QStringList &offered) {
            QTest::newRow(qPrintable(list + typed)) << list << typed << offered;
        };
        row(u"status:failed,"_s, u"wai"_s, {u"waiting"_s, u"WAITING_APPROVAL"_s});
        row(u"status:failed,running,"_s, u"wai"_s, {u"waiting"_s, u"WAITING_APPROVAL"_s});
        row(u"status:failed,running,done,"_s, u"canc"_s, {u"cancelled"_s});
        row(u"x -status:failed,running,"_s, u"don"_s, {u"done"_s});
        row(u"status：failed，running、"_s, u"don"_s, {u"done"_s});
        row(u"cross:yes,no,"_s, {}, {u"yes"_s, u"no"_s});
        row(u"age>1h,2h,"_s, u"30"_s, {u"30m"_s});
        row(u"from:a,b,="_s, u"cn"_s, {u"cn-hangzhou"_s});
        row(u"rule:a,b,\""_s, u"to"_s, {u"to the west\""_s});
    }

    void theLastValueOfAListIsCompleted()
    {
        QFETCH(const QString, list);
        QFETCH(const QString, typed);
        QFETCH(const QStringList, offered);
        const Completion completion;
        QCOMPARE(completion.texts(list + typed), offered);
        QCOMPARE(completion.at(list + typed).begin, list.size());
        QCOMPARE(completion.at(list + typed).length, typed.size());
    }

    void wordsThatWereSeenAreOffered()
    {
        const Completion completion;
        QVERIFY(completion.texts(u"status:"_s).contains(u"WAITING_APPROVAL"_s));
        QCOMPARE(completion.texts(u"status:appr"_s), QStringList{u"WAITING_APPROVAL"_s});
        QCOMPARE(completion.texts(u"cause:name"_s), QStringList{u"namespace-not-exist"_s});
        QCOMPARE(completion.texts(u"trigger:sch"_s), QStringList{u"SCHEDULE"_s});
        QVERIFY(!completion.texts(u"cause:"_s).contains(u"WAITING_APPROVAL"_s));
    }

    void fullWidthSignsLeadToTheSameWords()
    {
        const Completion completion;
        QCOMPARE(completion.texts(u"status：failed，ru"_s), QStringList{u"running"_s});
        QCOMPARE(completion.at(u"status：failed，ru"_s).begin, 14);
        QCOMPARE(completion.texts(u"x　st"_s), QStringList{u"status:"_s});
        QCOMPARE(completion.texts(u"repo：“my"_s), QStringList{u"my web\""_s});
    }

    void valuesWithSpacesAreQuoted()
    {
        const Completion completion;
        QCOMPARE(completion.texts(u"repo:my"_s), QStringList{u"\"my web\""_s});
        QCOMPARE(completion.texts(u"repo:\"my"_s), QStringList{u"my web\""_s});
        QCOMPARE(completion.texts(u"rule:west"_s), QStringList{u"\"to the west\""_s});
    }

    void theWordAtTheCursorCounts()
    {
        const Completion completion;
        const QueryCompletion found = completion.at(u"status:ru nginx"_s, 9);
        QCOMPARE(found.begin, 7);
        QCOMPARE(found.length, 2);
        QCOMPARE(found.candidates.size(), std::size_t{1});
        const QueryCompletion inList = completion.at(u"status:failed,done,ru,waiting"_s, 21);
        QCOMPARE(inList.begin, 19);
        QCOMPARE(inList.length, 2);
        QCOMPARE(inList.candidates.size(), std::size_t{1});
    }

    void whatIsBegunIsUnfinished_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isUnfinished");
        const auto row = [](const QString &text, bool isUnfinished) {
            QTest::newRow(qPrintable(text)) << text << isUnfinished;
        };
        for (const QString &sign : {QString(), u"-"_s, u"x "_s, u"x -"_s}) {
            row(sign + u"stat"_s, true);
            row(sign + u"status"_s, true);
            row(sign + u"status:fail"_s, true);
            row(sign + u"status:failed,run"_s, true);
            row(sign + u"status:failed,done,run"_s, true);
            row(sign + u"status:failed,done,running"_s, false);
            row(sign + u"is:stu"_s, true);
            row(sign + u"cross:ye"_s, true);
            row(sign + u"repo:\"my"_s, true);
            row(sign + u"status:failed"_s, false);
            row(sign + u"repo:my"_s, false);
            row(sign + u"nginx"_s, false);
            row(sign + u"status:failed "_s, false);
        }
    }

    void whatIsBegunIsUnfinished()
    {
        QFETCH(const QString, text);
        QFETCH(const bool, isUnfinished);
        QCOMPARE(::isUnfinished(text, text.size()), isUnfinished);
    }

    void anUnknownFieldHasNoValues() { QVERIFY(Completion().texts(u"nginx:1"_s).isEmpty()); }

    void regionsAreOfferedAtTheEndWhereTasksHaveThem()
    {
        const Completion completion; // from Hangzhou to Frankfurt
        QCOMPARE(completion.texts(u"from:"_s), QStringList{u"cn-hangzhou"_s});
        QCOMPARE(completion.texts(u"to:"_s), QStringList{u"eu-central-1"_s});
        QCOMPARE(completion.texts(u"from:eu"_s), QStringList());
    }

    void whatBeginsWithTheTypedLettersComesFirst()
    {
        std::vector<SyncTask> tasks;
        for (const QString &repo : {u"cobweb"_s, u"base-web"_s, u"web-app"_s, u"other"_s}) {
            tasks.push_back(sampleTask(static_cast<int>(tasks.size()) + 1));
            tasks.back().imageFrom.repoName = repo;
            tasks.back().imageTo.repoName = repo;
        }
        TaskStore store;
        store.merge(u"cri-1"_s, tasks);
        const auto offered = [&store](const QString &text, const QueryNames &names) {
            QStringList texts;
            for (const auto &candidate : completeQuery(text, text.size(), store, names).candidates)
                texts << candidate.text;
            return texts;
        };
        QCOMPARE(offered(u"repo:WEB"_s, {}),
                 QStringList({u"web-app"_s, u"base-web"_s, u"cobweb"_s}));
        // A place counts by its name as much as by its id.
        QCOMPARE(offered(u"to:frank"_s, {}), QStringList{u"eu-central-1"_s});
        const QueryNames names{.instances = {{u"cri-hub"_s, u"south"_s},
                                             {u"cri-2"_s, u"hub"_s},
                                             {u"c3"_s, u"ahub"_s}}};
        QCOMPARE(offered(u"instance:hub"_s, names).last(), u"ahub"_s);
    }

    void whatIsChosenReadsAsTheNameThatWasOffered_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("typed");
        QTest::newRow("a comma in quotation marks")
            << u"release, prod"_s << u"rule:\"release, pro"_s;
        QTest::newRow("such a value behind another")
            << u"release, prod"_s << u"rule:a,\"release, pro"_s;
        QTest::newRow("quotation marks, begun") << u"say \"x\""_s << u"rule:\"sa"_s;
        QTest::newRow("quotation marks") << u"say \"x\""_s << u"rule:sa"_s;
        QTest::newRow("a backslash, begun") << u"a\\b c"_s << u"rule:\"a"_s;
        QTest::newRow("behind an escaped mark and a blank")
            << u"release"_s << u"rule:\"a \\\" b\" rule:rel"_s;
    }

    void whatIsChosenReadsAsTheNameThatWasOffered()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, typed);
        const TaskStore store;
        const QueryCompletion completion =
            completeQuery(typed, typed.size(), store, {.rules = {{u"crsr-1"_s, name}}});
        QVERIFY(!completion.candidates.empty());
        QString text = typed;
        text.replace(completion.begin, completion.length, completion.candidates.front().text);
        const auto read = parseQuery(text);
        QVERIFY2(read, qPrintable(text));
        QCOMPARE(read->terms.back().values.back().text, name);
    }
};

QTEST_GUILESS_MAIN(TestQueryCompletion)
#include "tst_querycompletion.moc"
