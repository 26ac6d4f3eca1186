#pragma once

#include <QString>

class QAction;

/// Enables \p action where \p reason is empty; else it is disabled, and whoever lists it can say
/// why.
void setDisabledReason(QAction &action, const QString &reason);
[[nodiscard]] QString disabledReasonOf(const QAction &action);
