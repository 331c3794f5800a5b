//! What a thief of the running machine would read: the memory of a process, searched as the raw files are. The kernel lets
//! root read it, and nobody else of a program that keeps itself to itself.

use std::{
    fs::{self, File},
    io::{Read as _, Seek as _, SeekFrom},
    ops::Range,
};

use crate::{Outcome, raw_files::Needles};

const PAGE: u64 = 4096;
/// Entries of the page map that are read at once.
const ENTRIES: usize = 1 << 16;
/// Read at once, at most.
const LONGEST_RUN: u64 = 64 << 20;

/// A process and all that descend from it.
pub fn family(process: u32) -> Vec<u32> {
    let mut family = vec![process];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        family.extend(children(parent));
        at += 1;
    }
    family
}

/// What a process has started and not seen the end of.
pub fn children(process: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let listed = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let ids = listed.flat_map(|line| line.split_whitespace().map(str::parse).collect::<Vec<_>>());
    ids.flatten().collect()
}

/// Resident memory of a process, in KiB; 0 once it is gone.
pub fn resident_kib(process: u32) -> u64 {
    kib(&format!("/proc/{process}/status"), "VmRSS:")
}

/// What of it is its own: no program, no library, nothing that another shares or could take from it.
pub fn own_kib(process: u32) -> u64 {
    kib(&format!("/proc/{process}/smaps_rollup"), "Anonymous:")
}

fn kib(file: &str, name: &str) -> u64 {
    let status = fs::read_to_string(file).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// Where canaries stand in a process's memory: one line for each, naming the encoding and the mapping.
///
/// # Errors
/// When the process is gone or may not be looked into.
pub fn search(process: u32, canaries: &[String]) -> Outcome<Vec<String>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps"))?;
    let mut memory = File::open(format!("/proc/{process}/mem"))?;
    let needles = Needles::of(canaries);
    let mut pages = File::open(format!("/proc/{process}/pagemap"))?;
    let mut found = Vec::new();
    let mut part = Vec::new();
    for line in maps.lines() {
        let mut fields = line.split_whitespace();
        let (Some(range), Some(rights)) = (fields.next(), fields.next()) else { continue };
        // What cannot be written to is the program and its libraries.
        if !rights.starts_with("rw") {
            continue;
        }
        let Some((start, end)) = range.split_once('-') else { continue };
        let range = u64::from_str_radix(start, 16)?..u64::from_str_radix(end, 16)?;
        for run in present(&mut pages, range)? {
            part.resize(usize::try_from(run.end - run.start)?, 0);
            memory.seek(SeekFrom::Start(run.start))?;
            // A page may go while one looks, and a device's cannot be read.
            if memory.read_exact(&mut part).is_err() {
                continue;
            }
            found.extend(
                needles.in_it(&part).map(|(canary, encoding)| format!("{canary:?} as {encoding} in {line}")),
            );
        }
    }
    Ok(found)
}

/// The parts of a range that have pages behind them. An engine for scripts reserves tens of gigabytes and uses little of it.
fn present(pages: &mut File, range: Range<u64>) -> Outcome<Vec<Range<u64>>> {
    /// Present, or written out to swap.
    const THERE: u64 = 0b11 << 62;
    let (first, count) = (range.start / PAGE, (range.end - range.start) / PAGE);
    pages.seek(SeekFrom::Start(first * 8))?;
    let mut runs: Vec<Range<u64>> = Vec::new();
    let mut entries = vec![0; 8 * ENTRIES];
    let mut number = 0;
    while number < count {
        let many = usize::try_from(count - number)?.min(ENTRIES);
        let entries = &mut entries[..8 * many];
        if pages.read_exact(entries).is_err() {
            break; // such as the kernel's own page, which has no entry
        }
        if entries.iter().any(|byte| *byte != 0) {
            for (at, entry) in entries.chunks_exact(8).enumerate() {
                if u64::from_ne_bytes(entry.try_into()?) & THERE == 0 {
                    continue;
                }
                let start = (first + number + at as u64) * PAGE;
                match runs.last_mut() {
                    Some(run) if run.end == start && run.end - run.start < LONGEST_RUN => run.end += PAGE,
                    _ => runs.push(start..start + PAGE),
                }
            }
        }
        number += many as u64;
    }
    Ok(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_process_holds_is_found_and_what_it_does_not_is_not() {
        let held = String::from("Qzx") + "velvet" + &std::process::id().to_string();
        let canaries = vec![held.clone()];
        let found = search(std::process::id(), &canaries).unwrap();
        assert!(found.iter().any(|line| line.contains("UTF-8")), "{held} stands in this memory");
    }
}
