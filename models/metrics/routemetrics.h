#pragma once

struct Measuring;

/// Of each pair of regions its tasks, how many are stuck, the oldest unfinished one and durations;
/// and the headline's word, which rests on what is stuck.
void addRoutes(Measuring &measuring);
