#pragma once

#include <QString>
#include <QStringView>

// What of a text from outside may be shown, logged, kept or copied. That a text holds this
// program's own keys is for those to prevent who know them (HiddenTexts); here secrets are told by
// their looks, whoever they belong to.

/// Stands in the place of what is taken out.
inline constexpr QStringView removedMark = u"(removed)";

/// \p text without user names and passwords of addresses, the values of fields and parameters whose
/// names say that they are secret (isSecretName()), what follows Bearer and Basic, ids of access
/// keys, temporary tokens, web tokens and private keys. May take out too much, in a text that is
/// shown to a person.
QString redacted(QString text);

/// Whether a field, parameter or header of this name may hold a secret: Signature,
/// OSSAccessKeyId, x-acs-security-token, X-Amz-Credential, password.
bool isSecretName(QStringView name);

/// A server's code or request id: one word of letters, digits and any of "._:-*", at most 80;
/// anything else is no such thing and becomes removedMark. Empty stays empty.
QString shownWord(const QString &word);

/// The name that a person gave to something, unless it looks like a key that was pasted in its
/// place: "(30 characters that look like a key)".
QString shownName(const QString &name);

/// \p text, which repeats what a person has typed, with shownName() in the place of each of its
/// words.
QString withoutPastedKeys(const QString &text);
