#include "manualclock.h"
#include "postgresdatabase.h"
#include "sampletasks.h"
#include "teamdata.h"
#include "teamfollower.h"
#include "teamnotetable.h"
#include "teamnotewriter.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <array>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString hangzhou = u"cri-hangzhou"_s;
constexpr int longWait = 15'000;

TeamNote noteOf(const QString &task, const QString &by, const QString &reason = {})
{
    return {.id = newNoteId(), .by = by, .reason = reason, .instanceId = hangzhou, .taskId = task};
}

/// A window: what it last heard of the notes.
class Window final {
public:
    Window(const DatabaseAddress &address, Clock &clock) : m_follower(address, clock)
    {
        QObject::connect(&m_follower, &TeamFollower::notesChanged, &m_follower,
                         [this](const TeamNotes &told) { notes = told; });
        QObject::connect(&m_follower, &TeamFollower::statusChanged, &m_follower,
                         [this](const TeamStatus &told) { status = told; });
        QObject::connect(&m_follower, &TeamFollower::tasksChanged, &m_follower,
                         [this] { ++tasksTold; });
        m_follower.start();
    }

    /// "task by reason", one after another.
    [[nodiscard]] QStringList lines() const
    {
        QStringList lines;
        if (notes) {
            for (const TeamNote &note : notes->notes)
                lines << QStringList{note.taskId, note.by, note.reason}.join(u' ').trimmed();
        }
        return lines;
    }

    std::optional<TeamNotes> notes;
    std::optional<TeamStatus> status;
    int tasksTold = 0;

private:
    TeamFollower m_follower;
};

/// Waits for the answer.
class Answer final {
public:
    TeamNoteWriter::Handler handler()
    {
        return [this](const std::optional<ApiError> &error) {
            m_isThere = true;
            m_error = error;
        };
    }
    /// Empty: it is written.
    [[nodiscard]] QString code()
    {
        (void)QTest::qWaitFor([this] { return m_isThere; }, longWait);
        if (!m_isThere)
            return u"no answer"_s;
        return m_error ? m_error->code : QString();
    }

private:
    bool m_isThere = false;
    std::optional<ApiError> m_error;
};

QString written(TeamNoteWriter &writer, std::vector<TeamNote> notes)
{
    Answer answer;
    const PendingCall call = writer.add(std::move(notes), answer.handler());
    return answer.code();
}

QString withdrawn(TeamNoteWriter &writer, const QString &id, const QString &by)
{
    Answer answer;
    const PendingCall call = writer.withdraw({id}, by, answer.handler());
    return answer.code();
}

} // namespace

/// What people of a team note, by the windows that write it and those that follow.
class TestTeamNotes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_clock.reset(); }
    void cleanupTestCase() { m_data.reset(); }

    void whatOneNotesAnotherSeesWithinTwoSeconds();
    void whatWasNotedBeforeIsToldAtTheStart();
    void whatIsWithdrawnIsGoneForAll();
    void whoWithdrewFirstStays();
    void whatTwoNoteAtOnceIsBothKept();
    void whoWaitsForAnotherNoteSeesBoth();
    void whatIsWrittenTwiceIsThereOnce();
    void aMuteKeepsWhatItIsOf();
    void aMuteThatIsLongOverIsNotRead();
    void hostileTextsComeBackAsTheyWere();
    void whatAnotherProgramWroteTooLongIsCut();
    void whatIsNotWholeAndSaysSomethingElseIsLeftOut();
    void lengthCostsAWindowNoMemory();
    void theRightsOfAnOperatorAreEnough();
    void aServerThatIsOnlyReadRefusesNotes();
    void anotherFaultIsNoMatterOfRights();
    void anOperatorCannotRewriteANote();
    void whoMayNotReadNotesFollowsTheTasks();
    void aDatabaseThatIsAwayTakesNothing();
    void tablesOfAnotherVersionTakeNothing_data();
    void tablesOfAnotherVersionTakeNothing();
    void tidyingForgetsWhatIsLongOver();
    void forgettingGoesOnWhereItEnded();
    void aNoteThatIsBeingWrittenHoldsUpNoTidying();
    void whatCannotBeWrittenIsSaid();

private:
    [[nodiscard]] std::unique_ptr<Window> window(const QString &user = u"postgres"_s)
    {
        auto opened = std::make_unique<Window>(addressOf(user), *m_clock);
        (void)QTest::qWaitFor([&opened] { return opened->status.has_value(); }, longWait);
        return opened;
    }
    [[nodiscard]] DatabaseAddress addressOf(const QString &user) const
    {
        return *databaseAddress(m_data->server().uri(user));
    }
    [[nodiscard]] QString count(const QString &where) const
    {
        return m_data->server().value(u"SELECT count(*) FROM sync_dashboard.notes WHERE "_s +
                                      where);
    }
    /// As the manual's page on a team gives them.
    [[nodiscard]] bool makeRoles() const
    {
        return m_data->server().run(
            u"DROP ROLE IF EXISTS operator; DROP ROLE IF EXISTS viewer;"
            " CREATE ROLE viewer LOGIN; CREATE ROLE operator LOGIN;"
            " GRANT USAGE ON SCHEMA sync_dashboard TO viewer;"
            " GRANT SELECT ON ALL TABLES IN SCHEMA sync_dashboard TO viewer;"
            " GRANT viewer TO operator;"
            " GRANT INSERT, UPDATE (withdrawn_ms, withdrawn_by) ON sync_dashboard.notes"
            " TO operator;"
            " GRANT UPDATE ON sync_dashboard.note_changes TO operator"_s);
    }
    /// Time passes for the windows, as it does for the test.
    [[nodiscard]] bool comes(const std::function<bool()> &isThere, int most = 2'000)
    {
        QElapsedTimer timer;
        timer.start();
        while (!isThere() && timer.elapsed() < most) {
            QTest::qWait(20);
            m_clock->advance(20ms);
        }
        return isThere();
    }

    std::unique_ptr<TeamData> m_data;
    std::unique_ptr<TeamHistory> m_collector;
    std::unique_ptr<ManualClock> m_clock;
};

void TestTeamNotes::initTestCase()
{
    m_data = std::make_unique<TeamData>();
    if (!m_data->server().isRunning())
        QSKIP(qPrintable(m_data->server().reason()));
}

void TestTeamNotes::init()
{
    m_collector.reset();
    if (!m_data->empty()) // a test ended while the server was away
        QVERIFY(m_data->server().start() && m_data->empty());
    m_clock = std::make_unique<ManualClock>();
    m_collector = m_data->writer(m_clock->now());
    QVERIFY(m_collector);
}

void TestTeamNotes::whatOneNotesAnotherSeesWithinTwoSeconds()
{
    const auto one = window();
    const auto other = window();
    TeamNoteWriter writer(m_data->address());
    const QDateTime before = QDateTime::currentDateTimeUtc();
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s, u"I ask the network team"_s)}),
             QString());
    const QStringList expected{u"rst-1 Ada I ask the network team"_s};
    QVERIFY(comes([&] { return other->lines() == expected && one->lines() == expected; }));
    const TeamNote &note = other->notes->notes.front();
    QCOMPARE(note.kind, TeamNote::Kind::Acknowledgement);
    QCOMPARE(note.instanceId, hangzhou);
    QVERIFY(note.madeAt >= before.addSecs(-1) &&
            note.madeAt <= QDateTime::currentDateTimeUtc().addSecs(1));
}

void TestTeamNotes::whatWasNotedBeforeIsToldAtTheStart()
{
    TeamNoteWriter writer(m_data->address());
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s), noteOf(u"rst-2"_s, u"Ada"_s)}),
             QString());
    QCOMPARE(written(writer, {noteOf(u"rst-3"_s, u"Lin"_s)}), QString());
    const auto late = window();
    QCOMPARE(late->notes->access, TeamNotes::Access::Write);
    QCOMPARE(late->lines().size(), 3);
    QCOMPARE(late->lines().constLast(), u"rst-3 Lin"_s); // the oldest first
}

void TestTeamNotes::whatIsWithdrawnIsGoneForAll()
{
    const auto other = window();
    TeamNoteWriter writer(m_data->address());
    const TeamNote note = noteOf(u"rst-1"_s, u"Ada"_s);
    QCOMPARE(written(writer, {note, noteOf(u"rst-2"_s, u"Ada"_s)}), QString());
    QVERIFY(comes([&] { return other->lines().size() == 2; }));
    QCOMPARE(withdrawn(writer, note.id, u"Lin"_s), QString());
    QVERIFY(comes([&] { return other->lines() == QStringList{u"rst-2 Ada"_s}; }));
    QCOMPARE(count(u"withdrawn_by = 'Lin' AND withdrawn_ms >= made_ms"_s), u"1"_s); // and is kept
}

void TestTeamNotes::whoWithdrewFirstStays()
{
    TeamNoteWriter writer(m_data->address());
    const TeamNote note = noteOf(u"rst-1"_s, u"Ada"_s);
    QCOMPARE(written(writer, {note}), QString());
    QCOMPARE(withdrawn(writer, note.id, u"Lin"_s), QString());
    QCOMPARE(withdrawn(writer, note.id, u"Bo"_s), QString());
    QCOMPARE(count(u"withdrawn_by = 'Lin'"_s), u"1"_s);
}

void TestTeamNotes::whatTwoNoteAtOnceIsBothKept()
{
    constexpr int each = 40;
    const auto other = window();
    TeamNoteWriter ada(m_data->address());
    TeamNoteWriter lin(m_data->address());
    std::vector<std::unique_ptr<Answer>> answers;
    std::vector<PendingCall> calls;
    for (int i = 0; i < each; ++i) {
        for (auto &[writer, name] : {std::pair(&ada, u"Ada"_s), std::pair(&lin, u"Lin"_s)}) {
            answers.push_back(std::make_unique<Answer>());
            calls.push_back(
                writer->add({noteOf(u"rst-%1"_s.arg(i), name)}, answers.back()->handler()));
        }
    }
    for (const auto &answer : answers)
        QCOMPARE(answer->code(), QString());
    QVERIFY(comes([&] { return other->lines().size() == 2 * each; }));
    QVERIFY(other->lines().contains(u"rst-7 Ada"_s) && other->lines().contains(u"rst-7 Lin"_s));
}

/// The one that came first is committed last: nothing is looked past.
void TestTeamNotes::whoWaitsForAnotherNoteSeesBoth()
{
    const auto other = window();
    const std::unique_ptr<QProcess> first = m_data->server().client();
    first->write("SET search_path = sync_dashboard; BEGIN;"
                 " UPDATE note_changes SET changed = changed + 1;"
                 " INSERT INTO notes (id, kind, made_by, made_ms, instance, task)"
                 " VALUES ('first', 'acknowledge', 'Ada', 1, 'cri-hangzhou', 'rst-1');"
                 " SELECT 'begun';\n");
    QByteArray printed;
    while (!printed.contains("begun") && first->waitForReadyRead(10'000))
        printed += first->readAllStandardOutput();
    TeamNoteWriter writer(m_data->address());
    Answer answer;
    const PendingCall call = writer.add({noteOf(u"rst-2"_s, u"Lin"_s)}, answer.handler());
    QTRY_COMPARE_WITH_TIMEOUT(
        m_data->server().value(u"SELECT count(*) > 0 FROM pg_locks WHERE NOT granted"_s), u"t"_s,
        longWait);
    first->write("COMMIT;\n");
    first->closeWriteChannel();
    QVERIFY(first->waitForFinished());
    QCOMPARE(answer.code(), QString());
    QVERIFY(comes([&] { return other->lines() == QStringList{u"rst-1 Ada"_s, u"rst-2 Lin"_s}; }));
}

void TestTeamNotes::whatIsWrittenTwiceIsThereOnce()
{
    TeamNoteWriter writer(m_data->address());
    const TeamNote note = noteOf(u"rst-1"_s, u"Ada"_s);
    QCOMPARE(written(writer, {note}), QString());
    QCOMPARE(written(writer, {note}), QString()); // its answer had been lost
    QCOMPARE(count(u"TRUE"_s), u"1"_s);
}

void TestTeamNotes::aMuteKeepsWhatItIsOf()
{
    TeamNote note{.id = newNoteId(),
                  .kind = TeamNote::Kind::Mute,
                  .by = u"Ada"_s,
                  .reason = u"the line is being repaired"_s,
                  .until = QDateTime(QDate(2126, 1, 1), QTime(12, 0), Qt::UTC),
                  .view = u"Nightly"_s,
                  .query = u"status:failed repo:\"team1/nginx\""_s,
                  .fromRegion = u"cn-hangzhou"_s,
                  .toRegion = u"eu-central-1"_s};
    TeamNoteWriter writer(m_data->address());
    QCOMPARE(written(writer, {note}), QString());
    const auto other = window();
    QCOMPARE(other->notes->notes.size(), std::size_t{1});
    note.madeAt = other->notes->notes.front().madeAt;
    QVERIFY(note.madeAt.isValid());
    QCOMPARE(other->notes->notes.front(), note);
}

/// Lately is for the window's own clock to decide.
void TestTeamNotes::aMuteThatIsLongOverIsNotRead()
{
    TeamNoteWriter writer(m_data->address());
    QCOMPARE(written(writer, {{.id = u"over"_s,
                               .kind = TeamNote::Kind::Mute,
                               .by = u"Ada"_s,
                               .until = QDateTime::currentDateTimeUtc().addDays(-1).addSecs(-60)},
                              {.id = u"open"_s, .kind = TeamNote::Kind::Mute, .by = u"Ada"_s}}),
             QString());
    const auto other = window();
    QCOMPARE(other->notes->notes.size(), std::size_t{1});
    QCOMPARE(other->notes->notes.front().id, u"open"_s);
    QVERIFY(!other->notes->notes.front().until.isValid());
}

void TestTeamNotes::hostileTextsComeBackAsTheyWere()
{
    TeamNoteWriter writer(m_data->address());
    std::vector<TeamNote> notes;
    for (const QString &text : {u"'; DROP TABLE notes; --"_s, u"\\"_s, u"\\\"{}"_s, u"a,b"_s,
                                u"NULL"_s, u"100 %_"_s, u"\U0001F980 木"_s, u"{\"a\"}"_s, u"  "_s})
        notes.push_back(noteOf(text, text, text));
    QCOMPARE(written(writer, notes), QString());
    const auto other = window();
    QCOMPARE(other->notes->notes.size(), notes.size());
    for (TeamNote &note : notes) {
        const auto read = std::ranges::find(other->notes->notes, note.id, &TeamNote::id);
        QVERIFY(read != other->notes->notes.end());
        note.madeAt = read->madeAt;
        QCOMPARE(*read, note);
    }
}

void TestTeamNotes::whatAnotherProgramWroteTooLongIsCut()
{
    QVERIFY(m_data->server().run(
        u"INSERT INTO sync_dashboard.notes (id, kind, made_by, reason, made_ms, instance, task)"
        " VALUES ('x', 'acknowledge', repeat('n', 5000), repeat('r', 5000), 1, 'i', 't');"
        " INSERT INTO sync_dashboard.notes (id, kind, made_by, made_ms, query)"
        " VALUES ('y', 'mute', 'Ada', 2, repeat('q ', 501))"_s)); // a part is another query
    const auto other = window();
    QCOMPARE(other->notes->notes.size(), std::size_t{1});
    QCOMPARE(other->notes->notes.front().by.size(), TeamNote::longestName);
    QCOMPARE(other->notes->notes.front().reason.size(), TeamNote::longestReason);
}

void TestTeamNotes::whatIsNotWholeAndSaysSomethingElseIsLeftOut()
{
    QVERIFY(m_data->server().run(
        u"SET search_path = sync_dashboard;"
        " INSERT INTO notes (id, kind, made_by, made_ms, instance, task) VALUES"
        " (repeat('i', 300), 'acknowledge', 'id', 1, 'i', 't'),"
        " ('a', 'acknowledge', 'instance', 2, repeat('i', 300), 't'),"
        " ('b', 'acknowledge', 'task', 3, 'i', repeat('t', 300)),"
        " ('c', 'acknowledge', 'whole', 4, repeat('i', 256), repeat('t', 256));"
        " INSERT INTO notes (id, kind, made_by, made_ms, query, source_region, target_region)"
        " VALUES ('d', 'mute', 'from', 5, NULL, repeat('r', 101), 'r'),"
        " ('e', 'mute', 'to', 6, NULL, 'r', repeat('r', 101)),"
        " ('f', 'mute', 'query', 7, repeat('q', 1001), NULL, NULL),"
        " ('g', 'mute', 'whole', 8, repeat('q', 1000), NULL, NULL)"_s));
    const auto other = window();
    QStringList makers;
    for (const TeamNote &note : other->notes->notes)
        makers << note.by;
    QCOMPARE(makers, (QStringList{u"whole"_s, u"whole"_s}));
}

void TestTeamNotes::lengthCostsAWindowNoMemory()
{
    QVERIFY(m_data->server().run(
        u"INSERT INTO sync_dashboard.notes (id, kind, made_by, made_ms, reason, query)"
        " SELECT n, 'mute', 'Ada', n, repeat('r', 20000000), repeat('q', 20000000)"
        " FROM generate_series(1, 4) AS n"_s));
    const auto peak = [] { // in KiB
        rusage usage{};
        return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss : -1;
    };
    const long before = peak();
    const auto other = window();
    QVERIFY(other->notes && other->notes->notes.empty());
    QVERIFY2(peak() - before < 50'000, qPrintable(QString::number(peak() - before)));
}

void TestTeamNotes::theRightsOfAnOperatorAreEnough()
{
    QVERIFY(makeRoles());
    const auto viewer = window(u"viewer"_s);
    QCOMPARE(viewer->notes->access, TeamNotes::Access::Read);
    QCOMPARE(window(u"operator"_s)->notes->access, TeamNotes::Access::Write);

    TeamNoteWriter denied(addressOf(u"viewer"_s));
    QCOMPARE(written(denied, {noteOf(u"rst-1"_s, u"Ada"_s)}), u"TeamNoteRefused"_s);
    TeamNoteWriter allowed(addressOf(u"operator"_s));
    const TeamNote note = noteOf(u"rst-1"_s, u"Ada"_s);
    QCOMPARE(written(allowed, {note}), QString());
    QVERIFY(comes([&] { return viewer->lines() == QStringList{u"rst-1 Ada"_s}; }));
    QCOMPARE(withdrawn(denied, note.id, u"Lin"_s), u"TeamNoteRefused"_s);
    QCOMPARE(withdrawn(allowed, note.id, u"Lin"_s), QString());
    QVERIFY(comes([&] { return viewer->lines().isEmpty(); }));

    // What a role may do is seen, too, when it changes.
    QVERIFY(m_data->server().run(u"REVOKE UPDATE ON sync_dashboard.note_changes FROM operator"_s));
    const auto other = window(u"operator"_s);
    QCOMPARE(other->notes->access, TeamNotes::Access::Read);
    QVERIFY(m_data->server().run(u"GRANT UPDATE ON sync_dashboard.note_changes TO operator"_s));
    m_clock->advance(TeamFollower::interval);
    QVERIFY(comes([&] { return other->notes->access == TeamNotes::Access::Write; }));
}

void TestTeamNotes::aServerThatIsOnlyReadRefusesNotes()
{
    QVERIFY(m_data->server().run(u"DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN SUPERUSER;"
                                 " ALTER ROLE reader SET default_transaction_read_only = on"_s));
    TeamNoteWriter writer(addressOf(u"reader"_s));
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s)}), u"TeamNoteRefused"_s);
}

/// No manual's page on rights helps.
void TestTeamNotes::anotherFaultIsNoMatterOfRights()
{
    QVERIFY(
        m_data->server().run(u"ALTER TABLE sync_dashboard.notes ADD CHECK (made_by <> 'Ada')"_s));
    TeamNoteWriter writer(m_data->address());
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s)}), u"TeamDatabaseFailed"_s);
    QVERIFY(m_data->server().run(u"ALTER TABLE sync_dashboard.notes DROP COLUMN query"_s));
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Lin"_s)}), u"TeamDatabaseFailed"_s);
}

void TestTeamNotes::anOperatorCannotRewriteANote()
{
    QVERIFY(makeRoles());
    TeamNoteWriter writer(addressOf(u"operator"_s));
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s, u"mine"_s)}), QString());
    const auto &server = m_data->server();
    QVERIFY(!server.run(u"SET ROLE operator; UPDATE sync_dashboard.notes SET reason = 'other'"_s));
    QVERIFY(!server.run(u"SET ROLE operator; DELETE FROM sync_dashboard.notes"_s));
    QVERIFY(!server.run(u"SET ROLE operator; DELETE FROM sync_dashboard.tasks"_s));
    QCOMPARE(count(u"reason = 'mine'"_s), u"1"_s);
}

void TestTeamNotes::whoMayNotReadNotesFollowsTheTasks()
{
    QVERIFY(makeRoles());
    QVERIFY(m_data->server().run(u"REVOKE SELECT ON sync_dashboard.notes FROM viewer"_s));
    const auto viewer = window(u"viewer"_s);
    QVERIFY(!viewer->status->error);
    QCOMPARE(viewer->notes->access, TeamNotes::Access::None);
    writeTo(*m_collector, HistoryTasks{.instanceId = hangzhou, .tasks = {sampleTask(1)}},
            m_clock->now());
    QVERIFY(comes([&] { return viewer->tasksTold > 0; }));
}

void TestTeamNotes::aDatabaseThatIsAwayTakesNothing()
{
    const auto other = window();
    TeamNoteWriter writer(m_data->address());
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s)}), QString());
    QVERIFY(comes([&] { return other->lines().size() == 1; }));
    m_data->server().kill();
    const TeamNote note = noteOf(u"rst-2"_s, u"Ada"_s);
    QCOMPARE(written(writer, {note}), u"TeamDatabaseUnreachable"_s);
    m_clock->advance(TeamFollower::interval);
    QVERIFY(comes([&] { return other->status->error.has_value(); }, longWait));
    QCOMPARE(other->lines(), QStringList{u"rst-1 Ada"_s}); // what was told before holds
    QVERIFY(m_data->server().start());
    QCOMPARE(written(writer, {note}), QString());
    m_clock->advance(TeamFollower::interval);
    QVERIFY(comes([&] { return other->lines().size() == 2; }, longWait));
}

void TestTeamNotes::tablesOfAnotherVersionTakeNothing_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("code");
    QTest::newRow("older") << 3 << u"TeamHistoryOlder"_s;
    QTest::newRow("newer") << 99 << u"TeamHistoryNewer"_s;
}

void TestTeamNotes::tablesOfAnotherVersionTakeNothing()
{
    QFETCH(const int, version);
    QFETCH(const QString, code);
    const auto open = window();
    QCOMPARE(open->notes->access, TeamNotes::Access::Write);
    if (version == 3)
        QVERIFY(m_data->server().run(u"DROP TABLE sync_dashboard.notes,"
                                     " sync_dashboard.note_changes"_s));
    QVERIFY(m_data->server().run(
        u"UPDATE sync_dashboard.schema_version SET version = %1"_s.arg(version)));
    TeamNoteWriter writer(m_data->address());
    QCOMPARE(written(writer, {noteOf(u"rst-1"_s, u"Ada"_s)}), code);
    const auto later = window();
    QCOMPARE(later->status->error->code, code);
    QCOMPARE(later->notes->access, TeamNotes::Access::None);
    m_clock->advance(TeamFollower::interval);
    QVERIFY(comes([&] { return open->notes->access == TeamNotes::Access::None; }));
}

void TestTeamNotes::tidyingForgetsWhatIsLongOver()
{
    writeTo(*m_collector, HistoryTasks{.instanceId = hangzhou, .tasks = {sampleTask(1)}},
            m_clock->now());
    TeamNoteWriter writer(m_data->address());
    TeamNote kept = noteOf(sampleTask(1).id, u"kept"_s);
    TeamNote gone = noteOf(u"rst-gone"_s, u"gone"_s);
    TeamNote fresh = noteOf(u"rst-fresh"_s, u"fresh"_s);
    TeamNote old = noteOf(sampleTask(1).id, u"old"_s);
    const TeamNote mute{.id = u"mute"_s, .kind = TeamNote::Kind::Mute, .by = u"mute"_s};
    const TeamNote over{.id = u"over"_s,
                        .kind = TeamNote::Kind::Mute,
                        .by = u"over"_s,
                        .until = m_clock->now().addDays(-40)};
    QCOMPARE(written(writer, {kept, gone, fresh, old, mute, over}), QString());
    QVERIFY(m_data->server().run(u"UPDATE sync_dashboard.notes SET made_ms = 1"
                                 " WHERE made_by IN ('kept', 'gone', 'old');"
                                 " UPDATE sync_dashboard.notes SET withdrawn_ms = 2"
                                 " WHERE made_by = 'old'"_s));
    const std::atomic<bool> isStopping = false;
    (void)m_collector->tidy({.maxAge = std::chrono::days(30)}, m_clock->now(), isStopping);
    QVERIFY(!m_collector->takeTrouble(m_clock->now()));
    QCOMPARE(m_data->server().value(u"SELECT string_agg(made_by, ' ' ORDER BY made_by)"
                                    " FROM sync_dashboard.notes"_s),
             u"fresh kept mute"_s);
}

/// Each time a part, so that it is short; those that are kept hide none.
void TestTeamNotes::forgettingGoesOnWhereItEnded()
{
    writeTo(*m_collector, HistoryTasks{.instanceId = hangzhou, .tasks = {sampleTask(1)}},
            m_clock->now());
    TeamNoteWriter writer(m_data->address());
    std::vector<TeamNote> notes;
    for (int i = 0; i < 10; ++i)
        notes.push_back(noteOf(i < 6 ? sampleTask(1).id : u"rst-gone"_s, u"Ada"_s));
    QCOMPARE(written(writer, notes), QString());
    QVERIFY(m_data->server().run(u"UPDATE sync_dashboard.notes SET made_ms ="
                                 " CASE task WHEN 'rst-gone' THEN 2 ELSE 1 END"_s));
    PostgresDatabase database(m_data->address());
    TeamNoteTable::Seen seen;
    QStringList left;
    for (int run = 0; run < 4; ++run) {
        QVERIFY(!database.run([&](pqxx::transaction_base &transaction) {
            TeamNoteTable::forget(transaction, 0, seen, 4);
        }));
        left << count(u"TRUE"_s);
    }
    QCOMPARE(left, (QStringList{u"10"_s, u"8"_s, u"6"_s, u"6"_s}));
}

/// Such as one of a program that hangs: what is too old goes all the same.
void TestTeamNotes::aNoteThatIsBeingWrittenHoldsUpNoTidying()
{
    const QDateTime old = m_clock->now().addDays(-100);
    writeTo(*m_collector, HistoryTasks{.instanceId = hangzhou, .tasks = {sampleTask(1)}}, old);
    QVERIFY(m_data->server().run(u"INSERT INTO sync_dashboard.notes (id, kind, made_by, made_ms,"
                                 " withdrawn_ms) VALUES ('old', 'mute', 'Ada', 1, 2)"_s));
    const std::unique_ptr<QProcess> other = m_data->server().client();
    other->write("BEGIN; UPDATE sync_dashboard.note_changes SET changed = changed + 1;"
                 " SELECT 'begun';\n");
    QByteArray printed;
    while (!printed.contains("begun") && other->waitForReadyRead(10'000))
        printed += other->readAllStandardOutput();
    const std::atomic<bool> isStopping = false;
    const HistoryOptions options{.maxAge = std::chrono::days(30)};
    const auto tidy = [&] {
        while (m_collector->tidy(options, m_clock->now(), isStopping)) {
        }
        return !m_collector->takeTrouble(m_clock->now());
    };
    QVERIFY(tidy());
    QCOMPARE(m_data->server().value(u"SELECT count(*) FROM sync_dashboard.tasks"_s), u"0"_s);
    QCOMPARE(count(u"TRUE"_s), u"1"_s);
    other->closeWriteChannel(); // which undoes it
    QVERIFY(other->waitForFinished());
    QVERIFY(tidy());
    QCOMPARE(count(u"TRUE"_s), u"0"_s);
}

void TestTeamNotes::whatCannotBeWrittenIsSaid()
{
    const QString longest(TeamNote::longestReason, u'r');
    QVERIFY(!faultOfNote(u"Ada"_s, {}));
    QVERIFY(!faultOfNote(QString(TeamNote::longestName, u'n'), longest));
    QCOMPARE(faultOfNote({}, {}), NoteFault::NoName);
    QCOMPARE(faultOfNote(u" \t"_s, {}), NoteFault::NoName);
    QCOMPARE(faultOfNote(QString(TeamNote::longestName + 1, u'n'), {}), NoteFault::LongName);
    QCOMPARE(faultOfNote(u"Ada\u202E"_s, {}), NoteFault::HiddenInName);
    QCOMPARE(faultOfNote(u"Ada"_s, longest + u'r'), NoteFault::LongReason);
    QCOMPARE(faultOfNote(u"Ada"_s, u"one\ntwo"_s), NoteFault::HiddenInReason);
}

QTEST_GUILESS_MAIN(TestTeamNotes)
#include "tst_teamnotes.moc"
