#include "parameterreader.h"

#include <QRegularExpression>

#include <algorithm>
#include <cctype>

namespace {

constexpr qsizetype longestName = 128;

bool isNameCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || QByteArrayView("._-/").contains(c);
}

bool isName(const QByteArray &text)
{
    return text.size() <= longestName && std::ranges::all_of(text, isNameCharacter);
}

} // namespace

QByteArray ParameterReader::text(const QByteArray &name) const
{
    return m_request.parameter(name);
}

QByteArray ParameterReader::required(const QByteArray &name)
{
    QByteArray value = text(name);
    if (value.isEmpty())
        refuse(missingParameter(name));
    return value;
}

QByteArray ParameterReader::requiredName(const QByteArray &name)
{
    required(name);
    return optionalName(name);
}

QByteArray ParameterReader::optionalName(const QByteArray &name)
{
    QByteArray value = text(name);
    if (!isName(value))
        refuseInvalid(name, "a name");
    return value;
}

QByteArray ParameterReader::optionalNumberText(const QByteArray &name)
{
    QByteArray value = text(name);
    if (!std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; }))
        refuseInvalid(name, "digits");
    return value;
}

bool ParameterReader::flag(const QByteArray &name, bool fallback)
{
    const QByteArray value = wordOf(name, {"true", "false"});
    return value.isEmpty() ? fallback : value == "true";
}

std::optional<int> ParameterReader::priority()
{
    constexpr int highest = 5;
    const QByteArray value = text("Priority");
    if (value.isEmpty())
        return {};
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber || number < 1 || number > highest)
        refuseInvalid("Priority", "a number from 1 to 5");
    return number;
}

QByteArray ParameterReader::wordOf(const QByteArray &name, const QByteArrayList &words)
{
    QByteArray value = text(name);
    if (!value.isEmpty() && !words.contains(value))
        refuseInvalid(name, words.join(" or "));
    return value;
}

QByteArray ParameterReader::expression(const QByteArray &name)
{
    QByteArray value = text(name);
    if (!QRegularExpression(QString::fromUtf8(value)).isValid())
        refuseInvalid(name, "a regular expression");
    return value;
}

void ParameterReader::refuse(Refusal refusal)
{
    if (!m_refusal)
        m_refusal = std::move(refusal);
}

void ParameterReader::refuseInvalid(const QByteArray &name, const QByteArray &expected)
{
    refuse({.code = "Invalid" + name,
            .message = "The value of " + name + " must be " + expected + "."});
}

Refusal missingParameter(const QByteArray &name)
{
    return {.code = "Missing" + name,
            .message = "The parameter " + name + ", which this action needs, is missing."};
}

Refusal businessRefusal(const QByteArray &code, const QByteArray &message)
{
    return {.httpStatus = inSuccessEnvelope, .code = code, .message = message};
}
