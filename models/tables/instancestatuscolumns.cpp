#include "instancestatuscolumns.h"

#include "columntable.h"
#include "displaytext.h"
#include "erroradvice.h"
#include "liststatustext.h"
#include "region.h"

#include <array>

namespace {

class StatusColumnWords final {
    Q_DECLARE_TR_FUNCTIONS(InstanceStatusModel)
};

bool isProfile(const ListStatus &status)
{
    return !status.isInstance() && status.instance.regionId.isEmpty();
}

QString statusSubject(const ListStatus &status, const TimeContext & /*context*/)
{
    if (status.isInstance())
        return status.name;
    return isProfile(status)
               //: in place of an instance: the profile (of the vendor's tool) is not usable
               ? StatusColumnWords::tr("Profile not usable")
               //: in place of an instance: the region did not tell which instances it has
               : StatusColumnWords::tr("Instances not listed");
}

QString statusInstanceId(const ListStatus &status, const TimeContext & /*context*/)
{
    return status.instance.instanceId;
}

QString statusStateText(const ListStatus &status, const TimeContext & /*context*/)
{
    return stateText(status);
}

QString statusErrorText(const ListStatus &status, const TimeContext & /*context*/)
{
    return status.error ? adviceFor(*status.error).happened : QString();
}

RowValue statusStateValue(const ListStatus &status, const TimeContext & /*context*/)
{
    return rowValue(static_cast<int>(status.state));
}

CellTone statusStateTone(const ListStatus &status, const TimeContext & /*context*/)
{
    switch (status.state) {
    case ListStatus::State::Refused:
        return CellTone::Alarm;
    case ListStatus::State::NotAnswering:
    case ListStatus::State::Outdated:
        return CellTone::Warning;
    case ListStatus::State::NeverRead:
        return CellTone::Quiet;
    case ListStatus::State::Current:
        break;
    }
    return CellTone::Plain;
}

CellTone statusPlainTone(const ListStatus & /*status*/, const TimeContext & /*context*/)
{
    return CellTone::Plain;
}

template<QDateTime ListStatus::*time>
QString statusWholeTime(const ListStatus &status, const TimeContext &context)
{
    return absoluteTimeText(status.*time, context.times);
}

template<QDateTime ListStatus::*time>
RowValue statusTimeValue(const ListStatus &status, const TimeContext & /*context*/)
{
    return (status.*time).isValid()
               ? RowValue(static_cast<double>((status.*time).toMSecsSinceEpoch()))
               : RowValue();
}

QString statusRegion(const ListStatus &status, const TimeContext & /*context*/)
{
    return placeName(status.instance.regionId);
}

QString statusRegionId(const ListStatus &status, const TimeContext & /*context*/)
{
    return status.instance.regionId;
}

QString statusProfile(const ListStatus &status, const TimeContext & /*context*/)
{
    return status.instance.account;
}

QString statusTasks(const ListStatus &status, const TimeContext &context)
{
    return completenessText(status.feed, context);
}

QString statusDoubt(const ListStatus &status, const TimeContext & /*context*/)
{
    return status.feed.doubt ? doubtReasonText(*status.feed.doubt) : QString();
}

RowValue statusTasksValue(const ListStatus &status, const TimeContext & /*context*/)
{
    return static_cast<double>(status.feed.loaded);
}

QString statusNextTry(const ListStatus &status, const TimeContext &context)
{
    // A profile without a key that can be used: its file is watched.
    if (isProfile(status) && status.error && !status.nextTry.isValid())
        //: in a column "Next try"
        return StatusColumnWords::tr("when its key changes");
    return status.nextTry.isValid() ? relativeTimeText(status.nextTry, context.now) : QString();
}

template<QString (*text)(const ListStatus &, const TimeContext &)>
RowValue statusTextValue(const ListStatus &status, const TimeContext &context)
{
    return text(status, context);
}

constexpr std::array statusTable = {
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::Instance,
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "Instance"),
        .text = &statusSubject,
        .toolTip = &statusInstanceId,
        .sortValue = &statusTextValue<&statusSubject>,
        .tone = &statusPlainTone,
    },
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::State,
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "State"),
        .text = &statusStateText,
        .toolTip = &statusErrorText,
        .sortValue = &statusStateValue,
        .tone = &statusStateTone,
        .width = 168,
        .rank = 1,
    },
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::LastReading,
        //: column: how long ago the tasks of an instance were read
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "Last reading"),
        .text = &lastReadingText,
        .toolTip = &statusWholeTime<&ListStatus::asOf>,
        .sortValue = &statusTimeValue<&ListStatus::asOf>,
        .tone = &statusPlainTone,
        .toldTime = TimeStyle::Relative,
        .width = 104,
        .rank = 2,
    },
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::Region,
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "Region"),
        .text = &statusRegion,
        .toolTip = &statusRegionId,
        .sortValue = &statusTextValue<&statusRegion>,
        .tone = &statusPlainTone,
        .width = 150,
        .rank = 3,
    },
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::Account,
        //: column: whose key is used
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "Profile"),
        .text = &statusProfile,
        .sortValue = &statusTextValue<&statusProfile>,
        .tone = &statusPlainTone,
        .width = 96,
        .rank = 4,
    },
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::Tasks,
        //: column: how many of the tasks of an instance were read
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "Tasks read"),
        .text = &statusTasks,
        .toolTip = &statusDoubt,
        .sortValue = &statusTasksValue,
        .tone = &statusPlainTone,
        .width = 190,
        .rank = 6,
    },
    InstanceStatusColumnData{
        .column = InstanceStatusColumn::NextTry,
        //: column: when an instance is asked again
        .title = QT_TRANSLATE_NOOP("InstanceStatusModel", "Next try"),
        .text = &statusNextTry,
        .toolTip = &statusWholeTime<&ListStatus::nextTry>,
        .sortValue = &statusTimeValue<&ListStatus::nextTry>,
        .tone = &statusPlainTone,
        .width = 84,
        .rank = 5,
    },
};
static_assert(areInOrder(statusTable) && statusTable.size() == InstanceStatusModel::columns,
              "every column has its row, in the order of the enumeration");

} // namespace

std::span<const InstanceStatusColumnData> instanceStatusColumns()
{
    return statusTable;
}
