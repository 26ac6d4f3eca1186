#include "notice.h"

#include "displayed.h"
#include "displaytext.h"
#include "displaywords.h"
#include "erroradvice.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

QString exampleLine(const Notice &notice, const SyncTask &example)
{
    const SyncTask task = displayed(example);
    const QString image = task.imageFrom.path();
    // What failed has a cause; what is stuck has a way that it does not get along.
    const QString detail =
        notice.kind == Notice::Kind::Failures ? displayName(task.issue) : routeText(task);
    //: A task that failed or is stuck: %1 is its image, %2 why it failed, or where it goes
    return DisplayWords::tr("%1: %2").arg(image.isEmpty() ? task.id : image, detail);
}

QString exampleLines(const Notice &notice)
{
    QStringList lines;
    for (const SyncTask &task : notice.examples)
        lines << exampleLine(notice, task);
    if (const int more = notice.count - static_cast<int>(notice.examples.size()); more > 0)
        //: Below some examples
        lines << DisplayWords::tr("and %Ln more", nullptr, more);
    if (notice.wasHeldBack())
        //: Below some examples; %1: what was muted, as "View “team1” · deployment"
        lines << DisplayWords::tr("Muted: %1").arg(notice.heldBackBy);
    return lines.join(u'\n');
}

} // namespace

QString noticeTitle(const Notice &notice)
{
    switch (notice.kind) {
    case Notice::Kind::Failures:
        return notice.wasHeldBack()
                   //: Failures that were not told as long as notifications were silenced
                   ? DisplayWords::tr("%Ln failure(s) while muted", nullptr, notice.count)
                   : DisplayWords::tr("%Ln task(s) failed", nullptr, notice.count);
    case Notice::Kind::Stuck:
        if (notice.wasHeldBack())
            return DisplayWords::tr("%Ln task(s) stuck while muted", nullptr, notice.count);
        return DisplayWords::tr("%Ln task(s) stuck", nullptr, notice.count);
    case Notice::Kind::ConnectionLost:
        return DisplayWords::tr("No answer from the registry");
    case Notice::Kind::ConnectionBack:
        return DisplayWords::tr("The registry answers again");
    }
    return {};
}

QString noticeText(const Notice &notice, const QDateTime &now)
{
    switch (notice.kind) {
    case Notice::Kind::Failures:
    case Notice::Kind::Stuck:
        return exampleLines(notice);
    case Notice::Kind::ConnectionLost: {
        const std::chrono::milliseconds lost(notice.since.msecsTo(now));
        //: %1 is a length of time
        const QString age =
            DisplayWords::tr("The list of tasks is %1 old.").arg(durationText(lost));
        return notice.error ? sentencesText(adviceFor(*notice.error).happened, age) : age;
    }
    case Notice::Kind::ConnectionBack: {
        const std::chrono::milliseconds lost(notice.since.msecsTo(now));
        //: %1 is a length of time
        return DisplayWords::tr("It had not answered for %1.").arg(durationText(lost));
    }
    }
    return {};
}
