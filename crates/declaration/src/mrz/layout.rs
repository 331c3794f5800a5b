//! Where each field stands, as ranges over the zone's lines put end to end.

use std::ops::Range;

use super::check_digit::check;
use super::field::Check;
use super::format::Format;
use super::number;

/// The places of one format; a check digit stands right after what it checks.
pub(super) struct Layout {
    pub(super) names: Range<usize>,
    pub(super) number: Range<usize>,
    pub(super) born: Range<usize>,
    pub(super) sex: usize,
    pub(super) expires: Range<usize>,
    pub(super) nationality: Range<usize>,
    /// The field that a long number runs on into (TD1, TD2), or the personal number (TD3).
    pub(super) optional: Range<usize>,
    /// TD1's second optional field.
    pub(super) more: Option<Range<usize>>,
    pub(super) composite: usize,
    /// What the composite check digit covers, in its order.
    pub(super) covered: &'static [Range<usize>],
}

/// Document code, the same everywhere.
pub(super) const CODE: Range<usize> = 0..2;
/// Issuing state or organisation, the same everywhere.
pub(super) const ISSUER: Range<usize> = 2..5;

/// So many of a zone's four check digits (number, birth, expiry, composite) prove that it is one: a line out of step
/// still has one right now and then, and one wrong character never leaves less.
pub(super) const PROOF: usize = 2;

static TD1: Layout = Layout {
    names: 60..90,
    number: 5..14,
    born: 30..36,
    sex: 37,
    expires: 38..44,
    nationality: 45..48,
    optional: 15..30,
    more: Some(48..59),
    composite: 59,
    covered: &[5..37, 38..45, 48..59],
};

static TD2: Layout = Layout {
    names: 5..36,
    number: 36..45,
    born: 49..55,
    sex: 56,
    expires: 57..63,
    nationality: 46..49,
    optional: 64..71,
    more: None,
    composite: 71,
    covered: &[36..46, 49..56, 57..71],
};

static TD3: Layout = Layout {
    names: 5..44,
    number: 44..53,
    born: 57..63,
    sex: 64,
    expires: 65..71,
    nationality: 54..57,
    optional: 72..86,
    more: None,
    composite: 87,
    covered: &[44..54, 57..64, 65..87],
};

impl Format {
    /// The format's places.
    pub(super) fn layout(self) -> &'static Layout {
        match self {
            Format::Td1 => &TD1,
            Format::Td2 => &TD2,
            Format::Td3 => &TD3,
        }
    }
}

/// A zone of the right shape: as many characters of the alphabet as its format has.
pub(super) struct Zone {
    pub(super) format: Format,
    /// `A`-`Z`, `0`-`9`, `<`; exactly [`Format::size`] of them.
    pub(super) cells: Vec<u8>,
    /// Fillers that the text did not have were put at the ends of its lines.
    pub(super) filled: bool,
}

impl Zone {
    /// The characters of a place.
    pub(super) fn at(&self, place: Range<usize>) -> &[u8] {
        self.cells.get(place).unwrap_or_default()
    }

    /// One character.
    pub(super) fn cell(&self, place: usize) -> u8 {
        self.cells.get(place).copied().unwrap_or(b'<')
    }

    /// The check digit that stands right after a place.
    pub(super) fn digit_after(&self, place: &Range<usize>) -> u8 {
        self.cell(place.end)
    }

    /// The composite check digit.
    pub(super) fn composite(&self) -> Check {
        let layout = self.format.layout();
        let covered: Vec<u8> =
            layout.covered.iter().flat_map(|place| self.at(place.clone())).copied().collect();
        check(&covered, self.cell(layout.composite), false)
    }

    /// How many of the check digits of number, birth, expiry and composite are right: 0 to 4.
    pub(super) fn score(&self) -> usize {
        let layout = self.format.layout();
        let date = |place: &Range<usize>| check(self.at(place.clone()), self.digit_after(place), true);
        [number::read(self).check, date(&layout.born), date(&layout.expires), self.composite()]
            .into_iter()
            .filter(|c| *c == Check::Right)
            .count()
    }
}
