#include "imagefault.h"

#include "displaywords.h"

#include <algorithm>

namespace {

constexpr qsizetype longestTag = 128;

bool isNamePart(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
           c == u'.' || c == u'_' || c == u'-';
}

QString strangeCharacter(QChar c)
{
    return c.isSpace()
               ? DisplayWords::tr("Spaces are not allowed.")
               : DisplayWords::tr("Not “%1”: letters, digits and . _ - can be in it.").arg(c);
}

} // namespace

QString imageNameFault(const QString &name, bool hasParts)
{
    const auto strange = std::ranges::find_if(
        name, [hasParts](QChar c) { return !isNamePart(c) && !(hasParts && c == u'/'); });
    return strange == name.end() ? QString() : strangeCharacter(*strange);
}

QString tagFault(const QString &tag)
{
    if (tag.startsWith(u'.') || tag.startsWith(u'-'))
        return DisplayWords::tr("A tag begins with a letter, a digit or _.");
    if (tag.size() > longestTag)
        return DisplayWords::tr("A tag has up to 128 characters.");
    return imageNameFault(tag, false);
}
