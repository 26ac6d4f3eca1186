#pragma once

#include "commandline.h"

class QApplication;

/// Lets the window load, renders it to a picture, prints what it says to standard output. Returns
/// the exit code.
int runSnapshot(QApplication &application, const SnapshotOptions &options);
