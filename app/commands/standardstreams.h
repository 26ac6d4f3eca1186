#pragma once

#include <QString>

#include <cstdio>

/// Takes the places of standard input, output and error where they are closed, so that no file and
/// no socket that is opened later gets their numbers: what is printed would be written into it.
/// What is written to such a place fails.
void reserveStandardStreams();

/// Prints \p text and empties the buffer. Returns an exit code: 0, or 1 when it could not be
/// written, which standard error is told.
int printText(std::FILE *stream, const QString &text);
