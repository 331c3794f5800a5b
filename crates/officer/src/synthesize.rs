//! `synthesize`: declarations that nobody made, one a line.

use std::io::{self, BufWriter, ErrorKind, Write};

use chrono::NaiveDate;
use rulebook::vocabulary::OFFICER_ROOT;
use serde_json::{Value, json};
use testkit::Synthetic;

use crate::refused::{Outcome, because};

/// Writes so many declarations of a seed to standard output. Who reads may stop reading.
pub(crate) fn synthesize(seed: u64, count: usize, today: NaiveDate) -> Outcome {
    match write(&mut BufWriter::new(io::stdout().lock()), seed, count, today) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(because(why)),
        _ => Ok(()),
    }
}

/// The answers, with what officers have recorded beside them in the member `officer`, which no answer has.
fn line(declaration: Synthetic) -> Value {
    let Synthetic { mut answers, officer } = declaration;
    if let (Value::Object(answers), false) = (&mut answers, officer == json!({})) {
        answers.insert(OFFICER_ROOT.to_owned(), officer);
    }
    answers
}

fn write(out: &mut impl Write, seed: u64, count: usize, today: NaiveDate) -> io::Result<()> {
    for declaration in testkit::with_officers(seed, today).take(count) {
        serde_json::to_writer(&mut *out, &line(declaration))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
