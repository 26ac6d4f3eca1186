// plantedrace PLANT: two threads that give each other values as the program's do, without a fault
// ("none") or with the one that is named. See findsraces.sh.

#include "handed.h"
#include "historythread.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QObject>
#include <QStringList>

#include <array>
#include <atomic>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

/// Shared with the other thread as it must not be.
struct Note {
    int count = 0;
    std::vector<int> numbers{};
};

/// The other thread is so far. No order follows from it: only what is planted is out of order.
class Mark final {
public:
    void set() { m_isSet.store(true, std::memory_order_relaxed); }
    void wait() const
    {
        while (!m_isSet.load(std::memory_order_relaxed))
            std::this_thread::yield();
    }

private:
    std::atomic<bool> m_isSet = false;
};

} // namespace

/// The half that lives in the thread.
class PlantedWorker final : public QObject {
    Q_OBJECT

public:
    int count = 0;
    QStringList words{};

    void add(const QString &word)
    {
        ++count;
        words.append(word);
    }
    void answer() { Q_EMIT answered(std::make_shared<Note>(Note{.count = count})); }

Q_SIGNALS:
    void answered(const Handed<std::shared_ptr<Note>> &note);
};

namespace {

/// What the program does: posts, answers, and a wait.
int exchange(PlantedWorker &worker)
{
    QEventLoop loop;
    QObject here;
    QObject::connect(&worker, &PlantedWorker::answered, &here,
                     [&loop](const Handed<std::shared_ptr<Note>> &note) {
                         (*note)->numbers.push_back((*note)->count);
                         if ((*note)->count == 200)
                             loop.quit();
                     });
    for (int i = 1; i <= 200; ++i) {
        QString word = u"word %1"_s.arg(i);
        postTo(worker, [&worker, word] { worker.add(word); });
        word += u" changed"_s;
        postTo(worker, [&worker] { worker.answer(); });
    }
    loop.exec();
    int counted = 0;
    runIn(worker, [&worker, &counted] { counted = worker.count + int(worker.words.size()); });
    return counted == 400 ? 0 : 1;
}

/// The poster reads what belongs to the worker.
int readField(PlantedWorker &worker)
{
    static Mark done;
    postTo(worker, [&worker] {
        worker.add(u"word"_s);
        done.set();
    });
    done.wait();
    return worker.count == 1 ? 0 : 1;
}

/// The poster changes what it has given away.
int changeGiven(PlantedWorker &worker)
{
    static Mark begun;
    static Mark changed;
    static Note note;
    postTo(worker, [&worker] {
        begun.set();
        changed.wait();
        worker.count = note.count;
    });
    begun.wait();
    note.count = 1;
    changed.set();
    runIn(worker, [] {});
    return 0;
}

/// The worker changes what it has answered.
int changeAnswer(PlantedWorker &worker)
{
    static Mark sent; // and the worker's own copy of the answer is gone
    static Mark read;
    static Mark changed;
    QEventLoop loop;
    QObject here;
    QObject::connect(&worker, &PlantedWorker::answered, &here,
                     [&loop](const Handed<std::shared_ptr<Note>> &note) {
                         sent.wait();
                         loop.exit((*note)->count);
                         read.set();
                         changed.wait();
                     });
    postTo(worker, [&worker] {
        const auto note = std::make_shared<Note>();
        Q_EMIT worker.answered({note});
        sent.set();
        read.wait();
        note->count = 1;
        changed.set();
    });
    return loop.exec();
}

struct Plant {
    std::string_view name;
    int (*run)(PlantedWorker &worker);
};

constexpr std::array plants{
    Plant{.name = "none", .run = exchange},
    Plant{.name = "field", .run = readField},
    Plant{.name = "given", .run = changeGiven},
    Plant{.name = "answer", .run = changeAnswer},
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication app(argc, argv);
    const std::string_view wanted = argc == 2 ? argv[1] : "";
    for (const Plant &plant : plants) {
        if (plant.name != wanted)
            continue;
        PlantedWorker worker;
        HistoryThread thread;
        thread.adopt(worker);
        const int result = plant.run(worker);
        runIn(worker, [&worker, home = app.thread()] { worker.moveToThread(home); });
        return result;
    }
    return 2;
}

#include "plantedrace.moc"
