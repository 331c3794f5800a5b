//! The project's own commands. Each is one file; `cargo xtask` alone lists them.
#![allow(clippy::print_stdout, reason = "a command line's progress is its standard output")]

mod bench;
mod build;
mod codegen;
mod command;
mod conformance;
mod messages;
mod repo;
mod rulebook;
mod run;
mod schema_fuzzer;
mod setup;
mod steps;
mod test;
mod tidy;
mod torture;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run       install what is missing, build, open Guitu beside a local platform
                      (without a display: walk through the main job and leave screenshots)
                      with `--desk chamber`: as a chamber's desk, beside sample lists of 2,000 members
                      with `--desk kiosk`: as a kiosk, in a window
cargo xtask test      everything that must hold before a change is handed in
cargo xtask bench     the figures of the promises: start, answer, evaluation, verification, size
                      (with names behind it: those alone; `many_cases` is the vault's, `import` a list's)
cargo xtask codegen   write the UI's types and message ids from their sources
cargo xtask conformance --url URL
                      ask a running platform, whoever wrote it, all that one has to do
cargo xtask tidy      crate edges, messages, generated files, file lengths
cargo xtask rulebook  prove, pack, sign and compare editions (`cargo xtask rulebook --help`)
cargo xtask torture   what takes too long for every run, or the parts named: `disk` (a writing vault killed 500
                      times, every call to the disk refused), `exchange` (cut at every byte), `kiosk` (a hundred
                      strangers in a row), `schema` (a fuzzer that reads the platform's document)
cargo xtask setup     only install what is missing";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(),
        ["run", "--desk", "chamber"] => run::chamber(),
        ["run", "--desk", "kiosk"] => run::kiosk(),
        ["test"] => test::test(),
        ["bench", names @ ..] => bench::bench(names),
        ["codegen"] => codegen::codegen(),
        ["conformance", arguments @ ..] => conformance::conformance(arguments),
        ["tidy"] => tidy::tidy(),
        ["torture", names @ ..] => torture::torture(names),
        ["rulebook", arguments @ ..] => rulebook::rulebook(arguments),
        ["setup"] => setup::alone(),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(said) => {
            eprintln!("\n{said}");
            ExitCode::FAILURE
        }
    }
}
