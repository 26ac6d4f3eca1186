#include "queryparser.h"
#include "querytext.h"
#include "querytime.h"
#include "require.h"

namespace {

const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

} // namespace

/// Any text is a query or an error within the text; a query, written as text again, is the same.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    static_cast<void>(durationFromQuery(text));
    const auto time = timeFromQuery(text, now, TimeEdge::Earliest);
    const auto latest = timeFromQuery(text, now, TimeEdge::Latest);
    require(time.has_value() == latest.has_value(), "a time has two ends or none");
    require(!time || *time <= *latest, "a time begins before it ends");

    const auto query = parseQuery(text);
    if (!query) {
        const QueryError &error = query.error();
        require(error.position >= 0 && error.length >= 0, "an error has a place");
        require(error.position + error.length <= text.size() + 1, // what is missing, follows it
                "its place is in the text");
        require(!describe(error).isEmpty(), "an error has a sentence");
        return 0;
    }
    const QString written = queryText(*query);
    if (written.size() > maxQueryText) // what is quoted anew may be longer than what was written
        return 0;
    const auto again = parseQuery(written);
    require(again.has_value(), "a query that was written can be read");
    require(*again == *query, "a query that was written and read is the same");
    return 0;
}
