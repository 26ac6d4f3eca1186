#include "focusgroup.h"

#include <QVariant>
#include <QWidget>

namespace {

constexpr auto focusGroupProperty = "focusGroup";

} // namespace

void makeFocusGroup(QWidget &part)
{
    part.setProperty(focusGroupProperty, true);
}

bool isFocusGroup(const QWidget &part)
{
    return part.property(focusGroupProperty).toBool();
}
