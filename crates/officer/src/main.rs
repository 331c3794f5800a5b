//! What a health officer runs on editions before one is signed; `cargo xtask rulebook` calls it.
#![allow(clippy::print_stdout, reason = "a command line's answer is its standard output")]

mod check;
mod refused;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check { folder } => check::check(&folder),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}
