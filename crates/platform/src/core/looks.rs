//! Who has looked at a declaration, as its traveller is told: from the log, by role and purpose, never by name.

use platform_api::{Look, Role};

use crate::store::Entry;

/// What an entry of the log begins with that tells of a look.
const LOOKED: &str = "looked ";
/// As many are told.
const MOST: usize = 100;
/// As many of the last entries are looked through for them: a status costs the same however much was done.
pub(super) const LOOKED_THROUGH: u32 = 1000;

/// The looks among entries, which come newest first.
pub(super) fn looks(entries: &[Entry]) -> Vec<Look> {
    entries.iter().filter_map(look).take(MOST).collect()
}

/// An entry `looked <purpose>+<purpose>` by `<role> <account>`.
fn look(entry: &Entry) -> Option<Look> {
    let purposes = entry.note.event.strip_prefix(LOOKED)?;
    let by = Role::parse(entry.note.by.split(' ').next()?)?;
    Some(Look { at: entry.note.at, by, purposes: purposes.split('+').map(str::to_owned).collect() })
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;
    use crate::store::Note;

    #[test]
    fn looks_are_told_by_role_and_purpose_and_never_by_name() {
        let entry = |number: u64, event: &str, by: &str| Entry {
            number,
            note: Note {
                at: DateTime::UNIX_EPOCH + TimeDelta::seconds(number.cast_signed()),
                event: event.into(),
                by: by.into(),
            },
            head: [0; 32],
        };
        let mut chain = [
            entry(1, "declared 1", "traveller"),
            entry(2, "looked contact+destination", "county-contact 0193-wu"),
            entry(3, "recorded", "port-officer 0193-li"),
            entry(4, "looked list", "port-officer 0193-li"),
        ];
        chain.reverse();
        let told = looks(&chain);
        assert_eq!(told.len(), 2, "an act is no look");
        assert_eq!(
            (told[0].by, told[0].purposes.as_slice()),
            (Role::PortOfficer, &["list".to_owned()][..]),
            "newest first"
        );
        assert_eq!(told[1].purposes, ["contact", "destination"], "each purpose");
        assert!(!format!("{told:?}").contains("wu"), "no account");
    }
}
