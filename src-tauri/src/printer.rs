//! The printer of a kiosk, by the system's own `lp`. A page goes in by its standard input: it is in no file that this program made, and nobody
//! is asked anything.
//!
//! `lp` is content once a page stands in the queue, also in that of a jammed printer. A page that came out for the next person would show them
//! the last one's name. So a page is watched until it has left the queue, and is taken out again where it does not.

mod system;

use std::time::{Duration, Instant};

use app::PrintTrouble;
use app::dto::{Printer, PrinterState};

use system::System;

/// A printer may first have to wake up. Nobody stands and waits for longer.
const PATIENCE: Duration = Duration::from_secs(45);
const LOOK: Duration = Duration::from_millis(250);
/// A printer that stops may be about to go on: so many looks in a row, and it is said.
const STOPPED: u32 = 3;

/// Prints a page, and returns once it is out of the queue: printed, or taken back.
pub(crate) fn print(pdf: &[u8], to: Option<&str>) -> Result<(), PrintTrouble> {
    print_by(&System::default(), PATIENCE, pdf, to)
}

/// Takes back whatever this user's pages still wait at the printer: they are of somebody who is gone.
pub(crate) fn take_back(from: Option<&str>) {
    take_back_by(&System::default(), from);
}

/// How the printer is, by what the printing system says of it.
pub(crate) fn state(of: Option<&str>) -> Printer {
    state_by(&System::default(), of)
}

fn print_by(system: &System, patience: Duration, pdf: &[u8], to: Option<&str>) -> Result<(), PrintTrouble> {
    // The title is in the printing system's list for everybody to see.
    let mut lp = vec!["-t", "Guitu"];
    lp.extend(to.into_iter().flat_map(|name| ["-d", name]));
    let said = system.tell("lp", &lp, pdf)?;
    let Some(job) = said.as_deref().and_then(job_of) else {
        // It may stand in a queue all the same.
        take_back_by(system, to);
        return Err(PrintTrouble::Refused);
    };
    if has_left(system, patience, job) {
        return Ok(());
    }
    if system.ask("cancel", &[job]).is_none() {
        take_back_by(system, to);
    }
    Err(PrintTrouble::Stuck)
}

/// `request id is kiosk-7 (1 file(s))`
fn job_of(said: &str) -> Option<&str> {
    said.lines().find_map(|line| line.trim().strip_prefix("request id is ")?.split_whitespace().next())
}

/// Whether a page leaves the queue in time, of a printer that is not stopped. The printing system says no more than that.
fn has_left(system: &System, patience: Duration, job: &str) -> bool {
    let queue = job.rsplit_once('-').map(|(queue, _)| queue);
    let begun = Instant::now();
    let mut stopped = 0;
    loop {
        let is_stopped = state_of(system, queue) != PrinterState::Ready;
        stopped = if is_stopped { stopped + 1 } else { 0 };
        let waiting = system.ask("lpstat", &["-W", "not-completed", "-o"]);
        let waits = waiting.is_none_or(|said| said.lines().any(|line| names(line, job)));
        if !waits && !is_stopped {
            return true;
        }
        if !waits || stopped >= STOPPED || begun.elapsed() >= patience {
            return false;
        }
        std::thread::sleep(LOOK.min(patience));
    }
}

fn names(line: &str, job: &str) -> bool {
    line.split_whitespace().next() == Some(job)
}

fn take_back_by(system: &System, from: Option<&str>) {
    let user = system.ask("id", &["-un"]).unwrap_or_default();
    let mut cancel = vec!["-u", user.trim()];
    cancel.extend(from);
    // Without a printing system nothing waits in one.
    if system.ask("cancel", &cancel).is_none() {
        tracing::warn!("no pages were taken back");
    }
}

fn state_by(system: &System, of: Option<&str>) -> Printer {
    let waiting: Vec<&str> = ["-o"].into_iter().chain(of).collect();
    let jobs = system.ask("lpstat", &waiting).map_or(0, |said| said.lines().count() as u32);
    Printer { state: state_of(system, of), jobs }
}

fn state_of(system: &System, of: Option<&str>) -> PrinterState {
    let asked: Vec<&str> = ["-l", "-p"].into_iter().chain(of).collect();
    system.ask("lpstat", &asked).map_or(PrinterState::None, |said| said_of(&said))
}

/// Words of the printing system for a printer that takes pages and lets none out.
const IN_NEED: [&str; 6] =
    ["media-empty", "media-needed", "media-jam", "toner-empty", "door-open", "offline"];

fn said_of(said: &str) -> PrinterState {
    let mut printers: Vec<bool> = Vec::new();
    for line in said.lines() {
        if line.starts_with("printer ") {
            printers.push(!line.contains(" disabled "));
        } else if let (Some(alerts), Some(works)) = (line.trim().strip_prefix("Alerts:"), printers.last_mut())
        {
            *works &= !IN_NEED.iter().any(|need| alerts.contains(need));
        }
    }
    match printers.iter().any(|works| *works) {
        _ if printers.is_empty() => PrinterState::None,
        true => PrinterState::Ready,
        false => PrinterState::Stopped,
    }
}

#[cfg(test)]
mod tests;
