#include "comparisontext.h"

#include "displaytext.h"
#include "erroradvice.h"
#include "unixtime.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

class ComparisonWords final {
    Q_DECLARE_TR_FUNCTIONS(ComparisonWords)
};

bool isUnreadable(const ComparedRepository &repository)
{
    const auto isRead = [](TagListState state) {
        return state == TagListState::Whole || state == TagListState::NoRepository;
    };
    return repository.isDone && (repository.source.state != TagListState::Whole ||
                                 !isRead(repository.destination.state));
}

void countTag(ComparisonCounts &counts, TagVerdict verdict)
{
    switch (verdict) {
    case TagVerdict::NeverCopied:
        ++counts.neverCopied;
        return;
    case TagVerdict::Missing:
        ++counts.missing;
        return;
    case TagVerdict::Different:
        ++counts.different;
        return;
    case TagVerdict::NoRepository:
        ++counts.noRepository;
        return;
    case TagVerdict::Undecided:
        ++counts.undecided;
        return;
    case TagVerdict::Same:
        ++counts.same;
        return;
    case TagVerdict::OnlyThere:
        ++counts.onlyThere;
        return;
    case TagVerdict::NotTaken:
        ++counts.notTaken;
        return;
    }
}

/// Of a tag that is absent; false where nothing is on its way.
bool countProgress(ComparisonCounts &counts, CopyProgress progress)
{
    switch (progress) {
    case CopyProgress::None:
        break;
    case CopyProgress::Sent:
    case CopyProgress::UnderWay:
        ++counts.beingCopied;
        return true;
    case CopyProgress::InDoubt:
        ++counts.inDoubt;
        return true;
    case CopyProgress::Arrived:
        ++counts.copiedSince;
        return true;
    }
    return false;
}

QString momentText(qint64 ms, const TimeContext &now)
{
    return cellTimeText(timeFromUnixMs(ms), now);
}

/// Empty where nothing is on its way.
QString progressText(const ComparedTag &tag, const TimeContext &now)
{
    switch (progressOf(tag)) {
    case CopyProgress::None:
        break;
    case CopyProgress::Sent:
        //: %1: a time
        return ComparisonWords::tr("Sent %1; its task is not listed yet")
            .arg(momentText(tag.sent->sentMs, now));
    case CopyProgress::UnderWay:
        return ComparisonWords::tr("Being copied now");
    case CopyProgress::InDoubt:
        //: %1: a time
        return ComparisonWords::tr("Sent %1; what came of it is not known. Compare again.")
            .arg(momentText(tag.sent->sentMs, now));
    case CopyProgress::Arrived: {
        const bool hasTask = tag.copy && tag.copy->status == SyncTaskStatus::Success;
        //: %1: a time; the tag was not there when it was compared
        return ComparisonWords::tr("Copied %1, after it was compared")
            .arg(momentText(hasTask ? tag.copy->atMs : tag.sent->sentMs, now));
    }
    }
    return {};
}

QString waitText(RuleWait wait)
{
    switch (wait) {
    case RuleWait::None:
        break;
    case RuleWait::OlderThanRule:
        return ComparisonWords::tr("Pushed before the rule was created");
    case RuleWait::RunByHand:
        return ComparisonWords::tr("The rule is run by hand, and no run for this tag is known");
    }
    return ComparisonWords::tr("No task is known");
}

QString copyText(const KnownCopy &copy, const TimeContext &now)
{
    const QString when = momentText(copy.atMs, now);
    switch (copy.status) {
    case SyncTaskStatus::Success:
        //: %1: a time; the tag was copied then, and is not there any longer
        return ComparisonWords::tr("Copied %1, gone since").arg(when);
    case SyncTaskStatus::Error:
        if (copy.issue.value == TaskIssue::Unknown && copy.issue.text.isEmpty())
            //: %1: a time
            return ComparisonWords::tr("Failed %1").arg(when);
        //: %1: a time, %2: a cause such as "Network"
        return ComparisonWords::tr("Failed %1: %2").arg(when, displayName(copy.issue));
    case SyncTaskStatus::Canceled:
        //: %1: a time
        return ComparisonWords::tr("Cancelled %1").arg(when);
    case SyncTaskStatus::Pending:
    case SyncTaskStatus::Synchronizing:
    case SyncTaskStatus::Unknown:
    case SyncTaskStatus::Deleted:
        break;
    }
    //: %1: a time
    return ComparisonWords::tr("A task was to copy it %1").arg(when);
}

QString undecidedText(const ComparedTag &tag, const ComparedRepository &repository)
{
    if (tag.destinationDigest.isEmpty() && repository.destination.state == TagListState::Part)
        return ComparisonWords::tr("The destination’s list could not be read in whole");
    return ComparisonWords::tr("The registry gave no digest");
}

/// Of a tag that is not at the destination.
QStringList absenceTexts(const ComparedTag &tag, const ComparedRepository &repository,
                         const TimeContext &now)
{
    QStringList parts{progressText(tag, now)};
    if (progressOf(tag) == CopyProgress::None) {
        if (tag.sent && tag.sent->state == SentCopy::State::Refused)
            //: %1: a time
            parts << ComparisonWords::tr("The registry refused the copy sent %1")
                         .arg(momentText(tag.sent->sentMs, now));
        parts << (tag.copy ? copyText(*tag.copy, now) : waitText(tag.wait));
    }
    if (tag.verdict == TagVerdict::NoRepository && repository.itsNamespace)
        parts << namespaceText(*repository.itsNamespace);
    return parts;
}

QString unreadText(const TagList &list, const QString &repository, const QString &instance)
{
    switch (list.state) {
    case TagListState::NoRepository:
        //: %1: a repository, %2: an instance
        return ComparisonWords::tr("%2 has no repository %1.").arg(repository, instance);
    case TagListState::NotPermitted:
        //: %1: a repository, %2: an instance
        return ComparisonWords::tr("The key may not read the tags of %1 in %2.")
            .arg(repository, instance);
    case TagListState::Part:
    case TagListState::Failed: {
        //: %1: a repository, %2: an instance
        const QString what = (list.state == TagListState::Part
                                  ? ComparisonWords::tr("Not all tags of %1 in %2 were read.")
                                  : ComparisonWords::tr("The tags of %1 in %2 were not read."))
                                 .arg(repository, instance);
        return list.error ? sentencesText(what, adviceFor(*list.error).happened) : what;
    }
    case TagListState::Unread:
    case TagListState::Whole:
        break;
    }
    return {};
}

QString repositoryPath(const ImageRef &image)
{
    return image.repoNamespaceName + u'/' + image.repoName;
}

QStringList instanceNotes(const ComparedInstance &compared, const QString &name)
{
    if (compared.error) {
        const bool isGone = lookupOf(*compared.error) == Lookup::Missing;
        return {isGone
                    ? ComparisonWords::tr("%1 does not exist any longer.").arg(name)
                    : sentencesText(
                          ComparisonWords::tr("Whether %1 is running could not be read.").arg(name),
                          adviceFor(*compared.error).happened)};
    }
    if (!compared.instance || compared.instance->status.value == InstanceStatus::Running)
        return {};
    //: %1: an instance, %2: the registry's word, such as STOPPED
    return {ComparisonWords::tr("%1 is not running (%2): nothing can be copied.")
                .arg(name, compared.instance->status.text)};
}

/// Of ends that are not asked, or asked by another account's key.
QStringList accountNotes(const ComparisonScope &scope, const ComparisonNames &names)
{
    QStringList notes;
    const auto addFor = [&](const ComparisonEnd &end, const QString &name) {
        if (end.isOutOfReach)
            //: %1: an instance
            notes << ComparisonWords::tr("No watched account lists %1: its tags cannot be read.")
                         .arg(name);
        else if (!end.isListed)
            //: %1: an instance
            notes << ComparisonWords::tr("No watched region lists %1: it is asked with the key of "
                                         "the other end.")
                         .arg(name);
    };
    if (scope.isCrossUser)
        notes << ComparisonWords::tr("Source and destination belong to different accounts.");
    addFor(scope.from, names.source);
    addFor(scope.to, names.destination);
    return notes;
}

/// The first ones, and how many more.
QStringList unreadNotes(const std::vector<ComparedRepository> &repositories,
                        const ComparisonNames &names)
{
    constexpr int mostNotes = 4;
    QStringList notes;
    int more = 0;
    for (const ComparedRepository &repository : repositories) {
        if (!repository.isDone)
            continue;
        QStringList its{
            unreadText(repository.source, repositoryPath(repository.pair.from), names.source),
            unreadText(repository.destination, repositoryPath(repository.pair.to),
                       names.destination)};
        its.removeAll(QString());
        if (notes.size() < mostNotes)
            notes << its;
        else
            more += its.isEmpty() ? 0 : 1;
    }
    if (more > 0)
        notes << ComparisonWords::tr("%Ln more repositories were not read in whole.", nullptr,
                                     more);
    return notes;
}

bool isToBeCopied(const ComparedTag &tag, const ComparedRepository &repository)
{
    if (!isAbsent(tag.verdict) || progressOf(tag) != CopyProgress::None ||
        tag.filter != FilterVerdict::Whole)
        return false;
    return tag.verdict != TagVerdict::NoRepository ||
           (repository.itsNamespace && repository.itsNamespace->createsRepositories == true);
}

} // namespace

ComparisonCounts countsOf(const std::vector<ComparedRepository> &repositories)
{
    ComparisonCounts counts;
    for (const ComparedRepository &repository : repositories) {
        counts.unreadRepositories += isUnreadable(repository) ? 1 : 0;
        for (const ComparedTag &tag : repository.tags) {
            if (!isAbsent(tag.verdict) || !countProgress(counts, progressOf(tag)))
                countTag(counts, tag.verdict);
        }
    }
    return counts;
}

QString displayName(TagVerdict verdict)
{
    switch (verdict) {
    case TagVerdict::NeverCopied:
        //: Of a tag that the destination does not have, and that no known task was to copy
        return ComparisonWords::tr("No known copy");
    case TagVerdict::Missing:
        //: Of a tag that the destination does not have
        return ComparisonWords::tr("Missing");
    case TagVerdict::Different:
        //: Of a tag that has another content at the destination
        return ComparisonWords::tr("Different");
    case TagVerdict::NoRepository:
        //: Of a tag of a repository that the destination does not have
        return ComparisonWords::tr("No repository");
    case TagVerdict::Undecided:
        //: Of a tag of which it is not known whether the destination has it
        return ComparisonWords::tr("Not known");
    case TagVerdict::Same:
        //: Of a tag with the same content at both ends
        return ComparisonWords::tr("Same");
    case TagVerdict::OnlyThere:
        //: Of a tag that only the destination has
        return ComparisonWords::tr("Only at the destination");
    case TagVerdict::NotTaken:
        //: Of a tag that the filter of the rule leaves out
        return ComparisonWords::tr("Not of the rule");
    }
    return {};
}

QString verdictText(const ComparedTag &tag)
{
    switch (isAbsent(tag.verdict) ? progressOf(tag) : CopyProgress::None) {
    case CopyProgress::None:
        break;
    case CopyProgress::Sent:
        //: Of a tag that the destination does not have, and for which a copy was sent
        return ComparisonWords::tr("Copy sent");
    case CopyProgress::UnderWay:
        //: Of a tag that the destination does not have yet
        return ComparisonWords::tr("Being copied");
    case CopyProgress::InDoubt:
        //: Of a tag for which a copy was sent, and what came of it is not known
        return ComparisonWords::tr("Copy in doubt");
    case CopyProgress::Arrived:
        //: Of a tag that the destination did not have when it was compared
        return ComparisonWords::tr("Copied since");
    }
    return displayName(tag.verdict);
}

QString namespaceText(const NamespaceAnswer &answer)
{
    if (answer.error)
        return ComparisonWords::tr("Whether its namespace creates repositories could not be read");
    if (answer.isMissing)
        return ComparisonWords::tr("Its namespace does not exist there");
    if (!answer.createsRepositories)
        return ComparisonWords::tr("Whether its namespace creates repositories is not said");
    return *answer.createsRepositories
               ? ComparisonWords::tr("Its namespace creates it with the first copy")
               : ComparisonWords::tr("Its namespace does not create repositories: create it first");
}

QString reasonText(const ComparedTag &tag, const ComparedRepository &repository,
                   const TimeContext &now)
{
    QStringList parts;
    switch (tag.verdict) {
    case TagVerdict::NeverCopied:
    case TagVerdict::Missing:
    case TagVerdict::NoRepository:
        parts = absenceTexts(tag, repository, now);
        break;
    case TagVerdict::Different:
        parts << progressText(tag, now);
        if (repository.hasImmutableTags == true && tag.tag != u"latest"_s)
            parts << ComparisonWords::tr("Immutable at the destination");
        break;
    case TagVerdict::Undecided:
        parts << undecidedText(tag, repository);
        break;
    case TagVerdict::Same:
    case TagVerdict::OnlyThere:
    case TagVerdict::NotTaken:
        break;
    }
    if (isAbsent(tag.verdict) && tag.filter != FilterVerdict::Whole)
        parts << ComparisonWords::tr("Perhaps not of the rule");
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString countsText(const ComparisonCounts &counts)
{
    QStringList parts;
    if (counts.neverCopied > 0)
        parts << ComparisonWords::tr("%Ln without a known copy", nullptr, counts.neverCopied);
    if (counts.missing > 0)
        parts << ComparisonWords::tr("%Ln missing", nullptr, counts.missing);
    if (counts.different > 0)
        parts << ComparisonWords::tr("%Ln different", nullptr, counts.different);
    if (counts.noRepository > 0)
        //: tags
        parts << ComparisonWords::tr("%Ln without a repository there", nullptr,
                                     counts.noRepository);
    if (counts.beingCopied > 0)
        //: tags
        parts << ComparisonWords::tr("%Ln being copied", nullptr, counts.beingCopied);
    if (counts.inDoubt > 0)
        //: tags for which a copy was sent
        parts << ComparisonWords::tr("%Ln in doubt", nullptr, counts.inDoubt);
    if (counts.copiedSince > 0)
        //: tags
        parts << ComparisonWords::tr("%Ln copied since", nullptr, counts.copiedSince);
    if (counts.same > 0)
        parts << ComparisonWords::tr("%Ln same", nullptr, counts.same);
    if (counts.onlyThere > 0)
        //: tags
        parts << ComparisonWords::tr("%Ln only at the destination", nullptr, counts.onlyThere);
    if (counts.notTaken > 0)
        //: tags
        parts << ComparisonWords::tr("%Ln not of the rule", nullptr, counts.notTaken);
    if (counts.undecided > 0)
        //: tags
        parts << ComparisonWords::tr("%Ln not known", nullptr, counts.undecided);
    if (counts.unreadRepositories > 0)
        parts << ComparisonWords::tr("%Ln repositories not read", nullptr,
                                     counts.unreadRepositories);
    return parts.join(u" · "_s);
}

QStringList notesOf(const ComparisonReader &reader, const ComparisonNames &names)
{
    QStringList notes = accountNotes(reader.scope(), names);
    notes << instanceNotes(reader.source(), names.source)
          << instanceNotes(reader.destination(), names.destination);
    if (reader.error())
        notes << sentencesText(
            reader.repositories().empty()
                ? ComparisonWords::tr("The repositories of the source were not read.")
                : ComparisonWords::tr("Not all repositories of the source were read."),
            adviceFor(*reader.error()).happened);
    notes << unreadNotes(reader.repositories(), names);
    notes.removeDuplicates();
    return notes;
}

std::vector<TagCopy> missingCopies(const ComparisonScope &scope,
                                   const std::vector<ComparedRepository> &repositories)
{
    std::vector<TagCopy> copies;
    for (const ComparedRepository &repository : repositories) {
        for (const ComparedTag &tag : repository.tags) {
            if (!isToBeCopied(tag, repository))
                continue;
            TagCopy copy{.from = repository.pair.from,
                         .to = repository.pair.to,
                         .isCrossUser = scope.isCrossUser,
                         .account = scope.from.instance.account};
            copy.from.imageTag = tag.tag;
            copy.to.imageTag = tag.tag;
            copies.push_back(std::move(copy));
        }
    }
    return copies;
}
