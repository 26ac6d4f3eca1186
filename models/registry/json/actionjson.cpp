#include "actionjson.h"

#include "replyjson.h"

using namespace Qt::StringLiterals;

namespace {

Result<ActionReceipt> createdFromJson(const QByteArray &json, JsonMemory &memory,
                                      std::string_view idName)
{
    ActionReceipt receipt;
    bool hasId = false;
    const auto readMember = [&](JsonReader &reader, std::string_view name, JsonValue &value) {
        if (name != idName)
            return true;
        const bool isGood = reader.readId(value, receipt.createdId);
        hasId = !receipt.createdId.isEmpty();
        return isGood;
    };
    const Result<Envelope> envelope = readReply(json, memory, readMember, hasId);
    if (!envelope)
        return tl::unexpected(envelope.error());
    if (!hasId) {
        return tl::unexpected(
            missingField(QString::fromLatin1(idName.data(), static_cast<qsizetype>(idName.size())),
                         envelope->requestId));
    }
    receipt.requestId = envelope->requestId;
    return receipt;
}

} // namespace

Result<ActionReceipt> createdTaskFromJson(const QByteArray &json, JsonMemory &memory)
{
    return createdFromJson(json, memory, "SyncTaskId");
}

Result<ActionReceipt> createdRuleFromJson(const QByteArray &json, JsonMemory &memory)
{
    return createdFromJson(json, memory, "SyncRuleId");
}

Result<ActionReceipt> doneFromJson(const QByteArray &json, JsonMemory &memory)
{
    const auto passOver = [](JsonReader &, std::string_view, JsonValue &) { return true; };
    const bool isComplete = false; // so that only IsSuccess counts as a success
    return readReply(json, memory, passOver, isComplete).map([](const Envelope &envelope) {
        return ActionReceipt{.requestId = envelope.requestId};
    });
}
