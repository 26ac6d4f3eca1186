#pragma once

/// From now on a screen reader is told what is shown, where Qt would tell it less or fail: tables
/// and lists of which nothing is current (Qt 6.4 crashes when one is asked for its place in them),
/// texts that have a subject, and charts. Before the first window; once is enough.
void installAccessibleParts();
