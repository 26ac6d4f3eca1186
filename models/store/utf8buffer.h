#pragma once

#include <QByteArrayView>
#include <QStringView>
#include <QVarLengthArray>

/// A text as UTF-8 on the stack: pages bring a dozen short texts for each task, nearly all ASCII.
class Utf8Buffer final {
public:
    explicit Utf8Buffer(QStringView text)
    {
        m_bytes.resize(text.size());
        char16_t seen = 0;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const char16_t unit = text[i].unicode();
            seen |= unit;
            m_bytes[i] = static_cast<char>(unit);
        }
        if (seen >= 0x80) {
            const QByteArray utf8 = text.toUtf8();
            m_bytes.clear();
            m_bytes.append(utf8.constData(), utf8.size());
        }
    }

    [[nodiscard]] QByteArrayView bytes() const { return {m_bytes.data(), m_bytes.size()}; }

private:
    QVarLengthArray<char, 128> m_bytes;
};
