//! The sizes of zones.

/// The sizes of Doc 9303: a card of three lines, one of two, a passport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Three lines of 30.
    Td1,
    /// Two lines of 36.
    Td2,
    /// Two lines of 44.
    Td3,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Td1, Format::Td2, Format::Td3];

    /// `td1`, `td2` or `td3`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Td1 => "td1",
            Format::Td2 => "td2",
            Format::Td3 => "td3",
        }
    }

    /// How many lines a zone has.
    pub fn lines(self) -> usize {
        if self == Format::Td1 { 3 } else { 2 }
    }

    /// Characters of a line.
    pub fn width(self) -> usize {
        match self {
            Format::Td1 => 30,
            Format::Td2 => 36,
            Format::Td3 => 44,
        }
    }

    /// Characters of the zone.
    pub fn size(self) -> usize {
        self.lines() * self.width()
    }
}
