#pragma once

class QLineEdit;
class QString;
class QWidget;

// What the dialogs ask for in the same way.

/// For the id of the account that owns a destination: up to 20 digits.
QLineEdit *makeAccountInput(const QString &objectName, QWidget *parent);
/// Writes in \p to what is in \p from, unless somebody wrote there: a copy mostly has the same
/// name.
void followSource(const QLineEdit &from, QLineEdit &to);
