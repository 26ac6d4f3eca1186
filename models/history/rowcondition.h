#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>
#include <QtGlobal>

#include <vector>

/// A text that a history keeps of each task. "Target" is the destination.
enum class RowText : quint8 {
    Instance, ///< which listed it
    Id,
    Status, ///< the API's words, see storedword.h
    Trigger,
    Issue,
    Rule,
    Batch,
    SourceInstance,
    SourceRegion,
    SourceNamespace,
    SourceRepo,
    SourceTag,
    TargetInstance,
    TargetRegion,
    TargetNamespace,
    TargetRepo,
    TargetTag,
};

/// A time of each row, ms since 1970, UTC.
enum class RowTime : quint8 {
    Effective, ///< when the task was created; when it was first seen, where that is not given
    Changed,   ///< of the last change of its status; 0: never told
};

enum class RowFlag : quint8 {
    CreatedGiven, ///< always known; the other two may not be given, and are then neither
    CrossUser,
    Accelerated,
};

/// What must hold of a row for a database to hand it over: a tree that each engine writes down in
/// its own SQL. A text that is not given fulfils no condition on it.
struct RowCondition {
    enum class Kind : quint8 {
        All,      ///< of \a parts; without any: every row
        Any,      ///< of \a parts; without any: no row
        Not,      ///< the first of \a parts does not hold, or is not known to
        OneOf,    ///< the text is one of \a words, byte for byte
        Folded,   ///< searchFolded(text) is the first of \a words
        Contains, ///< searchFolded(text) contains the first of \a words
        AtLeast,  ///< the time is \a number or later
        Below,    ///< the time is before \a number
        Flag,     ///< it is given, and is (1) or is not (0)
    };

    Kind kind = Kind::All;
    RowText text = RowText::Instance;
    RowTime time = RowTime::Effective;
    RowFlag flag = RowFlag::CreatedGiven;
    qint64 number = 0;
    QStringList words{}; ///< never empty ones
    std::vector<RowCondition> parts{};

    [[nodiscard]] bool holdsAlways() const { return kind == Kind::All && parts.empty(); }

    friend bool operator==(const RowCondition &, const RowCondition &) = default;
};

RowCondition allOf(std::vector<RowCondition> parts);
RowCondition anyOf(std::vector<RowCondition> parts);
RowCondition notThat(RowCondition part);
RowCondition isOneOf(RowText text, const QStringList &words);
/// \p word: as searchFolded() gives it.
RowCondition isFolded(RowText text, const QString &word);
RowCondition containsFolded(RowText text, const QString &word);
RowCondition isAtLeast(RowTime time, qint64 ms);
RowCondition isBelow(RowTime time, qint64 ms);
RowCondition hasFlag(RowFlag flag, bool value);

// Texts are searched without regard to case in the same way by each database. Letters of ASCII
// become small ones, and so do the three others that Unicode takes for one of ASCII: Kelvin's K,
// the long s, the capital I with a dot. So texts that are the same to Qt without regard to case, or
// by their small letters, are the same here too, as far as they are of ASCII or of letters that
// have no case.

/// Each letter that is replaced, and what takes its place.
inline constexpr QStringView searchFoldedLetters = u"ABCDEFGHIJKLMNOPQRSTUVWXYZ\u212A\u017F\u0130";
inline constexpr QStringView searchFoldedTo = u"abcdefghijklmnopqrstuvwxyzksi";

QString searchFolded(QString text);
