#pragma once

#include <QString>

#include <tl/expected.hpp>
#include <variant>

/// syncdashboard://task/INSTANCE/TASK
struct LinkedTask {
    QString instanceId{}; ///< that lists it
    QString taskId{};

    friend bool operator==(const LinkedTask &, const LinkedTask &) = default;
};

/// syncdashboard://query?q=QUERY&range=day
struct LinkedQuery {
    QString query{}; ///< in the query language; not parsed here
    QString range{}; ///< the chart's, a word; empty: as it is

    friend bool operator==(const LinkedQuery &, const LinkedQuery &) = default;
};

/// syncdashboard://view?name=NAME
struct LinkedView {
    QString name{};

    friend bool operator==(const LinkedView &, const LinkedView &) = default;
};

/// What a link to this program shows. It never does anything else: a link comes from wherever, a
/// web page, a mail.
using DashboardLink = std::variant<LinkedTask, LinkedQuery, LinkedView>;

inline constexpr QStringView linkScheme = u"syncdashboard:";
inline constexpr qsizetype longestLink = 8'192; ///< characters, all of them ASCII
inline constexpr qsizetype longestLinkedName = 200;

/// Refused is whatever writeLink() would not have written, but for letters in another case in the
/// scheme, a slash before "?", characters that need no percent sign and have one, and the order of
/// the values: other kinds and values, what is too long, what is not UTF-8, and characters that
/// show nothing (see isHidden()). The error is a sentence in the user's language, and repeats
/// nothing of the link.
tl::expected<DashboardLink, QString> parseLink(const QString &text);

/// parseLink() reads it back, unless a value is what that refuses.
QString writeLink(const DashboardLink &link);

/// What was given as a link, for people: printable, and cut where it is long.
QString shownLink(const QString &text);
