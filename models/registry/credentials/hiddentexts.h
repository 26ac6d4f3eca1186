#pragma once

#include "credentials.h"

#include <QByteArray>
#include <QString>

#include <vector>

struct HttpReply;

/// What nothing from outside may hold, since whoever is asked may repeat it: the keys that a
/// request was made with. They are found as they are, as parts of an address, of JSON and of HTML,
/// and in Base64, also within something longer.
class HiddenTexts final {
public:
    HiddenTexts() = default;
    explicit HiddenTexts(const Credentials &credentials) { hide(credentials); }

    /// What is shorter than 4 bytes hides nothing, and would black out parts of words.
    void hide(const Secret &secret);
    /// Secret, token, and the id of the key.
    void hide(const Credentials &credentials);

    /// \p text with each of them blacked out, and the beginning of one at its end: a text may have
    /// been cut there.
    [[nodiscard]] QString cleaned(QString text) const;
    /// All of it that comes from outside.
    void clean(ApiError &error) const;
    /// Headers and body, before anybody reads them: what is made of them can be shown, kept and
    /// copied.
    void clean(HttpReply &reply) const;

private:
    void add(const QByteArray &spelling);
    [[nodiscard]] QByteArray cleanedBytes(QByteArray bytes) const;

    std::vector<Secret> m_spellings; ///< the longest first: others may be parts of it
};
