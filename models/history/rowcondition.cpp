#include "rowcondition.h"

#include <utility>

RowCondition allOf(std::vector<RowCondition> parts)
{
    std::erase_if(parts, [](const RowCondition &part) { return part.holdsAlways(); });
    return {.kind = RowCondition::Kind::All, .parts = std::move(parts)};
}

RowCondition anyOf(std::vector<RowCondition> parts)
{
    for (const RowCondition &part : parts) {
        if (part.holdsAlways())
            return {};
    }
    return {.kind = RowCondition::Kind::Any, .parts = std::move(parts)};
}

RowCondition notThat(RowCondition part)
{
    RowCondition condition{.kind = RowCondition::Kind::Not};
    condition.parts.push_back(std::move(part));
    return condition;
}

RowCondition isOneOf(RowText text, const QStringList &words)
{
    return {.kind = RowCondition::Kind::OneOf, .text = text, .words = words};
}

RowCondition isFolded(RowText text, const QString &word)
{
    return {.kind = RowCondition::Kind::Folded, .text = text, .words = {word}};
}

RowCondition containsFolded(RowText text, const QString &word)
{
    return {.kind = RowCondition::Kind::Contains, .text = text, .words = {word}};
}

RowCondition isAtLeast(RowTime time, qint64 ms)
{
    return {.kind = RowCondition::Kind::AtLeast, .time = time, .number = ms};
}

RowCondition isBelow(RowTime time, qint64 ms)
{
    return {.kind = RowCondition::Kind::Below, .time = time, .number = ms};
}

RowCondition hasFlag(RowFlag flag, bool value)
{
    return {.kind = RowCondition::Kind::Flag, .flag = flag, .number = value ? 1 : 0};
}

QString searchFolded(QString text)
{
    for (QChar &letter : text) {
        if (const qsizetype found = searchFoldedLetters.indexOf(letter); found >= 0)
            letter = searchFoldedTo[found];
    }
    return text;
}
