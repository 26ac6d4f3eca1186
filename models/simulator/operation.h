#pragma once

#include "refusal.h"
#include "simulatedfaults.h"

#include <QByteArray>

class SimulatedRegistry;
class TaskJson;
struct VerifiedRequest;

/// An instance that requests can be about: one that images come from, go to, or both.
struct SimulatedPlace {
    QByteArray id{};
    int source = -1;      ///< index of the instance, or -1
    int destination = -1; ///< index of the destination, or -1
};

/// The simulated world at the moment of a request, which may change it.
struct RequestContext {
    SimulatedRegistry &registry;
    const TaskJson &taskJson;
    const SimulatedFaults &faults;
    qint64 nowMs = 0;
    SimulatedPlace place{}; ///< that is asked; empty for operations that name none
};

/// Which instance an operation can be asked of.
enum class AskedOf : quint8 {
    Region,    ///< none: its region is asked
    Source,    ///< one that images come from
    AnyOfOurs, ///< one that images come from or go to, of this account
};

/// An operation that the simulator answers.
struct SimulatedOperation {
    QByteArrayView name{};       ///< the API's
    QByteArrayView permission{}; ///< an action of the access management that the key must have
    AskedOf askedOf = AskedOf::Source;
    /// Returns the fields of the reply without braces and without the envelope.
    Answer<QByteArray> (*answer)(const RequestContext &context,
                                 const VerifiedRequest &request) = nullptr;
    bool isGetOnly = false;
    bool isAnsweredStopped = false; ///< also of an instance that is not running
};

/// Null when there is no such operation.
const SimulatedOperation *findOperation(QByteArrayView name);
