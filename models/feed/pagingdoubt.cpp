#include "pagingdoubt.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView incompleteListCode("IncompleteList");

class PagingDoubtText final {
    Q_DECLARE_TR_FUNCTIONS(PagingDoubt)
};

QLatin1StringView technicalReason(PagingDoubt::Reason reason)
{
    switch (reason) {
    case PagingDoubt::Reason::ListAbsent:
        return "the reply has no list"_L1;
    case PagingDoubt::Reason::PageMissing:
        return "a page came empty or too short"_L1;
    case PagingDoubt::Reason::PageIgnored:
        return "the server gives the same rows for every page"_L1;
    case PagingDoubt::Reason::TotalsDisagree:
        return "the total does not agree with the pages"_L1;
    case PagingDoubt::Reason::StillMoving:
        return "rows came or went each time the pages were read"_L1;
    case PagingDoubt::Reason::TooManyPages:
        return "the limit of requests was reached"_L1;
    case PagingDoubt::Reason::RowsUnreadable:
        return "some rows could not be read"_L1;
    case PagingDoubt::Reason::NotCompared:
        break;
    }
    return "rows may have moved between two pages"_L1;
}

} // namespace

bool isShort(const PagingDoubt &doubt)
{
    return doubt.total && *doubt.total > doubt.seen;
}

QString doubtText(const PagingDoubt &doubt)
{
    const QLocale locale;
    const QString seen = locale.toString(doubt.seen);
    if (!isShort(doubt))
        //: %1: how many tasks were seen
        return PagingDoubtText::tr("%1 seen").arg(seen);
    //: %1 of %2 tasks were seen
    return PagingDoubtText::tr("%1 of %2 seen").arg(seen, locale.toString(*doubt.total));
}

QString doubtReasonText(const PagingDoubt &doubt)
{
    switch (doubt.reason) {
    case PagingDoubt::Reason::ListAbsent:
        return PagingDoubtText::tr("The registry counts tasks but sent none.");
    case PagingDoubt::Reason::PageMissing:
        return PagingDoubtText::tr("The registry sent a page that is empty or too short.");
    case PagingDoubt::Reason::PageIgnored:
        return PagingDoubtText::tr("The registry sends the same tasks for every page.");
    case PagingDoubt::Reason::TotalsDisagree:
        return PagingDoubtText::tr("The registry counts more tasks than its pages hold.");
    case PagingDoubt::Reason::StillMoving:
        return PagingDoubtText::tr("Tasks came or went each time the pages were read.");
    case PagingDoubt::Reason::TooManyPages:
        return PagingDoubtText::tr("The list has too many pages.");
    case PagingDoubt::Reason::RowsUnreadable:
        return PagingDoubtText::tr("Some tasks could not be read.");
    case PagingDoubt::Reason::NotCompared:
        break;
    }
    return PagingDoubtText::tr("Tasks may have moved between two pages while they were read.");
}

QString technicalLine(const PagingDoubt &doubt, const QString &rows)
{
    QString count = QString::number(doubt.seen);
    if (isShort(doubt))
        count += u" of "_s + QString::number(*doubt.total);
    return u"not proven complete: "_s + count + u' ' + rows + u" seen: "_s +
           technicalReason(doubt.reason);
}

ApiError incompleteList(const PagingDoubt &doubt, const QString &rows, const QString &operation,
                        const QString &account)
{
    return {.kind = ApiError::Kind::Protocol,
            .code = incompleteListCode,
            .message = technicalLine(doubt, rows),
            .operation = operation,
            .account = account};
}

bool isIncompleteList(const ApiError &error)
{
    return error.kind == ApiError::Kind::Protocol && error.code == incompleteListCode;
}
