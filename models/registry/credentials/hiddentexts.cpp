#include "hiddentexts.h"

#include "apireply.h"
#include "redaction.h"

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

// What is shorter may be a part of a word, of a name, or by chance of Base64.
constexpr qsizetype shortestHidden = 4;
constexpr qsizetype shortestInReply = 8;
// Fewer characters of a secret are no help to anybody, and may be those of a word.
constexpr qsizetype shortestBeginning = 8;

/// What Base64 makes of \p bytes wherever they stand in something longer: three bytes become four
/// signs, so that there are three ways to it. Signs in which neighbours have a part are left out.
QByteArray base64Core(const QByteArray &bytes, int bytesBefore)
{
    constexpr int signsOfGroup = 4;
    const QByteArray padded = QByteArray(bytesBefore, '\0') + bytes;
    QByteArray core = padded.toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
    const bool hasNeighbour = core.size() % signsOfGroup != 0;
    core.chop(hasNeighbour ? 1 : 0);
    return core.mid(bytesBefore == 0 ? 0 : bytesBefore + 1);
}

/// %2b in place of %2B.
QByteArray smallHexDigits(QByteArray encoded)
{
    for (qsizetype i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1))
        encoded.replace(i, 3, encoded.mid(i, 3).toLower());
    return encoded;
}

QByteArray urlSafe(QByteArray base64)
{
    return base64.replace('+', '-').replace('/', '_');
}

/// How much of \p secret \p text ends with, all of it excepted; 0: not enough to matter.
qsizetype beginningAtEnd(QStringView text, QStringView secret)
{
    for (qsizetype size = std::min(text.size(), secret.size() - 1); size >= shortestBeginning;
         --size) {
        if (text.endsWith(secret.first(size)))
            return size;
    }
    return 0;
}

QString withoutHidden(QString text, const QString &hidden)
{
    const QString removed = removedMark.toString();
    text.replace(hidden, removed);
    const bool hasMark = text.endsWith(u'…'); // as shownText() cuts
    const qsizetype end = text.size() - (hasMark ? 1 : 0);
    const qsizetype left = beginningAtEnd(QStringView(text).first(end), hidden);
    return left > 0 ? text.replace(end - left, left, removed) : text;
}

} // namespace

void HiddenTexts::hide(const Secret &secret)
{
    const QByteArray &bytes = secret.reveal();
    if (bytes.size() < shortestHidden)
        return;
    const QByteArray encoded = bytes.toPercentEncoding();
    add(bytes);
    add(encoded);
    add(smallHexDigits(encoded));
    add(QByteArray(bytes).replace('/', "\\/"));
    add(QString::fromUtf8(bytes).toHtmlEscaped().toUtf8());
    for (const int before : {0, 1, 2}) {
        const QByteArray core = base64Core(bytes, before);
        if (core.size() < shortestInReply)
            continue;
        add(core);
        add(urlSafe(core));
    }
    std::ranges::stable_sort(m_spellings, std::ranges::greater(),
                             [](const Secret &hidden) { return hidden.reveal().size(); });
}

void HiddenTexts::hide(const Credentials &credentials)
{
    hide(credentials.accessKeySecret);
    hide(credentials.securityToken);
    // It is no secret, but half of what a request is made of; a short one is that of a test.
    constexpr qsizetype shortestKeyId = 12;
    if (credentials.accessKeyId.size() >= shortestKeyId)
        hide(Secret(credentials.accessKeyId));
}

void HiddenTexts::add(const QByteArray &spelling)
{
    const Secret secret(spelling);
    if (std::ranges::find(m_spellings, secret) == m_spellings.end())
        m_spellings.push_back(secret);
}

QString HiddenTexts::cleaned(QString text) const
{
    for (const Secret &spelling : m_spellings)
        text = withoutHidden(std::move(text), QString::fromUtf8(spelling.reveal()));
    return text;
}

void HiddenTexts::clean(ApiError &error) const
{
    for (QString *text : {&error.code, &error.message, &error.requestId})
        *text = cleaned(std::move(*text));
}

void HiddenTexts::clean(HttpReply &reply) const
{
    reply.body = cleanedBytes(std::move(reply.body));
    for (NameValue &header : reply.headers)
        header.value = cleanedBytes(std::move(header.value));
}

QByteArray HiddenTexts::cleanedBytes(QByteArray bytes) const
{
    for (const Secret &spelling : m_spellings) {
        const QByteArray &hidden = spelling.reveal();
        // Nearly always it is not there, and then the bytes must not be copied.
        if (hidden.size() >= shortestInReply && bytes.contains(hidden))
            bytes.replace(hidden, removedMark.toLatin1());
    }
    return bytes;
}
