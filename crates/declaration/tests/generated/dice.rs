//! Choices out of bytes: when they run out the simplest is taken, so a failing edition shrinks to a simple one.

/// Bytes, read once.
pub(crate) struct Dice<'a>(&'a [u8]);

impl<'a> Dice<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// A number below `sides`; 0 when nothing is left.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % sides.max(1)
    }

    /// Once in `sides` times, and never when nothing is left.
    pub(crate) fn once_in(&mut self, sides: usize) -> bool {
        self.below(sides) == sides - 1
    }

    pub(crate) fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.below(of.len())]
    }
}
