#pragma once

#include <memory>

class Clock;
class Keychain;

/// The keychain of the desktop that this program runs on; see SystemKeychain. \p clock must outlive
/// it. Nobody is asked before the keychain is.
std::shared_ptr<Keychain> desktopKeychain(Clock &clock);
