<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AcknowledgeDialog</name>
    <message numerus="yes">
        <source>Select fewer tasks: at most %Ln can be acknowledged at once.</source>
        <translation>
            <numerusform>Select fewer tasks: at most %Ln can be acknowledged at once.</numerusform>
            <numerusform>Select fewer tasks: at most %Ln can be acknowledged at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tell the team that somebody looks after %Ln failed task(s).</source>
        <translation>
            <numerusform>Tell the team that somebody looks after %Ln failed task.</numerusform>
            <numerusform>Tell the team that somebody looks after %Ln failed tasks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionDialog</name>
    <message numerus="yes">
        <source>%Ln request(s) will be sent, one after the other.</source>
        <translation>
            <numerusform>%Ln request will be sent.</numerusform>
            <numerusform>%Ln requests will be sent, one after the other.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln under way already</source>
        <translation>
            <numerusform>%Ln under way already</numerusform>
            <numerusform>%Ln under way already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in doubt</source>
        <translation>
            <numerusform>%Ln in doubt</numerusform>
            <numerusform>%Ln in doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent</source>
        <translation>
            <numerusform>%Ln not sent</numerusform>
            <numerusform>%Ln not sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln task(s)</source>
        <translation>
            <numerusform>Retry %Ln task</numerusform>
            <numerusform>Retry %Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)</source>
        <translation>
            <numerusform>Cancel %Ln task</numerusform>
            <numerusform>Cancel %Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %Ln request(s)</source>
        <translation>
            <numerusform>Send %Ln request</numerusform>
            <numerusform>Send %Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln may fail again: %1</source>
        <extracomment>%1 is a sentence: why</extracomment>
        <translation>
            <numerusform>%Ln may fail again: %1</numerusform>
            <numerusform>%Ln may fail again: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln will fail again: %1</source>
        <extracomment>%1 is a sentence: why</extracomment>
        <translation>
            <numerusform>%Ln will fail again: %1</numerusform>
            <numerusform>%Ln will fail again: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln left out, would fail again: %1</source>
        <extracomment>%1 is a sentence: why</extracomment>
        <translation>
            <numerusform>%Ln left out, would fail again: %1</numerusform>
            <numerusform>%Ln left out, would fail again: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronize %Ln tag(s) now</source>
        <translation>
            <numerusform>Synchronize %Ln tag now</numerusform>
            <numerusform>Synchronize %Ln tags now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionPresenter</name>
    <message numerus="yes">
        <source>%Ln more destination(s) are not looked at: what is said above is not of them.</source>
        <translation>
            <numerusform>%Ln more destination is not looked at: what is said above is not of it.</numerusform>
            <numerusform>%Ln more destinations are not looked at: what is said above is not of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoardRowPane</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them repaired since</source>
        <extracomment>Behind &quot;12 failed&quot;</extracomment>
        <translation>
            <numerusform>%Ln of them repaired since</numerusform>
            <numerusform>%Ln of them repaired since</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln…</source>
        <extracomment>Button: retries the failures of a row of a board, after a preview</extracomment>
        <translation>
            <numerusform>Retry %Ln…</numerusform>
            <numerusform>Retry %Ln…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cause of %1 of %Ln open failure(s)</source>
        <translation>
            <numerusform>Cause of %1 of %Ln open failure</numerusform>
            <numerusform>Cause of %1 of %Ln open failures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) loaded</source>
        <translation>
            <numerusform>%Ln task loaded</numerusform>
            <numerusform>%Ln tasks loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cause of %Ln open failure(s)</source>
        <translation>
            <numerusform>Cause of %Ln open failure</numerusform>
            <numerusform>Cause of %Ln open failures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message numerus="yes">
        <source>%Ln more: write more of the name</source>
        <translation>
            <numerusform>%Ln more: write more of the name</numerusform>
            <numerusform>%Ln more: write more of the name</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparePresenter</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComparisonWords</name>
    <message numerus="yes">
        <source>%Ln more repositories were not read in whole.</source>
        <translation>
            <numerusform>%Ln more repository was not read in whole.</numerusform>
            <numerusform>%Ln more repositories were not read in whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln missing</numerusform>
            <numerusform>%Ln missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln different</source>
        <translation>
            <numerusform>%Ln different</numerusform>
            <numerusform>%Ln different</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a repository there</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln without a repository there</numerusform>
            <numerusform>%Ln without a repository there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln same</source>
        <translation>
            <numerusform>%Ln same</numerusform>
            <numerusform>%Ln same</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln only at the destination</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln only at the destination</numerusform>
            <numerusform>%Ln only at the destination</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not of the rule</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln not of the rule</numerusform>
            <numerusform>%Ln not of the rule</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not known</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln not known</numerusform>
            <numerusform>%Ln not known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories not read</source>
        <translation>
            <numerusform>%Ln repository not read</numerusform>
            <numerusform>%Ln repositories not read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a known copy</source>
        <translation>
            <numerusform>%Ln without a known copy</numerusform>
            <numerusform>%Ln without a known copy</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln being copied</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln being copied</numerusform>
            <numerusform>%Ln being copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in doubt</source>
        <extracomment>tags for which a copy was sent</extracomment>
        <translation>
            <numerusform>%Ln in doubt</numerusform>
            <numerusform>%Ln in doubt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln copied since</source>
        <extracomment>tags</extracomment>
        <translation>
            <numerusform>%Ln copied since</numerusform>
            <numerusform>%Ln copied since</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dashboard</name>
    <message numerus="yes">
        <source>%Ln key(s) of the settings cannot be used: they make no sense, or another action has them. The usual ones stay.</source>
        <translation>
            <numerusform>%Ln key of the settings cannot be used: it makes no sense, or another action has it. The usual one stays.</numerusform>
            <numerusform>%Ln keys of the settings cannot be used: they make no sense, or another action has them. The usual ones stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisplayWords</name>
    <message numerus="yes">
        <source>The query is too long: at most %n character(s) are read.</source>
        <translation>
            <numerusform>The query is too long: at most %n character is read.</numerusform>
            <numerusform>The query is too long: at most %n characters are read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A query has at most %n value(s).</source>
        <translation>
            <numerusform>A query has at most %n value.</numerusform>
            <numerusform>A query has at most %n values.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) between %1 and %2. %3.</source>
        <extracomment>%1 and %2 are times, %3 a list such as &quot;Failed: 37, Done: 1,200&quot;.</extracomment>
        <translation>
            <numerusform>%Ln task between %1 and %2. %3.</numerusform>
            <numerusform>%Ln tasks between %1 and %2. %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) done between %1 and %2.</source>
        <extracomment>%1 and %2 are times.</extracomment>
        <translation>
            <numerusform>%Ln task done between %1 and %2.</numerusform>
            <numerusform>%Ln tasks done between %1 and %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln unfinished task(s), at %1.</source>
        <extracomment>%1 is a time.</extracomment>
        <translation>
            <numerusform>At most %Ln unfinished task, at %1.</numerusform>
            <numerusform>At most %Ln unfinished tasks, at %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln at the end.</source>
        <comment>unfinished tasks</comment>
        <translation>
            <numerusform>%Ln at the end.</numerusform>
            <numerusform>%Ln at the end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <extracomment>Below some examples</extracomment>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) failed</source>
        <translation>
            <numerusform>%Ln task failed</numerusform>
            <numerusform>%Ln tasks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) stuck</source>
        <translation>
            <numerusform>%Ln task is stuck</numerusform>
            <numerusform>%Ln tasks are stuck</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them earlier, or without a time.</source>
        <comment>tasks</comment>
        <translation>
            <numerusform>%Ln of them earlier, or without a time.</numerusform>
            <numerusform>%Ln of them earlier, or without a time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <extracomment>%1: a name, and the number of further ones</extracomment>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failure(s) while muted</source>
        <extracomment>Failures that were not told as long as notifications were silenced</extracomment>
        <translation>
            <numerusform>%Ln failure while muted</numerusform>
            <numerusform>%Ln failures while muted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) stuck while muted</source>
        <translation>
            <numerusform>%Ln task stuck while muted</numerusform>
            <numerusform>%Ln tasks stuck while muted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shorten the name to %Ln character(s).</source>
        <translation>
            <numerusform>Shorten the name to %Ln character.</numerusform>
            <numerusform>Shorten the name to %Ln characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Shorten the reason to %Ln character(s).</source>
        <translation>
            <numerusform>Shorten the reason to %Ln character.</numerusform>
            <numerusform>Shorten the reason to %Ln characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>All %Ln row(s) shown</source>
        <translation>
            <numerusform>All %Ln row shown</numerusform>
            <numerusform>All %Ln rows shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected row(s)</source>
        <translation>
            <numerusform>The %Ln selected row</numerusform>
            <numerusform>The %Ln selected rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetGroup</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailureBoardView</name>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <extracomment>failures that no later task made good</extracomment>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln later succeeded</source>
        <extracomment>failures that a later task of the same image made good</extracomment>
        <translation>
            <numerusform>%Ln later succeeded</numerusform>
            <numerusform>%Ln later succeeded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed since %1</source>
        <extracomment>%1: from when on tasks are looked at</extracomment>
        <translation>
            <numerusform>%Ln failed since %1</numerusform>
            <numerusform>%Ln failed since %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilterPane</name>
    <message numerus="yes">
        <source>In all %Ln task(s)</source>
        <translation>
            <numerusform>In the %Ln task</numerusform>
            <numerusform>In all %Ln tasks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the %Ln loaded task(s) of %1</source>
        <extracomment>%Ln tasks are loaded of %1 that there are</extracomment>
        <translation>
            <numerusform>In the %Ln loaded task of %1</numerusform>
            <numerusform>In the %Ln loaded tasks of %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In the %Ln loaded task(s)</source>
        <translation>
            <numerusform>In the %Ln loaded task</numerusform>
            <numerusform>In the %Ln loaded tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FootBar</name>
    <message numerus="yes">
        <source>%Ln shown</source>
        <translation>
            <numerusform>%Ln shown</numerusform>
            <numerusform>%Ln shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln tasks loaded</source>
        <translation>
            <numerusform>%Ln task, all loaded</numerusform>
            <numerusform>All %Ln tasks loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tasks loaded</source>
        <translation>
            <numerusform>%Ln task loaded</numerusform>
            <numerusform>%Ln tasks loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tasks loaded</source>
        <translation>
            <numerusform>%1 of %Ln task loaded</numerusform>
            <numerusform>%1 of %Ln tasks loaded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)/min</source>
        <translation>
            <numerusform>%Ln request/min</numerusform>
            <numerusform>%Ln requests/min</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln instance(s)</source>
        <translation>
            <numerusform>%Ln instance</numerusform>
            <numerusform>%Ln instances</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln task(s) could not be read</source>
        <translation>
            <numerusform>%Ln task could not be read</numerusform>
            <numerusform>%Ln tasks could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln value(s) left empty</source>
        <extracomment>Single values of what is listed could not be read</extracomment>
        <translation>
            <numerusform>%Ln value left empty</numerusform>
            <numerusform>%Ln values left empty</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <extracomment>the end of a list of instances</extracomment>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tasks loaded, checking that none is missing</source>
        <extracomment>All pages of the list were read and are read once more.</extracomment>
        <translation>
            <numerusform>%Ln task loaded, checking that none is missing</numerusform>
            <numerusform>%Ln tasks loaded, checking that none is missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln instance(s) or rule(s) could not be read</source>
        <translation>
            <numerusform>%Ln instance or rule could not be read</numerusform>
            <numerusform>%Ln instances or rules could not be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln muted</source>
        <extracomment>In the foot: of so many views and routes nothing is notified</extracomment>
        <translation>
            <numerusform>%Ln muted</numerusform>
            <numerusform>%Ln muted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeadlineBar</name>
    <message numerus="yes">
        <source>%1, %Ln of them never read</source>
        <extracomment>%1: &quot;2 of 3 refused since 14:02:11&quot;, %Ln of these</extracomment>
        <translation>
            <numerusform>%1, %Ln of them never read</numerusform>
            <numerusform>%1, %Ln of them never read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>as of %1, %Ln never read</source>
        <extracomment>%1: a time; of %Ln instances nothing is known</extracomment>
        <translation>
            <numerusform>as of %1, %Ln never read</numerusform>
            <numerusform>as of %1, %Ln never read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln not proven complete</source>
        <extracomment>%1 of %Ln instances: tasks may be missing</extracomment>
        <translation>
            <numerusform>%1 of %Ln not proven complete</numerusform>
            <numerusform>%1 of %Ln not proven complete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln stuck, oldest unfinished %1</source>
        <extracomment>Why the headline says &quot;Delayed&quot;; %1: a duration</extracomment>
        <translation>
            <numerusform>%Ln stuck, oldest unfinished %1</numerusform>
            <numerusform>%Ln stuck, oldest unfinished %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed, %1 succeeded</source>
        <extracomment>Why the headline says &quot;Failing&quot;; %1: a percentage</extracomment>
        <translation>
            <numerusform>%Ln failed, %1 succeeded</numerusform>
            <numerusform>%Ln failed, %1 succeeded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistorySearchPresenter</name>
    <message numerus="yes">
        <source>%Ln task(s) found</source>
        <translation>
            <numerusform>%Ln task found</numerusform>
            <numerusform>%Ln tasks found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of instances that are not shown here</source>
        <translation>
            <numerusform>%Ln of instances that are not shown here</numerusform>
            <numerusform>%Ln of instances that are not shown here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The history has about %Ln task(s).</source>
        <translation>
            <numerusform>The history has about %Ln task.</numerusform>
            <numerusform>The history has about %Ln tasks.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HistorySettings</name>
    <message numerus="yes">
        <source>%1 in %n file(s).</source>
        <extracomment>%1 is a size, as 12.4 MB</extracomment>
        <translation>
            <numerusform>%1 in %n file.</numerusform>
            <numerusform>%1 in %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InstanceStatusPanel</name>
    <message numerus="yes">
        <source>%Ln instance(s), all answering</source>
        <translation>
            <numerusform>%Ln instance, answering</numerusform>
            <numerusform>%Ln instances, all answering</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListStatusText</name>
    <message numerus="yes">
        <source>%1 of %Ln refused</source>
        <extracomment>%1 of %Ln instances: the registry does not allow reading them</extracomment>
        <translation>
            <numerusform>%1 of %Ln refused</numerusform>
            <numerusform>%1 of %Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln not answering</source>
        <extracomment>%1 of %Ln instances</extracomment>
        <translation>
            <numerusform>%1 of %Ln not answering</numerusform>
            <numerusform>%1 of %Ln not answering</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln never read</source>
        <extracomment>%1 of %Ln instances: nothing came from them yet</extracomment>
        <translation>
            <numerusform>%1 of %Ln never read</numerusform>
            <numerusform>%1 of %Ln never read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln out of date</source>
        <extracomment>%1 of %Ln instances: they were read some time ago</extracomment>
        <translation>
            <numerusform>%1 of %Ln out of date</numerusform>
            <numerusform>%1 of %Ln out of date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not answering</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln not answering</numerusform>
            <numerusform>%Ln not answering</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln never read</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln never read</numerusform>
            <numerusform>%Ln never read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln out of date</source>
        <extracomment>part of a list: so many instances</extracomment>
        <translation>
            <numerusform>%Ln out of date</numerusform>
            <numerusform>%Ln out of date</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln not read: %2</source>
        <extracomment>%1 of %Ln instances; %2: &quot;1 refused, 2 not answering&quot;</extracomment>
        <translation>
            <numerusform>%1 of %Ln not read: %2</numerusform>
            <numerusform>%1 of %Ln not read: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln instance(s)</source>
        <extracomment>%1: some of %Ln instances</extracomment>
        <translation>
            <numerusform>%1 of %Ln instance</numerusform>
            <numerusform>%1 of %Ln instances</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln region(s) or profile(s)</source>
        <extracomment>part of a list: those that list no instance</extracomment>
        <translation>
            <numerusform>%Ln region or profile</numerusform>
            <numerusform>%Ln regions or profiles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <extracomment>the end of a list of names</extracomment>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <comment>messages</comment>
        <extracomment>Messages that show when the one in sight is closed</extracomment>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewRowsChip</name>
    <message numerus="yes">
        <source>%Ln new ↑</source>
        <extracomment>on a button that scrolls up to tasks that have just come in</extracomment>
        <translation>
            <numerusform>%Ln new ↑</numerusform>
            <numerusform>%Ln new ↑</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewPresenter</name>
    <message numerus="yes">
        <source>of the %Ln loaded task(s)</source>
        <translation>
            <numerusform>of the %Ln loaded task</numerusform>
            <numerusform>of the %Ln loaded tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfilePresenter</name>
    <message numerus="yes">
        <source>%Ln profile(s) cannot be used.</source>
        <translation>
            <numerusform>%Ln profile cannot be used.</numerusform>
            <numerusform>%Ln profiles cannot be used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message numerus="yes">
        <source>%Ln remembered profile(s) no longer exist.</source>
        <translation>
            <numerusform>%Ln remembered profile no longer exists.</numerusform>
            <numerusform>%Ln remembered profiles no longer exist.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RangePresenter</name>
    <message numerus="yes">
        <source>all %Ln loaded task(s)</source>
        <extracomment>a range of time, beside the numbers of the headline</extracomment>
        <translation>
            <numerusform>all %Ln loaded task</numerusform>
            <numerusform>all %Ln loaded tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportText</name>
    <message numerus="yes">
        <source>%Ln task(s) stuck</source>
        <translation>
            <numerusform>%Ln task stuck</numerusform>
            <numerusform>%Ln tasks stuck</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RouteView</name>
    <message numerus="yes">
        <source>%Ln route(s)</source>
        <translation>
            <numerusform>%Ln route</numerusform>
            <numerusform>%Ln routes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln delayed</source>
        <extracomment>routes that are much slower than usual</extracomment>
        <translation>
            <numerusform>%Ln delayed</numerusform>
            <numerusform>%Ln delayed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with failures</source>
        <extracomment>routes on which a task failed in the range</extracomment>
        <translation>
            <numerusform>%Ln with failures</numerusform>
            <numerusform>%Ln with failures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln muted</source>
        <extracomment>routes of which nothing is notified at present</extracomment>
        <translation>
            <numerusform>%Ln muted</numerusform>
            <numerusform>%Ln muted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleFacts</name>
    <message numerus="yes">
        <source>%Ln task(s)</source>
        <translation>
            <numerusform>%Ln task</numerusform>
            <numerusform>%Ln tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleReachView</name>
    <message numerus="yes">
        <source>%Ln known image(s) match</source>
        <translation>
            <numerusform>%Ln known image matches</numerusform>
            <numerusform>%Ln known images match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln in part only</source>
        <extracomment>images of which an expression matches only a part of the name</extracomment>
        <translation>
            <numerusform>%Ln in part only</numerusform>
            <numerusform>%Ln in part only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 left out</source>
        <extracomment>images that a rule would not copy; %1 is a namespace or repository</extracomment>
        <translation>
            <numerusform>%Ln of %1 left out</numerusform>
            <numerusform>%Ln of %1 left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1, this window has seen %Ln image(s) in tasks; there may be others.</source>
        <extracomment>%1 is an instance</extracomment>
        <translation>
            <numerusform>Of %1, this window has seen %Ln image in tasks; there may be others.</numerusform>
            <numerusform>Of %1, this window has seen %Ln images in tasks; there may be others.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not decided</source>
        <extracomment>images for which it could not be found out whether an expression matches</extracomment>
        <translation>
            <numerusform>%Ln not decided</numerusform>
            <numerusform>%Ln not decided</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RuleView</name>
    <message numerus="yes">
        <source>%Ln rule(s)</source>
        <translation>
            <numerusform>%Ln rule</numerusform>
            <numerusform>%Ln rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln silent</source>
        <extracomment>rules that started nothing for long, against their habit</extracomment>
        <translation>
            <numerusform>%Ln silent</numerusform>
            <numerusform>%Ln silent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failing</source>
        <extracomment>rules of which too many tasks failed</extracomment>
        <translation>
            <numerusform>%Ln failing</numerusform>
            <numerusform>%Ln failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deleted</source>
        <extracomment>rules that tasks name and the registry does not list any more</extracomment>
        <translation>
            <numerusform>%Ln deleted</numerusform>
            <numerusform>%Ln deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>All %Ln that match selected</source>
        <translation>
            <numerusform>All %Ln that match selected</numerusform>
            <numerusform>All %Ln that match selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln failed</source>
        <extracomment>%1: &quot;5 selected&quot;</extracomment>
        <translation>
            <numerusform>%1, %Ln failed</numerusform>
            <numerusform>%1, %Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln that match</source>
        <extracomment>On a button that selects rows, beside &quot;5 selected&quot;</extracomment>
        <translation>
            <numerusform>All %Ln that match</numerusform>
            <numerusform>All %Ln that match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SentCells</name>
    <message numerus="yes">
        <source>%Ln done</source>
        <translation>
            <numerusform>%Ln done</numerusform>
            <numerusform>%Ln done</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed again</source>
        <extracomment>tasks that were retried</extracomment>
        <translation>
            <numerusform>%Ln failed again</numerusform>
            <numerusform>%Ln failed again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln failed</source>
        <translation>
            <numerusform>%Ln failed</numerusform>
            <numerusform>%Ln failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cancelled</source>
        <translation>
            <numerusform>%Ln cancelled</numerusform>
            <numerusform>%Ln cancelled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln running</source>
        <translation>
            <numerusform>%Ln running</numerusform>
            <numerusform>%Ln running</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not known</source>
        <translation>
            <numerusform>%Ln not known</numerusform>
            <numerusform>%Ln not known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln accepted</source>
        <translation>
            <numerusform>%Ln accepted</numerusform>
            <numerusform>%Ln accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not listed yet</source>
        <extracomment>tasks that an action should make, and that are not in the registry&apos;s list yet</extracomment>
        <translation>
            <numerusform>%Ln not listed yet</numerusform>
            <numerusform>%Ln not listed yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsTransfer</name>
    <message numerus="yes">
        <source>%Ln key(s) of the file make no sense, and are left out.</source>
        <extracomment>Of a file with settings that is restored</extracomment>
        <translation>
            <numerusform>%Ln key of the file makes no sense, and is left out.</numerusform>
            <numerusform>%Ln keys of the file make no sense, and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mute(s) of the file make no sense, and are left out.</source>
        <extracomment>Of a file with settings that is restored</extracomment>
        <translation>
            <numerusform>%Ln mute of the file makes no sense, and is left out.</numerusform>
            <numerusform>%Ln mutes of the file make no sense, and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SilencePresenter</name>
    <message numerus="yes">
        <source>%Ln mute(s) of the settings make no sense, and are left out.</source>
        <translation>
            <numerusform>%Ln mute of the settings makes no sense, and is left out.</numerusform>
            <numerusform>%Ln mutes of the settings make no sense, and are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskDetailPane</name>
    <message numerus="yes">
        <source>Same push, %Ln other task(s)</source>
        <translation>
            <numerusform>Same push, %Ln other task</numerusform>
            <numerusform>Same push, %Ln other tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskRowMenu</name>
    <message numerus="yes">
        <source>Copy %Ln row(s)</source>
        <translation>
            <numerusform>Copy %Ln row</numerusform>
            <numerusform>Copy %Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Retry %Ln task(s)…</source>
        <translation>
            <numerusform>Retry %Ln task…</numerusform>
            <numerusform>Retry %Ln tasks…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cancel %Ln task(s)…</source>
        <translation>
            <numerusform>Cancel %Ln task…</numerusform>
            <numerusform>Cancel %Ln tasks…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TimelineChart</name>
    <message numerus="yes">
        <source>%Ln unfinished at the end</source>
        <extracomment>a number of tasks, at the end of the time above</extracomment>
        <translation>
            <numerusform>%Ln unfinished at the end</numerusform>
            <numerusform>%Ln unfinished at the end</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message numerus="yes">
        <source>%Ln region(s)</source>
        <translation>
            <numerusform>%Ln region</numerusform>
            <numerusform>%Ln regions</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrayNotifier</name>
    <message numerus="yes">
        <source>%Ln task(s) failed in 24 h</source>
        <translation>
            <numerusform>%Ln task failed in 24 h</numerusform>
            <numerusform>%Ln tasks failed in 24 h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new failure(s) since you looked</source>
        <extracomment>In the tray: since the window was last looked at</extracomment>
        <translation>
            <numerusform>%Ln new failure since you looked</numerusform>
            <numerusform>%Ln new failures since you looked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more muted</source>
        <extracomment>In the tray, below some of them</extracomment>
        <translation>
            <numerusform>and %Ln more muted</numerusform>
            <numerusform>and %Ln more muted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ViewsTransfer</name>
    <message numerus="yes">
        <source>%Ln were there already.</source>
        <translation>
            <numerusform>%Ln was there already.</numerusform>
            <numerusform>%Ln were there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln view(s) imported.</source>
        <translation>
            <numerusform>%Ln view imported.</numerusform>
            <numerusform>%Ln views imported.</numerusform>
        </translation>
    </message>
</context>
</TS>
