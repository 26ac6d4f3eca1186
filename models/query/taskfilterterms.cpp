// From a query to bits: what its conditions look at, and what texts and places fulfil.

#include "displaytext.h"
#include "querytime.h"
#include "querywords.h"
#include "region.h"
#include "taskfilter.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace {

/// A word that may be a part of an id: ids are drawn from letters and digits. Looking at every id
/// for any other word would cost most and find nothing.
bool mayBeInId(const QueryValue &value)
{
    constexpr qsizetype shortest = 5;
    const auto isIdLetter = [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
    };
    return value.match == QueryMatch::Contains && value.text.size() >= shortest &&
           std::ranges::all_of(value.text, isIdLetter) &&
           std::ranges::any_of(value.text, [](QChar c) { return c.isDigit(); });
}

template<typename Value>
std::optional<qint64> asNumber(const std::optional<Value> &value)
{
    return value ? std::optional(static_cast<qint64>(*value)) : std::nullopt;
}

/// What a condition that numbers decide compares with: ms, a state, 0 or 1.
std::optional<qint64> numberOf(QueryField field, const QString &text, const QDateTime &now)
{
    if (field == QueryField::Is)
        return asNumber(stateFromQueryWord(text));
    if (field == QueryField::Cross || field == QueryField::Accelerated)
        return asNumber(boolFromQueryWord(text));
    if (field == QueryField::Since || field == QueryField::Until) {
        const TimeEdge edge = field == QueryField::Since ? TimeEdge::Earliest : TimeEdge::Latest;
        const std::optional<QDateTime> time = timeFromQuery(text, now, edge);
        return time ? std::optional(time->toMSecsSinceEpoch()) : std::nullopt;
    }
    const std::optional<std::chrono::milliseconds> length = durationFromQuery(text);
    return length ? std::optional<qint64>(length->count()) : std::nullopt;
}

/// The words of values are in any case; those that mean nothing to us mean no value of ours.
template<typename Value, typename Read>
bool names(const QueryTerm &term, Value value, const Read &read)
{
    return std::ranges::any_of(term.values, [&](const QueryValue &word) {
        return word.match != QueryMatch::Regex && read(word.text) == value;
    });
}

} // namespace

TaskFilter::TaskFilter(const TaskStore &store, TaskQuery query, QueryContext context)
    : m_store(store), m_query(std::move(query)), m_context(std::move(context))
{
    m_nowMs = m_context.now.toMSecsSinceEpoch();
    if (!m_query.has(QueryField::Since) && !m_query.has(QueryField::Until))
        m_range = m_context.range;
    if (m_query.terms.size() > TaskQuery::maxValues)
        m_query.terms.resize(TaskQuery::maxValues);
    Bits bit = 1;
    for (const QueryTerm &term : m_query.terms) {
        m_matchers.emplace_back(term);
        addTerm(term, bit);
        bit <<= 1;
    }
    lookUpWords();
}

void TaskFilter::addTerm(const QueryTerm &term, Bits bit)
{
    m_all |= bit;
    if (std::ranges::find(term.values, QueryMatch::Regex, &QueryValue::match) != term.values.end())
        m_withRegex |= bit;
    if (term.negated) {
        m_negated |= bit;
        m_eitherEnd |= bit; // neither end may have it
    }
    switch (term.field) {
    case QueryField::Text:
    case QueryField::Image:
        return addTextTerm(term, bit);
    case QueryField::Status:
        m_onStatus |= bit;
        m_byHead |= bit;
        return;
    case QueryField::Cause:
        m_onCause |= bit;
        return;
    case QueryField::Namespace:
        m_onNamespace |= bit;
        return;
    case QueryField::Repo:
        m_onRepo |= bit;
        return;
    case QueryField::Tag:
        m_onTag |= bit;
        return;
    case QueryField::Rule:
        m_onRule |= bit;
        return;
    case QueryField::Batch:
        m_onBatch |= bit;
        return;
    case QueryField::Trigger:
        m_onTrigger |= bit;
        m_byHead |= bit;
        return;
    case QueryField::From:
        m_onSource |= bit;
        return;
    case QueryField::To:
        m_onDestination |= bit;
        return;
    case QueryField::Route:
        return addRoutes(term, bit);
    case QueryField::Instance:
        m_onInstance |= bit;
        return;
    case QueryField::Id:
        m_onId |= bit;
        return;
    case QueryField::Since:
    case QueryField::Until:
    case QueryField::Age:
    case QueryField::Duration:
    case QueryField::Is:
    case QueryField::Cross:
    case QueryField::Accelerated:
        return addNumberTerm(term, bit);
    }
}

void TaskFilter::addTextTerm(const QueryTerm &term, Bits bit)
{
    if (term.field == QueryField::Text) {
        m_bare |= bit;
        m_eitherEnd |= bit;
        m_onRule |= bit;
        m_onInstance |= bit;
        m_onStatus |= bit;
        m_onCause |= bit;
        if (std::ranges::any_of(term.values, mayBeInId)) {
            m_onBatch |= bit;
            m_onId |= bit;
        }
    }
    if (m_matchers.back().needsWhole()) {
        m_onWholeImage |= bit;
        return;
    }
    m_onPath |= bit;
    m_onTag |= bit;
    for (const QueryValue &value : term.values) {
        const qsizetype colon = value.text.lastIndexOf(u':');
        if (colon >= 0) {
            m_joinedWords.push_back({.bit = bit,
                                     .pathEnd = value.text.first(colon).toLower().toUtf8(),
                                     .tagBegin = value.text.sliced(colon + 1).toLower().toUtf8()});
        }
    }
}

void TaskFilter::addNumberTerm(const QueryTerm &term, Bits bit)
{
    NumberTerm number{.bit = bit, .field = term.field, .sign = term.sign};
    for (const QueryValue &value : term.values) {
        if (const auto known = numberOf(term.field, value.text, m_context.now))
            number.values.push_back(*known);
    }
    m_numbers.push_back(std::move(number));
    m_byHead |= bit;
}

void TaskFilter::addRoutes(const QueryTerm &term, Bits bit)
{
    for (const QueryValue &value : term.values) {
        const qsizetype arrow = value.text.indexOf(u'>');
        if (arrow >= 0 && m_routes.size() < TaskQuery::maxValues)
            m_routes.push_back({.bit = bit,
                                .from = value.text.first(arrow).trimmed(),
                                .to = value.text.sliced(arrow + 1).trimmed()});
    }
}

/// Of the words that are known once and for all: statuses, triggers, causes.
void TaskFilter::lookUpWords()
{
    Bits bit = 1;
    for (std::size_t i = 0; i < m_query.terms.size(); ++i, bit <<= 1) {
        lookUpStatuses(m_query.terms[i], m_matchers[i], bit);
        lookUpTriggers(m_query.terms[i], m_matchers[i], bit);
        lookUpIssues(m_query.terms[i], m_matchers[i], bit);
    }
}

void TaskFilter::lookUpStatuses(const QueryTerm &term, const QueryMatcher &matcher, Bits bit)
{
    const bool isBare = term.field == QueryField::Text;
    if (!isBare && term.field != QueryField::Status)
        return;
    for (const SyncTaskStatus status : shownStatuses) {
        const bool isMeant =
            isBare ? matcher.isIn(displayName(status))
                   : names(term, status, statusFromQueryWord) || matcher.isWhole(queryWord(status));
        if (isMeant)
            m_statuses[static_cast<std::size_t>(status)] |= bit;
    }
}

void TaskFilter::lookUpTriggers(const QueryTerm &term, const QueryMatcher &matcher, Bits bit)
{
    if (term.field != QueryField::Trigger)
        return;
    for (std::size_t value = 0; value < m_triggers.size(); ++value) {
        const auto trigger = static_cast<TaskTrigger>(value);
        if (names(term, trigger, triggerFromQueryWord) || matcher.isWhole(queryWord(trigger)))
            m_triggers[value] |= bit;
    }
}

void TaskFilter::lookUpIssues(const QueryTerm &term, const QueryMatcher &matcher, Bits bit)
{
    const bool isBare = term.field == QueryField::Text;
    if (!isBare && term.field != QueryField::Cause)
        return;
    for (std::size_t value = 1; value < m_issues.size(); ++value) {
        const auto issue = static_cast<TaskIssue>(value);
        if (isBare ? matcher.isIn(displayName(issue)) : names(term, issue, issueFromQueryWord))
            m_issues[value] |= bit;
    }
}

/// Looks at what the store learned since.
void TaskFilter::catchUp() const
{
    const StringPool &texts = m_store.texts();
    const auto firstNew = static_cast<StringPool::Id>(m_texts.size());
    for (StringPool::Id id = firstNew; id < texts.size(); ++id)
        m_texts.push_back(factsOfText(texts.bytes(id)));
    if (firstNew < texts.size()) {
        addNames(firstNew, m_onRule, m_context.names.rules);
        addNames(firstNew, m_onInstance, m_context.names.instances);
    }
    for (StringPool::Id id = firstNew; id < texts.size(); ++id) {
        if (m_texts[id].found != 0)
            m_foundTexts.push_back(id);
    }
    if (m_onBatch != 0) {
        const StringPool &batches = m_store.batches();
        for (auto id = static_cast<StringPool::Id>(m_batches.size()); id < batches.size(); ++id) {
            const QByteArrayView bytes = batches.bytes(id);
            m_batches.push_back(bitsWhere(
                m_onBatch, [bytes](const QueryMatcher &matcher) { return matcher.isIn(bytes); }));
            m_inBatches |= m_batches.back();
        }
    }
    for (auto place = static_cast<quint32>(m_places.size()); place < m_store.placeCount();
         ++place) {
        const PlaceFacts &facts = m_places.emplace_back(factsOfPlace(m_store.place(place)));
        m_inPlaces |= facts.whenFrom.bySource | facts.whenTo.byDestination;
    }
}

/// What a thing is called is found as its id is.
void TaskFilter::addNames(StringPool::Id firstNew, Bits among,
                          const QHash<QString, QString> &names) const
{
    if (among == 0)
        return;
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        const std::optional<StringPool::Id> id = m_store.texts().find(name.key());
        if (!id || *id < firstNew || *id == StringPool::empty)
            continue;
        m_texts[*id].found |= bitsWhere(
            among, [&name](const QueryMatcher &matcher) { return matcher.isIn(name.value()); });
    }
}

TaskFilter::TextFacts TaskFilter::factsOfText(QByteArrayView text) const
{
    const Bits onParts = m_onTag | m_onRule | m_onInstance | m_bare;
    const Bits onWords = (m_onStatus | m_onCause | m_onTrigger) & ~m_bare;
    TextFacts facts{
        .found = bitsWhere(onParts, [text](const QueryMatcher &m) { return m.isIn(text); }) |
                 bitsWhere(onWords, [text](const QueryMatcher &m) { return m.isWord(text); })};
    if (m_joinedWords.empty())
        return facts;
    const QByteArray lower = QString::fromUtf8(text).toLower().toUtf8();
    for (const JoinedWord &word : m_joinedWords) {
        if (lower.startsWith(word.tagBegin))
            facts.tagBegins |= word.bit;
    }
    return facts;
}

TaskFilter::PlaceFacts TaskFilter::factsOfPlace(const ImagePlace &place) const
{
    const StringPool &texts = m_store.texts();
    const QByteArrayView repoNamespace = texts.bytes(place.repoNamespace);
    const QByteArrayView repo = texts.bytes(place.repo);
    const QString path = texts.text(place.repoNamespace) + u'/' + texts.text(place.repo);
    const QString region = texts.text(place.region);
    const QString town = placeName(region);
    const QString instance = texts.text(place.instance);
    const QString instanceName = m_context.names.instances.value(instance);
    const auto isAt = [&](const QueryMatcher &matcher) {
        return matcher.isWhole(region) || matcher.isWhole(town) || matcher.isIn(instance) ||
               (!instanceName.isEmpty() && matcher.isIn(instanceName));
    };
    const auto isNamed = [&](const QueryMatcher &matcher) {
        return matcher.isIn(region) || matcher.isIn(town) || matcher.isIn(instance) ||
               (!instanceName.isEmpty() && matcher.isIn(instanceName));
    };
    PlaceFacts facts;
    const Bits found =
        bitsWhere(m_onNamespace, [&](const QueryMatcher &m) { return m.isIn(repoNamespace); }) |
        bitsWhere(m_onRepo, [&](const QueryMatcher &m) { return m.isIn(repo); }) |
        bitsWhere(m_onPath, [&](const QueryMatcher &m) { return m.isIn(path); }) |
        bitsWhere(m_bare, isNamed);
    facts.whenFrom = atSource(found);
    facts.whenTo = atDestination(found);
    const Bits asSource = bitsWhere(m_onSource, isAt);
    const Bits asDestination = bitsWhere(m_onDestination, isAt);
    facts.whenFrom.add({asSource, asSource});
    facts.whenTo.add({asDestination, asDestination});
    const auto isHere = [&](const QString &word) {
        return word.compare(region, Qt::CaseInsensitive) == 0 ||
               word.compare(town, Qt::CaseInsensitive) == 0;
    };
    for (std::size_t i = 0; i < m_routes.size(); ++i) {
        facts.routesFrom |= isHere(m_routes[i].from) ? Bits{1} << i : 0;
        facts.routesTo |= isHere(m_routes[i].to) ? Bits{1} << i : 0;
    }
    const QByteArray lower = path.toLower().toUtf8();
    for (const JoinedWord &word : m_joinedWords) {
        if (lower.endsWith(word.pathEnd))
            facts.pathEnds |= word.bit;
    }
    return facts;
}
