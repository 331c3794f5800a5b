//! What the fuzz targets do with their bytes, done once with each seed: so they hold, and compile, where nobody fuzzes.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]
#![allow(unreachable_pub, reason = "public to the programs of the fuzz targets")]

use std::{fs, path::Path};

use guitu_tests::Outcome;

#[path = "../../fuzz/src/lib.rs"]
mod targets;

/// Gives each seed of a target to it.
fn sow(target: &str, run: fn(&[u8])) -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(target);
    let mut seeds = 0;
    for seed in fs::read_dir(folder)? {
        run(&fs::read(seed?.path())?);
        seeds += 1;
    }
    assert!(seeds > 0, "a target without a seed starts from nothing");
    Ok(())
}

#[test]
fn pasted_machine_readable_zones() -> Outcome {
    sow("mrz", targets::mrz::run)
}

#[test]
fn answers_with_anything_grafted_in() -> Outcome {
    sow("answers", targets::answers::run)
}

#[test]
fn texts_of_codes() -> Outcome {
    sow("health_code", targets::health_code::run)
}

#[test]
fn backups() -> Outcome {
    sow("backup", targets::backup::run)
}

#[test]
fn files_as_pictures() -> Outcome {
    sow("pictures", targets::pictures::run)?;
    sow("pictures", |seed| assert!(targets::pictures::read(seed) > 0, "each seed shows something"))
}

#[test]
fn envelopes() -> Outcome {
    sow("envelope", targets::envelope::run)
}

#[test]
fn receipts_statuses_and_profiles() -> Outcome {
    sow("wire", targets::wire::run)
}

#[test]
fn editions_with_a_change() -> Outcome {
    sow("edition", targets::edition::run)
}

#[test]
fn files_of_members() -> Outcome {
    sow("list", targets::list::run)
}

#[test]
fn what_a_repository_answers() -> Outcome {
    sow("repository", targets::repository::run)
}
