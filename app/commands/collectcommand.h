#pragma once

#include "collector.h"
#include "commandline.h"

#include <QIODevice>

#include <memory>

class QNetworkAccessManager;

/// Collects until SIGTERM or SIGINT; SIGHUP reads the configuration again. What happens is told in
/// lines on \p errors. \p network: of what sends alerts. Returns the exit code.
int runCollect(const CollectOptions &options, Clock &clock, const Collector::Connect &connect,
               std::shared_ptr<QNetworkAccessManager> network, QIODevice &errors);
