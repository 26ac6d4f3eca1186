#pragma once

#include "operation.h"
#include "requestverifier.h"

#include <QByteArray>
#include <QJsonArray>
#include <QString>

#include <span>

/// How a listing writes its TotalCount: it differs by operation.
enum class TotalType : quint8 { Number, Text };

/// The page of \p all that is asked for, as fields of a reply.
Answer<QByteArray> listing(const QString &name, const QJsonArray &all, TotalType total,
                           const VerifiedRequest &request);

/// Whether \p parameter asks for \p value or for everything.
bool isWanted(const VerifiedRequest &request, QByteArrayView parameter, const QByteArray &value);

/// The listings of what stands still: instances and rules.
std::span<const SimulatedOperation> catalogueOperations();
