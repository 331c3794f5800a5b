//! One program at a time is shown over a kiosk's folder.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use vault::VaultError;

/// Held by the program that is shown: another one that was started over the same folder gives way.
const SHOWN: &str = "shown.lock";
/// Looks for it, a tenth of a second apart.
const LETTING_GO: u32 = 30;

/// Holds the folder for as long as the file is open. The program before this one may still be letting go of it.
pub(super) fn hold(folder: &Path) -> Result<File, TryLockError> {
    let failed = |error: VaultError| TryLockError::Error(std::io::Error::other(error));
    vault::owner_only(folder).map_err(failed)?;
    let file =
        File::options().create(true).append(true).open(folder.join(SHOWN)).map_err(TryLockError::Error)?;
    for _ in 0..LETTING_GO {
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(100)),
            held => return held.map(|()| file),
        }
    }
    Err(TryLockError::WouldBlock)
}
