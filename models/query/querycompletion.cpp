#include "querycompletion.h"

#include "displaytext.h"
#include "displaywords.h"
#include "queryhint.h"
#include "queryparser.h"
#include "querysigns.h"
#include "querytext.h"
#include "querywords.h"
#include "region.h"
#include "statuscounts.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using Candidate = QueryCompletion::Candidate;

constexpr std::size_t mostCandidates = 50;

QString explain(QueryField field)
{
    switch (field) {
    case QueryField::Text:
        break;
    case QueryField::Status:
        return DisplayWords::tr("failed, running, waiting, cancelled, done");
    case QueryField::Cause:
        return DisplayWords::tr("why it failed");
    case QueryField::Namespace:
        return DisplayWords::tr("namespace of either end");
    case QueryField::Repo:
        return DisplayWords::tr("repository of either end");
    case QueryField::Tag:
        return DisplayWords::tr("tag of either end");
    case QueryField::Image:
        return DisplayWords::tr("namespace/repository:tag of either end");
    case QueryField::Rule:
        return DisplayWords::tr("name or id of the rule");
    case QueryField::Batch:
        return DisplayWords::tr("tasks of one push");
    case QueryField::Trigger:
        return DisplayWords::tr("push or manual");
    case QueryField::From:
        return DisplayWords::tr("region or instance it comes from");
    case QueryField::To:
        return DisplayWords::tr("region or instance it goes to");
    case QueryField::Route:
        return DisplayWords::tr("both regions: from>to");
    case QueryField::Instance:
        return DisplayWords::tr("instance that lists the task");
    case QueryField::Id:
        return DisplayWords::tr("id of the task");
    case QueryField::Since:
        return DisplayWords::tr("ended (or began) within 2h, 7d, or after 2026-11-20T10:00");
    case QueryField::Until:
        return DisplayWords::tr("ended (or began) before");
    case QueryField::Age:
        return DisplayWords::tr("time since it was created, as in age>30m");
    case QueryField::Duration:
        return DisplayWords::tr("how long it took, as in duration>5m");
    case QueryField::Is:
        return DisplayWords::tr("stuck, latest, repaired, acknowledged, active, failed, …");
    case QueryField::Cross:
        return DisplayWords::tr("to another account: yes or no");
    case QueryField::Accelerated:
        return DisplayWords::tr("through the accelerated network: yes or no");
    }
    return {};
}

bool isComparison(QueryField field)
{
    return field == QueryField::Age || field == QueryField::Duration;
}

/// The distinct texts of \p part among the repositories.
std::vector<StringPool::Id> repositoryTexts(const TaskStore &store,
                                            StringPool::Id RepositoryKey::*part)
{
    QSet<StringPool::Id> seen{StringPool::empty};
    std::vector<StringPool::Id> texts;
    for (quint32 number = 0; number < store.repositoryCount(); ++number) {
        const StringPool::Id id = store.repository(number).*part;
        if (seen.contains(id))
            continue;
        seen.insert(id);
        texts.push_back(id);
    }
    return texts;
}

std::vector<Candidate> namesOf(const TaskStore &store, StringPool::Id RepositoryKey::*part)
{
    std::vector<Candidate> values;
    for (const StringPool::Id id : repositoryTexts(store, part))
        values.push_back({.text = store.texts().text(id)});
    return values;
}

/// The regions that tasks have at the end \p use.
std::vector<Candidate> regions(const TaskStore &store, TextUse use)
{
    std::vector<Candidate> values;
    for (const StringPool::Id id : repositoryTexts(store, &RepositoryKey::region)) {
        if ((store.usesOf(id) & use) == 0)
            continue;
        const QString region = store.texts().text(id);
        values.push_back({.text = region, .explanation = placeName(region)});
    }
    return values;
}

std::vector<Candidate> named(const QHash<QString, QString> &names)
{
    std::vector<Candidate> values;
    for (auto name = names.cbegin(); name != names.cend(); ++name)
        values.push_back({.text = name.value().isEmpty() ? name.key() : name.value(),
                          .explanation = name.key()});
    return values;
}

/// The word of each of \p values, with what it is called in the window.
template<typename Values>
std::vector<Candidate> wordsOf(const Values &values)
{
    std::vector<Candidate> words;
    words.reserve(std::size(values));
    for (const auto value : values)
        words.push_back({.text = queryWord(value), .explanation = displayName(value)});
    return words;
}

std::vector<Candidate> plain(const QStringList &texts)
{
    std::vector<Candidate> words;
    words.reserve(static_cast<std::size_t>(texts.size()));
    for (const QString &text : texts)
        words.push_back({.text = text});
    return words;
}

/// Ours, then those that only the registry knows and that tasks have.
std::vector<Candidate> withForeign(std::vector<Candidate> words, QueryField field,
                                   const TaskStore &store)
{
    const std::vector<Candidate> foreign = plain(foreignWords(field, store));
    words.insert(words.end(), foreign.begin(), foreign.end());
    return words;
}

std::vector<Candidate> states()
{
    std::vector<Candidate> words;
    for (const QueryStateName &state : queryStateNames())
        words.push_back({.text = state.name.toString()});
    return words;
}

std::vector<Candidate> valuesOf(QueryField field, const TaskStore &store, const QueryNames &names)
{
    switch (field) {
    case QueryField::Namespace:
        return namesOf(store, &RepositoryKey::repoNamespace);
    case QueryField::Repo:
        return namesOf(store, &RepositoryKey::repo);
    case QueryField::From:
        return regions(store, UsedAsSourceRegion);
    case QueryField::To:
        return regions(store, UsedAsDestinationRegion);
    case QueryField::Rule:
        return named(names.rules);
    case QueryField::Instance:
        return named(names.instances);
    case QueryField::Status:
        return withForeign(wordsOf(shownStatuses), field, store);
    case QueryField::Cause:
        return withForeign(
            wordsOf(std::array{TaskIssue::OssPolicyUnauthorized, TaskIssue::TagConflict,
                               TaskIssue::UnsupportedFormat, TaskIssue::InternalError,
                               TaskIssue::NetworkError, TaskIssue::DataLengthExceeded}),
            field, store);
    case QueryField::Trigger:
        return withForeign(wordsOf(std::array{TaskTrigger::Passive, TaskTrigger::Initiative}),
                           field, store);
    case QueryField::Since:
    case QueryField::Until:
        return plain({u"1h"_s, u"24h"_s, u"7d"_s, u"today"_s, u"yesterday"_s});
    case QueryField::Age:
    case QueryField::Duration:
        return plain({u"10m"_s, u"30m"_s, u"1h"_s});
    case QueryField::Is:
        return states();
    case QueryField::Cross:
    case QueryField::Accelerated:
        return plain({u"yes"_s, u"no"_s});
    case QueryField::Text: // too many, and seldom typed by hand
    case QueryField::Tag:
    case QueryField::Image:
    case QueryField::Batch:
    case QueryField::Route:
    case QueryField::Id:
        break;
    }
    return {};
}

/// How well \p text answers to what is typed: 0 begins with it, 1 has a word that does, 2 holds it,
/// 3 does not.
int distance(const QString &text, const QString &typed)
{
    if (text.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    int best = 3;
    for (qsizetype at = text.indexOf(typed, 1, Qt::CaseInsensitive); at > 0 && best > 1;
         at = text.indexOf(typed, at + 1, Qt::CaseInsensitive))
        best = text[at - 1].isLetterOrNumber() ? 2 : 1;
    return best;
}

/// Those that hold \p typed, in a good order, not too many.
void narrow(std::vector<Candidate> &candidates, const QString &typed)
{
    std::array<std::vector<Candidate>, 3> byDistance;
    for (Candidate &candidate : candidates) {
        const int nearest =
            std::min(distance(candidate.text, typed), distance(candidate.explanation, typed));
        if (nearest < 3)
            byDistance.at(static_cast<std::size_t>(nearest)).push_back(std::move(candidate));
    }
    candidates.clear();
    for (std::vector<Candidate> &alike : byDistance)
        std::ranges::move(alike, std::back_inserter(candidates));
    if (candidates.size() > mostCandidates)
        candidates.resize(mostCandidates);
}

QueryCompletion completeField(const QString &word, qsizetype begin)
{
    QueryCompletion completion{.begin = begin, .length = word.size()};
    for (const QueryFieldName &field : queryFieldNames()) {
        if (!field.name.startsWith(word, Qt::CaseInsensitive))
            continue;
        completion.candidates.push_back(
            {.text = field.name + (isComparison(field.field) ? u'>' : u':'),
             .explanation = explain(field.field)});
    }
    return completion;
}

/// Follows a text whether it stands in quotation marks, in which a backslash belongs to what is
/// behind it.
class Quotation final {
public:
    void take(QChar character)
    {
        if (std::exchange(m_isEscaped, false))
            return;
        if (character == u'"')
            m_isOpen = !m_isOpen;
        m_isEscaped = m_isOpen && character == u'\\';
    }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

private:
    bool m_isOpen = false;
    bool m_isEscaped = false;
};

/// Where the word before \p cursor begins; in quotation marks spaces belong to it.
qsizetype wordBegin(QStringView text, qsizetype cursor)
{
    qsizetype begin = 0;
    Quotation quotation;
    for (qsizetype i = 0; i < cursor; ++i) {
        quotation.take(text[i]);
        if (text[i].isSpace() && !quotation.isOpen())
            begin = i + 1;
    }
    return begin;
}

/// Where the last value of \p word begins; in quotation marks commas belong to it.
qsizetype valueBegin(QStringView word, qsizetype signAt)
{
    qsizetype begin = signAt + 1;
    Quotation quotation;
    for (qsizetype i = begin; i < word.size(); ++i) {
        quotation.take(word[i]);
        if (word[i] == u',' && !quotation.isOpen())
            begin = i + 1;
    }
    return begin;
}

/// With ASCII signs, so that positions stay.
QString withSigns(QString text)
{
    std::ranges::transform(text, text.begin(), querySign);
    return text;
}

bool isSign(QChar c)
{
    return c == u':' || c == u'>' || c == u'<';
}

/// \p word is a field's name or the beginning of one.
bool beginsField(QStringView word)
{
    return std::ranges::any_of(queryFieldNames(), [word](const QueryFieldName &field) {
        return field.name.startsWith(word, Qt::CaseInsensitive) ||
               field.other.startsWith(word, Qt::CaseInsensitive);
    });
}

/// \p word is no word of \p field, but the beginning of one.
bool beginsValue(QueryField field, const QString &word)
{
    return !knownWord(field, word) &&
           std::ranges::any_of(wordsOf(field), [&word](const QString &known) {
               return known.startsWith(word, Qt::CaseInsensitive);
           });
}

} // namespace

bool isUnfinished(const QString &text, qsizetype cursor)
{
    const QString typed = withSigns(text.first(cursor));
    qsizetype begin = wordBegin(typed, cursor);
    if (begin == cursor)
        return false;
    if (const auto read = parseQuery(typed); !read) {
        const QueryError &error = read.error();
        return error.position >= begin || error.kind == QueryError::Kind::UnclosedQuote ||
               error.kind == QueryError::Kind::UnclosedRegex;
    }
    if (typed[begin] == u'-')
        ++begin;
    const QStringView word = QStringView(typed).sliced(begin);
    const auto sign = std::ranges::find_if(word, isSign);
    if (sign == word.end())
        return beginsField(word);
    const qsizetype signAt = sign - word.begin();
    const std::optional<QueryField> field = queryFieldFromName(word.first(signAt));
    const qsizetype valueAt = valueBegin(word, signAt);
    return field && beginsValue(*field, word.sliced(valueAt).toString());
}

QueryCompletion completeQuery(const QString &typed, qsizetype cursor, const TaskStore &store,
                              const QueryNames &names)
{
    const QString text = withSigns(typed);
    qsizetype begin = wordBegin(text, cursor);
    if (begin < cursor && text[begin] == u'-')
        ++begin;
    const QString word = text.mid(begin, cursor - begin);
    const auto sign = std::ranges::find_if(word, isSign);
    if (sign == word.end())
        return completeField(word, begin);
    const qsizetype signAt = sign - word.begin();
    const std::optional<QueryField> field = queryFieldFromName(QStringView(word).first(signAt));
    if (!field)
        return {.begin = cursor};

    qsizetype valueAt = valueBegin(word, signAt);
    while (valueAt < word.size() && (word[valueAt] == u'=' || word[valueAt] == u'"'))
        ++valueAt;
    QueryCompletion completion{.begin = begin + valueAt, .length = word.size() - valueAt};
    completion.candidates = valuesOf(*field, store, names);
    narrow(completion.candidates, word.sliced(valueAt));
    // Quoted as a query needs it, unless the quotation mark is there already.
    const bool isQuoted = valueAt > 0 && word[valueAt - 1] == u'"';
    for (Candidate &candidate : completion.candidates) {
        const QString whole =
            queryText(QueryTerm{.field = *field, .values = {{.text = candidate.text}}});
        candidate.text = whole.sliced(queryFieldName(*field).size() + 1);
        if (isQuoted && candidate.text.startsWith(u'"'))
            candidate.text.remove(0, 1);
        else if (isQuoted)
            candidate.text += u'"';
    }
    return completion;
}
