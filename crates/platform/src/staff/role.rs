//! What somebody's task is.

use rulebook::vocabulary::READERS;

/// A role of the staff. Compiled in, like the readers that a rulebook may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Meets flights at a port of entry.
    PortOfficer,
    /// Receives people in a county or township.
    CountyContact,
    /// Judges tests, observation and reviews.
    HealthOfficer,
    /// Answers the telephone, one case at a time.
    Hotline,
    /// Keeps accounts and keys; reads consent and helper records alone.
    PlatformOfficer,
    /// Reads the log; no answers.
    Auditor,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::PortOfficer,
        Self::CountyContact,
        Self::HealthOfficer,
        Self::Hotline,
        Self::PlatformOfficer,
        Self::Auditor,
    ];

    /// The name, as the rulebook and the log write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PortOfficer => "port-officer",
            Self::CountyContact => "county-contact",
            Self::HealthOfficer => "health-officer",
            Self::Hotline => "hotline",
            Self::PlatformOfficer => "platform-officer",
            Self::Auditor => "auditor",
        }
    }

    /// The role of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The reader that a rulebook may name, where there is one for this role.
    pub fn reader(self) -> Option<&'static str> {
        READERS.into_iter().find(|reader| *reader == self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_of_the_rulebook_is_a_role_and_the_auditor_is_no_reader() {
        let readers: Vec<_> = Role::ALL.into_iter().filter_map(Role::reader).collect();
        assert_eq!(
            readers.len(),
            READERS.len(),
            "an answer that a rulebook opens to somebody reaches somebody"
        );
        assert_eq!(Role::Auditor.reader(), None, "the log is read without answers");
        assert!(
            Role::ALL.into_iter().all(|role| Role::parse(role.name()) == Some(role)),
            "a name is read back"
        );
    }
}
