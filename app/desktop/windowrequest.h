#pragma once

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

/// What a second start of the program asks of the window that is open. Whoever runs as the user can
/// send one, and what it holds may come from a web page.
struct WindowRequest {
    QString link{};           ///< as it was given, see parseLink(); empty: none
    QByteArray activation{};  ///< XDG_ACTIVATION_TOKEN, or empty
    bool staysHidden = false; ///< the window is not to be raised

    friend bool operator==(const WindowRequest &, const WindowRequest &) = default;
};

/// What the open window answers.
struct WindowReply {
    bool isTaken = false;
    bool isOtherVersion = false; ///< of the program: it did not understand the request

    friend bool operator==(const WindowReply &, const WindowReply &) = default;
};

/// Bytes of a request or a reply, with the line feed that ends it.
inline constexpr qsizetype longestWindowMessage = 65'536;

/// One line of JSON, with the version of this protocol.
QByteArray writeRequest(const WindowRequest &request);
QByteArray writeReply(const WindowReply &reply);

/// Why a line is no request.
enum class BadRequest { OtherVersion, Malformed };
/// \p line: with or without its end. What is too long, has other fields or other types is refused.
tl::expected<WindowRequest, BadRequest> readRequest(const QByteArray &line);
/// Of what nobody understands, nothing is taken.
WindowReply readReply(const QByteArray &line);

/// \p token where it can be one of a desktop, else nothing.
QByteArray activationToken(const QByteArray &token);
