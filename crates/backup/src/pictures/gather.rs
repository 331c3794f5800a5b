//! Texts of QR codes, in any order and of any number of runs, into the file that one of them is.

use std::collections::BTreeSet;

use ur::ur::Decoder;

use super::part::Part;
use super::{LONGEST, MOST_PIECES, ROUNDS, TYPE, without_heading};
use crate::Error;

/// So many runs are gathered beside each other; of a further one's arrival the oldest is forgotten.
const MOST_RUNS: usize = 4;
/// No QR code holds a longer text.
const LONGEST_TEXT: usize = 4_296;

/// What a text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A part that was not read before.
    New,
    /// One that was.
    Again,
    /// Not one of ours.
    Stranger,
    /// Of ours, and not as it was shown.
    Damaged,
}

/// How far the run is that is nearest to its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pieces that are known.
    pub have: usize,
    /// Pieces in all; 0 before the first part.
    pub pieces: usize,
    /// Runs of which something was read.
    pub runs: usize,
}

/// Parts of files that are not whole yet.
#[derive(Default)]
pub struct Gathering {
    /// The one that was met last is the last.
    runs: Vec<Run>,
}

struct Run {
    decoder: Decoder,
    seen: BTreeSet<String>,
}

impl Gathering {
    /// Takes the text of a code.
    pub fn take(&mut self, text: &str) -> Seen {
        if !is_ours(text) {
            return Seen::Stranger;
        }
        if text.len() > LONGEST_TEXT || !Part::of(text).is_some_and(|part| part.is_shown()) {
            return Seen::Damaged;
        }
        let text = text.to_ascii_uppercase();
        for at in 0..self.runs.len() {
            if let Some(seen) = self.runs[at].take(&text) {
                let run = self.runs.remove(at);
                if !run.can_never_be_whole() {
                    self.runs.push(run);
                }
                return seen;
            }
        }
        let mut run = Run { decoder: Decoder::default(), seen: BTreeSet::new() };
        match run.take(&text) {
            Some(Seen::New) => {
                if self.runs.len() == MOST_RUNS {
                    self.runs.remove(0);
                }
                self.runs.push(run);
                Seen::New
            }
            _ => Seen::Damaged,
        }
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let runs = self.runs.len();
        let furthest = self.runs.iter().max_by_key(|run| run.have() * MOST_PIECES / run.pieces().max(1));
        furthest.map_or_else(Progress::default, |run| Progress {
            have: run.have(),
            pieces: run.pieces(),
            runs,
        })
    }

    /// All that was taken and belongs to runs that are not whole, the one that was met last at the end.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.runs.iter().flat_map(|run| &run.seen).map(String::as_str)
    }

    /// The file of a run that is whole, once; what else was gathered is forgotten then.
    ///
    /// # Errors
    /// `backup-damaged` where the parts of a run do not fit together: that one is forgotten.
    pub fn file(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let Some(at) = self.runs.iter().position(|run| run.decoder.complete()) else { return Ok(None) };
        let run = self.runs.remove(at);
        let message = run.decoder.message().ok().flatten().ok_or(Error::Damaged)?;
        let file = without_heading(&message).ok_or(Error::Damaged)?.to_vec();
        if file.len() > LONGEST {
            return Err(Error::Damaged);
        }
        self.runs.clear();
        Ok(Some(file))
    }
}

impl Run {
    /// Nothing if it belongs to another run.
    fn take(&mut self, text: &str) -> Option<Seen> {
        if self.decoder.complete() {
            return None; // it would swallow what belongs to others
        }
        if self.seen.contains(text) {
            return Some(Seen::Again);
        }
        self.decoder.receive(text).ok()?;
        self.seen.insert(text.to_owned());
        Some(Seen::New)
    }

    /// Each of its parts was here, so some of them lied. What comes of it from now on begins anew and is in nobody's way.
    fn can_never_be_whole(&self) -> bool {
        !self.decoder.complete() && self.seen.len() >= ROUNDS * self.pieces()
    }

    fn have(&self) -> usize {
        self.decoder.resolved_fragment_count().unwrap_or(0)
    }

    fn pieces(&self) -> usize {
        self.decoder.fragment_count()
    }
}

/// Whether a text names itself a part of one of ours.
fn is_ours(text: &str) -> bool {
    let ours = "ur:".len() + TYPE.len() + 1;
    text.split_at_checked(ours).is_some_and(|(name, _)| name.eq_ignore_ascii_case(&format!("ur:{TYPE}/")))
}
