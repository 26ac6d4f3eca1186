#pragma once

#include <QString>

#include <tl/expected.hpp>

/// Where a server listens.
struct ListenAddress {
    QString address{};
    quint16 port = 0;

    friend bool operator==(const ListenAddress &, const ListenAddress &) = default;
};

/// ADDRESS:PORT, the address of IPv6 in brackets: "[::1]:9464". Whether it is one that this
/// computer has is not looked at. The error is a sentence that names \p option.
tl::expected<ListenAddress, QString> listenAddressFromUser(const QString &option,
                                                           const QString &text);
