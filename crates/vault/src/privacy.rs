//! Directories and files that only their owner may read, under any umask and also where they were looser before.

use std::fs;
use std::io;
use std::path::Path;

use crate::error::VaultError;
use crate::files;

/// How a directory was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Privacy {
    /// New, or its owner's alone already.
    AsItShouldBe,
    /// Others could have read or listed something; now they cannot.
    Repaired {
        /// How many files and directories were looser.
        count: usize,
    },
}

/// Makes a directory that is its owner's alone. One that is there is repaired, with everything in it; links are not
/// followed.
///
/// # Errors
/// `vault-directory-not-private` where the system does not let us: another owner, or a disk without permissions;
/// `vault-disk-full`, `vault-read-only`, `vault-io`.
pub fn owner_only(path: &Path) -> Result<Privacy, VaultError> {
    let fail = |error: io::Error| VaultError::file("making the data directory", &error);
    if !path.is_dir() {
        let new: Vec<&Path> = path.ancestors().take_while(|folder| !folder.exists()).collect();
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, DIRECTORY);
        builder.create(path).map_err(fail)?;
        tighten(path, &fs::metadata(path).map_err(fail)?)?; // an umask may have taken its owner's rights too
        for folder in new.into_iter().rev() {
            kept_by_its_parent(folder).map_err(fail)?;
        }
        return Ok(Privacy::AsItShouldBe);
    }
    match repair(path)? {
        0 => Ok(Privacy::AsItShouldBe),
        count => Ok(Privacy::Repaired { count }),
    }
}

/// Flushes the name of a new folder: whatever is flushed inside of it is lost with a name that is not. A parent that cannot be read
/// cannot be flushed.
fn kept_by_its_parent(folder: &Path) -> io::Result<()> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    match files::flush_directory(parent.unwrap_or(Path::new("."))) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        flushed => flushed,
    }
}

fn repair(directory: &Path) -> Result<usize, VaultError> {
    let fail = |error: io::Error| VaultError::file("looking into the data directory", &error);
    let mut count = usize::from(tighten(directory, &fs::metadata(directory).map_err(fail)?)?);
    for entry in fs::read_dir(directory).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let found = match fs::symlink_metadata(&path) {
            Ok(found) => found,
            // Another program's temporary file may go while we look.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(fail(error)),
        };
        if found.is_dir() {
            count += repair(&path)?;
        } else if found.is_file() {
            count += usize::from(tighten(&path, &found)?);
        }
    }
    Ok(count)
}

#[cfg(unix)]
const DIRECTORY: u32 = 0o700;
#[cfg(unix)]
const FILE: u32 = 0o600;

/// Takes everybody else's rights away and gives the owner's back; says whether there was something to do.
#[cfg(unix)]
fn tighten(path: &Path, found: &fs::Metadata) -> Result<bool, VaultError> {
    use std::os::unix::fs::PermissionsExt as _;
    let (mode, right) = (found.permissions().mode() & 0o777, if found.is_dir() { DIRECTORY } else { FILE });
    if mode & 0o077 == 0 && mode & right == right {
        return Ok(false);
    }
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported => VaultError::DirectoryNotPrivate,
        _ => VaultError::file("making the data directory private", &error),
    };
    fs::set_permissions(path, fs::Permissions::from_mode(right)).map_err(refused)?;
    // Some file systems take the order and forget it.
    let now = fs::metadata(path).map_err(refused)?.permissions().mode();
    if now & 0o077 == 0 { Ok(true) } else { Err(VaultError::DirectoryNotPrivate) }
}

/// Elsewhere a user's own folders are theirs alone by what the system hands down to them.
#[cfg(not(unix))]
fn tighten(_: &Path, _: &fs::Metadata) -> Result<bool, VaultError> {
    Ok(false)
}
