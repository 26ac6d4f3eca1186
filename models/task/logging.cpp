#include "logging.h"

Q_LOGGING_CATEGORY(logApi, "sync.api", QtWarningMsg)
Q_LOGGING_CATEGORY(logHttpServer, "sync.httpserver", QtWarningMsg)
Q_LOGGING_CATEGORY(logSimulator, "sync.simulator", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "sync.ui", QtWarningMsg)
