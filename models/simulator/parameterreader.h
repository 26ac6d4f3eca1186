#pragma once

#include "requestverifier.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

/// Reads the parameters of an action strictly: what is missing or not of its type is refused. The
/// first refusal stays; what is read after it does not matter any more.
class ParameterReader final {
public:
    explicit ParameterReader(const VerifiedRequest &request) : m_request(request) {}

    /// Must be given.
    QByteArray required(const QByteArray &name);
    /// Letters, digits and the marks that names of repositories and tags are made of.
    QByteArray requiredName(const QByteArray &name);
    QByteArray optionalName(const QByteArray &name);
    QByteArray optionalNumberText(const QByteArray &name);
    bool flag(const QByteArray &name, bool fallback);
    /// From 1 to 5.
    std::optional<int> priority();
    /// One of \p words, or empty when not given.
    QByteArray wordOf(const QByteArray &name, const QByteArrayList &words);
    /// A regular expression, or empty when not given.
    QByteArray expression(const QByteArray &name);

    void refuse(Refusal refusal);
    void refuseInvalid(const QByteArray &name, const QByteArray &expected);
    [[nodiscard]] const std::optional<Refusal> &refusal() const { return m_refusal; }

private:
    [[nodiscard]] QByteArray text(const QByteArray &name) const;

    const VerifiedRequest &m_request;
    std::optional<Refusal> m_refusal;
};

Refusal missingParameter(const QByteArray &name);
/// In HTTP 200 with IsSuccess false, as the cloud says what the business is against.
Refusal businessRefusal(const QByteArray &code, const QByteArray &message);
/// The HTTP status that marks those: errors by HTTP never have it.
constexpr int inSuccessEnvelope = 200;
