//! `keys`, `init` and `rotate-root`: who may sign what.

use std::path::{Path, PathBuf};

use chrono::Utc;
use clap::Args;
use editions::{Repository, RoleKey, RoleKeysOf, RolePublicKey};

use crate::refused::{Outcome, at, because};

/// The public halves that a root names.
#[derive(Args)]
pub(crate) struct Roles {
    /// Public half of a root key; once for each.
    #[arg(long = "root", value_name = "KEY.pub")]
    root: Vec<PathBuf>,
    /// How many of the root keys have to sign a root.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    root_threshold: u64,
    /// Public half of a key that signs the list of editions; once for each.
    #[arg(long, value_name = "KEY.pub")]
    targets: Vec<PathBuf>,
    /// How many of them have to sign the list.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    targets_threshold: u64,
    /// Public half of a key that signs the snapshot; once for each.
    #[arg(long, value_name = "KEY.pub")]
    snapshot: Vec<PathBuf>,
    /// Public half of a key that signs the timestamp; once for each.
    #[arg(long, value_name = "KEY.pub")]
    timestamp: Vec<PathBuf>,
}

impl Roles {
    fn read(&self) -> Outcome<RoleKeysOf> {
        let keys = |paths: &[PathBuf]| {
            paths.iter().map(|path| RolePublicKey::read(path).map_err(because)).collect::<Outcome<Vec<_>>>()
        };
        Ok(RoleKeysOf {
            root: keys(&self.root)?,
            root_threshold: self.root_threshold,
            targets: keys(&self.targets)?,
            targets_threshold: self.targets_threshold,
            snapshot: keys(&self.snapshot)?,
            timestamp: keys(&self.timestamp)?,
        })
    }
}

pub(crate) fn keys(folder: &Path, names: &[String]) -> Outcome {
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    for name in names {
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
            return Err(format!("{name:?}: a key's name has letters, digits, - and _ only"));
        }
        let path = folder.join(format!("{name}.pem"));
        let key = RoleKey::make(&path).map_err(because)?;
        println!("{}  {}", path.display(), key.public().id());
    }
    println!(
        "Each .pem goes to its holder and to nobody else; the .pub beside it is for `init` and `rotate-root`."
    );
    Ok(())
}

pub(crate) fn init(repository: &Path, roles: &Roles) -> Outcome {
    let mut keys = roles.read()?;
    // A single key needs no threshold to be said; several root keys do.
    if keys.root.len() == 1 {
        keys.root_threshold = keys.root_threshold.max(1);
    }
    if keys.root_threshold == 0 {
        return Err("say how many of the root keys have to sign a root: --root-threshold 2".into());
    }
    keys.targets_threshold = keys.targets_threshold.max(1);
    Repository::at(repository).init(&keys, Utc::now()).map_err(because)?;
    println!("root 1 is drafted: {} of {} root keys have to sign it", keys.root_threshold, keys.root.len());
    println!(
        "Next: cargo xtask rulebook sign {} --key <root key>, each holder in turn",
        repository.display()
    );
    Ok(())
}

pub(crate) fn delegate_keys(repository: &Path, keys: &[PathBuf], threshold: u64) -> Outcome {
    let keys =
        keys.iter().map(|path| RolePublicKey::read(path).map_err(because)).collect::<Outcome<Vec<_>>>()?;
    Repository::at(repository).delegate_platform_keys(&keys, threshold, Utc::now()).map_err(because)?;
    println!("{threshold} of {} keys will sign for the platform's keys", keys.len());
    println!("Next: cargo xtask rulebook sign {} --key <targets key>", repository.display());
    Ok(())
}

pub(crate) fn rotate_root(repository: &Path, roles: &Roles) -> Outcome {
    let change = roles.read()?;
    let version = Repository::at(repository).rotate_root(&change, Utc::now()).map_err(because)?;
    println!(
        "root {version} is drafted: it needs enough root keys of root {} and enough of its own",
        version - 1
    );
    println!(
        "Next: cargo xtask rulebook sign {} --key <root key>, old holders and new",
        repository.display()
    );
    if !(change.targets.is_empty() && change.snapshot.is_empty() && change.timestamp.is_empty()) {
        println!(
            "Other roles change hands too: their new keys sign in the same way before anything is published."
        );
    }
    Ok(())
}
