#pragma once

#include "keypage.h"
#include "setupfield.h"

#include <QString>
#include <QStringList>

#include <vector>

// What the page Accounts and regions shows, in the language of the user. Never a secret.

/// A key that can be watched: what is configured, a profile of the vendor's tool, or an entry of
/// the desktop's keychain.
struct ProfileChoice {
    enum class State : quint8 {
        Usable,  ///< there is a key; whether the registry takes it is not asked here
        Fetched, ///< the key comes when it is used: from a role, a command, the keychain
        Expired,
        Refused, ///< it cannot be used as it stands
    };
    enum class Origin : quint8 { Configured, Tool, Keychain };

    QString name{}; ///< as --profile takes it; empty: what is configured
    QString title{};
    QString from{}; ///< where the key comes from, and its mode
    State state = State::Usable;
    QString stateText{};
    Origin origin = Origin::Tool;
    QString entry{}; ///< of the keychain, where it is one

    friend bool operator==(const ProfileChoice &, const ProfileChoice &) = default;
};

/// All of them.
struct ProfileChoices {
    std::vector<ProfileChoice> profiles{};
    QString problem{}; ///< why the tool has none; empty: it has
    KeychainLines keychain{};

    friend bool operator==(const ProfileChoices &, const ProfileChoices &) = default;
};

/// Which of them are watched. None: what is configured.
struct ProfileSelection {
    QStringList names{}; ///< in the order in which they were chosen
    bool isAll = false;  ///< every profile of the tool, also later ones

    friend bool operator==(const ProfileSelection &, const ProfileSelection &) = default;
};

/// Whether both name the same, in whatever order a person chose them.
bool isSameSet(const QStringList &a, const QStringList &b);

/// What the command line says for this run, in the place of the settings. Empty: it does not say.
struct CommandLineValues {
    bool namesProfiles = false;
    QStringList regions{};
    QString endpoint{};
    bool useVpc = false;
    QString proxy{};
    QString caFile{};
    QString teamDatabase{};

    friend bool operator==(const CommandLineValues &, const CommandLineValues &) = default;
};

/// What a field says that has a value of the command line: "Set by --region for this run."
QString setByOptionText(const QString &option);

/// One region of one account, as a test found it.
struct TestLine {
    enum class State : quint8 { Asking, Answered, Failed };

    QString subject{}; ///< profile and place
    State state = State::Asking;
    QString text{};                      ///< what was found, or why nothing was
    SetupField field = SetupField::None; ///< to be mended

    friend bool operator==(const TestLine &, const TestLine &) = default;
};

/// An instance that was found, now or before.
struct InstanceChoice {
    QString id{};
    QString text{};

    friend bool operator==(const InstanceChoice &, const InstanceChoice &) = default;
};

struct TestReport {
    bool isRunning = false;
    QStringList identities{}; ///< who one is: a line for each account
    std::vector<TestLine> lines{};

    friend bool operator==(const TestReport &, const TestReport &) = default;
};
