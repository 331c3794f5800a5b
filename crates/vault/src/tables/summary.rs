//! A row for each case that a list shows, and the words it is found by; written with each save, so that a list reads nothing
//! else. What goes into it is its writer's business: the vault knows nothing of forms.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Row};
use serde_json::Value;
use uuid::Uuid;

use super::column;
use crate::error::VaultError;
use crate::schema::Migration;
use crate::search_words;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 7, sql: FIRST },
    Migration { version: 8, sql: CARDS },
    Migration { version: 13, sql: LISTED },
    Migration { version: 14, sql: FLAGS },
];

const FIRST: &str = "
CREATE TABLE summary (
    number       INTEGER NOT NULL PRIMARY KEY, -- of its words in the index
    declaration  TEXT    NOT NULL UNIQUE REFERENCES declaration (id) ON DELETE CASCADE,
    name         TEXT    NOT NULL, -- this and the next as they are shown; empty where there is none
    document_end TEXT    NOT NULL,
    flight       TEXT    NOT NULL,
    day          TEXT    NOT NULL, -- ISO 8601, empty where there is none
    county       TEXT    NOT NULL,
    stage        TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    missing      INTEGER NOT NULL,
    blocking     INTEGER NOT NULL,
    warnings     INTEGER NOT NULL,
    refresh_on   TEXT    NOT NULL, -- ISO 8601: from this day on it may be out of date; empty where it never is
    updated_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX summary_by_updated_at ON summary (updated_at);
CREATE INDEX summary_by_day ON summary (day);
CREATE INDEX summary_by_name ON summary (name);

CREATE VIRTUAL TABLE search USING fts5 (
    names, documents, flights, places, notes, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER summary_is_gone AFTER DELETE ON summary BEGIN
    DELETE FROM search WHERE rowid = old.number;
END;
";

/// Whatever changes a case says so here, whoever writes it.
const CARDS: &str = "
ALTER TABLE summary DROP COLUMN refresh_on;
ALTER TABLE summary ADD COLUMN card TEXT NOT NULL DEFAULT 'null'; -- JSON, what a list shows
ALTER TABLE summary ADD COLUMN context TEXT NOT NULL DEFAULT ''; -- what it was made under; empty: the case changed since
CREATE INDEX summary_by_context ON summary (context);

-- Each case is in the list from the first moment on, and in its place there.
INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
SELECT id, '', '', '', '', '', '', '', 0, 0, 0, created_at FROM declaration
WHERE NOT EXISTS (SELECT 1 FROM summary WHERE summary.declaration = id);

CREATE TRIGGER draft_outdates_insert AFTER INSERT ON draft BEGIN
    INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
    VALUES (new.declaration, '', '', '', '', '', '', '', 0, 0, 0, new.updated_at)
    ON CONFLICT (declaration) DO UPDATE SET context = '', updated_at = excluded.updated_at;
END;

CREATE TRIGGER draft_outdates_update AFTER UPDATE ON draft WHEN new.updated_at <> old.updated_at OR new.answers <> old.answers BEGIN
    UPDATE summary SET context = '', updated_at = new.updated_at WHERE declaration = new.declaration;
END;

CREATE TRIGGER draft_outdates_delete AFTER DELETE ON draft BEGIN
    UPDATE summary SET context = '' WHERE declaration = old.declaration;
END;

CREATE TRIGGER sent_outdates_insert AFTER INSERT ON sent BEGIN
    INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing, blocking, warnings, updated_at)
    VALUES (new.declaration, '', '', '', '', '', '', '', 0, 0, 0, new.sealed_at)
    ON CONFLICT (declaration) DO UPDATE SET context = '', updated_at = excluded.updated_at;
END;

CREATE TRIGGER sent_outdates_update AFTER UPDATE ON sent BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER outbox_outdates_insert AFTER INSERT ON outbox BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER outbox_outdates_update AFTER UPDATE ON outbox BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER outbox_outdates_delete AFTER DELETE ON outbox BEGIN
    UPDATE summary SET context = '' WHERE declaration = old.declaration;
END;

CREATE TRIGGER receipt_outdates_insert AFTER INSERT ON receipt BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER status_outdates_insert AFTER INSERT ON status BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER status_outdates_update AFTER UPDATE ON status BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER addressee_outdates_insert AFTER INSERT ON addressee BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER addressee_outdates_update AFTER UPDATE ON addressee BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;
";

/// All that a list is filtered and ordered by, without what it shows: for ten thousand cases a megabyte instead of twenty. Every page of
/// a database is decrypted when it is read.
const LISTED: &str = "
DROP INDEX IF EXISTS summary_by_updated_at;
DROP INDEX IF EXISTS summary_by_day;
DROP INDEX IF EXISTS summary_by_name;
CREATE INDEX IF NOT EXISTS summary_listed ON summary (updated_at, day, state, stage, county, flight, name);
";

/// A list asks these of all its cases, whatever a card is made of. They are said by the next look at each case.
const FLAGS: &str = "
ALTER TABLE summary ADD COLUMN flags INTEGER NOT NULL DEFAULT 0; -- bits: 1 stopped, 2 withdrawn, 4 the code ends early, 8 a newer form
UPDATE summary SET context = '';
";

/// What a list asks of a case beside where it stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flags {
    /// The platform refused it: somebody has to look.
    pub stopped: bool,
    /// It was taken back.
    pub withdrawn: bool,
    /// Its code ends before boarding.
    pub code_ends: bool,
    /// It can be brought to a newer form.
    pub newer_form: bool,
}

impl Flags {
    const STOPPED: i64 = 1;
    const WITHDRAWN: i64 = 2;
    const CODE_ENDS: i64 = 4;
    const NEWER_FORM: i64 = 8;

    fn bits(self) -> i64 {
        let bit = |is: bool, bit: i64| if is { bit } else { 0 };
        bit(self.stopped, Self::STOPPED)
            | bit(self.withdrawn, Self::WITHDRAWN)
            | bit(self.code_ends, Self::CODE_ENDS)
            | bit(self.newer_form, Self::NEWER_FORM)
    }

    fn of(bits: i64) -> Self {
        Self {
            stopped: bits & Self::STOPPED != 0,
            withdrawn: bits & Self::WITHDRAWN != 0,
            code_ends: bits & Self::CODE_ENDS != 0,
            newer_form: bits & Self::NEWER_FORM != 0,
        }
    }
}

/// What a list shows of a case, and what it is found by.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// The traveller's name, as it is shown.
    pub name: String,
    /// The last characters of the document's number.
    pub document_end: String,
    /// The flight into the country.
    pub flight: String,
    /// Its day.
    pub day: Option<NaiveDate>,
    /// Where the traveller goes, as a code.
    pub county: String,
    /// The journey's stage, as a code.
    pub stage: String,
    /// Not sent, waiting, received: as a code.
    pub state: String,
    /// Questions without an answer.
    pub missing: u32,
    /// Findings that block.
    pub blocking: u32,
    /// Findings that warn.
    pub warnings: u32,
    /// What a list asks beside.
    pub flags: Flags,
    /// When the case was changed last.
    pub updated_at: DateTime<Utc>,
    /// What a list shows, as its writer has it.
    pub card: Value,
    /// What it was made under: the day, the rules. Empty where the case changed since.
    pub context: String,
    /// Texts that it is found by, all of them as they were typed.
    pub words: SummaryWords,
}

/// The texts that a case is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SummaryWords {
    /// Names in every form.
    pub names: Vec<String>,
    /// Numbers of documents; also found by their ends.
    pub documents: Vec<String>,
    /// Flight numbers; also found by their ends.
    pub flights: Vec<String>,
    /// Addresses, towns, counties.
    pub places: Vec<String>,
    /// Remarks.
    pub notes: Vec<String>,
}

/// Writes a case's summary in the place of the one before.
pub(crate) fn put(connection: &Connection, id: Uuid, summary: &Summary) -> Result<(), VaultError> {
    let number: i64 = connection
        .prepare_cached(
            "INSERT INTO summary (declaration, name, document_end, flight, day, county, stage, state, missing,
                 blocking, warnings, updated_at, card, context, flags)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (declaration) DO UPDATE SET name = excluded.name, document_end = excluded.document_end,
                 flight = excluded.flight, day = excluded.day, county = excluded.county, stage = excluded.stage,
                 state = excluded.state, missing = excluded.missing, blocking = excluded.blocking,
                 warnings = excluded.warnings, updated_at = excluded.updated_at,
                 card = excluded.card, context = excluded.context, flags = excluded.flags
             RETURNING number",
        )?
        .query_row(
            (
                id.to_string(),
                &summary.name,
                &summary.document_end,
                &summary.flight,
                day(summary.day),
                &summary.county,
                &summary.stage,
                &summary.state,
                summary.missing,
                summary.blocking,
                summary.warnings,
                column::micros(summary.updated_at),
                column::to_json(&summary.card)?,
                &summary.context,
                summary.flags.bits(),
            ),
            |row| row.get(0),
        )?;
    let words = &summary.words;
    let by = |texts: &[String], index: fn(&str) -> String| {
        texts.iter().map(|text| index(text)).collect::<Vec<_>>().join(" ")
    };
    connection.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([number])?;
    connection
        .prepare_cached(
            "INSERT INTO search (rowid, names, documents, flights, places, notes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            number,
            by(&words.names, search_words::indexed),
            by(&words.documents, search_words::indexed_ends),
            by(&words.flights, search_words::indexed_ends),
            by(&words.places, search_words::indexed),
            by(&words.notes, search_words::indexed),
        ))?;
    Ok(())
}

pub(super) fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What a list shows; the words stay in the index.
pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<(Uuid, Summary)> {
    let date =
        |name: &str| -> rusqlite::Result<Option<NaiveDate>> { Ok(row.get_ref(name)?.as_str()?.parse().ok()) };
    let summary = Summary {
        name: row.get("name")?,
        document_end: row.get("document_end")?,
        flight: row.get("flight")?,
        day: date("day")?,
        county: row.get("county")?,
        stage: row.get("stage")?,
        state: row.get("state")?,
        missing: row.get("missing")?,
        blocking: row.get("blocking")?,
        warnings: row.get("warnings")?,
        flags: Flags::of(row.get("flags")?),
        updated_at: column::instant(row, "updated_at")?,
        card: column::json(row, "card")?,
        context: row.get("context")?,
        words: SummaryWords::default(),
    };
    Ok((column::id(row, "declaration")?, summary))
}
