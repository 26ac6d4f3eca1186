#include "manualplace.h"

#include <QVariant>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *manualPlaceProperty = "manualPlace";

} // namespace

void setManualPlace(QWidget &widget, const ManualPlace &place)
{
    widget.setProperty(manualPlaceProperty, place.page.isEmpty()
                                                ? QVariant()
                                                : QVariant(QStringList{place.page, place.anchor}));
}

ManualPlace manualPlaceOf(const QWidget *widget)
{
    for (; widget != nullptr; widget = widget->parentWidget()) {
        const QStringList place = widget->property(manualPlaceProperty).toStringList();
        if (!place.isEmpty())
            return {.page = place.value(0), .anchor = place.value(1)};
    }
    return {.page = u"index"_s};
}

QString manualAnchor(QStringView cause)
{
    const QString lower = cause.toString().toLower();
    QString anchor;
    for (const QChar c : lower) {
        const bool isWord = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (isWord)
            anchor += c;
        else if (!anchor.isEmpty() && !anchor.endsWith(u'-'))
            anchor += u'-';
    }
    return anchor;
}
