#include "manualpages.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr std::array manualKeys = {
    QStringView(u"index"),       QStringView(u"first-steps"), QStringView(u"window"),
    QStringView(u"query"),       QStringView(u"causes"),      QStringView(u"actions"),
    QStringView(u"permissions"), QStringView(u"headless"),    QStringView(u"metrics"),
    QStringView(u"team"),        QStringView(u"keys"),        QStringView(u"faq")};

/// As it is read aloud: links are their texts.
QString withoutMarkup(QString line)
{
    static const QRegularExpression link(u"\\[([^\\]]*)\\]\\([^)]*\\)"_s);
    static const QRegularExpression sign(u"[*`]|^#+ |^[-|] ?|^\\d+\\. | \\|"_s);
    return line.replace(link, u"\\1"_s).remove(sign).trimmed();
}

/// Of a paragraph: what is bold at its beginning.
QString boldBeginning(const QString &line)
{
    static const QRegularExpression end(u"\\*\\*(:|：|（| \\()"_s);
    const qsizetype at = line.indexOf(end);
    return withoutMarkup(at < 0 ? line : line.first(at));
}

int headingLevelOf(const QString &line)
{
    return line.startsWith(u"# ") ? 1 : line.startsWith(u"## ") ? 2 : 0;
}

/// Reads a page line by line.
class PageReader final {
public:
    explicit PageReader(const QString &key) : m_page{.key = key} {}

    void read(const QString &line)
    {
        static const QRegularExpression anchor(u"^<a id=\"([a-z0-9-]+)\"></a>$"_s);
        if (const auto match = anchor.match(line); match.hasMatch()) {
            m_anchors << match.captured(1);
            return;
        }
        QString marked = line;
        const int level = headingLevelOf(line);
        if (level > 0 || (!m_anchors.isEmpty() && !line.isEmpty())) {
            begin(level > 0 ? level : 3, line);
            const qsizetype behindSigns = level > 0 ? level + 1 : 0;
            marked.insert(behindSigns, marks());
        } else if (!m_page.sections.empty()) {
            m_page.sections.back().text += u' ' + withoutMarkup(line);
        }
        m_page.markdown += marked + u'\n';
    }

    ManualPage take() { return std::move(m_page); }

private:
    void begin(int level, const QString &line)
    {
        m_page.sections.push_back({.place = {.page = m_page.key, .anchor = m_anchors.value(0)},
                                   .level = level,
                                   .title = level < 3 ? withoutMarkup(line) : boldBeginning(line),
                                   .text = withoutMarkup(line)});
    }

    QString marks()
    {
        QString text;
        for (const QString &name : std::as_const(m_anchors))
            text += u"⟦"_s + name + u"⟧"_s;
        m_anchors.clear();
        return text;
    }

    ManualPage m_page;
    QStringList m_anchors{};
};

} // namespace

ManualPage manualPage(const QString &key, const QString &text)
{
    PageReader reader(key);
    for (const QString &line : text.split(u'\n'))
        reader.read(line);
    return reader.take();
}

std::vector<ManualPage> readManual(const QString &language)
{
    std::vector<ManualPage> pages;
    for (const QStringView key : manualKeys) {
        QFile file(u":/manual/"_s + language + u'/' + key + u".md"_s);
        if (file.open(QIODevice::ReadOnly))
            pages.push_back(manualPage(key.toString(), QString::fromUtf8(file.readAll())));
    }
    return pages;
}

std::vector<ManualSection> findInManual(const std::vector<ManualPage> &pages, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const auto holdsAll = [&words](const QString &where) {
        return std::ranges::all_of(words, [&where](const QString &word) {
            return where.contains(word, Qt::CaseInsensitive);
        });
    };
    std::vector<ManualSection> found;
    if (words.isEmpty())
        return found;
    for (const ManualPage &page : pages) {
        for (const ManualSection &section : page.sections) {
            if (holdsAll(section.title + u' ' + section.text))
                found.push_back(section);
        }
    }
    // Clang 14 cannot compile the one of std::ranges.
    std::stable_partition(found.begin(), found.end(), [&holdsAll](const ManualSection &section) {
        return holdsAll(section.title);
    });
    return found;
}
