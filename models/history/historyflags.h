#pragma once

#include <QtGlobal>

#include <optional>

/// Bits of tasks.flags: "given" and "true" for each boolean of a task, and what its times mean.
enum HistoryFlag : qint64 {
    HistoryCrossUserGiven = 0x01,
    HistoryCrossUser = 0x02,
    HistoryAcceleratedGiven = 0x04,
    HistoryAccelerated = 0x08,
    HistoryCustomLinkGiven = 0x10,
    HistoryCustomLink = 0x20,
    HistoryCreatedGiven = 0x40,   ///< the moment is when the task was created
    HistoryEndTimeMissing = 0x80, ///< the known last change is older than the end
    HistoryFinished = 0x100,
    HistorySameTag = 0x200, ///< both ends have the same tag, which is stored once
};

inline void setHistoryFlag(qint64 &flags, HistoryFlag flag, bool value)
{
    flags = value ? (flags | flag) : (flags & ~qint64{flag});
}

inline void takeHistoryFlag(qint64 &flags, HistoryFlag given, HistoryFlag flag,
                            std::optional<bool> news)
{
    if (!news)
        return;
    setHistoryFlag(flags, given, true);
    setHistoryFlag(flags, flag, *news);
}

inline std::optional<bool> historyFlag(qint64 flags, HistoryFlag given, HistoryFlag flag)
{
    return (flags & given) != 0 ? std::optional((flags & flag) != 0) : std::nullopt;
}
