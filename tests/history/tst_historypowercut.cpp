#include "historyfile.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int kills = 200;            ///< or as many as HISTORY_KILLS says: ./run crash
constexpr int roundsWithOneFile = 20; // else each check would read more than the one before
constexpr quint32 seed = 20'261'124;
constexpr int tasksThatEachPageEnds = 50;

/// What a history says of itself after its writer was killed.
struct Remains {
    QString opening{};
    QString integrity{};
    qint64 ended = 0; ///< tasks from the first on that are there and have ended
};

/// The first task that is missing, or that no page has ended yet.
qint64 firstUnended(SqliteDatabase &database)
{
    return database.number(
        "WITH ended AS (SELECT CAST(substr(tasks.id, 5) AS INTEGER) AS task FROM tasks"
        "   JOIN texts ON texts.id = tasks.status WHERE texts.text = 'SUCCESS')"
        " SELECT min(task) + 1 FROM ended WHERE task + 1 NOT IN (SELECT task FROM ended)");
}

Remains remainsOf(const QString &path)
{
    HistoryFile file;
    const HistoryOpening opening = file.open(path, QDateTime::currentDateTimeUtc());
    if (opening.outcome != HistoryOpening::Outcome::Existing)
        return {.opening = u"not there: "_s + opening.message};
    // Who only looks need not wait for the disk: here no power is cut, only programs are.
    file.database().run("PRAGMA synchronous = OFF");
    Remains remains{.opening = u"there"_s,
                    .integrity = file.database().text("PRAGMA integrity_check"),
                    .ended = firstUnended(file.database())};
    if (const std::optional<SqliteError> error = file.database().takeError())
        remains.integrity = error->message;
    return remains;
}

} // namespace

/// A power cut, as far as a program can play one: the writer is killed in the midst of writing.
class TestHistoryPowerCut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcknowledgedSurvivesEachKill();
};

void TestHistoryPowerCut::whatWasAcknowledgedSurvivesEachKill()
{
    bool isSaid = false;
    const int said = qEnvironmentVariableIntValue("HISTORY_KILLS", &isSaid);
    const int rounds = isSaid ? said : kills;
    const QTemporaryDir directory;
    QRandomGenerator random(seed);
    int acknowledged = -1;
    int progressed = 0;
    for (int round = 0; round < rounds; ++round) {
        if (round % roundsWithOneFile == 0)
            acknowledged = -1;
        const QString path = directory.filePath(u"%1.sqlite"_s.arg(round / roundsWithOneFile));
        QProcess writer;
        writer.start(QStringLiteral(HISTORY_VICTIM), {path, QString::number(acknowledged + 1)});
        QVERIFY2(writer.waitForStarted(), qPrintable(writer.errorString()));
        // Not before it writes; then at any moment of the next milliseconds.
        QVERIFY2(writer.waitForReadyRead(5'000), "the writer says nothing");
        QTest::qSleep(static_cast<int>(random.bounded(20)));
        writer.kill();
        QVERIFY(writer.waitForFinished());

        const QList<QByteArray> lines = writer.readAllStandardOutput().split('\n');
        const int before = acknowledged;
        for (qsizetype i = 0; i + 1 < lines.size(); ++i) { // the last one may be cut off
            QVERIFY2(lines[i] != "refused", "the history was given up");
            acknowledged = lines[i].toInt();
        }
        progressed += acknowledged > before ? 1 : 0;

        const Remains remains = remainsOf(path);
        QCOMPARE(remains.opening, u"there"_s);
        QCOMPARE(remains.integrity, u"ok"_s);
        QCOMPARE_GE(remains.ended, qint64{acknowledged + 1} * tasksThatEachPageEnds);
    }
    QCOMPARE(progressed, rounds);
}

QTEST_GUILESS_MAIN(TestHistoryPowerCut)
#include "tst_historypowercut.moc"
