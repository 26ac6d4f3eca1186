#pragma once

#include "sqlcondition.h"

/// \p condition on a row of the table tasks of teamschema.cpp. The parameters are numbered from
/// \p firstParameter on, as "$4".
SqlCondition postgresCondition(const RowCondition &condition, int firstParameter);
