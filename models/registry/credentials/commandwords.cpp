#include "commandwords.h"

namespace {

/// Reads a command from left to right.
class CommandSplitter final {
public:
    explicit CommandSplitter(const QString &command) : m_rest(command) {}

    std::optional<QStringList> split()
    {
        while (!m_rest.isEmpty()) {
            if (!(m_quote.isNull() ? takeOutside(take()) : takeInside(take())))
                return {};
        }
        if (!m_quote.isNull())
            return {};
        endWord();
        return m_words;
    }

private:
    QChar take()
    {
        const QChar first = m_rest.front();
        m_rest = m_rest.sliced(1);
        return first;
    }
    /// Answers whether there is something to be taken.
    bool takeNext()
    {
        if (m_rest.isEmpty())
            return false;
        m_word += take();
        return true;
    }
    bool takeOutside(QChar c)
    {
        m_isWord = m_isWord || !c.isSpace();
        if (c == u'\\')
            return takeNext();
        if (c == u'"' || c == u'\'')
            m_quote = c;
        else if (c.isSpace())
            endWord();
        else
            m_word += c;
        return true;
    }
    bool takeInside(QChar c)
    {
        const bool escapes = c == u'\\' && m_quote == u'"' && !m_rest.isEmpty() &&
                             QStringView(u"\"\\$`").contains(m_rest.front());
        if (escapes)
            return takeNext();
        if (c == m_quote)
            m_quote = QChar();
        else
            m_word += c;
        return true;
    }
    void endWord()
    {
        if (m_isWord)
            m_words << m_word;
        m_word.clear();
        m_isWord = false;
    }

    QStringView m_rest;
    QStringList m_words;
    QString m_word;
    QChar m_quote; ///< that is open
    bool m_isWord = false;
};

} // namespace

std::optional<QStringList> commandWords(const QString &command)
{
    return CommandSplitter(command).split();
}
