//! `diff`: what another edition would do to many declarations, before it is signed.
//!
//! Each line of a file is the answers of one declaration. Two threads judge them under both editions as they are read, so
//! that a million take no more memory than a thousand. What is said are counts, rules and line numbers, never an answer.

mod judge;
mod kinds;
mod lines;
mod report;
mod simulated;
mod summary;
mod tally;

use std::num::NonZero;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use chrono::NaiveDate;
use declaration::Form;
use rulebook::Landmark;

use crate::check::low_risk_warning;
use crate::folder;
use crate::refused::{Outcome, because};
use judge::Judge;
use lines::Batch;
use tally::Tally;

/// Batches that may wait to be judged.
const WAITING: usize = 4;
/// A sign of life after so many declarations.
const PROGRESS: u64 = 100_000;

/// What is compared, and how it is told.
pub(crate) struct Question<'a> {
    /// The folder of the edition in use.
    pub(crate) old: &'a Path,
    /// The folder of the edition that would replace it.
    pub(crate) new: &'a Path,
    /// A file of declarations, or `-`.
    pub(crate) against: &'a Path,
    /// The day on which they are judged.
    pub(crate) today: NaiveDate,
    /// Also look for findings that would block; takes several times as long.
    pub(crate) findings: bool,
    /// Pointers of the questions whose answers make kinds of people.
    pub(crate) by: &'a [String],
    /// For another program.
    pub(crate) json: bool,
}

/// Judges all declarations under both editions and says what changes.
pub(crate) fn diff(question: &Question<'_>) -> Outcome {
    let forms =
        [question.old, question.new].map(|folder| folder::edition(folder).map(Arc::new).map(Form::new));
    let [old, new] = forms;
    let (old, new, today, findings) = (old?, new?, question.today, question.findings);
    let by = kinds_by(question.by, [&old, &new])?;
    let judge = Judge { old, new, today, findings, by };
    let tally = judged(&judge, question.against)?;
    let told = if question.json { report::json(&judge, &tally) } else { report::table(&judge, &tally) };
    println!("{}", told.trim_end());
    let warnings = low_risk_warning(judge.new.edition()).into_iter().chain(rewritten_warning(&judge));
    warnings.filter(|_| !question.json).for_each(|warning| println!("\n{warning}"));
    Ok(())
}

/// What `simulate` judges by, and how it is told.
pub(crate) struct Simulation<'a> {
    /// The edition's folder.
    pub(crate) folder: &'a Path,
    /// A file of declarations, or `-`.
    pub(crate) against: &'a Path,
    /// The day on which they are judged.
    pub(crate) today: NaiveDate,
    /// Pointers of the questions whose answers make kinds of people.
    pub(crate) by: &'a [String],
    /// For another program.
    pub(crate) json: bool,
}

/// Judges all declarations under one edition and says which codes come of it.
pub(crate) fn simulate(simulation: &Simulation<'_>) -> Outcome {
    let form = || folder::edition(simulation.folder).map(Arc::new).map(Form::new);
    // What an edition makes of a declaration, it makes of it twice; so the same counting serves both commands.
    let (old, new) = (form()?, form()?);
    let by = kinds_by(simulation.by, [&old, &new])?;
    let judge = Judge { old, new, today: simulation.today, findings: false, by };
    let tally = judged(&judge, simulation.against)?;
    let told =
        if simulation.json { simulated::json(&judge, &tally) } else { simulated::table(&judge, &tally) };
    println!("{}", told.trim_end());
    Ok(())
}

/// The questions whose answers make kinds of people: those that are named, each of them asked by an edition, or the group that the
/// declarations were asked for.
fn kinds_by(named: &[String], [old, new]: [&Form; 2]) -> Outcome<Vec<String>> {
    if named.is_empty() {
        let group = |form: &Form| form.edition().landmarks.pointer(Landmark::Group).map(str::to_owned);
        return Ok(group(old).or_else(|| group(new)).into_iter().collect());
    }
    let asks = |form: &Form, pointer: &str| {
        // An item of a list is named by its place.
        let steps = pointer.split('/').map(|step| if step.parse::<usize>().is_ok() { "*" } else { step });
        let pointer = steps.collect::<Vec<_>>().join("/");
        form.edition().fields().any(|field| *field.pointer == *pointer)
    };
    match named.iter().find(|pointer| ![old, new].iter().any(|form| asks(form, pointer))) {
        Some(unknown) => Err(format!("no question of the edition is at {unknown}")),
        None => Ok(named.to_vec()),
    }
}

/// What is said aloud where words that people agreed to change and their version does not.
fn rewritten_warning(judge: &Judge) -> Option<String> {
    let rewritten = report::rewritten(judge);
    (!rewritten.is_empty()).then(|| {
        format!(
            "!!! Words that people agreed to change under the same version: {}.\n!!! Give them a new \"text_version\".",
            rewritten.join(", ")
        )
    })
}

fn judged(judge: &Judge, against: &Path) -> Outcome<Tally> {
    let input = lines::open(against)?;
    let (send, receive) = mpsc::sync_channel::<Batch>(WAITING);
    let receive = Mutex::new(receive);
    let threads = thread::available_parallelism().map_or(2, NonZero::get);
    thread::scope(|scope| {
        let work = || {
            let mut tally = Tally::default();
            // Only the taking is behind the lock.
            while let Ok(batch) = { receive.lock().unwrap_or_else(PoisonError::into_inner).recv() } {
                for (number, line) in batch.lines() {
                    judge.line(number, line, &mut tally);
                }
            }
            tally
        };
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        let mut said = 0;
        let read = lines::batches(input, |batch| {
            if batch.last_line() / PROGRESS > said {
                said = batch.last_line() / PROGRESS;
                eprintln!("{} lines read", report::grouped(said * PROGRESS));
            }
            // Without workers there is nobody to say it to; their end is told below.
            send.send(batch).is_ok()
        });
        drop(send);
        let mut whole = Tally::default();
        for worker in workers {
            whole.add(worker.join().map_err(|_| "a thread that judges declarations stopped".to_owned())?);
        }
        read.map_err(because)?;
        Ok(whole)
    })
}
