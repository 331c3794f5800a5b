//! What somebody's task is, as the rulebook names its readers.

use platform_api::Role;
use rulebook::vocabulary::READERS;

/// The reader that a rulebook may name, where there is one for this role.
pub fn reader(role: Role) -> Option<&'static str> {
    READERS.into_iter().find(|reader| *reader == role.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_of_the_rulebook_is_a_role_and_the_auditor_is_no_reader() {
        let readers: Vec<_> = Role::ALL.into_iter().filter_map(reader).collect();
        assert_eq!(
            readers.len(),
            READERS.len(),
            "an answer that a rulebook opens to somebody reaches somebody"
        );
        assert_eq!(reader(Role::Auditor), None, "the log is read without answers");
        assert!(
            Role::ALL.into_iter().all(|role| Role::parse(role.name()) == Some(role)),
            "a name is read back"
        );
    }
}
