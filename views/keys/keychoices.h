#pragma once

#include <QKeySequence>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>
#include <vector>

/// By the object name of an action: its keys where they are not the usual ones, see keysToText().
using KeyChoices = QMap<QString, QString>;

/// "Ctrl+R; F5", the same on every desktop and in every language; empty: no key.
QString keysToText(const QList<QKeySequence> &keys);
/// None where \p text names something that is no key.
std::optional<QList<QKeySequence>> keysFromText(const QString &text);

/// An action whose keys can be chosen.
struct KeyedAction {
    QString name{}; ///< its object name
    QString text{}; ///< in the language of the user, without a mnemonic
    QList<QKeySequence> usual{};
};

struct KeyGroup {
    QString title{};
    std::vector<KeyedAction> actions{};
};

/// The keys of \p action by \p choices.
QList<QKeySequence> keysOf(const KeyedAction &action, const KeyChoices &choices);
/// A key with a meaning of its own in some part of the window, which no action may take.
bool isFixedKey(const QKeySequence &key);
/// The action of \p groups other than \p name that has \p key by \p choices; null: none.
const KeyedAction *ownerOfKey(const QKeySequence &key, const QString &name,
                              const std::vector<KeyGroup> &groups, const KeyChoices &choices);
/// \p choices that can be used: of actions that exist, without fixed keys, and with no key twice.
KeyChoices usableChoices(const KeyChoices &choices, const std::vector<KeyGroup> &groups);
