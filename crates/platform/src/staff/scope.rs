//! For which ports or places somebody works.

use std::collections::BTreeSet;
use std::fmt;

use super::Role;

/// The division of the province: whoever works for all of it looks after those of whom no nearer place is known.
pub(crate) const PROVINCE: &str = "330000";

/// A scope. The text in the database is the one that is typed on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// No ports and no places: the role has no case of its own, or takes one at a time.
    None,
    /// Ports of entry, by the codes of the rulebook's lists.
    Ports(BTreeSet<String>),
    /// Divisions: a province, city, county or township covers all that lies in it.
    Places(BTreeSet<String>),
}

/// Why a scope is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    /// The role works somewhere.
    #[error(
        "say where: ports (PVG,HGH) for a port officer, divisions (330106,331121) for a county or health officer"
    )]
    Missing,
    /// The role works nowhere in particular.
    #[error("this role has no scope")]
    NotForRole,
    /// Not a port, not a division.
    #[error("a port is three or more letters or digits, a division six or nine digits")]
    Malformed,
}

impl Scope {
    /// The scope that a role is given by a text; commas between.
    pub fn parse(role: Role, text: &str) -> Result<Self, ScopeError> {
        let parts: BTreeSet<String> =
            text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_uppercase).collect();
        let all = |fits: fn(&str) -> bool| match parts.iter().all(|part| fits(part)) {
            _ if parts.is_empty() => Err(ScopeError::Missing),
            true => Ok(()),
            false => Err(ScopeError::Malformed),
        };
        match role {
            Role::PortOfficer => all(is_port).map(|()| Self::Ports(parts)),
            Role::CountyContact | Role::HealthOfficer => all(is_division).map(|()| Self::Places(parts)),
            Role::Hotline | Role::PlatformOfficer | Role::Auditor if parts.is_empty() => Ok(Self::None),
            Role::Hotline | Role::PlatformOfficer | Role::Auditor => Err(ScopeError::NotForRole),
        }
    }

    /// Whether a port lies in it.
    pub fn covers_port(&self, port: &str) -> bool {
        matches!(self, Self::Ports(ports) if ports.contains(port))
    }

    /// Whether a division, county or township, lies in it.
    pub fn covers_place(&self, division: &str) -> bool {
        matches!(self, Self::Places(places) if places.iter().any(|place| is_within(division, place)))
    }

    /// Whether a county lies in it, or one of its townships does.
    pub fn reaches(&self, county: &str) -> bool {
        self.places().any(|place| county.starts_with(county_stem(place)))
    }

    /// Whether all of the province lies in it.
    pub fn covers_the_province(&self) -> bool {
        self.covers_place(PROVINCE)
    }

    /// The port of these that somebody means: the one that they name, or the only one there is.
    pub fn port_meant(&self, named: &str) -> Option<&str> {
        let mut ports = self.ports();
        let only = ports.next().filter(|_| ports.next().is_none());
        self.ports().find(|port| *port == named.trim()).or(only)
    }

    /// The ports.
    pub fn ports(&self) -> impl Iterator<Item = &str> {
        let ports = if let Self::Ports(ports) = self { Some(ports) } else { None };
        ports.into_iter().flatten().map(String::as_str)
    }

    /// The stems of the places, each once: what lies within another of them is left out.
    pub fn stems(&self) -> Vec<&str> {
        let mut stems: Vec<&str> = self.places().map(county_stem).collect();
        stems.sort_unstable();
        // What begins like the one before it lies in it.
        stems.dedup_by(|later, earlier| later.starts_with(*earlier));
        stems
    }

    /// The divisions.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        let places = if let Self::Places(places) = self { Some(places) } else { None };
        places.into_iter().flatten().map(String::as_str)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = match self {
            Self::None => return Ok(()),
            Self::Ports(parts) | Self::Places(parts) => parts,
        };
        formatter.write_str(&parts.iter().map(String::as_str).collect::<Vec<_>>().join(","))
    }
}

/// The digits that all divisions within one share: `330000` is a province, `330100` a city.
fn stem(division: &str) -> &str {
    let county = division.get(..6).unwrap_or(division);
    match division.len() {
        6 if county.ends_with("0000") => &county[..2],
        6 if county.ends_with("00") => &county[..4],
        _ => division,
    }
}

/// The digits that the counties of a division share; of a township, its county's.
pub(crate) fn county_stem(division: &str) -> &str {
    stem(division.get(..6).unwrap_or(division))
}

fn is_within(division: &str, place: &str) -> bool {
    division.starts_with(stem(place))
}

fn is_port(code: &str) -> bool {
    (3..=12).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn is_division(code: &str) -> bool {
    matches!(code.len(), 6 | 9) && code.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_covers_what_lies_in_it_and_nothing_beside() {
        let scope = |text| Scope::parse(Role::CountyContact, text).unwrap();
        assert!(scope("330106").covers_place("330106"), "a county covers itself");
        assert!(scope("330106").covers_place("330106012"), "and its townships");
        assert!(!scope("330106012").covers_place("330106"), "a township does not cover its county");
        assert!(!scope("330106").covers_place("330108"), "nor a county its neighbour");
        assert!(scope("330100").covers_place("330108"), "a city covers its counties");
        assert!(!scope("330100").covers_place("330206"), "and no other city's");
        assert!(scope("330000").covers_place("331121"), "a province covers all of them");
        assert!(scope("330000").covers_the_province(), "and whoever goes to no county that is known");
        assert!(!scope("330100").covers_the_province(), "which a city does not");
        assert!(!scope("330106").covers_port("PVG"), "a county is no port");
        let port = Scope::parse(Role::PortOfficer, "pvg, HGH").unwrap();
        assert!(
            port.covers_port("PVG") && port.covers_port("HGH") && !port.covers_port("PEK"),
            "ports by code"
        );
        assert!(!port.covers_place("330106"), "a port is no county");
    }

    #[test]
    fn a_role_gets_the_kind_of_scope_that_it_works_in() {
        assert_eq!(
            Scope::parse(Role::PortOfficer, ""),
            Err(ScopeError::Missing),
            "nobody works at every port"
        );
        assert_eq!(
            Scope::parse(Role::CountyContact, "PVG"),
            Err(ScopeError::Malformed),
            "a port is no county"
        );
        assert_eq!(
            Scope::parse(Role::Auditor, "330106"),
            Err(ScopeError::NotForRole),
            "the log has no county"
        );
        assert_eq!(Scope::parse(Role::Hotline, ""), Ok(Scope::None), "the hotline takes one case at a time");
        let scope = Scope::parse(Role::HealthOfficer, "330106,330100").unwrap();
        assert_eq!(Scope::parse(Role::HealthOfficer, &scope.to_string()), Ok(scope), "it is read back");
    }
}
