#pragma once

#include <QString>
#include <QStringList>

#include <vector>

// What the page about keys shows, in the language of the user. Never a secret.

/// A place where a key was looked for, and why it is not used.
struct KeyPlaceLine {
    enum class Outcome : quint8 { Used, PassedOver, Failed };

    Outcome outcome = Outcome::PassedOver;
    QString place{};
    QString reason{};

    friend bool operator==(const KeyPlaceLine &, const KeyPlaceLine &) = default;
};

struct KeyFact {
    QString name{};
    QString value{};

    friend bool operator==(const KeyFact &, const KeyFact &) = default;
};

/// One watched account: its key, and how it was found.
struct KeyAccount {
    QString title{};
    std::vector<KeyFact> facts{};
    QString problem{};  ///< why there is no key, or none that is valid; empty: there is
    QString whatToDo{}; ///< about that
    std::vector<KeyPlaceLine> places{};

    friend bool operator==(const KeyAccount &, const KeyAccount &) = default;
};

/// The keys that this program keeps in the desktop's keychain.
struct KeychainLines {
    QStringList names{};
    QStringList watched{};   ///< those of them that are used now
    QString problem{};       ///< why they cannot be listed; empty: they can
    bool isAsked = false;    ///< the keychain has not answered yet
    bool isChanging = false; ///< a key is being kept or removed; the next one waits for the answer

    friend bool operator==(const KeychainLines &, const KeychainLines &) = default;
};

/// What a person types to add a key. The secret and the token are not kept.
struct EnteredKey {
    QString name{};
    QString id{};
    QString secret{};
    QString token{}; ///< only of a temporary key
};

/// The sign of an outcome: "✓", "–", "✗".
QString signOf(KeyPlaceLine::Outcome outcome);
/// The page as lines of text, for a ticket.
QString keyPageText(const std::vector<KeyAccount> &accounts);
