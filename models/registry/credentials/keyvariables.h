#pragma once

#include <QProcessEnvironment>
#include <QString>

/// Whether a variable of the environment may hold a key, a part of one, or an address that gives
/// one: of the cloud's SDKs and its tools, under every name they know. Not: the names of profiles,
/// files and roles, and the proxies, whose passwords other programs need as well.
bool isKeyVariable(const QString &name);

/// \p environment without these: for programs that are started.
QProcessEnvironment environmentWithoutKeys(const QProcessEnvironment &environment);

/// The environment of this process, which holds them no longer afterwards: no program that it
/// starts inherits one, and where the system shows with what the process was started there are
/// zeros. Called once, before there are threads.
QProcessEnvironment takeEnvironment();
