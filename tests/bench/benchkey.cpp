#include "benchmarks.h"
#include "benchserver.h"
#include "benchtasks.h"
#include "benchwait.h"
#include "clock.h"
#include "dashboard.h"
#include "paintwatch.h"
#include "tablepeers.h"
#include "tasktableview.h"
#include "toolbar.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int keyTasks = 300'000;
constexpr int digits = 10;    // each is typed and taken back: 20 keys
constexpr int peerDigits = 2; // Qt's proxy is quadratic: each takes seconds
constexpr auto longestKey = 5s;

void press(QWidget &widget, int key, const QString &text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(&widget, &event);
    }
}

/// From each of twenty keys to the paint of a table with other rows, in ms.
class KeyTimes final {
public:
    explicit KeyTimes(Dashboard &dashboard)
        : m_dashboard(dashboard),
          m_field(*dashboard.window().toolBar().findChild<QLineEdit *>()),
          m_paints(*dashboard.window().table().viewport())
    {
    }

    void measure()
    {
        // Tags have each digit after a dot. That is no beginning of a field, for which the box
        // would wait longer.
        type(Qt::Key_Period, u"."_s);
        m_times.clear();
        m_missed = 0;
        for (int digit = 0; digit < digits; ++digit) {
            type(Qt::Key_0 + digit, QString::number(digit));
            type(Qt::Key_Backspace, u"\b"_s);
        }
    }
    [[nodiscard]] const std::vector<double> &times() const { return m_times; }
    [[nodiscard]] int missed() const { return m_missed; }

private:
    void type(int key, const QString &text)
    {
        const int before = m_dashboard.model().rowCount();
        const double ms = m_paints.msUntilPainted(
            [&] { press(m_field, key, text); },
            [this, before] { return m_dashboard.model().rowCount() != before; }, longestKey);
        if (ms >= 0)
            return m_times.push_back(ms);
        ++m_missed;
        qWarning("'%s' does not change the rows", qPrintable(m_field.text()));
    }

    Dashboard &m_dashboard;
    QLineEdit &m_field;
    PaintWatch m_paints;
    std::vector<double> m_times;
    int m_missed = 0;
};

/// The same with Qt's proxy, without a pause before it filters.
std::vector<double> peerTimes()
{
    TaskStore store;
    BenchTasks some(1);
    fill(store, some, keyTasks);
    PlainTaskModel plain(store, keyTasks);
    TypedProxyModel proxy(plain);
    QTableView view;
    view.setModel(&proxy);
    view.resize(1280, 720);
    view.show();
    proxy.setWord(u":2."_s);
    std::vector<double> times;
    for (int digit = 1; digit <= peerDigits; ++digit) {
        for (const QString &word : {u":2.%1"_s.arg(digit), u":2."_s}) {
            times.push_back(milliseconds([&] {
                proxy.setWord(word);
                view.viewport()->repaint();
            }));
        }
    }
    return times;
}

} // namespace

std::vector<Figure> benchKey(const QString &program)
{
    say(u"key: reading %L1 tasks into a window"_s.arg(keyTasks));
    const BenchServer server(program, keyTasks);
    if (!server.isRunning())
        return {};
    SystemClock clock;
    Dashboard dashboard(clock, {.chartRange = ChartRange::All, .refreshInterval = 0s});
    server.showIn(dashboard, clock);
    const bool isWhole = waitForAll(dashboard, keyTasks);
    letPass(2s); // what follows the rows has been counted
    say(u"key: typing"_s);
    KeyTimes keys(dashboard);
    keys.measure();
    say(u"key: the same with QSortFilterProxyModel, which takes its time"_s);
    const std::vector<double> theirs = peerTimes();

    std::vector<Figure> figures;
    for (const auto &[name, part] : {std::pair(u"p50"_s, 0.5), std::pair(u"p95"_s, 0.95)}) {
        Figure figure{.what = u"key to other rows painted, 300,000 tasks, %1"_s.arg(name),
                      .unit = u"ms"_s,
                      .value = partOf(keys.times(), part),
                      .peer = u"QSortFilterProxyModel, which waits for no pause in typing"_s,
                      .peerValue = partOf(theirs, part),
                      .expected = u"each key changes the rows"_s,
                      .isMet = isWhole && keys.missed() == 0};
        figure.ratio = figure.value > 0 ? figure.peerValue / figure.value : 0;
        figure.runs = spreadOf(keys.times());
        figure.peerRuns = spreadOf(theirs);
        figures.push_back(figure);
    }
    return figures;
}
