//! What a thief of the running machine would read: the memory of a process, searched as the raw files are. The kernel lets
//! root read it, and nobody else of a program that keeps itself to itself.

use std::{
    fs::{self, File},
    io::{BufRead as _, Read as _, Seek as _, SeekFrom},
};

use crate::{Outcome, raw_files::forms};

/// Mapped at once, at most; more is read in parts.
const PART: usize = 64 << 20;

/// A process and all that descend from it.
pub fn family(process: u32) -> Vec<u32> {
    let mut family = vec![process];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        let threads = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
        for thread in threads {
            let children = fs::read_to_string(thread.path().join("children")).unwrap_or_default();
            family.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        at += 1;
    }
    family
}

/// Where canaries stand in a process's memory: one line for each, naming the encoding and the mapping.
///
/// # Errors
/// When the process is gone or may not be looked into.
pub fn search(process: u32, canaries: &[String]) -> Outcome<Vec<String>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps"))?;
    let mut memory = File::open(format!("/proc/{process}/mem"))?;
    let needles: Vec<_> = canaries
        .iter()
        .flat_map(|canary| forms(canary).into_iter().map(move |(encoding, bytes)| (canary, encoding, bytes)))
        .collect();
    let longest = needles.iter().map(|(_, _, bytes)| bytes.len()).max().unwrap_or_default();
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
        let (mut start, end) = (u64::from_str_radix(start, 16)?, u64::from_str_radix(end, 16)?);
        while start < end {
            let size = (end - start).min(PART as u64);
            part.resize(usize::try_from(size)?, 0);
            memory.seek(SeekFrom::Start(start))?;
            // A mapping without pages behind it, such as a device's, cannot be read and holds nothing.
            if memory.read_exact(&mut part).is_err() {
                break;
            }
            for (canary, encoding, bytes) in &needles {
                if holds(&part, bytes) {
                    found.push(format!("{canary:?} as {encoding} in {line}"));
                }
            }
            // What lies across two parts is looked at twice rather than never.
            start += if start + size < end { size - longest as u64 } else { size };
        }
    }
    Ok(found)
}

/// Goes from one first byte to the next by the standard library's own search: hundreds of megabytes are looked through.
fn holds(mut bytes: &[u8], needle: &[u8]) -> bool {
    let Some((first, rest)) = needle.split_first() else { return false };
    loop {
        // Reading from memory does not fail; at its end nothing is skipped any more.
        if !bytes.skip_until(*first).is_ok_and(|skipped| skipped > 0) {
            return false;
        }
        if bytes.starts_with(rest) {
            return true;
        }
    }
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

    #[test]
    fn a_needle_is_found_at_both_ends_and_not_in_pieces() {
        for (bytes, there) in
            [("Qzx..", true), ("..Qzx", true), ("QzQzx", true), ("Qz.x", false), ("Qz", false), ("", false)]
        {
            assert_eq!(holds(bytes.as_bytes(), b"Qzx"), there, "{bytes:?}");
        }
    }
}
