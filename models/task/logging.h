#pragma once

#include <QLoggingCategory>

Q_DECLARE_LOGGING_CATEGORY(logApi)        // sync.api: calls and their outcome, never a secret
Q_DECLARE_LOGGING_CATEGORY(logHttpServer) // sync.httpserver
Q_DECLARE_LOGGING_CATEGORY(logSimulator)  // sync.simulator
Q_DECLARE_LOGGING_CATEGORY(logUi)         // sync.ui
