#pragma once

#include "silence.h"
#include "teamnote.h"

#include <optional>

/// What \p note silences for the whole team; empty where it is no mute, or one that is not usable.
std::optional<Silence> silenceFrom(const TeamNote &note);

/// \p silence, a mute, for the whole team. \p query: of the view that it is about, as text, since
/// views are each user's own.
TeamNote noteFrom(const Silence &silence, const QString &query);
