#pragma once

#include "commandline.h"

class QApplication;
class QProcessEnvironment;

/// Lets the window load, renders it to a picture, prints what it says to standard output.
/// \p environment says where keys are. Returns the exit code.
int runSnapshot(QApplication &application, const SnapshotOptions &options,
                const QProcessEnvironment &environment);
