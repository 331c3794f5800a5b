//! What an owner is told of a rescue: which declarations lost what. Indexes and lists often still know of a row that is gone.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::as_id;
use super::fill::Named;
use super::mend::Changed;
use super::source::Source;
use crate::error::VaultError;

/// A declaration of which something was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The declaration.
    pub id: Uuid,
    /// The traveller's name as lists showed it; empty where that is not known.
    pub name: String,
    /// Nothing of it is left.
    pub all: bool,
    /// What is missing.
    pub parts: BTreeSet<LostPart>,
}

/// A part of a declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostPart {
    /// What was typed and not sent.
    Draft,
    /// The answers that were sent last.
    Sent,
    /// What lets its holder follow and correct it: its answers are a new draft now.
    Secret,
    /// Whether the platform has it: it can be sent again, as the next revision.
    Sending,
    /// What the platform said last: it can be asked again.
    Status,
    /// Earlier states, and a correction that was given up.
    Earlier,
    /// What a desk knows beside the answers: consents, calls, what a list said.
    Desk,
    /// Whom it was handed to.
    HandedOver,
}

/// What a row of each table is to an owner. A summary is made anew, so nothing of it is lost.
const PARTS: [(&str, LostPart); 16] = [
    ("draft", LostPart::Draft),
    ("sent", LostPart::Sent),
    ("declaration", LostPart::Secret),
    ("outbox", LostPart::Sending),
    ("receipt", LostPart::Sending),
    ("addressee", LostPart::Sending),
    ("letter", LostPart::Sending),
    ("status", LostPart::Status),
    ("draft_history", LostPart::Earlier),
    ("dropped_draft", LostPart::Earlier),
    ("member", LostPart::Desk),
    ("mandate", LostPart::Desk),
    ("desk_log", LostPart::Desk),
    ("import_step", LostPart::Desk),
    ("handed_over", LostPart::HandedOver),
    ("taken_back", LostPart::HandedOver),
];

/// Tables that have a row of what was sent, or waits to be.
pub(super) const SENDING: [&str; 6] = ["sent", "outbox", "receipt", "addressee", "letter", "status"];

fn part_of(table: &str) -> LostPart {
    PARTS.iter().find(|(name, _)| *name == table).map_or(LostPart::Earlier, |(_, part)| *part)
}

/// The names that lists showed, by declaration, as far as they can be read.
pub(super) fn names(source: &mut Source) -> Result<BTreeMap<Uuid, String>, VaultError> {
    let mut names = BTreeMap::new();
    for direction in ["ASC", "DESC"] {
        let sql = format!("SELECT declaration, name FROM summary NOT INDEXED ORDER BY number {direction}");
        let whole = source.read_on(|connection| {
            let mut statement = connection.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
                names.extend(as_id(&id).map(|id| (id, name)));
            }
            Ok(())
        })?;
        if whole {
            break;
        }
    }
    Ok(names)
}

/// What is missing: what an index knows and no row says, what a list showed and is not there, and what mending had to change.
pub(super) fn of(
    (known, read): (&Named, &Named),
    kept: &BTreeSet<Uuid>,
    changed: &Changed,
    names: &BTreeMap<Uuid, String>,
    may_be_sent: impl Fn(&Uuid) -> bool,
) -> Vec<Lost> {
    let mut parts: BTreeMap<Uuid, BTreeSet<LostPart>> = BTreeMap::new();
    let nobody = BTreeSet::new();
    for (table, ids) in known {
        for id in ids.difference(read.get(table).unwrap_or(&nobody)) {
            parts.entry(*id).or_default().insert(part_of(table));
        }
    }
    let deleted = read.get("deletion").unwrap_or(&nobody);
    let anywhere: BTreeSet<Uuid> = read.values().flatten().chain(names.keys()).copied().collect();
    for id in anywhere.iter().filter(|id| !kept.contains(id) && !deleted.contains(id)) {
        parts.entry(*id).or_default();
    }
    for id in &changed.unfollowed {
        parts.entry(*id).or_default().insert(LostPart::Secret);
    }
    for id in &changed.unsure {
        parts.entry(*id).or_default().insert(LostPart::Sending);
    }
    // Of what was never sent nobody misses the right to follow it: it goes on under another secret.
    for (id, parts) in &mut parts {
        if !may_be_sent(id) {
            parts.remove(&LostPart::Secret);
        }
    }
    parts
        .into_iter()
        .filter(|(id, parts)| !(deleted.contains(id) || (parts.is_empty() && kept.contains(id))))
        .map(|(id, parts)| Lost {
            id,
            name: names.get(&id).cloned().unwrap_or_default(),
            all: !kept.contains(&id),
            parts,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_a_case_says_what_is_lost_with_it() {
        let mut connection = rusqlite::Connection::open_in_memory().unwrap();
        crate::schema::migrate(&mut connection).unwrap();
        let of_a_case =
            "SELECT DISTINCT t.name FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS f
             WHERE f.\"table\" = 'declaration' AND t.name NOT IN ('summary', 'deletion', 'draft_with_recent')";
        let mut statement = connection.prepare(of_a_case).unwrap();
        let tables = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        for table in tables.map(|name| name.unwrap()) {
            assert!(PARTS.iter().any(|(name, _)| *name == table), "what is lost with a row of {table}?");
        }
    }
}
