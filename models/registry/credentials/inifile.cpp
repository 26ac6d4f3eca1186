#include "inifile.h"

#include <QStringView>

using namespace Qt::StringLiterals;

namespace {

bool beginsComment(QStringView line, qsizetype at)
{
    return (line[at] == u';' || line[at] == u'#') && (at == 0 || line[at - 1].isSpace());
}

QStringView withoutComment(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (beginsComment(line, i))
            return line.first(i).trimmed();
    }
    return line;
}

QStringView withoutQuotes(QStringView value)
{
    const bool isQuoted = value.size() >= 2 && value.front() == value.back() &&
                          (value.front() == u'"' || value.front() == u'\'');
    return isQuoted ? value.sliced(1, value.size() - 2) : value;
}

} // namespace

std::optional<IniSection> iniSection(const QByteArray &text, const QString &name)
{
    const QString whole = QString::fromUtf8(text);
    std::optional<IniSection> section;
    bool isInside = false;
    for (const QStringView raw : QStringView(whole).split(u'\n')) {
        const QStringView line = withoutComment(raw.trimmed());
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            isInside = line.sliced(1, line.size() - 2).trimmed() == name;
            if (isInside && !section)
                section.emplace();
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (isInside && equals > 0) {
            section->insert(line.first(equals).trimmed().toString().toLower(),
                            withoutQuotes(line.sliced(equals + 1).trimmed()).toString());
        }
    }
    return section;
}
