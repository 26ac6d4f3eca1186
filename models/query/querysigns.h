#pragma once

#include <QStringView>

/// The sign of the query language that \p c is read as outside quotation marks: Chinese input
/// methods type full-width forms of them, as in "status：failed". Other characters are given back.
QChar querySign(QChar c);

/// Contains a character that querySign() changes.
bool hasOtherSigns(QStringView text);
