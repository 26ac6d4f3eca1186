#pragma once

#include "sentaction.h"

#include <QString>
#include <QStringView>

// The words by which every engine keeps what was sent. They never change their meaning: a later
// version appends.

QStringView storedWord(SentKind kind);
QStringView storedWord(SentOutcome outcome);
QStringView storedWord(SentProgress progress);

// Of a word that a later version wrote: Retry, NotKnown and NotKnown.
SentKind sentKindFromStored(const QString &text);
SentOutcome sentOutcomeFromStored(const QString &text);
SentProgress sentProgressFromStored(const QString &text);
