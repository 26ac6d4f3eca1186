#include "sentcsv.h"

#include "spreadsheetcell.h"

#include <QStringList>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// Words in a file never change their meaning; the compiler names a value without one.

QString outcomeWord(const SentAction &action)
{
    switch (action.outcome) {
    case SentOutcome::Sending:
        return u"sending"_s;
    case SentOutcome::Accepted:
        return u"accepted"_s;
    case SentOutcome::Refused:
        return u"refused"_s;
    case SentOutcome::InDoubt:
        return u"in-doubt"_s;
    case SentOutcome::NotKnown:
        break;
    }
    return u"not-known"_s;
}

QString progressWord(const SentAction &action)
{
    switch (action.progress) {
    case SentProgress::None:
        return {};
    case SentProgress::Awaited:
        return u"not-listed"_s;
    case SentProgress::Waiting:
        return u"waiting"_s;
    case SentProgress::Underway:
        return u"running"_s;
    case SentProgress::Done:
        return u"done"_s;
    case SentProgress::Failed:
        return u"failed"_s;
    case SentProgress::Cancelled:
        return u"cancelled"_s;
    case SentProgress::NotKnown:
        break;
    }
    return u"not-known"_s;
}

QString kindWord(const SentAction &action)
{
    switch (action.kind) {
    case SentKind::Retry:
        return u"retry"_s;
    case SentKind::Cancel:
        return u"cancel"_s;
    case SentKind::Copy:
        return u"copy"_s;
    case SentKind::CreateRule:
        return u"create-rule"_s;
    case SentKind::DeleteRule:
        break;
    }
    return u"delete-rule"_s;
}

template<QDateTime SentAction::*member>
QString sentIsoTime(const SentAction &action)
{
    const QDateTime &time = action.*member;
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

template<QString SentAction::*member>
QString sentText(const SentAction &action)
{
    return action.*member;
}

template<ImageRef SentAction::*end>
QString sentPath(const SentAction &action)
{
    return (action.*end).path();
}

template<ImageRef SentAction::*end, QString ImageRef::*member>
QString sentEnd(const SentAction &action)
{
    return (action.*end).*member;
}

QString sentInstance(const SentAction &action)
{
    return action.instance.instanceId;
}

struct SentField {
    const char *name = nullptr; ///< never to be changed
    QString (*text)(const SentAction &action) = nullptr;
};

constexpr std::array sentFields = {
    SentField{.name = "sent", .text = &sentIsoTime<&SentAction::sentAt>},
    SentField{.name = "profile", .text = &sentText<&SentAction::profile>},
    SentField{.name = "kind", .text = &kindWord},
    SentField{.name = "operation", .text = &sentText<&SentAction::operation>},
    SentField{.name = "instance", .text = &sentInstance},
    SentField{.name = "task", .text = &sentText<&SentAction::taskId>},
    SentField{.name = "from", .text = &sentPath<&SentAction::imageFrom>},
    SentField{.name = "fromInstance",
              .text = &sentEnd<&SentAction::imageFrom, &ImageRef::instanceId>},
    SentField{.name = "fromRegion", .text = &sentEnd<&SentAction::imageFrom, &ImageRef::regionId>},
    SentField{.name = "to", .text = &sentPath<&SentAction::imageTo>},
    SentField{.name = "toInstance", .text = &sentEnd<&SentAction::imageTo, &ImageRef::instanceId>},
    SentField{.name = "toRegion", .text = &sentEnd<&SentAction::imageTo, &ImageRef::regionId>},
    SentField{.name = "rule", .text = &sentText<&SentAction::ruleId>},
    SentField{.name = "ruleName", .text = &sentText<&SentAction::ruleName>},
    SentField{.name = "parameters", .text = &sentText<&SentAction::parameters>},
    SentField{.name = "outcome", .text = &outcomeWord},
    SentField{.name = "requestId", .text = &sentText<&SentAction::requestId>},
    SentField{.name = "errorCode", .text = &sentText<&SentAction::errorCode>},
    SentField{.name = "errorMessage", .text = &sentText<&SentAction::errorMessage>},
    SentField{.name = "created", .text = &sentText<&SentAction::createdId>},
    SentField{.name = "progress", .text = &progressWord},
    SentField{.name = "cause", .text = &sentText<&SentAction::progressCause>},
    SentField{.name = "progressed", .text = &sentIsoTime<&SentAction::progressedAt>},
};

QString lineOf(const QStringList &cells)
{
    return cells.join(u',') + u"\r\n"_s;
}

} // namespace

QString sentCsvTitles()
{
    QStringList names;
    for (const SentField &field : sentFields)
        names << csvCell(QString::fromLatin1(field.name));
    return lineOf(names);
}

QString sentCsvLine(const SentAction &action)
{
    QStringList cells;
    for (const SentField &field : sentFields)
        cells << csvCell(field.text(action));
    return lineOf(cells);
}
