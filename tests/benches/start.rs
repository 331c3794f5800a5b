//! From starting the program to the first screen drawn, beside an empty Tauri window of the same size. Seen on the display,
//! from outside, in turns.

use std::{
    path::Path,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use guitu_tests::{
    Outcome,
    desktop::{Desktop, Keychain},
    framebuffer,
    measure::{Promise, median},
    process::Process,
    programs,
};

const ROUNDS: usize = 15;

#[tokio::main]
async fn main() -> Outcome<ExitCode> {
    let (app, empty) = (programs::app()?, programs::empty_window()?);
    let mut times = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (ours, least) = (start(&app).await?, start(&empty).await?);
        // The first round brings the programs into memory.
        if round > 0 {
            times.0.push(ours);
            times.1.push(least);
        }
    }
    let promise = Promise { what: "start to first screen", against: "an empty window's", at_most: 1.3 };
    let kept = promise.say(median(times.0), median(times.1));
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Starts a program on a fresh desktop with an empty home.
async fn start(program: &Path) -> Outcome<Duration> {
    let desktop = Desktop::start(Keychain::Unlocked).await?;
    let mut command = Command::new(program);
    desktop.dress(&mut command).env("GUITU_DATA_DIR", desktop.logs().join("app"));
    let began = Instant::now();
    let _running = Process::start("program", &mut command, desktop.logs())?;
    framebuffer::until_drawn(&desktop.framebuffer(), began)
}
