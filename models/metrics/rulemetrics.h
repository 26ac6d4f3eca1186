#pragma once

struct Measuring;

/// Of each rule its tasks, its last success, and whether it has gone silent.
void addRules(Measuring &measuring);
