#pragma once

#include <QByteArray>

#include <tl/expected.hpp>

/// The API's way to say no: an HTTP status, a code and a sentence.
struct Refusal {
    int httpStatus = 400;
    QByteArray code{};
    QByteArray message{};
    QByteArray deniedPermission{}; ///< that the key lacks; empty for other reasons

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

template<typename T>
using Answer = tl::expected<T, Refusal>;
