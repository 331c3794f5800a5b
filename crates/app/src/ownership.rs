//! Who may say what this program trusts: files of the administrator's and of whoever runs it, which nobody else may write or replace.

use std::path::Path;

/// Whether others may write the file, or put another in its place: then it says what they want.
#[cfg(unix)]
pub(crate) fn is_anybodys(path: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let own = rustix::process::geteuid().as_raw();
    let found = |path: &Path| {
        let found = std::fs::metadata(path).ok()?;
        Some(Owned { by: found.uid(), mode: found.permissions().mode() })
    };
    let Some(file) = found(path) else { return false };
    file.may_be_written(own)
        || path.parent().and_then(found).is_some_and(|folder| folder.may_be_replaced_in(own))
}

#[cfg(not(unix))]
pub(crate) fn is_anybodys(_: &Path) -> bool {
    false
}

/// Whose a file or folder is, and what others may do with it.
#[cfg(unix)]
#[derive(Clone, Copy)]
struct Owned {
    by: u32,
    mode: u32,
}

#[cfg(unix)]
impl Owned {
    const ADMINISTRATOR: u32 = 0;
    const OTHERS_WRITE: u32 = 0o022;
    const STICKY: u32 = 0o1000;

    fn is_a_strangers(self, own: u32) -> bool {
        self.by != own && self.by != Self::ADMINISTRATOR
    }

    fn may_be_written(self, own: u32) -> bool {
        self.mode & Self::OTHERS_WRITE != 0 || self.is_a_strangers(own)
    }

    /// In a sticky folder nobody replaces another's file, but its owner.
    fn may_be_replaced_in(self, own: u32) -> bool {
        (self.mode & Self::OTHERS_WRITE != 0 && self.mode & Self::STICKY == 0) || self.is_a_strangers(own)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_believed_of_the_administrator_and_of_oneself_alone() {
        let (own, other) = (1_000, 1_001);
        for (by, mode, written, replaced) in [
            (0, 0o644, false, false),
            (own, 0o644, false, false),
            (own, 0o664, true, true),
            (0, 0o646, true, true),
            (other, 0o600, true, true),
            (0, 0o1777, true, false),
            (other, 0o1777, true, true),
        ] {
            let owned = Owned { by, mode };
            assert_eq!(owned.may_be_written(own), written, "a file of {by} with {mode:o}");
            assert_eq!(owned.may_be_replaced_in(own), replaced, "one in a folder of {by} with {mode:o}");
        }
    }
}
