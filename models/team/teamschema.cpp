#include "teamschema.h"

#include "teamhours.h"

#include <array>
#include <string>

namespace {

// How many tasks belong to each quarter of an hour, for charts over more of them than a window
// holds: see teamhours.h, which fills the tables. task_groups.group_key: of the texts, as the
// program computes it; they are empty where they were not given. task_hours.hour_ms: when the hour
// begins; -1 for tasks without any time. task_hours.month_ms: of the part of tasks that is counted,
// which is dropped with it.
constexpr auto stepOfHours = R"(
    CREATE TABLE task_groups (
        account         text NOT NULL,
        instance        text NOT NULL,
        group_key       uuid NOT NULL,
        source_instance text NOT NULL,
        source_region   text NOT NULL,
        target_instance text NOT NULL,
        target_region   text NOT NULL,
        rule            text NOT NULL,
        status          text NOT NULL,
        issue           text NOT NULL,
        PRIMARY KEY (account, instance, group_key)
    );

    CREATE TABLE task_hours (
        account   text    NOT NULL,
        instance  text    NOT NULL,
        group_key uuid    NOT NULL,
        hour_ms   bigint  NOT NULL,
        month_ms  bigint  NOT NULL,
        q0        integer NOT NULL,
        q1        integer NOT NULL,
        q2        integer NOT NULL,
        q3        integer NOT NULL,
        PRIMARY KEY (account, instance, group_key, hour_ms, month_ms)
    ) PARTITION BY RANGE (month_ms);
)";

// Append; never edit a step that was released. Times are milliseconds since 1970, UTC; null is what
// was not given.
constexpr std::array<const char *, 5> steps = {
    // tasks.first_seen_ms: when the collector saw the task first; it never changes, and the
    // partitions are months of it. tasks.effective_ms: when the task was created; the same as
    // first_seen_ms where that was never told. tasks.number: of the row, for reading in pages.
    // tasks.changed: counts changes of all tasks, for those who follow. tasks.modified_ms: of the
    // last change of the status; with end_missing it is from before the end.
    R"(
    CREATE TABLE schema_version (
        only_row integer PRIMARY KEY CHECK (only_row = 1),
        version  integer NOT NULL
    );
    INSERT INTO schema_version VALUES (1, 0);

    CREATE SEQUENCE task_numbers;
    CREATE SEQUENCE task_changes;

    CREATE TABLE tasks (
        account          text     NOT NULL,
        instance         text     NOT NULL,
        id               text     NOT NULL,
        first_seen_ms    bigint   NOT NULL,
        number           bigint   NOT NULL,
        changed          bigint   NOT NULL,
        effective_ms        bigint   NOT NULL,
        created_given    smallint NOT NULL,
        modified_ms      bigint   NOT NULL,
        end_missing      smallint NOT NULL,
        status           text,
        trigger_word     text,
        issue            text,
        rule             text,
        link             text,
        batch            text,
        priority         integer,
        cross_user       smallint,
        accelerated      smallint,
        custom_link      smallint,
        source_instance  text,
        source_region    text,
        source_namespace text,
        source_repo      text,
        source_tag       text,
        target_instance  text,
        target_region    text,
        target_namespace text,
        target_repo      text,
        target_tag       text,
        PRIMARY KEY (account, instance, id, first_seen_ms)
    ) PARTITION BY RANGE (first_seen_ms);
    CREATE INDEX tasks_by_effective_time ON tasks (account, effective_ms DESC, number DESC);
    CREATE INDEX tasks_by_change ON tasks (changed);

    CREATE TABLE status_changes (
        account    text   NOT NULL,
        instance   text   NOT NULL,
        task       text   NOT NULL,
        seen_ms    bigint NOT NULL,
        old_status text   NOT NULL,
        new_status text   NOT NULL,
        PRIMARY KEY (account, instance, task, seen_ms, old_status)
    ) PARTITION BY RANGE (seen_ms);

    CREATE TABLE instances (
        account        text NOT NULL,
        id             text NOT NULL,
        name           text,
        status         text,
        specification  text,
        issue          text,
        region         text,
        resource_group text,
        created_ms     bigint NOT NULL,
        modified_ms    bigint NOT NULL,
        tags           text,
        PRIMARY KEY (account, id)
    );

    CREATE TABLE rules (
        account          text NOT NULL,
        instance         text NOT NULL,
        id               text NOT NULL,
        name             text,
        direction        text,
        scope            text,
        trigger_word     text,
        tag_filter       text,
        repo_filter      text,
        namespace_filter text,
        link             text,
        priority         integer,
        cross_user       smallint,
        created_ms       bigint NOT NULL,
        modified_ms      bigint NOT NULL,
        local_instance   text,
        local_region     text,
        local_namespace  text,
        local_repo       text,
        target_instance  text,
        target_region    text,
        target_namespace text,
        target_repo      text,
        PRIMARY KEY (account, instance, id)
    );

    CREATE TABLE lists (
        account  text   NOT NULL,
        instance text   NOT NULL,
        as_of_ms bigint NOT NULL,
        PRIMARY KEY (account, instance)
    );

    CREATE TABLE sent_actions (
        account          text   NOT NULL,
        id               text   NOT NULL,
        sent_ms          bigint NOT NULL,
        profile          text,
        kind             text   NOT NULL,
        operation        text,
        region           text,
        instance         text,
        task             text,
        source_instance  text,
        source_region    text,
        source_namespace text,
        source_repo      text,
        source_tag       text,
        target_instance  text,
        target_region    text,
        target_namespace text,
        target_repo      text,
        target_tag       text,
        rule             text,
        rule_name        text,
        parameters       text,
        outcome          text   NOT NULL,
        request          text,
        error_code       text,
        error_message    text,
        created          text,
        progress         text   NOT NULL,
        progress_cause   text,
        progressed_ms    bigint NOT NULL,
        PRIMARY KEY (account, id)
    );
    )",
    // For windows that read. lists.interval_ms: between two readings of a list. task_counts: how
    // many rows of tasks an instance has. unread_lists: what cannot be read now, since when, and
    // why; without an instance, the region's list of instances. unread_lists.subject: the profile,
    // where none of it can be asked.
    R"(
    ALTER TABLE lists ADD COLUMN interval_ms bigint NOT NULL DEFAULT 0;

    CREATE TABLE task_counts (
        account  text   NOT NULL,
        instance text   NOT NULL,
        tasks    bigint NOT NULL,
        PRIMARY KEY (account, instance)
    );
    INSERT INTO task_counts SELECT account, instance, count(*) FROM tasks GROUP BY account, instance;

    CREATE INDEX tasks_of_instance ON tasks (account, instance, effective_ms DESC, number DESC);

    CREATE TABLE unread_lists (
        account    text   NOT NULL,
        subject    text   NOT NULL,
        region     text   NOT NULL,
        instance   text   NOT NULL,
        since_ms   bigint NOT NULL,
        error_kind text   NOT NULL,
        code       text,
        message    text,
        request    text,
        operation  text,
        host       text,
        PRIMARY KEY (account, subject, region, instance)
    );
    )",
    // For searches: a task that ended in the time that is asked for may have begun long before, and
    // one of a repository is one of many. What is longer than a third of a page cannot be indexed.
    // Where there are many tasks, an index takes its time.
    R"(
    CREATE INDEX tasks_by_changed_time ON tasks (account, modified_ms, number);
    CREATE INDEX tasks_by_source_repo ON tasks (account, left(source_repo, 200));
    CREATE INDEX tasks_by_target_repo ON tasks (account, left(target_repo, 200))
        WHERE target_repo IS DISTINCT FROM source_repo;
    )",
    // What a team notes, of no account: see TeamNote. notes.kind: 'acknowledge', of a task, or
    // 'mute', of a query, of a route or, without either, of everything. notes.until_ms: null is
    // until it is withdrawn. A row is added and withdrawn, and does not change otherwise.
    // note_changes: its row is locked by whoever writes notes, so that they come one after another.
    R"(
    CREATE TABLE notes (
        id            text   PRIMARY KEY,
        kind          text   NOT NULL CHECK (kind IN ('acknowledge', 'mute')),
        made_by       text   NOT NULL,
        reason        text,
        made_ms       bigint NOT NULL,
        instance      text,
        task          text,
        until_ms      bigint,
        view_name     text,
        query         text,
        source_region text,
        target_region text,
        withdrawn_ms  bigint,
        withdrawn_by  text
    );
    CREATE INDEX notes_that_hold ON notes (made_ms, id) WHERE withdrawn_ms IS NULL;

    CREATE TABLE note_changes (
        only_row integer PRIMARY KEY CHECK (only_row = 1),
        changed  bigint  NOT NULL
    );
    INSERT INTO note_changes VALUES (1, 0);
    )",
    stepOfHours,
};

} // namespace

qint64 newestTeamSchema()
{
    return static_cast<qint64>(steps.size());
}

qint64 teamSchemaVersion(pqxx::transaction_base &transaction)
{
    const pqxx::result table =
        transaction.exec("SELECT to_regclass('sync_dashboard.schema_version') IS NOT NULL");
    if (!table[0][0].as<bool>())
        return 0;
    const pqxx::result version = transaction.exec("SELECT version FROM schema_version");
    return version.empty() ? 0 : version[0][0].as<long long>();
}

void createLeaseTable(pqxx::transaction_base &transaction)
{
    transaction.exec("CREATE SCHEMA IF NOT EXISTS sync_dashboard");
    transaction.exec("CREATE TABLE IF NOT EXISTS lease ("
                     " name    text PRIMARY KEY,"
                     " holder  text NOT NULL,"
                     " program text NOT NULL,"
                     " until   timestamptz NOT NULL)");
}

void migrateTeamSchema(pqxx::transaction_base &transaction, qint64 version)
{
    transaction.exec("SET LOCAL statement_timeout = 0"); // where there are many tasks it takes long
    for (qint64 number = version; number < newestTeamSchema(); ++number) {
        const char *step = steps[static_cast<std::size_t>(number)];
        transaction.exec(step);
        if (step == stepOfHours)
            TeamHours::fill(transaction);
    }
    transaction.exec("UPDATE schema_version SET version = " + std::to_string(newestTeamSchema()));
}
