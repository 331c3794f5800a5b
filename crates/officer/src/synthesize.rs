//! `synthesize`: declarations that nobody made, one a line.

use std::io::{self, BufWriter, ErrorKind, Write};

use chrono::NaiveDate;

use crate::refused::{Outcome, because};

/// Writes so many declarations of a seed to standard output. Who reads may stop reading.
pub(crate) fn synthesize(seed: u64, count: usize, today: NaiveDate) -> Outcome {
    match write(&mut BufWriter::new(io::stdout().lock()), seed, count, today) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(because(why)),
        _ => Ok(()),
    }
}

fn write(out: &mut impl Write, seed: u64, count: usize, today: NaiveDate) -> io::Result<()> {
    for declaration in testkit::synthetic(seed, today).take(count) {
        serde_json::to_writer(&mut *out, &declaration)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
