#include "historymigrations.h"

#include <array>

namespace {

// Append; never edit a step that was released.
constexpr std::array<const char *, 4> migrations = {
    // texts: names and words that repeat, so that a task refers to them by a number; 0 is the text
    // that was not given. Tags and ids of batches are too many to be worth it.
    // tasks.moment_ms: when the task was created; when it was first seen, where that is not given.
    // tasks.flags: see historyflags.h. tasks.target_tag: null where it is the same as the tag.
    R"(
    CREATE TABLE texts (
        id   INTEGER PRIMARY KEY,
        text TEXT    NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE places (
        id        INTEGER PRIMARY KEY,
        instance  INTEGER NOT NULL,
        region    INTEGER NOT NULL,
        namespace INTEGER NOT NULL,
        repo      INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE tasks (
        number       INTEGER PRIMARY KEY,
        instance     INTEGER NOT NULL,
        id           TEXT    NOT NULL,
        moment_ms    INTEGER NOT NULL,
        modified_ms  INTEGER NOT NULL,
        flags        INTEGER NOT NULL,
        status       INTEGER NOT NULL,
        trigger_word INTEGER NOT NULL,
        issue        INTEGER NOT NULL,
        rule         INTEGER NOT NULL,
        link         INTEGER NOT NULL,
        source       INTEGER NOT NULL,
        target       INTEGER NOT NULL,
        priority     INTEGER,
        batch        TEXT,
        tag          TEXT,
        target_tag   TEXT
    ) STRICT;
    CREATE UNIQUE INDEX tasks_by_id ON tasks (instance, id);
    CREATE INDEX tasks_by_moment ON tasks (moment_ms);

    CREATE TABLE status_changes (
        task       INTEGER NOT NULL,
        seen_ms    INTEGER NOT NULL,
        old_status INTEGER NOT NULL,
        new_status INTEGER NOT NULL,
        PRIMARY KEY (task, seen_ms, old_status)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE instances (
        account        TEXT    NOT NULL,
        id             TEXT    NOT NULL,
        name           TEXT,
        status         TEXT,
        specification  TEXT,
        issue          TEXT,
        region         TEXT,
        resource_group TEXT,
        created_ms     INTEGER NOT NULL,
        modified_ms    INTEGER NOT NULL,
        tags           TEXT,
        PRIMARY KEY (account, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE rules (
        instance         TEXT    NOT NULL,
        id               TEXT    NOT NULL,
        name             TEXT,
        direction        TEXT,
        scope            TEXT,
        trigger_word     TEXT,
        tag_filter       TEXT,
        repo_filter      TEXT,
        namespace_filter TEXT,
        link             TEXT,
        priority         INTEGER,
        cross_user       INTEGER,
        created_ms       INTEGER NOT NULL,
        modified_ms      INTEGER NOT NULL,
        local_instance   TEXT,
        local_region     TEXT,
        local_namespace  TEXT,
        local_repo       TEXT,
        target_instance  TEXT,
        target_region    TEXT,
        target_namespace TEXT,
        target_repo      TEXT,
        PRIMARY KEY (instance, id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE lists (
        instance TEXT    PRIMARY KEY,
        as_of_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    )",
    // sent_actions: what was sent to change the registry, see actionlog.cpp for the words.
    R"(
    CREATE TABLE sent_actions (
        id               TEXT    PRIMARY KEY,
        sent_ms          INTEGER NOT NULL,
        profile          TEXT,
        kind             TEXT    NOT NULL,
        operation        TEXT,
        region           TEXT,
        instance         TEXT,
        task             TEXT,
        source_instance  TEXT,
        source_region    TEXT,
        source_namespace TEXT,
        source_repo      TEXT,
        source_tag       TEXT,
        target_instance  TEXT,
        target_region    TEXT,
        target_namespace TEXT,
        target_repo      TEXT,
        target_tag       TEXT,
        rule             TEXT,
        rule_name        TEXT,
        parameters       TEXT,
        outcome          TEXT    NOT NULL,
        request          TEXT,
        error_code       TEXT,
        error_message    TEXT,
        created          TEXT,
        progress         TEXT    NOT NULL,
        progress_cause   TEXT,
        progressed_ms    INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX sent_actions_by_time ON sent_actions (sent_ms);
    )",
    // Every change of a status was noted, and shown nowhere.
    "DROP TABLE status_changes",
    // Pages end with checksums (checkedpages.h), which versions that do not know them would not
    // write.
    "",
};

bool migrateOneStep(SqliteDatabase &database, const char *step, qint64 version)
{
    SqliteTransaction transaction(database);
    database.run(step);
    database.run(QByteArray("PRAGMA user_version = " + QByteArray::number(version)).constData());
    if (version == 1) {
        database.run(
            QByteArray("PRAGMA application_id = " + QByteArray::number(historyApplicationId))
                .constData());
    }
    return transaction.commit();
}

} // namespace

std::span<const char *const> historyMigrations()
{
    return migrations;
}

bool migrate(SqliteDatabase &database, std::span<const char *const> steps)
{
    const auto newest = static_cast<qint64>(steps.size());
    for (qint64 version = database.number("PRAGMA user_version"); version < newest; ++version) {
        if (!migrateOneStep(database, steps[static_cast<std::size_t>(version)], version + 1))
            return false;
    }
    return !database.hasFailed();
}
