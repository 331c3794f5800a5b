//! Proving an edition: what a health officer wrote against what the software allows.

mod compile;
mod derived;
mod fields;
mod places;
mod policy;
mod rules;
mod texts;
mod uses;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

pub(crate) use compile::Compile;
pub(crate) use fields::{answered, fields, landmarks};
pub use policy::{ANY, Combination, FactSamples, PolicyProof, Region, Way};
pub(crate) use policy::{Policy, World};
pub(crate) use texts::{message_ids, texts};
pub(crate) use uses::uses;

use crate::Refusal;
use crate::directory::Directory;
use crate::expression::Root;
use crate::facts::{Fact, FactsFile};
use crate::fields::Field;
use crate::head::{Head, SourceCaps};
use crate::lists::List;
use crate::lists::{AIRPORTS, COUNTRIES, DIVISIONS};
use crate::risks::Risks;
use crate::shape::{Member, Record};
use crate::vocabulary::{
    DESIGN_SOURCE, MAX_CHECKS, MAX_EDITION_COST, MAX_EXPRESSION_CHARS, MAX_EXPRESSION_COST, MAX_FACTS,
    MAX_LOOK_BACK_DAYS, MAX_RETENTION_DAYS, MAX_VALID_HOURS,
};

/// The caps are inside the compiled ones, the dates in order.
pub(crate) fn head(head: &Head) -> Result<(), Refusal> {
    const FILE: &str = "edition.json";
    let caps = &head.caps;
    for (pointer, value, limit) in [
        ("/caps/valid_hours", caps.valid_hours, MAX_VALID_HOURS),
        ("/caps/look_back_days", caps.look_back_days, MAX_LOOK_BACK_DAYS),
        ("/caps/retention_days", caps.retention_days, MAX_RETENTION_DAYS),
        ("/caps/expression_chars", caps.expression_chars, MAX_EXPRESSION_CHARS),
        ("/caps/checks", caps.checks, MAX_CHECKS),
        ("/look_back_days", head.look_back_days, caps.look_back_days),
    ] {
        if value > limit {
            return Err(Refusal::new("over-cap", FILE, pointer).with("limit", limit));
        }
    }
    for (pointer, value, limit) in [
        ("/caps/expression_cost", caps.expression_cost, MAX_EXPRESSION_COST),
        ("/caps/edition_cost", caps.edition_cost, MAX_EDITION_COST),
    ] {
        if value.is_some_and(|value| value > limit) {
            return Err(Refusal::new("over-cap", FILE, pointer).with("limit", limit));
        }
    }
    if head.valid_until.is_some_and(|last| last < head.valid_from) {
        return Err(Refusal::new("dates-order", FILE, "/valid_until"));
    }
    if head.replaces.is_some_and(|older| older >= head.number) {
        return Err(Refusal::new("dates-order", FILE, "/replaces"));
    }
    if let Some((notice, limit)) = strictest(head, |_| true, |caps| caps.look_back_days)
        && head.look_back_days > limit
    {
        let refusal = Refusal::new("over-source-cap", FILE, "/look_back_days");
        return Err(refusal.with("limit", limit).with("source", notice));
    }
    sources(head)?;
    let ids = head.sources.iter().enumerate();
    unique(FILE, ids.map(|(index, source)| (format!("/sources/{index}/id"), source.id.as_str())))
}

/// A rule's source is one of the edition's notices, or the software's own design.
pub(crate) fn source(head: &Head, file: &str, pointer: String, source: &str) -> Result<(), Refusal> {
    if source == DESIGN_SOURCE || head.sources.iter().any(|notice| notice.id == source) {
        return Ok(());
    }
    Err(Refusal::new("unknown-source", file, pointer).with("source", source))
}

/// What gives somebody a class or a colour, or bounds a rule, rests on a notice that can be found.
pub(crate) fn dated_source(head: &Head, file: &str, pointer: String, id: &str) -> Result<(), Refusal> {
    source(head, file, pointer.clone(), id)?;
    match head.sources.iter().find(|notice| notice.id == id) {
        Some(notice) if !notice.can_be_found() && id != DESIGN_SOURCE => {
            Err(Refusal::new("undated-source", file, pointer).with("source", id))
        }
        _ => Ok(()),
    }
}

/// Whether a source is a notice that can be found. The software's design is none.
pub(crate) fn is_dated(head: &Head, id: &str) -> bool {
    id != DESIGN_SOURCE && head.sources.iter().any(|notice| notice.id == id && notice.can_be_found())
}

/// Notices that bound others can be found; so can the one by which a low risk is not green.
fn sources(head: &Head) -> Result<(), Refusal> {
    const FILE: &str = "edition.json";
    for (index, notice) in head.sources.iter().enumerate() {
        if !notice.caps.is_open() && !notice.can_be_found() {
            let refusal = Refusal::new("undated-source", FILE, format!("/sources/{index}"));
            return Err(refusal.with("source", &notice.id));
        }
    }
    if head.low_risk_green {
        return Ok(());
    }
    match &head.low_risk_green_source {
        Some(id) if id != DESIGN_SOURCE => dated_source(head, FILE, "/low_risk_green_source".to_owned(), id),
        _ => Err(Refusal::new("undated-source", FILE, "/low_risk_green")),
    }
}

/// The smallest of the bounds that notices set, with the notice that sets it.
pub(crate) fn strictest(
    head: &Head,
    follows: impl Fn(&str) -> bool,
    cap: impl Fn(&SourceCaps) -> Option<u32>,
) -> Option<(&str, u32)> {
    let notices = head.sources.iter().filter(|notice| follows(&notice.id));
    let set = notices.filter_map(|notice| Some((notice.id.as_str(), cap(&notice.caps)?)));
    set.min_by_key(|(_, limit)| *limit)
}

/// Ids are kebab-case and stand once; each comes with the place where it stands.
pub(crate) fn unique<'a>(file: &str, ids: impl Iterator<Item = (String, &'a str)>) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    for (pointer, id) in ids {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            return Err(Refusal::new("id-form", file, pointer).with("id", id));
        }
        if !seen.insert(id) {
            return Err(Refusal::new("id-twice", file, pointer).with("id", id));
        }
    }
    Ok(())
}

/// The facts' names, as the shape of `facts`.
pub(crate) fn fact_names(file: &FactsFile) -> Result<Record, Refusal> {
    if file.facts.len() > MAX_FACTS {
        return Err(Refusal::new("over-cap", "facts.json", "/facts").with("limit", MAX_FACTS));
    }
    let mut names = Record::default();
    for (index, fact) in file.facts.iter().enumerate() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let formed = !fact.name.is_empty() && fact.name.chars().all(plain);
        if !formed || names.push(Member::plain(&fact.name, fact.kind.shape())).is_none() {
            return Err(
                Refusal::new("id-form", "facts.json", format!("/facts/{index}/name")).with("id", &fact.name)
            );
        }
    }
    Ok(names)
}

/// Places and flights name known countries; days are in order; and each class rests on a notice that can be found, the list's
/// own or the edition's. The software's design gives nobody a class.
pub(crate) fn risks(risks: &Risks, head: &Head, lists: &BTreeMap<String, Arc<List>>) -> Result<(), Refusal> {
    const FILE: &str = "risks.json";
    let notices = || head.sources.iter().chain(&risks.sources);
    let ids = risks.sources.iter().enumerate();
    unique(FILE, ids.map(|(index, source)| (format!("/sources/{index}/id"), source.id.as_str())))?;
    let follows = |pointer: String, id: &str| match notices().find(|notice| notice.id == id) {
        Some(notice) if notice.can_be_found() && id != DESIGN_SOURCE => Ok(()),
        Some(_) => Err(Refusal::new("undated-source", FILE, pointer).with("source", id)),
        None if id == DESIGN_SOURCE => Err(Refusal::new("undated-source", FILE, pointer).with("source", id)),
        None => Err(Refusal::new("unknown-source", FILE, pointer).with("source", id)),
    };
    for (index, place) in risks.places.iter().enumerate() {
        listed(lists, COUNTRIES, &place.country, FILE, format!("/places/{index}/country"))?;
        if place.until.is_some_and(|last| last < place.since) {
            return Err(Refusal::new("dates-order", FILE, format!("/places/{index}/until")));
        }
        follows(format!("/places/{index}/source"), &place.source)?;
    }
    for (index, flight) in risks.flights.iter().enumerate() {
        follows(format!("/flights/{index}/source"), &flight.source)?;
    }
    Ok(())
}

/// Ports and counties are in their lists, and every number was published and looked at.
pub(crate) fn directory(
    directory: &Directory,
    head: &Head,
    lists: &BTreeMap<String, Arc<List>>,
) -> Result<(), Refusal> {
    const FILE: &str = "directory.json";
    let ids = directory.hotlines.iter().enumerate();
    unique(FILE, ids.map(|(index, line)| (format!("/hotlines/{index}/id"), line.id.as_str())))?;
    for (index, line) in directory.hotlines.iter().enumerate() {
        for (place, code) in line.serves.iter().enumerate() {
            listed(lists, COUNTRIES, code, FILE, format!("/hotlines/{index}/serves/{place}"))?;
        }
    }
    for (index, port) in directory.ports.iter().enumerate() {
        listed(lists, AIRPORTS, &port.airport, FILE, format!("/ports/{index}/airport"))?;
    }
    for (index, contact) in directory.counties.iter().enumerate() {
        listed(lists, DIVISIONS, &contact.county, FILE, format!("/counties/{index}/county"))?;
    }
    let lines = directory.hotlines.iter().map(|line| (&line.source, line.checked_on));
    let ports = directory.ports.iter().map(|port| (&port.source, port.checked_on));
    let counties = directory.counties.iter().map(|contact| (&contact.source, contact.checked_on));
    let rows = |of: &'static str| move |(index, row)| (format!("/{of}/{index}"), row);
    let rows = (lines.enumerate().map(rows("hotlines")))
        .chain(ports.enumerate().map(rows("ports")))
        .chain(counties.enumerate().map(rows("counties")));
    for (at, (published, checked_on)) in rows {
        match published {
            Some(notice) if checked_on.is_some() && notice != DESIGN_SOURCE => {
                source(head, FILE, format!("{at}/source"), notice)?;
            }
            _ => return Err(Refusal::new("directory-unchecked", FILE, at)),
        }
    }
    Ok(())
}

fn listed(
    lists: &BTreeMap<String, Arc<List>>,
    list: &str,
    code: &str,
    file: &str,
    pointer: String,
) -> Result<(), Refusal> {
    match lists.get(list) {
        Some(rows) if rows.row(code).is_some() => Ok(()),
        _ => Err(Refusal::new("not-in-list", file, pointer).with("list", list).with("code", code)),
    }
}

/// Answers that a fact reads are read back before sending.
pub(crate) fn read_back(fields: &mut [Field], facts: &[Fact]) {
    for field in fields {
        field.decides |= facts.iter().flat_map(|fact| &fact.is.reads).any(|read| {
            read.path.root == Root::Answers
                && read.path.absolute(None).is_some_and(|path| path.steps == field.path.steps)
        });
    }
}
