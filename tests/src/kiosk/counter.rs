//! What stands beside a kiosk: a printer whose sheets can be read, and its staff's stick.

use std::{ffi::OsString, fs, os::unix::fs::PermissionsExt as _, path::PathBuf};

use serde_json::json;
use tempfile::TempDir;

use crate::{Outcome, screen_code, stage::Stage};

/// The printer of a kiosk and its staff's stick, as a program `lp` finds them.
#[derive(Debug)]
pub struct Counter {
    folder: TempDir,
}

/// As CUPS was seen to behave: `lp` is content once a page is in the queue, also in that of a jammed printer; a page that waits comes out once the jam is
/// mended, unless it was cancelled.
const LP: &str = "#!/bin/sh\nexec 9>FOLDER/lock; flock 9\nn=$(($(cat FOLDER/last) + 1)); echo $n > FOLDER/last\ncat > FOLDER/queue/kiosk-$n\necho \"request id is kiosk-$n (0 file(s))\"\n[ -e FOLDER/jam ] || mv FOLDER/queue/kiosk-$n FOLDER/paper/$(printf %04d $n).pdf\n";
const LPSTAT: &str = "#!/bin/sh\ncase \"$*\" in *-p*) if [ -e FOLDER/jam ]; then echo 'printer kiosk disabled since today -'; else echo 'printer kiosk is idle.  enabled since today'; fi;;\n*) for job in $(ls FOLDER/queue); do echo \"$job  guitu  1024  today\"; done;; esac\n";
const CANCEL: &str = "#!/bin/sh\ncase \"$1\" in -u) rm -f FOLDER/queue/*;; *) rm FOLDER/queue/$1;; esac\n";

/// Writes down what it is to read aloud.
const SPD_SAY: &str = "#!/bin/sh\necho \"$@\" >> FOLDER/aloud\n";

impl Counter {
    /// What was read aloud, with how.
    pub fn aloud(&self) -> String {
        fs::read_to_string(self.folder.path().join("aloud")).unwrap_or_default()
    }

    /// Makes a kiosk of a stage: goes blank after so many seconds, is erased after so many.
    ///
    /// # Errors
    /// When its files cannot be written.
    pub fn set(stage: &mut Stage, blank: u32, erase: u32) -> Outcome<Self> {
        let folder = TempDir::with_prefix("guitu-counter-")?;
        for name in ["paper", "queue", "bin", "sticks", "sticks/GUITU"] {
            fs::create_dir(folder.path().join(name))?;
        }
        fs::write(folder.path().join("last"), "0")?;
        for (name, text) in [("lp", LP), ("lpstat", LPSTAT), ("cancel", CANCEL), ("spd-say", SPD_SAY)] {
            let program = folder.path().join("bin").join(name);
            fs::write(&program, text.replace("FOLDER", &folder.path().display().to_string()))?;
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        }
        let deployment = json!({
            "desk": "kiosk", "organisation": "驻米兰总领事馆 · Consulate General in Milan", "printer": "kiosk",
            "blank_after_seconds": blank, "erase_after_seconds": erase, "sticks": folder.path().join("sticks"),
            "any_folder_is_a_stick": true,
        });
        fs::write(stage.profile().with_file_name("deployment.json"), deployment.to_string())?;
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", folder.path().join("bin").display());
        stage.surroundings.push(("PATH", OsString::from(path)));
        Ok(Self { folder })
    }

    /// Every sheet that came out, in order, as the picture that is on it.
    ///
    /// # Errors
    /// When one is no document of ours.
    pub fn sheets(&self) -> Outcome<Vec<Vec<u8>>> {
        let mut files: Vec<PathBuf> = fs::read_dir(self.folder.path().join("paper"))?
            .map(|file| Ok(file?.path()))
            .collect::<Outcome<_>>()?;
        files.sort();
        files.iter().map(|file| picture(&fs::read(file)?)).collect()
    }

    /// Jams the printer, or mends it.
    ///
    /// # Errors
    /// When that cannot be done.
    pub fn jam(&self, jammed: bool) -> Outcome {
        let jam = self.folder.path().join("jam");
        if jammed {
            return Ok(fs::write(jam, "")?);
        }
        fs::remove_file(jam)?;
        // What waits comes out.
        for page in fs::read_dir(self.folder.path().join("queue"))? {
            let page = page?;
            let out = self.folder.path().join("paper").join(page.file_name()).with_extension("pdf");
            fs::rename(page.path(), out)?;
        }
        Ok(())
    }

    /// Where pages wait for the printer.
    pub fn queue(&self) -> PathBuf {
        self.folder.path().join("queue")
    }

    /// The stick that is in.
    pub fn stick(&self) -> PathBuf {
        self.folder.path().join("sticks/GUITU")
    }
}

/// The JPEG in a document of one page.
fn picture(pdf: &[u8]) -> Outcome<Vec<u8>> {
    let start =
        pdf.windows(3).position(|part| part == [0xff, 0xd8, 0xff]).ok_or("no picture on the sheet")?;
    let end = pdf.windows(10).rposition(|part| part == b"\nendstream").ok_or("a sheet that is cut off")?;
    Ok(pdf[start..end].to_vec())
}

/// What a scanner reads of a sheet.
///
/// # Errors
/// When there is no QR on it.
pub fn scanned(sheet: &[u8]) -> Outcome<String> {
    screen_code::read_qr(sheet)
}
