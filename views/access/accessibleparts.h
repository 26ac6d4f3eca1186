#pragma once

/// From now on a screen reader is told what is shown, where Qt would tell it less or fail: tables
/// and lists of which nothing is current (Qt 6.4 crashes when one is asked for its place in them),
/// buttons that are checked, texts that have a subject, and charts. To be called before any part of
/// a window is made: while a screen reader listens, Qt makes what it tells of each part with the
/// part.
void installAccessibleParts();
