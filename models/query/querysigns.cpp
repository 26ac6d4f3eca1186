#include "querysigns.h"

#include <algorithm>

QChar querySign(QChar c)
{
    if (c.unicode() < 0x80)
        return c;
    switch (c.unicode()) {
    case u'：':
        return u':';
    case u'，':
    case u'、':
        return u',';
    case u'“':
    case u'”':
    case u'„':
    case u'‟':
    case u'＂':
    case u'「':
    case u'」':
    case u'『':
    case u'』':
        return u'"';
    case u'＞':
    case u'》':
    case u'〉':
        return u'>';
    case u'＜':
    case u'《':
    case u'〈':
        return u'<';
    case u'－':
    case u'−':
        return u'-';
    case u'／':
        return u'/';
    case u'＝':
        return u'=';
    case u'＼':
        return u'\\';
    case u'｜':
        return u'|';
    case u'　':
        return u' ';
    default:
        return c;
    }
}

bool hasOtherSigns(QStringView text)
{
    return std::ranges::any_of(text, [](QChar c) { return querySign(c) != c; });
}
