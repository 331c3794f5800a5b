//! A small generator of numbers: SplitMix64, of which a seed is its whole state.

/// Numbers that look random and are always the same.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one declaration, which do not depend on those before it.
    pub(crate) fn of(seed: u64, number: u64) -> Self {
        let mut seeds = Self(seed);
        let own = seeds.next() ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        Self(Self(own).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, and without, `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        // A multiplication takes the upper bits, evenly enough for any `end` that is asked for here.
        u64::try_from((u128::from(self.next()) * u128::from(end)) >> 64).unwrap_or_default()
    }

    /// From `first` to `last`, both included.
    pub(super) fn between(&mut self, first: i64, last: i64) -> i64 {
        first + i64::try_from(self.below(last.abs_diff(first) + 1)).unwrap_or_default()
    }

    /// True so many times of a thousand.
    pub(super) fn chance(&mut self, of_thousand: u64) -> bool {
        self.below(1000) < of_thousand
    }

    /// One of some, each as often. There must be one.
    pub(crate) fn pick<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        &some[usize::try_from(self.below(some.len() as u64)).unwrap_or_default()]
    }

    /// One of some, each as often as its weight says.
    pub(super) fn weigh<'a, T>(&mut self, some: &'a [T], weight: impl Fn(&T) -> u64) -> &'a T {
        let mut place = self.below(some.iter().map(&weight).sum());
        let mut last = &some[0];
        for one in some {
            last = one;
            match place.checked_sub(weight(one)) {
                Some(left) => place = left,
                None => break,
            }
        }
        last
    }

    /// So many digits.
    pub(super) fn digits(&mut self, count: usize, into: &mut String) {
        for _ in 0..count {
            into.push(char::from(b'0' + u8::try_from(self.below(10)).unwrap_or_default()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut random = Random(1_234_567);
        let first = [random.next(), random.next(), random.next()];
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423],
            "the first numbers of seed 1234567, as published for the algorithm"
        );
    }

    #[test]
    fn chances_and_weights_come_true() {
        let mut random = Random::of(1, 1);
        let hits = (0..100_000).filter(|_| random.chance(40)).count();
        assert!((3_800..4_200).contains(&hits), "40 of a thousand: {hits} of 100000");
        let light = (0..100_000).filter(|_| *random.weigh(&[1, 9], |weight| *weight) == 1).count();
        assert!((9_600..10_400).contains(&light), "one of ten: {light} of 100000");
        assert!((0..10_000).all(|_| (-3..=4).contains(&random.between(-3, 4))), "both ends are included");
    }
}
