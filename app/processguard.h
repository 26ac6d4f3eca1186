#pragma once

/// The variable of the environment that leaves the process open to debuggers and lets it write core
/// dumps, where it is "1": for those who work on the program.
inline constexpr char debuggableVariable[] = "SYNC_DASHBOARD_DEBUGGABLE";

/// The first thing that main() does. What is in memory is for nobody else: there are no core dumps,
/// and no other process of the same user, but root's, may attach to this one or read its memory or
/// the environment that it was started with. What it writes is for its user only.
void guardProcess();
