#pragma once

struct Measuring;

/// The program and its reading: when it was measured, how each list is read, and what was asked for
/// that.
void addReading(Measuring &measuring);
