#include "taskfilter.h"

#include "displaytext.h"
#include "region.h"

#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

template<typename Enum>
unsigned bitsOf(const QList<Enum> &wanted)
{
    if (wanted.isEmpty())
        return ~0U;
    unsigned bits = 0;
    for (const Enum value : wanted)
        bits |= 1U << static_cast<unsigned>(value);
    return bits;
}

bool isIn(unsigned bits, quint8 value)
{
    return (bits & (1U << value)) != 0;
}

} // namespace

TaskFilter::TaskFilter(const TaskStore &store, TaskQuery query, QHash<QString, QString> ruleNames)
    : m_store(store),
      m_query(std::move(query)),
      m_ruleNames(std::move(ruleNames)),
      m_statuses(bitsOf(m_query.statuses)),
      m_triggers(bitsOf(m_query.triggers))
{
    static const QRegularExpression space(u"\\s+"_s);
    QStringList words = m_query.text.split(space, Qt::SkipEmptyParts);
    words.removeDuplicates();
    for (const QString &word : std::as_const(words))
        addWord(word);
    lookUpNames();
}

void TaskFilter::addWord(const QString &word)
{
    if (m_words.size() == maxWords)
        return;
    const Mask bit = Mask{1} << m_words.size();
    m_allWords |= bit;
    m_words.emplace_back(word);
    const qsizetype colon = word.lastIndexOf(u':');
    if (colon >= 0) {
        m_joinedWords.push_back({.bit = bit,
                                 .pathEnd = word.first(colon).toLower().toUtf8(),
                                 .tagBegin = word.sliced(colon + 1).toLower().toUtf8()});
    }
}

void TaskFilter::lookUpNames()
{
    for (std::size_t i = 0; i < m_statusNames.size(); ++i)
        m_statusNames[i] = wordsIn(displayName(static_cast<SyncTaskStatus>(i)));
    for (std::size_t i = 0; i < m_issueNames.size(); ++i)
        m_issueNames[i] = wordsIn(displayName(static_cast<TaskIssue>(i)));
}

bool TaskFilter::matches(TaskRow row) const
{
    catchUp();
    return matchesNow(row);
}

std::vector<TaskRow> TaskFilter::matchingRows() const
{
    catchUp();
    std::vector<TaskRow> rows;
    for (TaskRow row = 0; row < m_store.size(); ++row) {
        if (matchesNow(row))
            rows.push_back(row);
    }
    return rows;
}

/// Looks at what the store learned since.
void TaskFilter::catchUp() const
{
    const StringPool &texts = m_store.texts();
    if (m_texts.size() == texts.size() && m_places.size() == m_store.placeCount())
        return;
    m_instance = texts.find(m_query.instanceId);
    m_tag = texts.find(m_query.tag);
    m_batch = texts.find(m_query.batchId);
    for (auto id = static_cast<StringPool::Id>(m_texts.size()); id < texts.size(); ++id)
        m_texts.push_back(factsOfText(id));
    for (auto place = static_cast<quint32>(m_places.size()); place < m_store.placeCount(); ++place)
        m_places.push_back(factsOfPlace(m_store.place(place)));
}

template<typename Text>
TaskFilter::Mask TaskFilter::wordsIn(const Text &text) const
{
    Mask found = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if (m_words[i].isIn(text))
            found |= Mask{1} << i;
    }
    return found;
}

TaskFilter::TextFacts TaskFilter::factsOfText(StringPool::Id id) const
{
    if (m_words.empty())
        return {};
    const QByteArrayView bytes = m_store.texts().bytes(id);
    TextFacts facts{.words = wordsIn(bytes)};
    if (!m_ruleNames.isEmpty())
        facts.words |= wordsIn(m_ruleNames.value(QString::fromUtf8(bytes)));
    if (m_joinedWords.empty())
        return facts;
    const QByteArray lower = QString::fromUtf8(bytes).toLower().toUtf8();
    for (const JoinedWord &word : m_joinedWords) {
        if (lower.startsWith(word.tagBegin))
            facts.tagBegins |= word.bit;
    }
    return facts;
}

TaskFilter::PlaceFacts TaskFilter::factsOfPlace(const ImagePlace &place) const
{
    const StringPool &texts = m_store.texts();
    const QString repoNamespace = texts.text(place.repoNamespace);
    const QString repo = texts.text(place.repo);
    PlaceFacts facts;
    facts.isAsked =
        (m_query.repoNamespaceName.isEmpty() || repoNamespace == m_query.repoNamespaceName) &&
        (m_query.repoName.isEmpty() || repo == m_query.repoName);
    if (m_words.empty())
        return facts;

    const QString path = repoNamespace + u'/' + repo;
    const QString region = texts.text(place.region);
    facts.words = wordsIn(path) | wordsIn(texts.text(place.instance)) | wordsIn(region) |
                  wordsIn(placeName(region));
    const QByteArray lower = path.toLower().toUtf8();
    for (const JoinedWord &word : m_joinedWords) {
        if (lower.endsWith(word.pathEnd))
            facts.pathEnds |= word.bit;
    }
    return facts;
}

bool TaskFilter::matchesNow(TaskRow row) const
{
    const TaskHead &head = m_store.head(row);
    if (!isIn(m_statuses, static_cast<quint8>(head.status)) ||
        !isIn(m_triggers, static_cast<quint8>(head.trigger)))
        return false;
    if (!m_query.instanceId.isEmpty() && m_instance != m_store.body(row).instance)
        return false;
    if (m_query.narrowsServer() && !matchesServer(m_store.body(row)))
        return false;
    return m_allWords == 0 || matchesText(row);
}

bool TaskFilter::matchesServer(const TaskBody &body) const
{
    if (!m_query.batchId.isEmpty() && m_batch != body.batch)
        return false;
    const bool anyTag = m_query.tag.isEmpty();
    return (m_places[body.from].isAsked && (anyTag || m_tag == body.fromTag)) ||
           (m_places[body.to].isAsked && (anyTag || m_tag == body.toTag));
}

bool TaskFilter::matchesText(TaskRow row) const
{
    const TaskHead &head = m_store.head(row);
    const TaskBody &body = m_store.body(row);
    Mask found = wordsOfEnd(body.from, body.fromTag) | wordsOfEnd(body.to, body.toTag) |
                 m_texts[body.rule].words | m_texts[body.batch].words |
                 m_texts[body.instance].words;
    const bool isForeignWord =
        head.status == SyncTaskStatus::Unknown && body.statusText != StringPool::empty;
    found |= isForeignWord ? m_texts[body.statusText].words
                           : m_statusNames[static_cast<std::size_t>(head.status)];
    if (head.status == SyncTaskStatus::Error && body.issueText != StringPool::empty) {
        found |= m_texts[body.issueText].words;
        if (head.issue != TaskIssue::Unknown)
            found |= m_issueNames[static_cast<std::size_t>(head.issue)];
    }
    if (found == m_allWords)
        return true;
    // Ids are all different: nothing is gained by keeping what was found.
    return (found | wordsIn(m_store.taskIdBytes(row))) == m_allWords;
}

TaskFilter::Mask TaskFilter::wordsOfEnd(quint32 place, StringPool::Id tag) const
{
    const PlaceFacts &path = m_places[place];
    const TextFacts &text = m_texts[tag];
    return path.words | text.words | (path.pathEnds & text.tagBegins);
}
