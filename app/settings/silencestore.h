#pragma once

#include "silence.h"

#include <QString>
#include <QStringList>

/// Mutes and maintenance windows as entries of the settings: each a line of JSON.
QStringList silencesToStore(const Silences &silences);

struct StoredSilences {
    Silences silences{};
    int unusable = 0; ///< entries that make no sense, or are too many
};

StoredSilences silencesFromStore(const QStringList &entries);
