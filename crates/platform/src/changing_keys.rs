//! `guitu-platform keys …`: rotation and revocation, as an operator does them.

use std::io::Write as _;
use std::path::PathBuf;

use chrono::TimeDelta;
use clap::Subcommand;
use platform::keys::{Change, change};
use platform_api::{KeyRing, KeyUse};

use crate::{Outcome, Place};

#[derive(Subcommand)]
pub(crate) enum Keys {
    /// Makes new keys for all three uses. Apps hear of them now, they are used later, and the former ones are retired after that.
    #[command(args_override_self = true)]
    Rotate {
        #[command(flatten)]
        place: Place,
        /// Hours until the new keys are used: apps look for them every six.
        #[arg(long, default_value_t = 48)]
        after: u32,
        /// Hours until the former keys are retired, from then on.
        #[arg(long, default_value_t = 24)]
        overlap: u32,
        #[command(flatten)]
        draft: Draft,
    },
    /// Says that a key is believed in nothing any more. Codes that it signed are replaced.
    #[command(args_override_self = true)]
    Revoke {
        #[command(flatten)]
        place: Place,
        /// The key's id.
        id: String,
        #[command(flatten)]
        draft: Draft,
    },
}

#[derive(clap::Args)]
pub(crate) struct Draft {
    /// Writes the ring of keys there, for officers to sign, where they sign for the rulebook.
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,
}

pub(crate) async fn run(keys: Keys) -> Outcome {
    let hours = |hours: u32| TimeDelta::hours(hours.into());
    let (place, what, draft) = match keys {
        Keys::Rotate { place, after, overlap, draft } => {
            (place, Change::Rotate { after: hours(after), overlap: hours(overlap) }, draft.draft)
        }
        Keys::Revoke { place, id, draft } => (place, Change::Revoke { id }, draft.draft),
    };
    let ring = change(&place.config(), &what, draft.as_deref()).await.map_err(|error| error.to_string())?;
    let mut out = std::io::stdout();
    write!(out, "{}", said(&ring))?;
    match draft {
        Some(draft) => writeln!(
            out,
            "Next: cargo xtask rulebook pack-keys {} --into <repository>, then sign with the keys of that role",
            draft.display()
        )?,
        None => writeln!(out, "published; a platform that runs takes them within seconds")?,
    }
    Ok(())
}

/// One line a key.
fn said(ring: &KeyRing) -> String {
    let mut said = format!("ring {}\n", ring.number());
    for (name, what) in
        [("receipts", KeyUse::Receipts), ("codes", KeyUse::Codes), ("sealing", KeyUse::Sealing)]
    {
        for key in ring.of(what) {
            let until = key.until.map_or_else(|| "open".to_owned(), |until| until.to_rfc3339());
            let revoked = if key.revoked { "  REVOKED" } else { "" };
            said += &format!("{name:9} {}  {} to {until}{revoked}\n", key.key.id, key.from.to_rfc3339());
        }
    }
    said
}
