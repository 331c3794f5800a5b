//! The printer of a kiosk, by the system's own `lp`. A page goes in by its standard input: it is in no file that this program made, and nobody
//! is asked anything.

use std::io::Write as _;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use app::PrintTrouble;
use app::dto::{Printer, PrinterState};

/// A printing system that does not answer holds nobody up for longer.
const PATIENCE: Duration = Duration::from_secs(20);
const LOOK: Duration = Duration::from_millis(50);

/// Hands a page over.
pub(crate) fn print(pdf: &[u8], to: Option<&str>) -> Result<(), PrintTrouble> {
    let mut lp = Command::new("lp");
    // The title is in the printing system's list for everybody to see.
    lp.args(["-t", "Guitu"]).args(to.into_iter().flat_map(|name| ["-d", name]));
    lp.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut lp = lp.spawn().map_err(|_| PrintTrouble::None)?;
    let mut page = lp.stdin.take();
    let told = std::thread::scope(|scope| {
        // On a thread of its own: a pipe takes only so much at a time.
        let handing = scope.spawn(move || page.as_mut().map_or(Ok(()), |page| page.write_all(pdf)));
        let ended = wait(&mut lp);
        handing.join().is_ok_and(|written| written.is_ok()) && ended
    });
    if told { Ok(()) } else { Err(PrintTrouble::Refused) }
}

/// How the printer is, by what the printing system says of it.
pub(crate) fn state(of: Option<&str>) -> Printer {
    let ask = |what: &str| {
        let mut ask = Command::new("lpstat");
        ask.arg(what).args(of).env("LC_ALL", "C").stdin(Stdio::null()).stderr(Stdio::null());
        let asked = ask.stdout(Stdio::piped()).spawn().ok().and_then(finished)?;
        asked.status.success().then(|| String::from_utf8_lossy(&asked.stdout).into_owned())
    };
    let state = ask("-p").map_or(PrinterState::None, |said| said_of(&said));
    let jobs = ask("-o").map_or(0, |said| said.lines().count() as u32);
    Printer { state, jobs }
}

fn said_of(said: &str) -> PrinterState {
    let mut lines = said.lines().filter(|line| line.starts_with("printer ")).peekable();
    if lines.peek().is_none() {
        return PrinterState::None;
    }
    if lines.any(|line| !line.contains(" disabled ")) { PrinterState::Ready } else { PrinterState::Stopped }
}

/// Whether it ended well, in time.
fn wait(child: &mut Child) -> bool {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if begun.elapsed() < PATIENCE => std::thread::sleep(LOOK),
            _ => {
                // One that is gone already is as good.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// What a short answer was; none where it did not come in time.
fn finished(mut child: Child) -> Option<Output> {
    wait(&mut child).then(|| child.wait_with_output().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printer_is_what_the_printing_system_says() {
        let ready = "printer Kiosk is idle.  enabled since Sat 28 Nov 2026\n";
        let busy = "printer Kiosk now printing Kiosk-7.  enabled since Sat 28 Nov 2026\n\tReady to print.\n";
        let jammed = "printer Kiosk disabled since Sat 28 Nov 2026 -\n\tPaper jam\n";
        assert_eq!(said_of(ready), PrinterState::Ready, "idle");
        assert_eq!(said_of(busy), PrinterState::Ready, "at work");
        assert_eq!(said_of(jammed), PrinterState::Stopped, "jammed");
        assert_eq!(said_of(&format!("{jammed}{ready}")), PrinterState::Ready, "one of two is enough");
        assert_eq!(said_of(""), PrinterState::None, "there is none");
    }
}
