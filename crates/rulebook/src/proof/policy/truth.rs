//! What a condition may come to, as a set of three bits: true, false, no value.
//!
//! CEL's `&&` and `||` do not mind an error beside an operand that decides; a value that is no truth value is an error to
//! them. So three outcomes say all there is to say about a condition, and a set of outcomes says what is still open.

/// A set of outcomes; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Truth(u8);

impl Truth {
    pub(super) const NO: Self = Self(1);
    pub(super) const YES: Self = Self(2);
    pub(super) const ERROR: Self = Self(4);

    pub(super) fn of(value: Option<bool>) -> Self {
        match value {
            Some(true) => Self::YES,
            Some(false) => Self::NO,
            None => Self::ERROR,
        }
    }

    /// Either of the two.
    pub(super) fn or_else(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this is among the outcomes.
    pub(super) fn may_be(self, outcome: Self) -> bool {
        self.0 & outcome.0 != 0
    }

    /// Whether there is but one outcome.
    pub(super) fn is_settled(self) -> bool {
        self.0.is_power_of_two()
    }

    pub(super) fn not(self) -> Self {
        Self((self.0 & 4) | ((self.0 & 1) << 1) | ((self.0 & 2) >> 1))
    }

    pub(super) fn and(self, other: Self) -> Self {
        let no = (self.0 | other.0) & 1;
        let yes = self.0 & other.0 & 2;
        let fails = |a: u8, b: u8| a & 4 != 0 && b & 6 != 0;
        let error = if fails(self.0, other.0) || fails(other.0, self.0) { 4 } else { 0 };
        Self(no | yes | error)
    }

    pub(super) fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// `self ? yes : no`.
    pub(super) fn choose(self, yes: Self, no: Self) -> Self {
        let mut open = self.0 & 4;
        if self.may_be(Self::YES) {
            open |= yes.0;
        }
        if self.may_be(Self::NO) {
            open |= no.0;
        }
        Self(open)
    }
}

#[cfg(test)]
mod tests {
    use super::Truth;

    const ALL: [Option<bool>; 3] = [Some(false), Some(true), None];

    fn outcomes(set: u8) -> impl Iterator<Item = Option<bool>> {
        ALL.into_iter().filter(move |one| set & Truth::of(*one).0 != 0)
    }

    /// What one pair comes to, by CEL's own words.
    fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
        match (left, right) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        }
    }

    #[test]
    fn sets_of_outcomes_come_to_what_their_members_come_to() {
        for left in 1..8 {
            for right in 1..8 {
                let each = |join: fn(Option<bool>, Option<bool>) -> Option<bool>| {
                    outcomes(left)
                        .flat_map(|a| outcomes(right).map(move |b| Truth::of(join(a, b)).0))
                        .fold(0, |set, one| set | one)
                };
                assert_eq!(Truth(left).and(Truth(right)).0, each(and), "{left} && {right}");
                let or = each(|a, b| and(a.map(|a| !a), b.map(|b| !b)).map(|truth| !truth));
                assert_eq!(Truth(left).or(Truth(right)).0, or, "{left} || {right}");
            }
        }
    }
}
