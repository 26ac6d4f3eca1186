#pragma once

#include <QString>

/// What the system calls the person at this computer: the full name, else the login's. May be
/// empty.
QString loginName();
