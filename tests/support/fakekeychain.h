#pragma once

#include "clock.h"
#include "keychain.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <vector>

/// A keychain in memory, which answers from the event loop, and with an error where the test wants.
class FakeKeychain final : public Keychain {
public:
    std::map<QString, QByteArray> entries{};
    std::optional<ApiError> fault{};       ///< of every call
    std::optional<ApiError> changeFault{}; ///< of every call that stores or removes
    bool isSilent = false;
    std::vector<Prompt> reads{}; ///< what each reader allowed

    void failWith(const QString &code)
    {
        fault = credentialError(code, QStringLiteral("The keychain says ") + code);
    }

    PendingCall read(const QString &name, Prompt prompt, Handler<Secret> handler) override
    {
        reads.push_back(prompt);
        const auto entry = entries.find(name);
        Result<Secret> result = tl::unexpected(credentialError(
            QStringLiteral("KeychainEntryNotFound"), QStringLiteral("There is no ") + name));
        if (entry != entries.end())
            result = Secret(entry->second);
        return answer(std::move(handler), result);
    }
    PendingCall store(const QString &name, const Secret &secret, Handler<void> handler) override
    {
        return change(std::move(handler), [&] { entries[name] = secret.reveal(); });
    }
    PendingCall remove(const QString &name, Handler<void> handler) override
    {
        return change(std::move(handler), [&] { entries.erase(name); });
    }
    PendingCall list(Handler<QStringList> handler) override
    {
        QStringList names;
        for (const auto &entry : entries)
            names << entry.first;
        return answer(std::move(handler), Result<QStringList>(names));
    }

private:
    template<typename Change>
    PendingCall change(Handler<void> handler, const Change &make)
    {
        if (changeFault)
            return answer(std::move(handler), Result<void>(tl::unexpected(*changeFault)));
        if (!fault)
            make();
        return answer(std::move(handler), Result<void>());
    }
    template<typename T>
    PendingCall answer(Handler<T> handler, Result<T> result)
    {
        if (fault)
            result = tl::unexpected(*fault);
        const auto delay = isSilent ? std::chrono::hours(1) : std::chrono::hours(0);
        return m_clock.after(delay, [run = std::move(handler), result] { run(result); });
    }

    SystemClock m_clock;
};
