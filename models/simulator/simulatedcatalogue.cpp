#include "simulatedcatalogue.h"

#include "seededrandom.h"
#include "seededtext.h"

#include <algorithm>
#include <array>
#include <span>

namespace {

constexpr qint64 dayMs = 86'400'000;

struct Place {
    const char *regionId;
    const char *name;
};

constexpr std::array sourcePlaces = {
    Place{"cn-hangzhou", "hub-hangzhou"},   Place{"cn-shanghai", "hub-shanghai"},
    Place{"cn-beijing", "hub-beijing"},     Place{"cn-hongkong", "hub-hongkong"},
    Place{"ap-northeast-1", "hub-tokyo"},   Place{"cn-guangzhou", "hub-guangzhou"},
    Place{"ap-southeast-5", "hub-jakarta"}, Place{"cn-zhangjiakou", "hub-zhangjiakou"},
};

enum Destination : quint8 { Frankfurt, Singapore, California, Shenzhen, Dubai };
constexpr std::array destinationRegions = {"eu-central-1", "ap-southeast-1", "us-west-1",
                                           "cn-shenzhen", "me-east-1"};

struct NamespaceSketch {
    const char *name;
    TagStyle style;
    std::span<const char *const> repositories;
};

constexpr std::array paymentsRepositories = {"ledger-api", "ledger-worker", "checkout",
                                             "fraud-score", "invoice-pdf"};
constexpr std::array webRepositories = {"storefront", "admin", "cdn-edge", "image-resizer"};
constexpr std::array mlRepositories = {"ranker", "embeddings", "llm-gateway", "feature-store"};
constexpr std::array platformRepositories = {"ingress", "ci-runner", "base-jdk", "base-python"};
constexpr std::array dataRepositories = {"etl-orders", "clickstream", "airflow"};
constexpr std::array searchRepositories = {"indexer", "query-api"};
constexpr std::array mobileRepositories = {"push-gateway", "bff", "config"};
constexpr std::array securityRepositories = {"scanner", "audit-log"};
constexpr std::array logisticsRepositories = {"route-planner", "warehouse-api", "label-printer"};

// Instance i holds the namespaces whose number is i modulo the number of instances, at least one.
constexpr std::array namespaces = {
    NamespaceSketch{"payments", TagStyle::Application, paymentsRepositories},
    NamespaceSketch{"web", TagStyle::Application, webRepositories},
    NamespaceSketch{"ml", TagStyle::Model, mlRepositories},
    NamespaceSketch{"platform", TagStyle::Base, platformRepositories},
    NamespaceSketch{"data", TagStyle::Application, dataRepositories},
    NamespaceSketch{"search", TagStyle::Application, searchRepositories},
    NamespaceSketch{"mobile", TagStyle::Application, mobileRepositories},
    NamespaceSketch{"security", TagStyle::Base, securityRepositories},
    NamespaceSketch{"logistics", TagStyle::Application, logisticsRepositories},
};

constexpr quint32 kind(TagKind tagKind)
{
    return 1U << static_cast<unsigned>(tagKind);
}

/// A tag filter and what it matches. Kept together: there is no need to run the expression.
struct TagFilter {
    const char *expression;
    quint32 kinds;
};

constexpr TagFilter anyTag = {".*", 0x7f};
constexpr TagFilter releases = {R"(^v\d+\.\d+\.\d+$)", kind(TagKind::Release)};
constexpr TagFilter versions = {R"(^v\d+\.)", kind(TagKind::Release) | kind(TagKind::Candidate)};
constexpr TagFilter nightlies = {"^nightly-", kind(TagKind::Nightly)};

struct RuleSketch {
    const char *namespaceName;
    const char *repoName; ///< empty: the whole namespace
    const char *name;
    Destination destination;
    TagFilter filter;
    TaskTrigger trigger = TaskTrigger::Passive;
};

// Each namespace has one passive rule for any tag, so that each push causes a task, and at most
// three passive rules in all.
constexpr std::array ruleSketches = {
    RuleSketch{"payments", "", "prod-eu", Frankfurt, anyTag},
    RuleSketch{"payments", "", "prod-us", California, versions},
    RuleSketch{"payments", "", "prod-apac", Singapore, releases},
    RuleSketch{"payments", "", "rollback-eu", Frankfurt, anyTag, TaskTrigger::Initiative},
    RuleSketch{"web", "", "web-eu", Frankfurt, anyTag},
    RuleSketch{"web", "", "web-us", California, versions},
    RuleSketch{"web", "storefront", "storefront-me", Dubai, releases},
    RuleSketch{"ml", "", "ml-all", Singapore, anyTag},
    RuleSketch{"ml", "", "ml-nightly", California, nightlies},
    RuleSketch{"ml", "", "ml-evaluation", Frankfurt, anyTag, TaskTrigger::Initiative},
    RuleSketch{"platform", "", "base-eu", Frankfurt, anyTag},
    RuleSketch{"platform", "", "base-us", California, anyTag},
    RuleSketch{"platform", "", "base-south", Shenzhen, anyTag},
    RuleSketch{"data", "", "data-sg", Singapore, anyTag},
    RuleSketch{"data", "", "data-dr", Shenzhen, releases},
    RuleSketch{"search", "", "search-apac", Singapore, anyTag},
    RuleSketch{"search", "query-api", "search-me", Dubai, versions},
    RuleSketch{"mobile", "", "mobile-apac", Singapore, anyTag},
    RuleSketch{"mobile", "", "mobile-me", Dubai, releases},
    RuleSketch{"security", "", "security-everywhere", Frankfurt, anyTag},
    RuleSketch{"security", "scanner", "scanner-on-demand", Shenzhen, anyTag,
               TaskTrigger::Initiative},
    RuleSketch{"logistics", "", "logistics-me", Dubai, anyTag},
    RuleSketch{"logistics", "", "logistics-dr", Shenzhen, releases},
};

QByteArray seededId(const char *prefix, SeededRandom &random)
{
    QByteArray id(prefix);
    appendWord(id, random.next());
    return id;
}

SimulatedInstance makeInstance(int index, SeededRandom &random, qint64 startMs)
{
    const auto round = static_cast<std::size_t>(index) / sourcePlaces.size();
    const Place &place = sourcePlaces[static_cast<std::size_t>(index) % sourcePlaces.size()];
    QByteArray name(place.name);
    if (round > 0)
        name += '-' + QByteArray::number(static_cast<int>(round) + 1);
    return {.id = seededId("cri-", random),
            .name = name,
            .regionId = place.regionId,
            .resourceGroupId = seededId("rg-", random),
            .createdMs = startMs - dayMs * (400 + random.below(600)) - random.below(dayMs)};
}

SimulatedRule makeRule(const RuleSketch &sketch, quint16 instance, SeededRandom &random,
                       qint64 startMs)
{
    const bool isManual = sketch.trigger == TaskTrigger::Initiative;
    return {.id = seededId("crsr-", random),
            .name = sketch.name,
            .namespaceName = sketch.namespaceName,
            .repoName = sketch.repoName,
            .tagFilter = sketch.filter.expression,
            .tagKinds = sketch.filter.kinds,
            .instance = instance,
            .destination = sketch.destination,
            .trigger = sketch.trigger,
            .priority = static_cast<quint8>(isManual ? 1 + random.below(5) : 0),
            .createdMs = startMs - dayMs * (380 - random.below(20)) - random.below(dayMs)};
}

bool isTaken(const QByteArray &name, const QByteArray &filter)
{
    return filter.isEmpty() ||
           LimitedRegex(QString::fromUtf8(filter)).match(QString::fromUtf8(name)) ==
               LimitedRegex::Outcome::Match;
}

void addRuleTo(std::vector<SimulatedRepository> &repositories, const SimulatedRule &rule,
               quint16 index)
{
    for (SimulatedRepository &repository : repositories) {
        if (repository.instance != rule.instance ||
            repository.namespaceName != rule.namespaceName ||
            (!rule.repoName.isEmpty() && repository.name != rule.repoName) ||
            !isTaken(repository.name, rule.repoNameFilter))
            continue;
        auto &rules =
            rule.trigger == TaskTrigger::Passive ? repository.passiveRules : repository.manualRules;
        rules.push_back(index);
    }
}

void addNamespace(SimulatedCatalogue &catalogue, const NamespaceSketch &sketch, quint16 instance,
                  SeededRandom &random, qint64 startMs)
{
    constexpr quint64 immutableOneOf = 3;
    for (const char *repository : sketch.repositories) {
        const quint64 repositoryKey = random.next();
        catalogue.repositories.push_back(
            {.namespaceName = sketch.name,
             .name = repository,
             .key = repositoryKey,
             .instance = instance,
             .style = sketch.style,
             .hasImmutableTags = mixed(repositoryKey, 0x696d6d) % immutableOneOf == 0});
    }
    for (const RuleSketch &rule : ruleSketches) {
        if (QByteArrayView(rule.namespaceName) != QByteArrayView(sketch.name))
            continue;
        catalogue.addRule(makeRule(rule, instance, random, startMs));
    }
}

} // namespace

bool SimulatedRule::matches(const SimulatedImage &image) const
{
    if (!tagPattern)
        return (tagKinds >> static_cast<unsigned>(tagKind(image)) & 1U) != 0;
    QByteArray tag;
    appendTag(tag, image);
    return tagPattern->match(QString::fromLatin1(tag)) == LimitedRegex::Outcome::Match;
}

int SimulatedCatalogue::instanceWithId(QByteArrayView id) const
{
    const auto found = std::ranges::find(instances, id, &SimulatedInstance::id);
    return found == instances.end() ? -1 : static_cast<int>(found - instances.begin());
}

int SimulatedCatalogue::destinationWithId(QByteArrayView id) const
{
    const auto found = std::ranges::find(destinations, id, &SimulatedDestination::instanceId);
    return found == destinations.end() ? -1 : static_cast<int>(found - destinations.begin());
}

int SimulatedCatalogue::ruleWithId(int instance, QByteArrayView id) const
{
    const auto found = std::ranges::find_if(rules, [&](const SimulatedRule &rule) {
        return rule.instance == instance && !rule.isDeleted && rule.id == id;
    });
    return found == rules.end() ? -1 : static_cast<int>(found - rules.begin());
}

void SimulatedCatalogue::addRule(const SimulatedRule &rule)
{
    rules.push_back(rule);
    addRuleTo(repositories, rule, static_cast<quint16>(rules.size() - 1));
}

void SimulatedCatalogue::deleteRule(int rule)
{
    rules[static_cast<std::size_t>(rule)].isDeleted = true;
    for (SimulatedRepository &repository : repositories) {
        std::erase(repository.passiveRules, static_cast<quint16>(rule));
        std::erase(repository.manualRules, static_cast<quint16>(rule));
    }
}

SimulatedCatalogue makeCatalogue(quint64 seed, int instances, qint64 startMs)
{
    const auto count = static_cast<std::size_t>(std::clamp(instances, 1, maximumInstances));
    SeededRandom random(mixed(seed, 0x636174));
    SimulatedCatalogue catalogue;
    for (const char *regionId : destinationRegions) {
        catalogue.destinations.push_back({.instanceId = seededId("cri-", random),
                                          .regionId = regionId,
                                          .isAccelerated = random.oneIn(2)});
    }
    for (std::size_t i = 0; i < count; ++i) {
        catalogue.instances.push_back(makeInstance(static_cast<int>(i), random, startMs));
        const std::size_t step = std::min(count, namespaces.size());
        for (std::size_t n = i % namespaces.size(); n < namespaces.size(); n += step)
            addNamespace(catalogue, namespaces[n], static_cast<quint16>(i), random, startMs);
    }
    return catalogue;
}
