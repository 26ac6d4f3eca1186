#pragma once

#include "sqlcondition.h"

/// \p condition on a row of the table tasks of historymigrations.cpp. The parameters are numbered
/// from \p firstParameter on, as "?4".
SqlCondition sqliteCondition(const RowCondition &condition, int firstParameter);
