//! A million declarations under two editions, made and compared as a health officer does it: one program's output into
//! another's input. The time is of both, the memory of the one that compares.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{
    fs,
    path::Path,
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use guitu_tests::{Outcome, measure::Promise, programs};

const LIMIT: Duration = Duration::from_secs(180);
const MANY: u64 = 1_000_000;
const FEW: u64 = 100_000;
/// Most that ten times as many declarations may add to the memory.
const FLAT: f64 = 1.2;

fn main() -> Outcome<ExitCode> {
    let (few, least) = compare(FEW)?;
    let (many, most) = compare(MANY)?;
    println!("{FEW} declarations: {few:.1?}, {least} KiB at most; {MANY}: {many:.1?}, {most} KiB at most");
    let promise =
        Promise { what: "a million declarations under two editions", against: "the limit", at_most: 1.0 };
    let in_time = promise.say(many, LIMIT);
    let growth = most as f64 / least as f64;
    println!(
        "memory grows {growth:.2} times, at most {FLAT}{}",
        if growth <= FLAT { "" } else { "  << BROKEN" }
    );
    Ok(if in_time && growth <= FLAT { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Time and peak memory in KiB of a comparison.
fn compare(count: u64) -> Outcome<(Duration, u64)> {
    let (officer, root) = (programs::officer()?, Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    let began = Instant::now();
    let mut making = Command::new(&officer)
        .args(["synthesize", "--seed", "1", "--today", "2026-11-22", "--count", &count.to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let made = making.stdout.take().ok_or("no output")?;
    let mut comparing = Command::new(&officer)
        .current_dir(root)
        .args(["diff", "rulebook", "tests/fixtures/edition-2", "--today", "2026-11-22", "--against", "-"])
        .stdin(made)
        .stderr(Stdio::null())
        .spawn()?;
    let mut most = 0;
    let ended = loop {
        most = peak(comparing.id()).unwrap_or(most);
        if let Some(ended) = comparing.try_wait()? {
            break ended;
        }
        thread::sleep(Duration::from_millis(50));
    };
    let took = began.elapsed();
    making.wait()?;
    if ended.success() { Ok((took, most)) } else { Err("the comparison failed".into()) }
}

/// The most memory that a process ever had; none once it is gone.
fn peak(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}
