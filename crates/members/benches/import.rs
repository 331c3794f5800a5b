//! Reading 2,000 members beside bare calamine, previewing them, and one edit. In processor time, as far as the system tells it.

#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use chrono::NaiveDate;
use members::reading::read;
use members::{Address, Decisions, Importing, Kind, Lists, Mapping, preview};
use rulebook::Edition;
use testkit::member_lists::{ListShape, members};

const MEMBERS: usize = 2_000;
const ROUNDS: usize = 15;
/// The system counts a thread's time in ticks of some milliseconds: one edit would be none of them.
const EDITS: u32 = 20;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("no such day")?;
    let people: Vec<_> = members(1, today).take(MEMBERS).collect();
    let file = ListShape::Workbook.file(&people);
    let (edition, began) = (Edition::bundled().map_err(|refusal| refusal.to_string())?, Instant::now());
    let lists = Arc::new(Lists::of(&edition));
    println!("lists made ready once: {:.1?}", began.elapsed());

    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(taken(|| drop(black_box(read(black_box(&file), None)))));
        bare.push(taken(|| {
            let book = Xlsx::new(Cursor::new(black_box(&file)));
            if let Ok(mut book) = book {
                drop(black_box(book.worksheet_range_at(0)));
            }
        }));
    }
    let (ours, bare) = (median(ours), median(bare));
    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    let mut kept = ratio <= 2.0;
    println!(
        "reading {MEMBERS} members of a workbook: {ours:.1?}; bare calamine: {bare:.1?}; ratio {ratio:.2}, at most 2"
    );

    let sheet = Arc::new(read(&file, None)?.sheets.into_iter().next().ok_or("no sheet")?);
    let mapping = Mapping::of(&sheet, &edition, &lists, &[]);
    let whole = (0..ROUNDS).map(|_| {
        taken(|| {
            drop(black_box(preview((&edition, &lists), (&sheet, &mapping), &Decisions::default(), [], today)))
        })
    });
    kept &= at_most("preview of 2,000 members", median(whole.collect()), Duration::from_millis(300));

    let mut importing =
        Importing::begin((&edition, &lists), (&sheet, &mapping), Decisions::default(), [], today);
    let cell = Address::new(1_000, mapping.one(Kind::Phone).unwrap_or_default());
    let edits = (0..ROUNDS).map(|_| {
        let all = taken(|| {
            for edit in 0..EDITS {
                importing.edit(cell, Some(&format!("+39 347 000 00{edit:02}")));
                drop(black_box(importing.preview()));
            }
        });
        all / EDITS
    });
    kept &= at_most("one edit among 2,000 members", median(edits.collect()), Duration::from_millis(16));
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn at_most(what: &str, figure: Duration, limit: Duration) -> bool {
    let kept = figure <= limit;
    println!("{what}: {figure:.1?}, at most {limit:?}{}", if kept { "" } else { "  << BROKEN" });
    kept
}

fn taken(work: impl FnOnce()) -> Duration {
    let (began, wall) = (on_processor(), Instant::now());
    work();
    match (began, on_processor()) {
        (Some(began), Some(ended)) => ended.saturating_sub(began),
        _ => wall.elapsed(),
    }
}

/// What this thread has had of the processor; Linux tells it.
fn on_processor() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
