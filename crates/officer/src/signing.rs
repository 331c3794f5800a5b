//! `pack` and `sign`: an edition becomes what apps may take.

use std::path::{Path, PathBuf};

use chrono::Utc;
use editions::{Progress, Repository, RoleKey};
use platform_api::KeyRing;

use crate::folder;
use crate::refused::{Outcome, because};

pub(crate) fn pack(edition: &Path, repository: &Path) -> Outcome {
    let files = folder::files(edition)?;
    let packed = Repository::at(repository).pack(&files, Utc::now()).map_err(because)?;
    println!("edition {} is proved and packed: {} files", packed.number, packed.files);
    println!("the list of targets {} is drafted, with editions {:?}", packed.version, packed.editions);
    println!("Next: cargo xtask rulebook sign {} --key <targets key>", repository.display());
    Ok(())
}

pub(crate) fn pack_list(list: &Path, repository: &Path) -> Outcome {
    let bytes = std::fs::read(list).map_err(|error| format!("{}: {error}", list.display()))?;
    let number = Repository::at(repository).pack_list(&bytes, Utc::now()).map_err(because)?;
    println!("risk list {number} is proved with the newest edition and packed");
    println!("Next: cargo xtask rulebook sign {} --key <targets key>", repository.display());
    Ok(())
}

pub(crate) fn pack_keys(ring: &Path, repository: &Path) -> Outcome {
    let bytes = std::fs::read(ring).map_err(|error| format!("{}: {error}", ring.display()))?;
    let proved = KeyRing::parse(&bytes).map_err(|error| format!("{}: {error}", ring.display()))?;
    Repository::at(repository).pack_platform_keys(&bytes, Utc::now()).map_err(because)?;
    println!("ring {} of the platform's keys is proved and packed", proved.number());
    println!("Next: cargo xtask rulebook sign {} --key <a key of their role>", repository.display());
    Ok(())
}

pub(crate) fn sign(repository: &Path, keys: &[PathBuf], renew: bool) -> Outcome {
    let keys = keys.iter().map(|path| RoleKey::read(path).map_err(because)).collect::<Outcome<Vec<_>>>()?;
    let repository = Repository::at(repository);
    if renew {
        repository.renew(Utc::now()).map_err(because)?;
    }
    say(&repository.sign(&keys, Utc::now()).map_err(because)?, repository.path());
    Ok(())
}

fn say(progress: &Progress, repository: &Path) {
    for name in &progress.published {
        println!("published {name}");
    }
    for waiting in &progress.waiting {
        println!(
            "{} has {} of the {} signatures it needs from {}",
            waiting.document, waiting.has, waiting.needs, waiting.by
        );
    }
    if !progress.waiting.is_empty() {
        println!(
            "Next: the other holders sign: cargo xtask rulebook sign {} --key <key>",
            repository.display()
        );
    } else if progress.editions.is_empty() {
        println!("Next: cargo xtask rulebook pack <edition> --into {}", repository.display());
    } else {
        println!(
            "editions {:?} are published; `guitu-platform --rulebook {}` serves them",
            progress.editions,
            repository.display()
        );
    }
}
