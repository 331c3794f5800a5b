//! One field of a zone, with what is known about how far it may be trusted.

use std::fmt;

/// What a check digit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// It agrees.
    Right,
    /// It does not: at least one character is wrong, the digit itself perhaps.
    Wrong,
    /// The field has none.
    None,
}

/// Why a field may not be taken without another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Its check digit is wrong.
    CheckDigit,
    /// Covered by the composite check digit alone, and that is wrong.
    Composite,
    /// Fewer than two check digits of the zone are right (one wrong character leaves two): nothing in it is believed.
    TooFewRight,
    /// Letters were taken for digits, or digits for letters.
    Repaired,
    /// May have been cut to fit.
    Truncated,
    /// Day or month is not known to the issuer.
    PartlyUnknown,
    /// Ends in letters that a machine reads where fillers stand.
    Fillers,
    /// Left empty by the issuer.
    NotStated,
    /// Not of the form that the field has.
    Malformed,
    /// A number that could also be read as a longer or a shorter one.
    Ambiguous,
    /// A code of 9303 that names no country.
    NoCountry,
    /// A British status other than citizenship.
    Status,
    /// A document code whose meaning is the issuer's own.
    IssuersCode,
    /// An expiry more than 20 years from today.
    FarOff,
}

/// One field. `Debug` shows no content.
#[derive(Clone, PartialEq, Eq)]
pub struct MrzField {
    /// As the form stores it; none if it answers nothing. An unknown day or month is left empty (`1974-08-`).
    pub value: Option<String>,
    /// As it stands in the zone.
    pub raw: String,
    /// Its own check digit.
    pub check: Check,
    /// May be taken after a glance: its check digit is right, or it has none, is well-formed and nothing contradicts it.
    pub trusted: bool,
    /// Why not, if not.
    pub doubt: Option<Doubt>,
}

impl MrzField {
    pub(super) fn trusted(raw: &str, value: Option<String>, check: Check) -> MrzField {
        MrzField { value, raw: raw.to_owned(), check, trusted: true, doubt: None }
    }

    pub(super) fn doubtful(raw: &str, value: Option<String>, check: Check, doubt: Doubt) -> MrzField {
        MrzField { value, raw: raw.to_owned(), check, trusted: false, doubt: Some(doubt) }
    }

    /// The same field with another doubt, unless it has one already.
    pub(super) fn doubted(self, doubt: Doubt) -> MrzField {
        let doubt = self.doubt.unwrap_or(doubt);
        MrzField { trusted: false, doubt: Some(doubt), ..self }
    }
}

impl fmt::Debug for MrzField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MrzField")
            .field("check", &self.check)
            .field("doubt", &self.doubt)
            .finish_non_exhaustive()
    }
}
