#pragma once

class QWidget;

/// Tab comes to the buttons of \p part as one stop of their own, apart from those beside it.
void makeFocusGroup(QWidget &part);
[[nodiscard]] bool isFocusGroup(const QWidget &part);
