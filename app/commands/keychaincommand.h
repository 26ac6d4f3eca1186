#pragma once

#include "commandline.h"

class Keychain;
class QIODevice;

/// Standard input, output and error.
struct KeychainStreams {
    QIODevice &input;
    QIODevice &output;
    QIODevice &errors;
};

/// sync-dashboard keychain: keeps, removes or lists access keys. Runs the event loop until the
/// keychain has answered. Nothing of a secret is printed. Returns the exit code: 0 done, 1 not
/// done.
int runKeychain(Keychain &keychain, const KeychainOptions &options, const KeychainStreams &streams);
