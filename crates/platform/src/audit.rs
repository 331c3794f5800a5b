//! Reading the log against itself: every chain link by link, and the anchors over all of them.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::store::{Anchor, Entry, Head, Store, StoreError, link};
use crate::{Config, database};

/// Read at once.
const PAGE: u32 = 500;
/// As long after midnight every process has written what it did before.
const SETTLED: TimeDelta = TimeDelta::hours(1);

/// What reading the log found.
#[derive(Debug, Default)]
pub struct Verified {
    /// Chains read.
    pub declarations: u64,
    /// Entries read.
    pub entries: u64,
    /// Anchors held against them.
    pub anchors: u64,
    /// What does not fit. Empty where the log is whole.
    pub faults: Vec<Fault>,
}

/// What does not fit.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry was changed, left out or put in.
    Entry {
        /// Whose chain.
        declaration: Uuid,
        /// From which entry on.
        number: u64,
    },
    /// The chain ends before the head that the declaration states.
    End(Uuid),
    /// The chains are not what they were.
    Anchor(DateTime<Utc>),
}

/// Reads the whole log of a platform of that configuration, and holds it against its own anchors and against those that were
/// published: the latter nobody can have changed who changed the database.
pub async fn verify(of: &Config, published: Vec<Anchor>) -> Result<Verified, StoreError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    verify_store(&*store, published).await
}

/// Reads the whole log of a store.
pub(crate) async fn verify_store(store: &dyn Store, published: Vec<Anchor>) -> Result<Verified, StoreError> {
    let mut anchors = store.anchors().await?;
    for anchor in published {
        if !anchors.contains(&anchor) {
            anchors.push(anchor);
        }
    }
    let mut sums: Vec<Sum> = anchors.iter().map(|anchor| Sum::new(anchor.before)).collect();
    let mut verified = Verified { anchors: anchors.len() as u64, ..Verified::default() };
    each_chain(store, |declaration, stated, chain| {
        verified.declarations += 1;
        verified.entries += chain.len() as u64;
        verified.faults.extend(fault(declaration, &stated, chain));
        sums.iter_mut().for_each(|sum| sum.add(declaration, chain));
    })
    .await?;
    let differ = anchors.into_iter().zip(sums).filter(|(anchor, sum)| sum.clone().anchor() != *anchor);
    verified.faults.extend(differ.map(|(anchor, _)| Fault::Anchor(anchor.before)));
    Ok(verified)
}

/// Makes and keeps the anchor of the last midnight of Greenwich, to be published; the same one however often it is asked for.
pub async fn anchor(of: &Config) -> Result<Anchor, StoreError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let mut sum = Sum::new(midnight_before((of.clock)() - SETTLED));
    each_chain(&*store, |declaration, _, chain| sum.add(declaration, chain)).await?;
    store.keep_anchor(&sum.clone().anchor()).await?;
    let kept = store.anchors().await?.into_iter().find(|kept| kept.before == sum.before);
    kept.ok_or(StoreError::Broken)
}

async fn each_chain(store: &dyn Store, mut then: impl FnMut(Uuid, Head, &[Entry])) -> Result<(), StoreError> {
    let mut after = Uuid::nil();
    loop {
        let heads = store.heads(after, PAGE).await?;
        let Some((last, _)) = heads.last() else { return Ok(()) };
        after = *last;
        // An entry that comes in between belongs to the chain and not yet to what was stated: ask again for that one.
        for (declaration, stated) in BTreeMap::from_iter(heads) {
            let chain = store.chain(declaration).await?;
            let known = chain.iter().position(|entry| entry.head == stated).map_or(chain.len(), |at| at + 1);
            then(declaration, stated, &chain[..known]);
        }
    }
}

fn fault(declaration: Uuid, stated: &Head, chain: &[Entry]) -> Option<Fault> {
    let mut head = [0; 32];
    for (entry, number) in chain.iter().zip(1..) {
        head = link(&head, declaration, number, &entry.note);
        if entry.number != number || entry.head != head {
            return Some(Fault::Entry { declaration, number });
        }
    }
    (head != *stated).then_some(Fault::End(declaration))
}

/// What all chains were before an instant.
#[derive(Clone)]
struct Sum {
    before: DateTime<Utc>,
    declarations: u64,
    digest: Sha256,
}

impl Sum {
    fn new(before: DateTime<Utc>) -> Self {
        Self { before, declarations: 0, digest: Sha256::new_with_prefix(b"guitu anchor v1") }
    }

    fn add(&mut self, declaration: Uuid, chain: &[Entry]) {
        if let Some(last) = chain.iter().take_while(|entry| entry.note.at < self.before).last() {
            self.declarations += 1;
            self.digest.update(declaration.as_bytes());
            self.digest.update(last.number.to_be_bytes());
            self.digest.update(last.head);
        }
    }

    fn anchor(self) -> Anchor {
        let digest = URL_SAFE_NO_PAD.encode(self.digest.finalize());
        Anchor { before: self.before, declarations: self.declarations, digest }
    }
}

fn midnight_before(at: DateTime<Utc>) -> DateTime<Utc> {
    at.date_naive().and_time(NaiveTime::MIN).and_utc()
}

impl Display for Verified {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { declarations, entries, anchors, faults } = self;
        writeln!(formatter, "{declarations} declarations, {entries} entries, {anchors} anchors")?;
        for fault in faults {
            match fault {
                Fault::Entry { declaration, number } => {
                    writeln!(
                        formatter,
                        "declaration {declaration}: entry {number} is not the one that was written"
                    )?;
                }
                Fault::End(declaration) => {
                    writeln!(formatter, "declaration {declaration}: the end of its chain is missing")?;
                }
                Fault::Anchor(before) => {
                    writeln!(formatter, "anchor of {before}: the log before it is not what it was")?;
                }
            }
        }
        Ok(())
    }
}
