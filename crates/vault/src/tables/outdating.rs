//! What puts a summary out of date: whatever changes a case says so here, whoever writes it.
//!
//! A summary that is out of date already is left as it is. Every answer is a save, and a row that is written as it was costs its page
//! and that of each of its indexes once more.

use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration { version: 16, sql: ONCE }];

/// The trigger of one deed on one table, in the place of the one before.
macro_rules! outdated_by {
    ($table:literal, $deed:literal, $event:literal, $row:literal) => {
        concat!(
            "\nDROP TRIGGER ",
            $table,
            "_outdates_",
            $deed,
            ";
CREATE TRIGGER ",
            $table,
            "_outdates_",
            $deed,
            " AFTER ",
            $deed,
            " ON ",
            $table,
            " BEGIN
    UPDATE summary SET context = '' WHERE declaration = ",
            $row,
            ".declaration AND context <> '';
END;
"
        )
    };
}

const ONCE: &str = concat!(
    "
-- What is out of date is looked up here, without a look at the rest.
DROP INDEX summary_by_context;
CREATE INDEX summary_by_context ON summary (context, declaration DESC);

-- Each case has a summary from the first moment on, whatever else there is of it.
INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
SELECT id, '', '', '', '', '', '', '', 0, 0, 0, created_at FROM declaration
WHERE NOT EXISTS (SELECT 1 FROM summary WHERE summary.declaration = id);

CREATE TRIGGER declaration_is_listed AFTER INSERT ON declaration BEGIN
    INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
    VALUES (new.id, '', '', '', '', '', '', '', 0, 0, 0, new.created_at)
    ON CONFLICT (declaration) DO NOTHING;
END;

DROP TRIGGER draft_outdates_update;
CREATE TRIGGER draft_outdates_update AFTER UPDATE ON draft WHEN new.updated_at <> old.updated_at OR new.answers <> old.answers BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration AND context <> '';
END;
",
    outdated_by!("draft", "delete", "DELETE", "old"),
    outdated_by!("sent", "update", "UPDATE", "new"),
    outdated_by!("outbox", "insert", "INSERT", "new"),
    outdated_by!("outbox", "update", "UPDATE", "new"),
    outdated_by!("outbox", "delete", "DELETE", "old"),
    outdated_by!("receipt", "insert", "INSERT", "new"),
    outdated_by!("status", "insert", "INSERT", "new"),
    outdated_by!("status", "update", "UPDATE", "new"),
    outdated_by!("addressee", "insert", "INSERT", "new"),
    outdated_by!("addressee", "update", "UPDATE", "new"),
    outdated_by!("handed_over", "insert", "INSERT", "new"),
    outdated_by!("handed_over", "delete", "DELETE", "old"),
);
