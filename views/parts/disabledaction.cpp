#include "disabledaction.h"

#include <QAction>
#include <QVariant>

namespace {

constexpr auto reasonProperty = "disabledReason";

} // namespace

void setDisabledReason(QAction &action, const QString &reason)
{
    action.setProperty(reasonProperty, reason);
    action.setEnabled(reason.isEmpty());
}

QString disabledReasonOf(const QAction &action)
{
    return action.property(reasonProperty).toString();
}
