#include "actiontext.h"

#include "displaywords.h"
#include "erroradvice.h"
#include "overloaded.h"

QString disabledReasonText(ActionDisabledReason disabledReason)
{
    switch (disabledReason) {
    case ActionDisabledReason::None:
        break;
    case ActionDisabledReason::ReadOnly:
        return DisplayWords::tr("Changes are not allowed for this profile.");
    case ActionDisabledReason::NotPermitted:
        return DisplayWords::tr("The registry does not permit it to this key.");
    case ActionDisabledReason::StillRunning:
        return DisplayWords::tr("It is not finished yet.");
    case ActionDisabledReason::Succeeded:
        return DisplayWords::tr("It is done: the image arrived.");
    case ActionDisabledReason::AlreadyFinished:
        return DisplayWords::tr("Already finished.");
    case ActionDisabledReason::Incomplete:
        return DisplayWords::tr("The registry does not say what was copied where.");
    case ActionDisabledReason::TargetAccountNeeded:
        return DisplayWords::tr("The account id of the destination is needed.");
    case ActionDisabledReason::Repaired:
        return DisplayWords::tr("A later task brought the image there.");
    case ActionDisabledReason::UnderWay:
        return DisplayWords::tr("A copy of it is under way.");
    case ActionDisabledReason::Repeated:
        return DisplayWords::tr("A newer task of the same image and destination is in this list.");
    case ActionDisabledReason::WouldFailAgain:
        return DisplayWords::tr("It would fail again.");
    }
    return {};
}

namespace {

QString copyActionText(bool isAgain, bool overwritesTag)
{
    if (isAgain)
        return overwritesTag ? DisplayWords::tr("Copy again, replacing the tag")
                             : DisplayWords::tr("Copy again");
    //: What is sent for a tag of which no copy is known
    const QString copy = DisplayWords::tr("Copy the tag");
    //: What is sent for a tag of which no copy is known
    return overwritesTag ? DisplayWords::tr("Copy the tag, replacing what is there") : copy;
}

} // namespace

QString actionText(const PlannedAction &planned, const QHash<QString, SyncRule> &rules)
{
    return std::visit(
        Overloaded{[](std::monostate) { return QString(); },
                   [](const CancelSyncTask &) { return DisplayWords::tr("Cancel the task"); },
                   [&rules](const RunSyncRule &run) {
                       const QString name = rules.value(run.ruleId).name;
                       return DisplayWords::tr("Run the rule %1 for this tag")
                           .arg(name.isEmpty() ? run.ruleId : name);
                   },
                   [&planned](const CreateSyncTask &copy) {
                       return copyActionText(planned.isAgain, copy.overwritesTag);
                   }},
        planned.action);
}

QString outcomeText(const ActionOutcome &outcome)
{
    using State = ActionOutcome::State;
    switch (outcome.state) {
    case State::NotSent:
        break;
    case State::Waiting:
        return DisplayWords::tr("Waits for its turn");
    case State::LookingUp:
        return DisplayWords::tr("Looking at what is there…");
    case State::Sending:
        return DisplayWords::tr("Sending…");
    case State::Checking:
        return DisplayWords::tr("The answer was lost; reading what took place…");
    case State::Done:
        return outcome.createdId.isEmpty()
                   ? DisplayWords::tr("Accepted")
                   : DisplayWords::tr("Accepted as %1").arg(outcome.createdId);
    case State::DoneAfterAll:
        return outcome.createdId.isEmpty()
                   ? DisplayWords::tr("The answer was lost, but it took place")
                   : DisplayWords::tr("The answer was lost, but %1 was created")
                         .arg(outcome.createdId);
    case State::Refused:
        return outcome.error ? adviceFor(*outcome.error).happened : QString();
    case State::Superseded:
        return DisplayWords::tr("Not sent: %1 copies the same already").arg(outcome.createdId);
    case State::NotSeen:
        return DisplayWords::tr("The answer was lost, and nothing can be seen of it yet. Look at "
                                "the list again before you send it once more.");
    case State::InDoubt:
        return DisplayWords::tr("The answer was lost, and the list cannot be read. It may have "
                                "taken place: look before you send it once more.");
    }
    return {};
}
