#pragma once

#include "rulechange.h"
#include "timedisplay.h"

#include <QDateTime>
#include <QHash>
#include <QString>

#include <vector>

// What a change of rules is about, a line each, in the operators' words and the user's language.

struct RuleFact {
    QString name{};
    QString value{};

    friend bool operator==(const RuleFact &, const RuleFact &) = default;
};

/// What instances are called, by id.
using InstanceNames = QHash<QString, QString>;

/// Every parameter that is sent, as it is sent.
std::vector<RuleFact> factsOf(const CreateSyncRule &rule, const InstanceNames &names);
/// What stops. \p row is what the page of rules says of it; \p tasksUnderWay are of this rule.
std::vector<RuleFact> factsOf(const RuleRemoval &removal, const RuleRow &row, int tasksUnderWay,
                              const InstanceNames &names, const TimeContext &now);
