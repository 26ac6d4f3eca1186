#include "queries.h"
#include "querytext.h"
#include "querytime.h"
#include "querywords.h"

#include <QRandomGenerator>
#include <QTest>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Kind = QueryError::Kind;

class TestQueryParser final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQueryIsItsConditionsInTheirOrder()
    {
        const TaskQuery read =
            query(u"nginx  -status:failed,done repo:=\"my app\" /a b/ age>30m"_s);
        const TaskQuery expected{
            .terms = {{.values = {{.text = u"nginx"_s}}},
                      {.field = QueryField::Status,
                       .negated = true,
                       .values = {{.text = u"failed"_s}, {.text = u"done"_s}}},
                      {.field = QueryField::Repo,
                       .values = {{.text = u"my app"_s, .match = QueryMatch::Exact}}},
                      {.values = {{.text = u"a b"_s, .match = QueryMatch::Regex}}},
                      {.field = QueryField::Age,
                       .sign = QueryTerm::Sign::MoreThan,
                       .values = {{.text = u"30m"_s}}}}};
        QCOMPARE(read, expected);
    }

    void nothingIsAQueryForEverything()
    {
        QVERIFY(query({}).isEmpty());
        QVERIFY(query(u" \t "_s).isEmpty());
    }

    void textIsReadBackAsTheSameQuery_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u"nginx"_s,
                                    u"-nginx"_s,
                                    u"\"two words\""_s,
                                    u"\"a:b\""_s,
                                    u"team/app:1.27"_s,
                                    u"status:failed,running"_s,
                                    u"-cause:tag-conflict"_s,
                                    u"ns:=team"_s,
                                    u"repo:=\"\""_s,
                                    u"image:/^team\\/a,b \\d+$/"_s,
                                    u"route:cn-hangzhou>eu-central-1"_s,
                                    u"route:\"Hong Kong>Frankfurt\""_s,
                                    u"since:2026-11-20T10:00"_s,
                                    u"age>1h30m"_s,
                                    u"duration<5m"_s,
                                    u"is:stuck"_s,
                                    u"cross:yes"_s,
                                    u"tag:\"a,b\",c"_s,
                                    u"\"say \\\"hello\\\"\""_s,
                                    u"\"-x\""_s,
                                    u"\"/x\""_s,
                                    u"\"—x\""_s,
                                    u"\"–x\""_s,
                                    u"\"\""_s,
                                    u"\"a>b\""_s,
                                    u"\"age>1\""_s,
                                    u"\"age<1\""_s,
                                    u"\"OR\""_s,
                                    u"a \"&\" b"_s,
                                    u"rule:\"=x\""_s,
                                    u"rule:\"a|b\""_s,
                                    u"\"a \\\\ b\""_s,
                                    u"/a\\\\\\/b/"_s,
                                    u"杭州"_s})
            QTest::newRow(qPrintable(text)) << text;
    }

    void textIsReadBackAsTheSameQuery()
    {
        QFETCH(QString, text);
        const TaskQuery read = query(text);
        QCOMPARE(queryText(read), text);
        QCOMPARE(query(queryText(read)), read);
    }

    void secondSpellingsAreUnderstood()
    {
        QCOMPARE(query(u"Repository:x NAMESPACE:y source:z"_s), query(u"repo:x ns:y from:z"_s));
        QVERIFY(query(u"a<b"_s).terms.front().field == QueryField::Text); // a word
        QVERIFY(query(u"zebra>b"_s).terms.front().field == QueryField::Text);
    }

    void mistakesAreToldWithTheirPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::newRow("unknown field") << u"x statsu:failed"_s << Kind::UnknownField << 2 << 6;
        QTest::newRow("image with a colon") << u"nginx:1"_s << Kind::UnknownField << 0 << 5;
        QTest::newRow("no value") << u"repo:"_s << Kind::NoValue << 5 << 1;
        QTest::newRow("no value before a space") << u"repo: x"_s << Kind::NoValue << 5 << 1;
        QTest::newRow("no value after a comma") << u"repo:a,"_s << Kind::NoValue << 7 << 1;
        QTest::newRow("quote") << u"a \"b c"_s << Kind::UnclosedQuote << 2 << 4;
        QTest::newRow("slash") << u"/abc"_s << Kind::UnclosedRegex << 0 << 4;
        QTest::newRow("regex") << u"repo:/a(/"_s << Kind::BadRegex << 8 << 1;
        QTest::newRow("or") << u"status:failed OR status:done"_s << Kind::NoOperator << 14 << 2;
        QTest::newRow("or, small") << u"nginx or redis"_s << Kind::NoOperator << 6 << 2;
        QTest::newRow("bar") << u"nginx | redis"_s << Kind::NoOperator << 6 << 1;
        QTest::newRow("two bars") << u"nginx || redis"_s << Kind::NoOperator << 6 << 2;
        QTest::newRow("bar in a value") << u"status:failed|done"_s << Kind::NoOperator << 13 << 1;
        QTest::newRow("wide bar") << u"status:failed｜done"_s << Kind::NoOperator << 13 << 1;
        QTest::newRow("and") << u"nginx AND redis"_s << Kind::NoOperator << 6 << 3;
        QTest::newRow("and, small") << u"nginx and redis"_s << Kind::NoOperator << 6 << 3;
        QTest::newRow("and, sign") << u"nginx & redis"_s << Kind::NoOperator << 6 << 1;
        QTest::newRow("and, two signs") << u"nginx && redis"_s << Kind::NoOperator << 6 << 2;
        QTest::newRow("not") << u"nginx NOT redis"_s << Kind::NoOperator << 6 << 3;
        QTest::newRow("not, small") << u"nginx not redis"_s << Kind::NoOperator << 6 << 3;
        QTest::newRow("not, sign") << u"nginx ! redis"_s << Kind::NoOperator << 6 << 1;
        QTest::newRow("wide quote") << u"a “b c"_s << Kind::UnclosedQuote << 2 << 4;
        QTest::newRow("wide colon, no value") << u"repo："_s << Kind::NoValue << 5 << 1;
        QTest::newRow("wide colon, unknown field")
            << u"statsu：failed"_s << Kind::UnknownField << 0 << 6;
        QTest::newRow("state") << u"is:odd"_s << Kind::UnknownWord << 3 << 3;
        QTest::newRow("flag") << u"cross:perhaps"_s << Kind::UnknownWord << 6 << 7;
        QTest::newRow("day") << u"since:2026-02-30"_s << Kind::BadTime << 6 << 10;
        QTest::newRow("hour") << u"until:2026-02-20T25:00"_s << Kind::BadTime << 6 << 16;
        QTest::newRow("length") << u"age>soon"_s << Kind::BadDuration << 4 << 4;
        QTest::newRow("route") << u"route:hangzhou"_s << Kind::BadRoute << 6 << 8;
        QTest::newRow("route to nowhere") << u"route:hangzhou>"_s << Kind::BadRoute << 6 << 9;
        QTest::newRow("route from nowhere") << u"route:>hangzhou"_s << Kind::BadRoute << 6 << 9;
        QTest::newRow("duration with a colon") << u"duration:5m"_s << Kind::NoComparison << 0 << 9;
        QTest::newRow("age<, no length") << u"age<2026-01-01"_s << Kind::BadDuration << 4 << 10;
        QTest::newRow("age with a colon") << u"age:30m"_s << Kind::NoComparison << 0 << 4;
        QTest::newRow("repo compared") << u"repo>a"_s << Kind::WrongComparison << 0 << 5;
        QTest::newRow("repo compared, less") << u"repo<a"_s << Kind::WrongComparison << 0 << 5;
        QTest::newRow("minus") << u"a - b"_s << Kind::NothingToNegate << 2 << 1;
        QTest::newRow("dash") << u"a – b"_s << Kind::NothingToNegate << 2 << 1;
        QTest::newRow("minus, the end") << u"a -"_s << Kind::NothingToNegate << 2 << 1;
    }

    void mistakesAreToldWithTheirPlace()
    {
        QFETCH(QString, text);
        QFETCH(Kind, kind);
        QFETCH(int, position);
        QFETCH(int, length);
        const auto read = parseQuery(text);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, kind);
        QCOMPARE(read.error().position, position);
        QCOMPARE(read.error().length, length);
        QVERIFY(!describe(read.error()).isEmpty());
    }

    void wordsForOperatorsAreAdvised()
    {
        const QueryError error = parseQuery(u"status:failed OR status:done"_s).error();
        QVERIFY2(describe(error).contains(u"field:a,b"_s), qPrintable(describe(error)));
        QVERIFY(describe(parseQuery(u"a AND b"_s).error()).contains(u"all conditions"_s));
        QVERIFY(describe(parseQuery(u"a NOT b"_s).error()).contains(u"minus"_s));
        // What may be the beginning of a word, or is quoted, is looked for.
        for (const QString &text : {u"a or"_s, u"or"_s, u"and x"_s, u"a \"OR\" b"_s, u"a -or b"_s,
                                    u"oracle android nothing"_s, u"repo:or"_s})
            QVERIFY2(parseQuery(text), qPrintable(text));
    }

    void fullWidthSignsAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("ascii");
        const auto row = [](const QString &typed, const QString &ascii) {
            QTest::newRow(qPrintable(typed)) << typed << ascii;
        };
        row(u"status：failed"_s, u"status:failed"_s);
        row(u"repo:svc，other"_s, u"repo:svc,other"_s);
        row(u"repo：svc、other"_s, u"repo:svc,other"_s);
        row(u"“svc”"_s, u"\"svc\""_s);
        row(u"“two words“"_s, u"\"two words\""_s);
        row(u"「two words」"_s, u"\"two words\""_s);
        row(u"rule：＝“a，b”"_s, u"rule:=\"a，b\""_s);
        row(u"route:hangzhou＞frankfurt"_s, u"route:hangzhou>frankfurt"_s);
        row(u"route：hangzhou》frankfurt"_s, u"route:hangzhou>frankfurt"_s);
        row(u"age＞1m"_s, u"age>1m"_s);
        row(u"duration＜１０ｍ"_s, u"duration<10m"_s);
        row(u"duration《10m"_s, u"duration<10m"_s);
        row(u"since：2026－11－20T10：00"_s, u"since:2026-11-20T10:00"_s);
        row(u"repo:svc　status:failed"_s, u"repo:svc status:failed"_s);
        row(u"－status:done"_s, u"-status:done"_s);
        row(u"——status:done"_s, u"-status:done"_s);
        row(u"–status:done"_s, u"-status:done"_s);
        row(u"−status:done"_s, u"-status:done"_s);
        row(u"„two words‟"_s, u"\"two words\""_s);
        row(u"＂two words＂"_s, u"\"two words\""_s);
        row(u"『two words』"_s, u"\"two words\""_s);
        row(u"age〉1m"_s, u"age>1m"_s);
        row(u"duration〈10m"_s, u"duration<10m"_s);
        row(u"a＼b"_s, u"a\\b"_s);
        row(u"team／app：1.0"_s, u"team/app:1.0"_s);
        row(u"image：／^team.（a|b）／"_s, u"image:/^team.（a|b）/"_s);
        row(u"规则（一）"_s, u"规则（一）"_s); // not a sign of the language
    }

    void fullWidthSignsAreRead()
    {
        QFETCH(QString, typed);
        QFETCH(QString, ascii);
        const auto read = parseQuery(typed);
        QVERIFY2(read, qPrintable(typed));
        QCOMPARE(queryText(*read), queryText(query(ascii)));
        QCOMPARE(*read, query(ascii));
        QCOMPARE(query(queryText(*read)), *read);
    }

    void quotedTextKeepsItsSigns()
    {
        QCOMPARE(query(u"rule:\"发布：生产，“一”\""_s).terms.at(0).values.at(0).text,
                 u"发布：生产，“一”"_s);
        QCOMPARE(query(u"rule:/：＞/"_s).terms.at(0).values.at(0).text, u"：＞"_s);
        // A click on such a name writes it so that it is read back.
        const TaskQuery clicked{.terms = {{.values = {{.text = u"a：b"_s}}}}};
        QCOMPARE(query(queryText(clicked)), clicked);
    }

    void wordsOfBothLanguagesAreUnderstood_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("word");
        const auto row = [](const QString &typed, const QString &word) {
            QTest::newRow(qPrintable(typed)) << typed << word;
        };
        row(u"status:失败,进行中,等待中,已取消,已完成,未知"_s,
            u"status:failed,running,waiting,cancelled,done,unknown"_s);
        row(u"status:ERROR,Canceled"_s, u"status:failed,cancelled"_s);
        row(u"trigger:自动,手动,未知"_s, u"trigger:push,manual,unknown"_s);
        row(u"trigger:Automatic,\"By hand\",by_hand"_s, u"trigger:push,manual,manual"_s);
        row(u"cause:\"OSS 无权限\",版本不可变,格式不支持"_s,
            u"cause:oss-policy-unauthorized,tag-conflict,unsupported-format"_s);
        row(u"cause:服务端故障,网络异常,元数据过大"_s,
            u"cause:internal-error,network-error,data-length-exceeded"_s);
        row(u"cause:\"Immutable tag\",Registry_Fault"_s, u"cause:tag-conflict,internal-error"_s);
        row(u"is:失败,卡住,最新,已修复"_s, u"is:failed,stuck,latest,repaired"_s);
        row(u"-is:进行中,等待中,已取消,已完成"_s, u"-is:running,waiting,cancelled,done"_s);
        row(u"cross:是 accelerated:否"_s, u"cross:yes accelerated:no"_s);
    }

    void wordsOfBothLanguagesAreUnderstood()
    {
        QFETCH(QString, typed);
        QFETCH(QString, word);
        QCOMPARE(query(typed), query(word));
        QCOMPARE(queryText(query(typed)), word);
    }

    void anyWordOfTheRegistryMayBeAskedFor()
    {
        for (const QString &text :
             {u"status:WAITING_APPROVAL"_s, u"-status:paused,failed"_s, u"trigger:SCHEDULE"_s,
              u"cause:namespace-not-exist"_s, u"trigger:=SCHEDULE"_s, u"trigger:/sched/"_s}) {
            QVERIFY2(parseQuery(text), qPrintable(text));
            QCOMPARE(queryText(query(text)), text);
        }
    }

    void theNearestFieldIsProposed()
    {
        QCOMPARE(parseQuery(u"statsu:failed"_s).error().hint, u"status"_s);
        QCOMPARE(parseQuery(u"nginx:1"_s).error().hint, QString());
        QCOMPARE(parseQuery(u"instxnxx:a"_s).error().hint, QString()); // three letters apart
        QCOMPARE(parseQuery(u"instxnxe:a"_s).error().hint, u"instance"_s);
    }

    void aFieldThatSharesNoLetterIsNotProposed()
    {
        for (const QString &text : {u"xy:1"_s, u"Y:1"_s, u"xyz:1"_s, u"-xy:5000/app"_s}) {
            const QueryError error = parseQuery(text).error();
            QCOMPARE(error.hint, QString());
            QVERIFY2(describe(error).contains(u"quotation marks"_s), qPrintable(describe(error)));
        }
        // One letter in common is enough.
        QCOMPARE(parseQuery(u"xs:1"_s).error().hint, u"ns"_s);
        QCOMPARE(parseQuery(u"TP:1"_s).error().hint, u"to"_s);
        QCOMPARE(parseQuery(u"iq:1"_s).error().hint, u"id"_s);
    }

    void theWordsThatCanStandThereAreTold()
    {
        const QueryError error = parseQuery(u"is:fialed"_s).error();
        QVERIFY2(error.hint.contains(u"failed"_s), qPrintable(error.hint));
        QVERIFY2(describe(error).contains(u"waiting"_s), qPrintable(describe(error)));
        QVERIFY(parseQuery(u"is:odd"_s).error().hint.contains(u"stuck"_s));
    }

    void aCauseIsAlsoCalledWhatTheWindowCallsIt()
    {
        QCOMPARE(*parseQuery(u"cause:network"_s), *parseQuery(u"cause:network-error"_s));
        QCOMPARE(*parseQuery(u"cause:Immutable-Tag,unsupported-format"_s),
                 *parseQuery(u"cause:tag-conflict,UNSUPPORTED_FORMAT"_s));
    }

    void tooMuchIsRefusedAndNotRead()
    {
        QCOMPARE(parseQuery(QString(10'000, u'x')).error().kind, Kind::TooLong);
        QVERIFY(parseQuery(QString(maxQueryText, u'x')));
        QString many;
        for (std::size_t i = 0; i < TaskQuery::maxValues; ++i)
            many += u"a "_s;
        QVERIFY(parseQuery(many));
        QCOMPARE(parseQuery(many + u'b').error().kind, Kind::TooManyValues);
    }

    void noTextBreaksTheReader()
    {
        QRandomGenerator random(7);
        const QString letters = u"ab:,=-\"/\\<> 1é杭repostatus：，“”＞－／|—"_s;
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (quint32 i = random.bounded(30U); i > 0; --i)
                text += letters[random.bounded(letters.size())];
            const auto read = parseQuery(text);
            if (!read) {
                QVERIFY(read.error().position <= text.size());
                continue;
            }
            const QString written = queryText(*read);
            const auto again = parseQuery(written);
            QVERIFY2(again && *again == *read, qPrintable(text + u" / "_s + written));
        }
    }

    void lengthsOfTime()
    {
        QCOMPARE(durationFromQuery(u"45s"), 45s);
        QCOMPARE(durationFromQuery(u"1h30M"), 90min);
        QCOMPARE(durationFromQuery(u"2w"), 14 * 24h);
        QCOMPARE(durationFromQuery(u"9D"), 9 * 24h);
        QCOMPARE(durationFromQuery(u"999999999s"), 999'999'999s); // the most digits
        QCOMPARE(durationFromQuery(u"36500d"), 100 * 365 * 24h);  // the longest
        for (const QString &text : {u""_s, u"h"_s, u"5"_s, u"5x"_s, u"0s"_s, u"-5m"_s, u"1h 5m"_s,
                                    u"999999999w999999999w"_s, u"9999999999s"_s, u"1000000000s"_s,
                                    u"36500d1s"_s, u"1h0"_s})
            QVERIFY2(!durationFromQuery(text), qPrintable(text));
    }

    void pointsInTime()
    {
        const QDateTime now(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC); // the tests run in UTC
        const auto at = [&now](const QString &text, TimeEdge edge = TimeEdge::Earliest) {
            return timeFromQuery(text, now, edge).value_or(QDateTime()).toUTC();
        };
        QCOMPARE(at(u"2h"_s), now.addSecs(-7200));
        QCOMPARE(at(u"now"_s), now);
        QCOMPARE(at(u"NOW"_s), now);
        QCOMPARE(at(u"Today"_s, TimeEdge::Latest),
                 QDateTime(QDate(2026, 11, 25), QTime(0, 0), Qt::UTC));
        QCOMPARE(at(u"Yesterday"_s), QDateTime(QDate(2026, 11, 23), QTime(0, 0), Qt::UTC));
        QCOMPARE(at(u"today"_s), QDateTime(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC));
        QCOMPARE(at(u"yesterday"_s, TimeEdge::Latest),
                 QDateTime(QDate(2026, 11, 24), QTime(0, 0), Qt::UTC));
        QCOMPARE(at(u"2026-11-20"_s, TimeEdge::Latest),
                 QDateTime(QDate(2026, 11, 21), QTime(0, 0), Qt::UTC));
        QCOMPARE(at(u"2026-11-20T10:00"_s), QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC));
        QCOMPARE(at(u"2026-11-20T10:00:05Z"_s),
                 QDateTime(QDate(2026, 11, 20), QTime(10, 0, 5), Qt::UTC));
        QCOMPARE(at(u"2026-11-20T10:00+08:00"_s),
                 QDateTime(QDate(2026, 11, 20), QTime(2, 0), Qt::UTC));
        for (const QString &text :
             {u"tomorrow"_s, u"2026-13-01"_s, u"2026-1-1"_s, u"10:00"_s, u"2026-11-20T24:01"_s,
              u"2026-11-20T10:00+99:00"_s, u"2026-11-20T10:00+08:60"_s, u"2026-11-20T10:60Z"_s,
              u"2026-11-20T25:00Z"_s})
            QVERIFY2(!at(text).isValid(), qPrintable(text));
        QCOMPARE(at(queryTimeText(now)), now);
        QCOMPARE(at(queryTimeText(now.addSecs(5))), now.addSecs(5));
    }

    void aValueIsTakenInAndAwayAgain()
    {
        TaskQuery asked = query(u"x status:failed"_s);
        asked.toggle(QueryField::Status, {.text = u"done"_s});
        QCOMPARE(asked, query(u"x status:failed,done"_s));
        asked.toggle(QueryField::Status, {.text = u"failed"_s}, true);
        QCOMPARE(asked, query(u"x status:done -status:failed"_s));
        asked.toggle(QueryField::Status, {.text = u"failed"_s}, true);
        asked.toggle(QueryField::Status, {.text = u"done"_s});
        QCOMPARE(asked, query(u"x"_s));
    }

    void aValueIsOfOneConditionAtMost()
    {
        TaskQuery asked = query(u"-status:failed,done x"_s);
        asked.toggle(QueryField::Status, {.text = u"failed"_s});
        QCOMPARE(asked, query(u"-status:done x status:failed"_s));
        QVERIFY(asked.wants(QueryField::Status, {.text = u"failed"_s}));
        QVERIFY(!asked.excludes(QueryField::Status, {.text = u"failed"_s}));
        QVERIFY(asked.excludes(QueryField::Status, {.text = u"done"_s}));
        QCOMPARE(asked.wanted(QueryField::Status), QStringList{u"failed"_s});
    }

    void aStateIsAConditionOfItsOwn()
    {
        TaskQuery asked = query(u"x is:stuck,active"_s);
        QVERIFY(speaksOf(asked, QueryState::Stuck));
        QVERIFY(!wantsState(asked, QueryState::Stuck)); // an active one would do as well
        asked = withState(asked, QueryState::Latest, true);
        QCOMPARE(queryText(asked), u"x is:stuck,active is:latest"_s);
        QVERIFY(wantsState(asked, QueryState::Latest));
        QCOMPARE(withState(asked, QueryState::Latest, true), asked);
        QCOMPARE(withState(asked, QueryState::Latest, false), query(u"x is:stuck,active"_s));
        QVERIFY(wantsState(query(u"is:LATEST"_s), QueryState::Latest));
        QVERIFY(!wantsState(query(u"-is:latest"_s), QueryState::Latest));
        QVERIFY(speaksOf(query(u"-is:latest"_s), QueryState::Latest));
    }

    void onlyWhatIsCountedFromNowMoves()
    {
        for (const QString &text : {u"is:stuck"_s, u"-is:stuck"_s, u"since:2h"_s, u"until:2h"_s,
                                    u"age>2h"_s, u"duration>2h"_s})
            QVERIFY2(query(text).isMoving(), qPrintable(text));
        for (const QString &text : {u"is:latest"_s, u"is:repaired"_s, u"is:failed"_s, u"x"_s})
            QVERIFY2(!query(text).isMoving(), qPrintable(text));
    }

    void anExactValueTakesThePlaceOfOthers()
    {
        TaskQuery asked = query(u"ns:a,b x -ns:c"_s);
        QCOMPARE(asked.exact(QueryField::Namespace), QString());
        asked.setExact(QueryField::Namespace, u"team"_s);
        QCOMPARE(asked, query(u"ns:=team x -ns:c"_s));
        QCOMPARE(asked.exact(QueryField::Namespace), u"team"_s);
        asked.setExact(QueryField::Namespace, {});
        QCOMPARE(asked, query(u"x -ns:c"_s));
        // Two conditions that must both hold are not one value.
        QCOMPARE(query(u"ns:=a ns:=b"_s).exact(QueryField::Namespace), QString());
        QCOMPARE(query(u"ns:=a ns:b"_s).exact(QueryField::Namespace), QString());
    }
};

QTEST_GUILESS_MAIN(TestQueryParser)
#include "tst_queryparser.moc"
