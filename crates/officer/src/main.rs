//! What a health officer runs on editions before one is signed; `cargo xtask rulebook` calls it.
#![allow(clippy::print_stdout, reason = "a command line's answer is its standard output")]

mod check;
mod diff;
mod folder;
mod refused;
mod synthesize;
mod today;

use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use diff::Question;

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
        Command::Diff { old, new, against, today, findings, json } => {
            let today = today::or_today(today);
            diff::diff(&Question { old: &old, new: &new, against: &against, today, findings, json })
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
