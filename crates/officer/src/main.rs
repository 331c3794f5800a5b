//! What a health officer runs on editions before one is signed; `cargo xtask rulebook` calls it.
#![allow(clippy::print_stdout, reason = "a command line's answer is its standard output")]

mod ceremony;
mod check;
mod diff;
mod folder;
mod refused;
mod signing;
mod synthesize;
mod today;

use std::path::PathBuf;
use std::process::ExitCode;

use ceremony::Roles;
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use diff::{Question, Simulation};

#[derive(Parser)]
#[command(name = "cargo xtask rulebook", about = "Prove, pack, sign and compare editions of the rulebook")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Prove an edition, or say where in which file it is refused.
    Check {
        /// The edition's folder.
        folder: PathBuf,
    },
    /// Make keys for roles: each a file that only its owner may read, and the public half beside it.
    Keys {
        /// Where the files go.
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// Names such as root-1, targets, timestamp.
        #[arg(required = true)]
        names: Vec<String>,
    },
    /// Draft the first root of a repository from public halves of keys.
    Init {
        /// The repository's folder; made if it is not there.
        repository: PathBuf,
        #[command(flatten)]
        roles: Roles,
    },
    /// Prove an edition and lay it into a repository, to be signed.
    Pack {
        /// The edition's folder.
        folder: PathBuf,
        /// The repository's folder.
        #[arg(long, value_name = "REPOSITORY")]
        into: PathBuf,
    },
    /// Prove a risk list with the newest edition and lay it into a repository, to be signed. Lists change daily, editions do
    /// not.
    PackList {
        /// The list, in the form of an edition's `risks.json`.
        list: PathBuf,
        /// The repository's folder.
        #[arg(long, value_name = "REPOSITORY")]
        into: PathBuf,
    },
    /// Say who signs for the platform's own keys: a role apart from those who sign for editions.
    DelegateKeys {
        /// The repository's folder.
        repository: PathBuf,
        /// Public half of a key of that role; once for each.
        #[arg(long = "key", value_name = "KEY.pub", required = true)]
        keys: Vec<PathBuf>,
        /// How many of them have to sign.
        #[arg(long, value_name = "NUMBER", default_value_t = 1)]
        threshold: u64,
    },
    /// Lay a ring of the platform's keys, drafted by `guitu-platform keys`, into a repository, to be signed by its own role.
    PackKeys {
        /// The draft.
        ring: PathBuf,
        /// The repository's folder.
        #[arg(long, value_name = "REPOSITORY")]
        into: PathBuf,
    },
    /// Sign what is drafted, and publish what then has enough signatures; with nothing drafted, renew the timestamp.
    Sign {
        /// The repository's folder.
        repository: PathBuf,
        /// A secret key; once for each.
        #[arg(long = "key", value_name = "KEY.pem", required = true)]
        keys: Vec<PathBuf>,
        /// Draft the list of editions anew, as it is, for another term.
        #[arg(long)]
        renew: bool,
    },
    /// Draft the next root: other keys, or another term. What is not named stays as it is.
    RotateRoot {
        /// The repository's folder.
        repository: PathBuf,
        #[command(flatten)]
        roles: Roles,
    },
    /// Say what another edition would change in the codes of many declarations.
    Diff {
        /// The folder of the edition in use.
        old: PathBuf,
        /// The folder of the edition that would replace it.
        new: PathBuf,
        /// Answers of declarations, one a line in JSON; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        against: PathBuf,
        /// Judge as on this day instead of today.
        #[arg(long)]
        today: Option<NaiveDate>,
        /// Also count what could not be sent any more, and why; takes several times as long.
        #[arg(long)]
        findings: bool,
        /// A question whose answer says what kind of person it is about, by its pointer; once for each. Without it, the one that the
        /// edition's landmarks call the group.
        #[arg(long, value_name = "POINTER")]
        by: Vec<String>,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say which codes an edition gives to many declarations, by which rules, and to whom.
    Simulate {
        /// The edition's folder.
        folder: PathBuf,
        /// Answers of declarations, one a line in JSON; `-` reads standard input.
        #[arg(long, value_name = "FILE")]
        against: PathBuf,
        /// Judge as on this day instead of today.
        #[arg(long)]
        today: Option<NaiveDate>,
        /// A question whose answer says what kind of person it is about, by its pointer; once for each. Without it, the one that the
        /// edition's landmarks call the group.
        #[arg(long, value_name = "POINTER")]
        by: Vec<String>,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write declarations that nobody made, one a line: the same for the same seed and day.
    Synthesize {
        /// Any number.
        #[arg(long)]
        seed: u64,
        /// How many.
        #[arg(long)]
        count: usize,
        /// Declare on this day instead of today.
        #[arg(long)]
        today: Option<NaiveDate>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { folder } => check::check(&folder),
        Command::Keys { into, names } => ceremony::keys(&into, &names),
        Command::Init { repository, roles } => ceremony::init(&repository, &roles),
        Command::Pack { folder, into } => signing::pack(&folder, &into),
        Command::PackList { list, into } => signing::pack_list(&list, &into),
        Command::DelegateKeys { repository, keys, threshold } => {
            ceremony::delegate_keys(&repository, &keys, threshold)
        }
        Command::PackKeys { ring, into } => signing::pack_keys(&ring, &into),
        Command::Sign { repository, keys, renew } => signing::sign(&repository, &keys, renew),
        Command::RotateRoot { repository, roles } => ceremony::rotate_root(&repository, &roles),
        Command::Diff { old, new, against, today, findings, by, json } => {
            let today = today::or_today(today);
            diff::diff(&Question { old: &old, new: &new, against: &against, today, findings, by: &by, json })
        }
        Command::Simulate { folder, against, today, by, json } => {
            let today = today::or_today(today);
            diff::simulate(&Simulation { folder: &folder, against: &against, today, by: &by, json })
        }
        Command::Synthesize { seed, count, today } => {
            synthesize::synthesize(seed, count, today::or_today(today))
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}
