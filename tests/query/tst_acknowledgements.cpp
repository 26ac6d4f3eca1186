#include "acknowledgements.h"
#include "queries.h"
#include "sampletasks.h"
#include "taskfilter.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString here = u"cri-1"_s;

TeamNote noteOf(const QString &task, const QString &by, const QString &instance = here)
{
    return {.id = task + by, .by = by, .instanceId = instance, .taskId = task};
}

TeamNotes read(std::vector<TeamNote> notes)
{
    return {.access = TeamNotes::Access::Read, .notes = std::move(notes)};
}

} // namespace

class TestAcknowledgements final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_store = std::make_unique<TaskStore>();
        m_store->merge(here,
                       std::vector<SyncTask>{sampleTask(0, SyncTaskStatus::Error),
                                             sampleTask(1, SyncTaskStatus::Error), sampleTask(2)});
    }

    void aFailureIsAcknowledgedByItsInstanceAndId()
    {
        Acknowledgements notes(*m_store);
        QVERIFY(!notes.has(0));
        notes.set(read({noteOf(sampleTask(0).id, u"Ada"_s),
                        noteOf(sampleTask(1).id, u"Ada"_s, u"cri-2"_s), noteOf({}, u"Ada"_s)}));
        QVERIFY(notes.has(0));
        QVERIFY(!notes.has(1)); // of another instance
        notes.set(read({}));
        QVERIFY(!notes.has(0));
    }

    void whatDidNotFailIsNotAcknowledged()
    {
        Acknowledgements notes(*m_store);
        notes.set(read({noteOf(sampleTask(2).id, u"Ada"_s)}));
        QVERIFY(!notes.has(2));
        m_store->merge(here, std::vector<SyncTask>{sampleTask(3, SyncTaskStatus::Error)});
        notes.set(read({noteOf(sampleTask(3).id, u"Ada"_s)}));
        QVERIFY(notes.has(3)); // came later
    }

    void theNewestNoteComesFirst()
    {
        Acknowledgements notes(*m_store);
        notes.set(read({noteOf(sampleTask(0).id, u"Ada"_s), noteOf(sampleTask(0).id, u"Lin"_s)}));
        QCOMPARE(notes.of(0).size(), std::size_t{2});
        QCOMPARE(notes.of(0).front().by, u"Lin"_s);
    }

    /// Any number may be written to one task: a window paints on.
    void manyNotesOfOneTaskCostNoTime()
    {
        constexpr int many = 20'000;
        std::vector<TeamNote> written(many, noteOf(sampleTask(0).id, u"Ada"_s));
        written.back().by = u"Lin"_s;
        QElapsedTimer timer;
        timer.start();
        Acknowledgements notes(*m_store);
        notes.set(read(std::move(written)));
        int painted = 0;
        for (int cell = 0; cell < 2'000; ++cell)
            painted += notes.has(0) ? 1 : 0;
        QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(painted, 2'000);
        QCOMPARE(notes.of(0).size(), std::size_t{many});
        QCOMPARE(notes.of(0).front().by, u"Lin"_s);
    }

    void aMuteIsOfNoTask()
    {
        Acknowledgements notes(*m_store);
        TeamNote mute = noteOf(sampleTask(0).id, u"Ada"_s);
        mute.kind = TeamNote::Kind::Mute;
        notes.set(read({mute}));
        QVERIFY(!notes.has(0));
    }

    void whetherNotesAreReadIsKnown()
    {
        Acknowledgements notes(*m_store);
        QVERIFY(!notes.areKnown());
        notes.set(read({}));
        QVERIFY(notes.areKnown());
        notes.set({});
        QVERIFY(!notes.areKnown());
    }

    void aQueryFindsThem()
    {
        Acknowledgements notes(*m_store);
        notes.set(read({noteOf(sampleTask(1).id, u"Ada"_s)}));
        const auto found = [&](const QString &text) {
            return TaskFilter(*m_store, query(text), {.acknowledged = &notes}).matchingRows();
        };
        QCOMPARE(found(u"is:acknowledged"_s), std::vector<TaskRow>{1});
        QCOMPARE(found(u"is:已确认"_s), std::vector<TaskRow>{1});
        QCOMPARE(found(u"is:failed -is:acknowledged"_s), std::vector<TaskRow>{0});
        QVERIFY(TaskFilter(*m_store, query(u"is:acknowledged"_s)).matchingRows().empty());
    }

private:
    std::unique_ptr<TaskStore> m_store;
};

QTEST_GUILESS_MAIN(TestAcknowledgements)
#include "tst_acknowledgements.moc"
