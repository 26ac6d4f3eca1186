#include "teamsilence.h"

namespace {

SilenceScope scopeOf(const TeamNote &note)
{
    if (!note.query.isEmpty())
        return {.kind = SilenceScope::Kind::Query, .view = note.view, .query = note.query};
    if (!note.fromRegion.isEmpty() || !note.toRegion.isEmpty())
        return {.kind = SilenceScope::Kind::Route,
                .fromRegion = note.fromRegion,
                .toRegion = note.toRegion};
    return {};
}

} // namespace

std::optional<Silence> silenceFrom(const TeamNote &note)
{
    if (note.kind != TeamNote::Kind::Mute)
        return {};
    // The two times are of two clocks, of which one may be off; a mute holds until its end.
    const bool isInOrder = !note.until.isValid() || note.madeAt < note.until;
    Silence silence{.scope = scopeOf(note),
                    .kind = Silence::Kind::Mute,
                    .reason = note.reason,
                    .from = isInOrder ? note.madeAt : note.until.addMSecs(-1),
                    .until = note.until,
                    .by = note.by,
                    .noteId = note.id};
    return isUsable(silence) ? std::optional(std::move(silence)) : std::nullopt;
}

TeamNote noteFrom(const Silence &silence, const QString &query)
{
    TeamNote note{.id = newNoteId(),
                  .kind = TeamNote::Kind::Mute,
                  .by = silence.by,
                  .reason = silence.reason,
                  .until = silence.until};
    switch (silence.scope.kind) {
    case SilenceScope::Kind::All:
        break;
    case SilenceScope::Kind::View:
    case SilenceScope::Kind::Query:
        note.view = silence.scope.view;
        note.query = query;
        break;
    case SilenceScope::Kind::Route:
        note.fromRegion = silence.scope.fromRegion;
        note.toRegion = silence.scope.toRegion;
        break;
    }
    return note;
}
