#pragma once

#include <QByteArray>
#include <QStringList>

/// What the name of a file of \p profiles contains to tell it from those of other profiles: their
/// names, percent-encoded, or where these are too long for a file's name, a hash of them, which
/// does not depend on their order. Empty where none has a name.
QByteArray profileFileName(const QStringList &profiles);
/// The same where a file is only ever of one profile.
QByteArray singleProfileFileName(const QString &profile);
