#include "comparisoncolumns.h"

#include "columntable.h"
#include "comparisontext.h"
#include "displaytext.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

class ComparisonCells final {
    Q_DECLARE_TR_FUNCTIONS(ComparisonCells)
};

QString comparedPath(const ComparisonRow &row, const TimeContext & /*now*/)
{
    return row.key();
}

/// Both names where they differ, and what lies under them.
QString comparedFacts(const ComparisonRow &row, const TimeContext & /*now*/)
{
    ImageRef to = row.repository->pair.to;
    to.imageTag = row.tag.tag;
    QStringList lines{row.key()};
    if (to.path() != row.key())
        //: %1: an image
        lines << ComparisonCells::tr("At the destination: %1").arg(to.path());
    if (!row.tag.sourceDigest.isEmpty())
        lines << ComparisonCells::tr("Source digest: %1").arg(row.tag.sourceDigest);
    if (!row.tag.destinationDigest.isEmpty())
        lines << ComparisonCells::tr("Destination digest: %1").arg(row.tag.destinationDigest);
    return lines.join(u'\n');
}

QString comparedVerdict(const ComparisonRow &row, const TimeContext & /*now*/)
{
    return verdictText(row.tag);
}

CellTone progressTone(CopyProgress progress)
{
    switch (progress) {
    case CopyProgress::None:
        return CellTone::Alarm;
    case CopyProgress::InDoubt:
        return CellTone::Warning;
    case CopyProgress::Sent:
    case CopyProgress::UnderWay:
        return CellTone::Plain;
    case CopyProgress::Arrived:
        break;
    }
    return CellTone::Quiet;
}

CellTone verdictTone(const ComparisonRow &row, const TimeContext & /*now*/)
{
    switch (row.tag.verdict) {
    case TagVerdict::NeverCopied:
    case TagVerdict::Missing:
    case TagVerdict::NoRepository:
        return progressTone(progressOf(row.tag));
    case TagVerdict::Different:
    case TagVerdict::Undecided:
        return CellTone::Warning;
    case TagVerdict::Same:
    case TagVerdict::OnlyThere:
    case TagVerdict::NotTaken:
        break;
    }
    return CellTone::Quiet;
}

RowValue verdictRank(const ComparisonRow &row, const TimeContext & /*now*/)
{
    // What is on its way comes after what wants attention.
    const bool isOnItsWay = isAbsent(row.tag.verdict) && progressOf(row.tag) != CopyProgress::None;
    constexpr double afterAttention = 0.5;
    return isOnItsWay ? static_cast<double>(TagVerdict::Undecided) + afterAttention
                      : static_cast<double>(row.tag.verdict);
}

QString comparedReason(const ComparisonRow &row, const TimeContext &now)
{
    return reasonText(row.tag, *row.repository, now);
}

QString comparedUpdated(const ComparisonRow &row, const TimeContext &now)
{
    return cellTimeText(row.tag.updatedAt, now);
}

QString comparedWholeTime(const ComparisonRow &row, const TimeContext &now)
{
    return absoluteTimeText(row.tag.updatedAt, now.times);
}

RowValue comparedTime(const ComparisonRow &row, const TimeContext & /*now*/)
{
    return row.tag.updatedAt.isValid()
               ? RowValue(static_cast<double>(row.tag.updatedAt.toMSecsSinceEpoch()))
               : RowValue();
}

QString comparedSize(const ComparisonRow &row, const TimeContext & /*now*/)
{
    return row.tag.size ? bytesText(*row.tag.size) : QString();
}

RowValue comparedBytes(const ComparisonRow &row, const TimeContext & /*now*/)
{
    return row.tag.size ? RowValue(static_cast<double>(*row.tag.size)) : RowValue();
}

template<QString (*text)(const ComparisonRow &, const TimeContext &)>
RowValue comparedTextValue(const ComparisonRow &row, const TimeContext &now)
{
    return text(row, now);
}

CellTone comparedPlainTone(const ComparisonRow & /*row*/, const TimeContext & /*now*/)
{
    return CellTone::Plain;
}

constexpr std::array comparisonTable = {
    ComparisonColumnData{
        .column = ComparisonColumn::Tag,
        .title = QT_TRANSLATE_NOOP("ComparisonCells", "Image"),
        .text = &comparedPath,
        .toolTip = &comparedFacts,
        .sortValue = &comparedTextValue<&comparedPath>,
        .tone = &comparedPlainTone,
    },
    ComparisonColumnData{
        .column = ComparisonColumn::Verdict,
        //: A column: what the tags at both ends say of each other
        .title = QT_TRANSLATE_NOOP("ComparisonCells", "At the destination"),
        .text = &comparedVerdict,
        .sortValue = &verdictRank,
        .tone = &verdictTone,
        .width = 132,
        .rank = 1,
    },
    ComparisonColumnData{
        .column = ComparisonColumn::Reason,
        //: A column: what is known about why a tag is missing
        .title = QT_TRANSLATE_NOOP("ComparisonCells", "What is known"),
        .text = &comparedReason,
        .sortValue = &comparedTextValue<&comparedReason>,
        .width = 264,
        .rank = 2,
    },
    ComparisonColumnData{
        .column = ComparisonColumn::Updated,
        //: A column: when a tag was pushed or changed last
        .title = QT_TRANSLATE_NOOP("ComparisonCells", "Updated"),
        .titleToolTip = QT_TRANSLATE_NOOP("ComparisonCells", "When the tag was last changed"),
        .text = &comparedUpdated,
        .copyText = &comparedWholeTime,
        .toolTip = &comparedWholeTime,
        .sortValue = &comparedTime,
        .toldTime = TimeStyle::Absolute,
        .firstOrder = Qt::DescendingOrder,
        .width = 104,
        .rank = 3,
    },
    ComparisonColumnData{
        .column = ComparisonColumn::Size,
        .title = QT_TRANSLATE_NOOP("ComparisonCells", "Size"),
        .text = &comparedSize,
        .sortValue = &comparedBytes,
        .isRightAligned = true,
        .firstOrder = Qt::DescendingOrder,
        .width = 84,
        .rank = 4,
    },
};
static_assert(areInOrder(comparisonTable) &&
                  comparisonTable.size() == ComparisonTableModel::columns,
              "every column has its row, in the order of the enumeration");

} // namespace

std::span<const ComparisonColumnData> comparisonColumns()
{
    return comparisonTable;
}
