#include "manualclock.h"
#include "queries.h"
#include "rangepresenter.h"
#include "statuschartview.h"
#include "synctasktablemodel.h"
#include "taskstore.h"
#include "timelinepresenter.h"

#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestTimelineBacklog final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBacklogCountsWhatEndedAfterTheRange_data();
    void theBacklogCountsWhatEndedAfterTheRange();
};

namespace {

QDateTime at(int hour)
{
    return QDateTime(QDate(2026, 11, 24), QTime(hour, 0), Qt::UTC);
}

/// A chart at 14:00, over a task that was begun at eight and ended at one o'clock.
struct Chart {
    Chart()
    {
        store.merge(u"cri-1"_s, std::vector{SyncTask{.id = u"rst-1"_s,
                                                     .status = syncTaskStatusFromWire(u"SUCCESS"_s),
                                                     .createdAt = at(8),
                                                     .modifiedAt = at(13)}});
        view.setKind(ChartKind::Backlog);
        ask({});
    }

    void ask(const TaskQuery &query)
    {
        model.setQuery(query);
        timeline.setQuery(query);
        timeline.count();
    }
    /// "At most 1 unfinished task(s), at …"
    [[nodiscard]] QString said() const { return view.accessibleDescription(); }

    ManualClock clock{at(14)};
    TaskStore store{};
    SyncTaskTableModel model{store, clock};
    RangePresenter ranges{model, clock};
    StatusChartView view{};
    TimelinePresenter timeline{store, model, ranges, clock, view};
};

} // namespace

void TestTimelineBacklog::theBacklogCountsWhatEndedAfterTheRange_data()
{
    QTest::addColumn<int>("begin");
    QTest::addColumn<int>("end");
    QTest::addColumn<bool>("wasOpen");
    QTest::newRow("before it was begun") << 5 << 7 << false;
    QTest::newRow("it was begun within") << 7 << 11 << true;
    QTest::newRow("it was under way") << 9 << 11 << true;
    QTest::newRow("it ended within") << 11 << 14 << true;
}

void TestTimelineBacklog::theBacklogCountsWhatEndedAfterTheRange()
{
    QFETCH(const int, begin);
    QFETCH(const int, end);
    QFETCH(const bool, wasOpen);
    Chart chart;
    chart.ranges.draw(at(begin), at(end));
    chart.ask({});
    QVERIFY2(chart.said().startsWith(u"At most 1"_s) == wasOpen, qPrintable(chart.said()));
    chart.ranges.choose(ChartRange::All);
    chart.ask(
        query(u"since:2026-11-24T%1:00Z until:2026-11-24T%2:00Z"_s.arg(begin, 2, 10, QChar(u'0'))
                  .arg(end, 2, 10, QChar(u'0'))));
    QVERIFY2(chart.said().startsWith(u"At most 1"_s) == wasOpen, qPrintable(chart.said()));
}

QTEST_MAIN(TestTimelineBacklog)
#include "tst_timelinebacklog.moc"
