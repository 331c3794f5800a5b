//! Judging again what was judged: after an officer recorded something, when a window has passed, when a newer risk list came.
//!
//! Which declarations wait for it the store finds by day and list, never by looking at all. Another code takes the place of
//! the one that was given; revision and receipt stay. Where the code would say the same, it stands as it is: time does not
//! make anybody's word about their health newer. An officer who has recorded something has looked, so then it is new.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use health_code::verify_sample;
use platform_api::Problem;
use uuid::Uuid;

use super::Core;
use crate::at_rest::{AtRest, Of};
use crate::grounds::Grounds;
use crate::judging::{Judged, judge, say_the_same};
use crate::keeping::Keeper;
use crate::keys::PlatformKeys;
use crate::person::Held;
use crate::rules::{Rules, TakenEdition};
use crate::store::{CODE, Case, GROUNDS, Judgement, Known, Part, Replacement, StoreError};
use crate::{judging, officer_records};

/// As many are read at once.
const AT_ONCE: u32 = 200;
/// As often one is tried that others write to at the same time.
const TRIES: usize = 5;

impl Core {
    /// Judges again all that waits for it, and says how many codes that replaced.
    pub(crate) async fn judge_waiting(&self) -> Result<u64, StoreError> {
        self.look_for_a_newer_rulebook().await;
        let mut replaced = 0;
        loop {
            let rules = self.rules();
            let stand = stand(&rules, &self.keys_in_use());
            let waiting = self.store.waiting(self.today(), stand, AT_ONCE).await?;
            let mut moved = false;
            for declaration in waiting {
                let (kept, is_new) = self.judge_again(declaration, &rules).await?;
                moved |= kept;
                replaced += u64::from(kept && is_new);
            }
            if !moved {
                return Ok(replaced);
            }
        }
    }

    /// Judges one declaration again at once, since somebody has just said something about it. What moves it meanwhile wakes it by
    /// itself.
    pub(crate) async fn judge_one(&self, declaration: Uuid) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            let rules = self.rules();
            if self.store.case(declaration).await?.is_none() || self.judge_again(declaration, &rules).await?.0
            {
                break;
            }
        }
        Ok(())
    }

    /// Whether what came of it was kept, and whether it is another code.
    async fn judge_again(&self, declaration: Uuid, rules: &Arc<Rules>) -> Result<(bool, bool), StoreError> {
        let Some(case) = self.store.case(declaration).await? else { return Ok((false, false)) };
        let (now, keys) = ((self.clock)(), self.keys_in_use());
        let bench = Bench {
            taken: rules.judges(case.edition),
            list: stand(rules, &keys),
            keys: keys.clone(),
            at_rest: self.at_rest.clone(),
            declaration,
            case,
            today: self.today(),
            now,
        };
        let grounds = bench.grounds();
        let document = grounds.as_ref().and_then(Grounds::document);
        let others = self.others(document, declaration).await?;
        let held = crate::person::worst(&others, rules);
        let judgement = tokio::task::spawn_blocking(move || bench.judgement(grounds, held.as_ref())).await;
        let judgement = judgement.map_err(|_| StoreError::CutOff)?;
        let is_new = judgement.replacement.is_some();
        let kept = self.store.judge_again(judgement).await?;
        if kept && is_new {
            self.wake(&others).await?;
        }
        Ok((kept, is_new))
    }

    /// The other declarations of the person with that document.
    pub(super) async fn others(
        &self,
        document: Option<[u8; 32]>,
        declaration: Uuid,
    ) -> Result<Vec<Known>, StoreError> {
        let Some(document) = document else { return Ok(Vec::new()) };
        let mut known = self.store.known(document).await?;
        known.retain(|known| known.declaration != declaration);
        Ok(known)
    }

    /// Has others looked at again: what stands against one of a person stands against all.
    pub(super) async fn wake(&self, others: &[Known]) -> Result<(), StoreError> {
        for other in others {
            self.store.wake(other.declaration, self.today()).await?;
        }
        Ok(())
    }
}

/// What grows with every newer risk list and with every key of codes that is revoked: what was judged at a smaller one is judged
/// again. Neither ever goes back.
pub(super) fn stand(rules: &Rules, keys: &PlatformKeys) -> u32 {
    rules.newest_list().saturating_add(keys.revoked_codes())
}

/// All that judging one declaration again needs.
struct Bench {
    /// Its edition, if it is here.
    taken: Option<Arc<TakenEdition>>,
    list: u32,
    keys: Arc<PlatformKeys>,
    at_rest: Arc<AtRest>,
    declaration: Uuid,
    case: Case,
    today: NaiveDate,
    now: DateTime<Utc>,
}

impl Bench {
    /// What it can be judged by; none once its time is over.
    fn grounds(&self) -> Option<Grounds> {
        serde_json::from_slice(&self.open(self.case.part(GROUNDS)?)?).ok()
    }

    fn open(&self, part: &Part) -> Option<zeroize::Zeroizing<Vec<u8>>> {
        let of = Of { declaration: self.declaration, revision: self.case.revision };
        self.at_rest.open(of, part, self.today)
    }

    /// What comes of it. Where nothing can be said now, it is looked at again tomorrow, and where nothing can be said any
    /// more, never.
    fn judgement(&self, grounds: Option<Grounds>, held: Option<&Held>) -> Judgement {
        let judgement = |list, due, replacement| Judgement {
            declaration: self.declaration,
            entries: self.case.entries,
            list,
            due,
            replacement,
        };
        let Some(grounds) = grounds else { return judgement(None, None, None) };
        let tomorrow = self.today.checked_add_days(Days::new(1));
        let outcome = self.taken.as_ref().map(|taken| self.judged(taken, grounds, held));
        match outcome {
            Some(Ok((judged, replacement))) => judgement(Some(self.list), judged.due, replacement),
            Some(Err(problem)) => {
                tracing::error!(code = problem.code, "a declaration could not be judged again");
                judgement(Some(self.list), tomorrow, None)
            }
            None => {
                tracing::error!(
                    edition = self.case.edition,
                    "the edition that a declaration is judged by is not here"
                );
                judgement(Some(self.list), tomorrow, None)
            }
        }
    }

    fn judged(
        &self,
        taken: &TakenEdition,
        mut grounds: Grounds,
        held: Option<&Held>,
    ) -> Result<(Judged, Option<Replacement>), Problem> {
        let Self { declaration, today, .. } = *self;
        let revision = self.case.revision;
        let (mut officer, entries) =
            officer_records::read(&self.at_rest, declaration, &self.case.events, today);
        officer.declared_on = Some(grounds.declared);
        let case = judging::Case {
            taken,
            answers: &grounds.answers,
            officer: &officer,
            held,
            holder: &grounds.holder,
            declaration,
            revision,
        };
        let judged = judge(&case, self.now)?;
        let has_been_looked_at = entries > grounds.entries;
        if !has_been_looked_at && self.says_the_same(&judged) {
            return Ok((judged, None));
        }
        let keeper = Keeper { at_rest: &self.at_rest, keys: &self.keys, taken, declaration, revision, today };
        let mut parts = Vec::new();
        if let Some(landed) = officer.landed_on.as_ref().filter(|landed| landed.value != grounds.entered) {
            // What is kept counts from the entry as it was, not as it was planned.
            let later = landed.value - grounds.entered;
            for part in &self.case.parts {
                parts.extend(keeper.moved(part, part.ends + later)?);
            }
            grounds.entered = landed.value;
        }
        grounds.entries = entries;
        let judged_parts = keeper.judged(&judged, &grounds)?;
        parts.retain(|part| judged_parts.iter().all(|judged| judged.class != part.class));
        parts.extend(judged_parts);
        let person = keeper.person(&grounds);
        let replacement = Replacement { revision, at: self.now, rule: judged.rule.clone(), parts, person };
        Ok((judged, Some(replacement)))
    }

    /// Whether the code that was given says what this one would.
    fn says_the_same(&self, judged: &Judged) -> bool {
        let given = self.case.part(CODE).and_then(|code| self.open(code));
        let given = given.and_then(|text| {
            verify_sample(std::str::from_utf8(&text).ok()?, &self.keys.code_keys(), self.now).ok()
        });
        given.is_some_and(|given| say_the_same(&given.claims, &judged.claims))
    }
}
