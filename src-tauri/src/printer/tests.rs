//! Against a printing system that behaves as CUPS 2.4 was seen to: `lp` is content with a full queue of a jammed printer.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use tempfile::TempDir;

use super::*;

/// `jam`: the printer is disabled. `stuck`: it says that it is ready, and nothing comes out. Each page in `queue` is a job.
const LP: &str =
    "n=$(ls F/queue F/paper | wc -l); cat > F/queue/kiosk-$n; echo \"request id is kiosk-$n (0 file(s))\"
[ -e F/jam ] || [ -e F/stuck ] || mv F/queue/kiosk-$n F/paper/";
const LPSTAT: &str = "case \"$*\" in
*-p*) if [ -e F/jam ]; then echo 'printer kiosk disabled since today -'; echo '\tPaper jam'; else echo 'printer kiosk is idle.  enabled since today'; fi;;
*) for job in $(ls F/queue); do echo \"$job  guitu  1024  today\"; done;; esac";
const CANCEL: &str = "case \"$1\" in -u) rm -f F/queue/*;; *) rm F/queue/$1;; esac";

struct Printing {
    folder: TempDir,
    system: System,
}

impl Printing {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL), ("id", "echo guitu")] {
            let program = folder.path().join(name);
            let text = format!("#!/bin/sh\n{}\n", text.replace('F', &folder.path().display().to_string()));
            fs::write(&program, text).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        }
        for name in ["queue", "paper"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let system = System { folder: Some(folder.path().to_owned()) };
        Self { folder, system }
    }

    fn print(&self) -> Result<(), PrintTrouble> {
        print_by(&self.system, Duration::from_millis(600), b"a page", Some("kiosk"))
    }

    fn is(&self, how: &str, so: bool) {
        let mark = self.folder.path().join(how);
        if so { fs::write(mark, "").unwrap() } else { fs::remove_file(mark).unwrap() }
    }

    fn pages(&self, place: &str) -> usize {
        fs::read_dir(self.folder.path().join(place)).unwrap().count()
    }
}

#[test]
fn a_page_that_came_out_is_printed() {
    let printing = Printing::new();
    assert_eq!(printing.print(), Ok(()), "it left the queue");
    assert_eq!((printing.pages("paper"), printing.pages("queue")), (1, 0), "and is on paper");
}

#[test]
fn a_page_that_a_jam_holds_is_taken_back_and_said() {
    for how in ["jam", "stuck"] {
        let printing = Printing::new();
        printing.is(how, true);
        assert_eq!(printing.print(), Err(PrintTrouble::Stuck), "{how}: `lp` was content, nothing came out");
        assert_eq!(printing.pages("queue"), 0, "{how}: nothing waits for the next person");
        printing.is(how, false);
        assert_eq!(printing.print(), Ok(()), "{how}: once it is mended");
        assert_eq!(printing.pages("paper"), 1, "{how}: one page comes out, and it is this one");
    }
}

#[test]
fn pages_of_a_program_that_died_are_taken_back() {
    let printing = Printing::new();
    printing.is("jam", true);
    let left = printing.system.tell("lp", &["-d", "kiosk"], b"a page of somebody who is gone").unwrap();
    assert!(left.is_some(), "it was handed over, and its program died");
    take_back_by(&printing.system, Some("kiosk"));
    assert_eq!(printing.pages("queue"), 0, "the next person does not find it in the tray");
}

#[test]
fn without_a_printing_system_there_is_no_printer() {
    let empty = tempfile::tempdir().unwrap();
    let system = System { folder: Some(empty.path().to_owned()) };
    assert_eq!(
        print_by(&system, PATIENCE, b"a page", None),
        Err(PrintTrouble::None),
        "nothing to hand it to"
    );
    assert_eq!(state_by(&system, None).state, PrinterState::None, "nor anything to ask");
}

#[test]
fn a_printer_is_what_the_printing_system_says() {
    let ready = "printer Kiosk is idle.  enabled since Sat 28 Nov 2026\n\tAlerts: none\n";
    let busy = "printer Kiosk now printing Kiosk-7.  enabled since Sat 28 Nov 2026\n\tReady to print.\n";
    let jammed = "printer Kiosk disabled since Sat 28 Nov 2026 -\n\tPaper jam\n";
    let empty = "printer Kiosk is idle.  enabled since Sat 28 Nov 2026\n\tAlerts: media-empty-error\n";
    assert_eq!(said_of(ready), PrinterState::Ready, "idle");
    assert_eq!(said_of(busy), PrinterState::Ready, "at work");
    assert_eq!(said_of(jammed), PrinterState::Stopped, "jammed");
    assert_eq!(said_of(empty), PrinterState::Stopped, "it takes pages, and has no paper");
    assert_eq!(said_of(&format!("{jammed}{ready}")), PrinterState::Ready, "one of two is enough");
    assert_eq!(said_of(""), PrinterState::None, "there is none");
}

#[test]
fn a_job_is_named_by_what_lp_says() {
    assert_eq!(job_of("request id is Kiosk-A4-7 (1 file(s))\n"), Some("Kiosk-A4-7"), "as CUPS says it");
    assert_eq!(job_of("lp: error\n"), None, "and nothing is guessed");
}
