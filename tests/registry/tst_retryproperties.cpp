#include "cannedreply.h"
#include "manualclock.h"
#include "registryclient.h"
#include "requestbudget.h"
#include "retryquota.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr unsigned seeds = IS_SANITIZED ? 400 : 2'000;
const Credentials modelKey{
    .accessKeyId = "id", .accessKeySecret = Secret("secret"), .securityToken = {}};

/// All that is random, from one seed.
class Dice {
public:
    explicit Dice(unsigned seed) : m_random(seed) {}
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool chance(int percent) { return upTo(99) < percent; }
    double unit() { return std::uniform_real_distribution<double>(0, 1)(m_random); }

private:
    std::mt19937 m_random;
};

/// What a server makes of one request.
struct Fate {
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    int status = 200;
    QByteArray code{};
    int waitSeconds = 0; ///< that it asks for; 0: none
    milliseconds takes{20};

    [[nodiscard]] bool isGood() const { return error == QNetworkReply::NoError && status == 200; }
};

CannedAnswer answerOf(const Fate &fate)
{
    CannedAnswer answer{.status = fate.error == QNetworkReply::NoError ? fate.status : 0,
                        .body = fate.isGood()
                                    ? QByteArray(R"({"IsSuccess":true,"Code":"success","PageNo":1,)"
                                                 R"("PageSize":30,"TotalCount":0,"Instances":[]})")
                                    : R"({"Code":")" + fate.code + R"(","Message":"m"})",
                        .error = fate.error};
    if (fate.waitSeconds > 0)
        answer.headers = {{"Retry-After", QByteArray::number(fate.waitSeconds)}};
    return answer;
}

/// One attempt of a call, as the server sees it.
struct Attempt {
    QDateTime begin{};
    Fate fate{};

    [[nodiscard]] QDateTime end() const { return begin.addMSecs(fate.takes.count()); }
};

/// A server that fails at random, that is away for a while, and that throttles for a while.
class ModelNetwork final : public QNetworkAccessManager {
public:
    enum class Weather { Fair, Away, Failing, Throttling };
    struct Spell {
        Weather weather = Weather::Fair;
        QDateTime begin{};
        QDateTime end{};
    };

    ModelNetwork(ManualClock &clock, Dice &dice) : m_clock(clock), m_dice(dice) {}

    std::vector<Spell> spells{};
    QDateTime faultsEnd{};
    int randomFaults = 0;                           ///< percent
    std::map<int, std::vector<Attempt>> attempts{}; // by call
    std::function<void(int call)> begins{};

protected:
    QNetworkReply *createRequest(Operation /*operation*/, const QNetworkRequest &request,
                                 QIODevice * /*outgoingData*/) override
    {
        const int call = QUrlQuery(request.url()).queryItemValue(u"PageNo"_s).toInt();
        const Attempt attempt{.begin = m_clock.now(), .fate = fateNow()};
        begins(call);
        attempts[call].push_back(attempt);
        return new CannedReply(request, answerOf(attempt.fate), m_clock, attempt.fate.takes, this);
    }

private:
    Fate fateNow()
    {
        for (const Spell &spell : spells) {
            if (m_clock.now() >= spell.begin && m_clock.now() < spell.end)
                return fateIn(spell.weather);
        }
        const bool isFault = m_clock.now() < faultsEnd && m_dice.chance(randomFaults);
        constexpr Weather bad[] = {Weather::Away, Weather::Failing, Weather::Throttling};
        return fateIn(isFault ? bad[m_dice.upTo(2)] : Weather::Fair);
    }
    Fate fateIn(Weather weather)
    {
        const milliseconds latency(5 + m_dice.upTo(400));
        switch (weather) {
        case Weather::Away:
            if (m_dice.chance(50))
                return {.error = QNetworkReply::OperationCanceledError, .takes = 20s}; // silent
            return {.error = QNetworkReply::ConnectionRefusedError, .takes = latency};
        case Weather::Failing:
            return {.status = m_dice.chance(50) ? 500 : 503,
                    .code = "ServiceUnavailable",
                    .waitSeconds = m_dice.chance(30) ? 1 + m_dice.upTo(20) : 0,
                    .takes = latency};
        case Weather::Throttling:
            return {.status = m_dice.chance(50) ? 429 : 400,
                    .code = "Throttling.User",
                    .waitSeconds = m_dice.chance(50) ? 1 + m_dice.upTo(20) : 0,
                    .takes = latency};
        case Weather::Fair:
            break;
        }
        return {.takes = latency};
    }

    ManualClock &m_clock;
    Dice &m_dice;
};

/// One account with its calls through bad weather, and what must hold at each moment.
class Run final {
public:
    explicit Run(unsigned seed)
        : m_dice(seed),
          m_network(std::make_shared<ModelNetwork>(m_clock, m_dice)),
          m_quota(std::make_shared<RetryQuota>(10 + m_dice.upTo(60)))
    {
        m_begin = m_clock.now();
        m_network->faultsEnd = m_begin.addSecs(150);
        m_network->randomFaults = m_dice.upTo(40);
        m_network->begins = [this](int call) { attemptBegins(call); };
        QDateTime at = m_begin;
        for (int spells = m_dice.upTo(3); spells > 0; --spells) {
            using Weather = ModelNetwork::Weather;
            constexpr Weather kinds[] = {Weather::Away, Weather::Failing, Weather::Throttling};
            const QDateTime begin = at.addSecs(m_dice.upTo(20));
            at = std::min(begin.addSecs(5 + m_dice.upTo(60)), m_network->faultsEnd);
            m_network->spells.push_back(
                {.weather = kinds[m_dice.upTo(2)], .begin = begin, .end = at});
        }
        auto client = std::make_unique<RegistryClient>(
            modelKey, EndpointRule{.ownEndpoint = u"https://model.example.test"_s}, m_clock,
            RandomSource{.nonce = [this] { return QByteArray::number(++m_nonces); },
                         .random = [this] { return m_dice.unit(); }},
            m_limits, m_network);
        client->shareRetryQuota(m_quota);
        m_client = client.get();
        m_budget = std::make_unique<RequestBudget>(std::move(client), m_clock);
    }

    /// What went wrong first; empty: nothing.
    QString play()
    {
        for (int call = 1, calls = 6 + m_dice.upTo(20); call <= calls; ++call)
            m_askTimes.push_back(m_begin.addSecs(m_dice.upTo(120)));
        std::ranges::sort(m_askTimes);
        std::size_t asked = 0;
        while (m_clock.now() < m_network->faultsEnd) {
            while (asked < m_askTimes.size() && m_askTimes[asked] <= m_clock.now())
                askAs(static_cast<int>(++asked));
            step();
        }
        recover();
        leaveNothing();
        return m_fault;
    }

private:
    void check(bool holds, const QString &otherwise)
    {
        if (!holds && m_fault.isEmpty())
            m_fault = otherwise;
    }
    void askAs(int call)
    {
        m_calls.push_back(::ask(*m_budget,
                                ListInstances{.regionId = u"cn-hangzhou"_s, .pageNo = call},
                                [this](const Result<RegistryInstancePage> &page) {
                                    ++m_answers;
                                    m_lastWasGood = page.has_value();
                                    m_withheld += !page && page.error().isRetryWithheld ? 1 : 0;
                                    checkQuota();
                                }));
        ++m_asked;
    }
    void step()
    {
        QCoreApplication::sendPostedEvents();
        m_clock.advance(1s);
        checkQuota();
    }
    void checkQuota()
    {
        check(m_quota->tokens() >= 0 && m_quota->tokens() <= m_quota->capacity(),
              u"%1 tokens"_s.arg(m_quota->tokens()));
    }

    /// Of a repetition: the wait since the attempt before, and whether it was paid for.
    void attemptBegins(int call)
    {
        checkQuota();
        const std::vector<Attempt> &before = m_network->attempts[call];
        if (before.empty())
            return;
        check(before.size() < static_cast<std::size_t>(m_limits.retry.maxAttempts),
              u"call %1 is sent too often"_s.arg(call));
        const Fate &last = before.back().fate;
        check(!last.isGood(), u"call %1 is sent though it was answered"_s.arg(call));
        const milliseconds waited(before.back().end().msecsTo(m_clock.now()));
        if (last.waitSeconds > 0) {
            check(waited == std::chrono::seconds(last.waitSeconds),
                  u"waited %1 ms, not as the server asks"_s.arg(waited.count()));
        } else {
            const milliseconds longest =
                std::min(m_limits.retry.base * (1 << (before.size() - 1)), m_limits.retry.cap);
            check(waited >= 0ms && waited <= longest,
                  u"waited %1 ms of %2"_s.arg(waited.count()).arg(longest.count()));
        }
        m_paid += last.error == QNetworkReply::OperationCanceledError ? RetryQuota::timeoutCost
                                                                      : RetryQuota::retryCost;
        checkPaid();
    }
    /// All that was ever paid was there at the beginning, or was given back by a success.
    void checkPaid()
    {
        int givenBack = 0;
        for (const auto &[call, attempts] : m_network->attempts) {
            if (attempts.empty() || !attempts.back().fate.isGood())
                continue;
            const bool wasTimeout =
                attempts.size() > 1 &&
                attempts[attempts.size() - 2].fate.error == QNetworkReply::OperationCanceledError;
            givenBack += attempts.size() == 1 ? RetryQuota::plainSuccess
                         : wasTimeout         ? RetryQuota::timeoutCost
                                              : RetryQuota::retryCost;
        }
        check(m_paid <= m_quota->capacity() + givenBack, u"%1 tokens were spent"_s.arg(m_paid));
    }

    /// Once the faults are over all calls end soon, and new ones are answered at the first attempt
    /// as soon as the last pause is over, however many tokens are left.
    void recover()
    {
        const QDateTime latest =
            m_clock.now().addMSecs((m_limits.whole + RequestBudget::longestPause + 5s).count());
        while (m_answers < m_asked && m_clock.now() < latest)
            step();
        check(m_answers == m_asked, u"%1 calls were not answered"_s.arg(m_asked - m_answers));
        m_clock.advance(RequestBudget::longestPause);
        const int tokens = m_quota->tokens();
        constexpr int first = 1000;
        constexpr int probes = 3;
        for (int probe = first; probe < first + probes; ++probe)
            askAs(probe);
        for (int steps = 0; steps < 4; ++steps)
            step();
        check(m_answers == m_asked && m_lastWasGood, u"it has not recovered"_s);
        check(m_quota->tokens() == std::min(tokens + probes, m_quota->capacity()),
              u"%1 tokens after %2"_s.arg(m_quota->tokens()).arg(tokens));
        for (int probe = first; probe < first + probes; ++probe)
            check(m_network->attempts[probe].size() == 1, u"a good call is repeated"_s);
    }
    void leaveNothing()
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        m_clock.advance(0ms);
        check(m_client->children().isEmpty(), u"a call is left"_s);
        check(m_network->children().isEmpty(), u"a reply is left"_s);
        check(m_budget->use().running == 0 && m_budget->use().waiting == 0, u"a turn is left"_s);
        check(m_clock.waiting() == 0, u"%1 timers are left"_s.arg(m_clock.waiting()));
    }

public:
    [[nodiscard]] int withheld() const { return m_withheld; }

private:
    ManualClock m_clock;
    Dice m_dice;
    CallLimits m_limits{};
    std::shared_ptr<ModelNetwork> m_network;
    std::shared_ptr<RetryQuota> m_quota;
    std::unique_ptr<RequestBudget> m_budget;
    RegistryClient *m_client = nullptr;
    std::vector<PendingCall> m_calls;
    std::vector<QDateTime> m_askTimes;
    QDateTime m_begin;
    QString m_fault;
    qint64 m_nonces = 0;
    int m_asked = 0;
    int m_answers = 0;
    int m_withheld = 0;
    int m_paid = 0;
    bool m_lastWasGood = false;
};

} // namespace

/// Each seed is an account of its own, on a clock of its own.
class TestRetryProperties final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"sync.api=false"_s); }
    void callsEndWithinTheirBounds()
    {
        int withheld = 0;
        for (unsigned seed = 1; seed <= seeds; ++seed) {
            Run run(seed);
            const QString fault = run.play();
            QVERIFY2(fault.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(fault)));
            withheld += run.withheld() > 0 ? 1 : 0;
        }
        // The quota is what ends many of them.
        QVERIFY2(withheld > static_cast<int>(seeds) / 20, qPrintable(QString::number(withheld)));
    }
};

QTEST_GUILESS_MAIN(TestRetryProperties)
#include "tst_retryproperties.moc"
