#include "seededtext.h"

#include "seededrandom.h"

#include <array>
#include <string_view>

namespace {

constexpr quint64 multiplier = 0xd6e8feb86659fd93U;
constexpr int numberDigits = 13; // of base 36, enough for 64 bits
constexpr int wordLength = 16;

// Newton's method doubles the number of right bits; an odd number starts with three.
constexpr quint64 inverse(quint64 odd)
{
    quint64 result = odd;
    for (int round = 0; round < 5; ++round)
        result *= 2 - odd * result;
    return result;
}
static_assert(multiplier * inverse(multiplier) == 1);

constexpr std::string_view base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

void writeBase36(char *to, quint64 number, int digits)
{
    for (int i = 0; i < digits; ++i) {
        to[i] = base36[number % base36.size()];
        number /= base36.size();
    }
}

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

void writeHex(char *to, quint64 number, int digits, std::string_view alphabet)
{
    for (int i = digits - 1; i >= 0; --i) {
        to[i] = alphabet[number & 0xfU];
        number >>= 4U;
    }
}

constexpr std::string_view lowerHex = "0123456789abcdef";
constexpr std::string_view upperHex = "0123456789ABCDEF";
constexpr int uuidLength = 36;
// Where the two halves of the number stand in the text.
constexpr int lowHalfAt = 0;
constexpr int highHalfAt = 24;

std::optional<quint64> hexNumber(QByteArrayView digits)
{
    quint64 number = 0;
    for (const char digit : digits) {
        const int value = hexValue(digit);
        if (value < 0)
            return {};
        number = number << 4U | static_cast<quint64>(value);
    }
    return number;
}

} // namespace

quint64 IdScrambler::scrambled(quint64 serial) const
{
    quint64 value = (serial ^ m_key) * multiplier;
    value ^= value >> 32U;
    value *= multiplier;
    return value ^ (value >> 32U);
}

quint64 IdScrambler::restored(quint64 scrambled) const
{
    quint64 value = scrambled ^ (scrambled >> 32U);
    value *= inverse(multiplier);
    value ^= value >> 32U;
    return (value * inverse(multiplier)) ^ m_key;
}

void appendWord(QByteArray &to, quint64 scrambled)
{
    std::array<char, wordLength> word{};
    writeBase36(word.data(), scrambled, numberDigits);
    writeBase36(word.data() + numberDigits, mixed(scrambled), wordLength - numberDigits);
    to.append(word.data(), wordLength);
}

std::optional<quint64> numberInWord(QByteArrayView word)
{
    if (word.size() != wordLength)
        return {};
    quint64 number = 0;
    for (int i = numberDigits - 1; i >= 0; --i) {
        const size_t digit = base36.find(word[i]);
        if (digit == std::string_view::npos)
            return {};
        number = number * base36.size() + digit;
    }
    QByteArray again;
    appendWord(again, number); // an overflow or a wrong check digit shows here
    return word == QByteArrayView(again) ? std::optional(number) : std::nullopt;
}

void appendUuid(QByteArray &to, quint64 scrambled, bool upperCase)
{
    const std::string_view alphabet = upperCase ? upperHex : lowerHex;
    const quint64 rest = mixed(scrambled);
    std::array<char, uuidLength> text{};
    text.fill('-');
    writeHex(text.data() + lowHalfAt, scrambled, 8, alphabet);
    writeHex(text.data() + 9, rest, 4, alphabet);
    writeHex(text.data() + 14, 0x4000U | (rest >> 16U & 0xfffU), 4, alphabet);
    writeHex(text.data() + 19, 0x8000U | (rest >> 28U & 0x3fffU), 4, alphabet);
    writeHex(text.data() + highHalfAt, scrambled >> 32U, 8, alphabet);
    writeHex(text.data() + highHalfAt + 8, rest >> 42U, 4, alphabet);
    to.append(text.data(), uuidLength);
}

std::optional<quint64> numberInUuid(QByteArrayView uuid)
{
    if (uuid.size() != uuidLength)
        return {};
    const auto low = hexNumber(uuid.sliced(lowHalfAt, 8));
    const auto high = hexNumber(uuid.sliced(highHalfAt, 8));
    if (!low || !high)
        return {};
    return *high << 32U | *low;
}

void appendDigest(QByteArray &to, quint64 key)
{
    std::array<char, 64> text{};
    for (unsigned part = 0; part < 4; ++part)
        writeHex(text.data() + std::size_t{16} * part, mixed(key, part), 16, lowerHex);
    to.append(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray secretText(quint64 seed, int length)
{
    constexpr std::string_view alphabet =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    SeededRandom random(seed);
    QByteArray text;
    for (int i = 0; i < length; ++i)
        text += alphabet[random.below(static_cast<quint32>(alphabet.size()))];
    return text;
}
