//! Judging again what was judged: after an officer recorded something, when a window has passed, when a newer risk list came.
//!
//! Which declarations wait for it the store finds by day and list, never by looking at all. Another code takes the place of
//! the one that was given; revision and receipt stay. Where the code would say the same, it stands as it is: time does not
//! make anybody's word about their health newer. An officer who has recorded something has looked, so then it is new.

use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use health_code::verify_sample;
use platform_api::{Problem, ProblemCode};
use uuid::Uuid;

use super::{Core, Joins, failed};
use crate::at_rest::{AtRest, Of};
use crate::grounds::Grounds;
use crate::judging;
use crate::judging::{Judged, judge, say_the_same};
use crate::keeping::Keeper;
use crate::keys::PlatformKeys;
use crate::officer_records::{self, Said};
use crate::person::Held;
use crate::rules::{Rules, TakenEdition};
use crate::store::{CODE, Case, GROUNDS, Judgement, Known, Part, Replacement, SealedEvent, StoreError};
use crate::telling::opened;
use crate::way::{Event, parted_at};

/// As many are read at once.
const AT_ONCE: u32 = 200;
/// As often one is tried that others write to at the same time.
const TRIES: usize = 5;

impl Core {
    /// Judges again all that waits for it, and says how many codes that replaced.
    pub(crate) async fn judge_waiting(&self) -> Result<u64, StoreError> {
        self.look_for_a_newer_rulebook().await;
        Ok(self.judge_due().await? + self.judge_behind().await?)
    }

    /// Judges those whose day has come: from a place that chance gives, so that several processes share them, then from the
    /// beginning.
    async fn judge_due(&self) -> Result<u64, StoreError> {
        let (today, beginning) = (self.today(), (NaiveDate::default(), Uuid::nil()));
        let Some((day, id)) = self.store.due_again(today, beginning, 1).await?.pop() else { return Ok(0) };
        let mut replaced = 0;
        for mut after in [(day, somewhere_behind(id)), beginning] {
            loop {
                let waiting = self.store.due_again(today, after, AT_ONCE).await?;
                let Some(last) = waiting.last() else { break };
                after = *last;
                replaced += self.judge_each(waiting.into_iter().map(|(_, id)| id)).await?;
            }
        }
        Ok(replaced)
    }

    /// Judges those that were judged by an older list of risks, in the same way.
    async fn judge_behind(&self) -> Result<u64, StoreError> {
        let (stand, beginning) = (stand(&self.rules(), &self.keys_in_use()), (0, Uuid::nil()));
        let Some((list, id)) = self.store.behind(stand, beginning, 1).await?.pop() else { return Ok(0) };
        let mut replaced = 0;
        for mut after in [(list, somewhere_behind(id)), beginning] {
            loop {
                let waiting = self.store.behind(stand, after, AT_ONCE).await?;
                let Some(last) = waiting.last() else { break };
                after = *last;
                replaced += self.judge_each(waiting.into_iter().map(|(_, id)| id)).await?;
            }
        }
        Ok(replaced)
    }

    /// Trouble with one declaration is that one's: the others are judged all the same, and it is tried again in the next round.
    async fn judge_each(&self, declarations: impl Iterator<Item = Uuid>) -> Result<u64, StoreError> {
        let mut replaced = 0;
        for declaration in declarations {
            match self.judge_again(declaration, &self.rules()).await {
                Ok((kept, is_new)) => replaced += u64::from(kept && is_new),
                Err(error @ (StoreError::Unreachable(_) | StoreError::CutOff)) => return Err(error),
                Err(error) => tracing::error!(%error, "a declaration could not be judged again"),
            }
        }
        Ok(replaced)
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
        let grounds = bench.grounds()?;
        let document = grounds.as_ref().and_then(Grounds::document);
        let others = self.others(document, declaration).await?;
        if bench.case.unsettled {
            self.wake(&others).await?;
            self.join(declaration, &others, Joins::ByTelephone).await?;
        }
        let held = self.held_by(&others, declaration, &bench.case.events, rules)?;
        let judgement = tokio::task::spawn_blocking(move || bench.judgement(grounds, held.as_ref())).await;
        let mut judgement = judgement.map_err(|_| StoreError::CutOff)??;
        let is_new = judgement.replacement.is_some();
        if is_new && !others.is_empty() {
            // It waits until the others were woken, however this ends.
            judgement.unsettled = true;
            judgement.due = Some(self.today());
        }
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

    /// What the person's other declarations hold against this one, but for those that an officer has said to be somebody else's.
    pub(super) fn held_by(
        &self,
        others: &[Known],
        declaration: Uuid,
        events: &[SealedEvent],
        rules: &Rules,
    ) -> Result<Option<Held>, StoreError> {
        if others.is_empty() {
            return Ok(None);
        }
        let events = opened(&self.at_rest, declaration, events, self.today())?;
        let holds = |other: &&Known| is_of_the_same(&events, other.declaration);
        Ok(crate::person::worst(others.iter().filter(holds), rules))
    }

    /// Has others looked at again: what stands against one of a person stands against all.
    pub(super) async fn wake(&self, others: &[Known]) -> Result<(), StoreError> {
        for other in others {
            self.store.wake(other.declaration, self.today()).await?;
        }
        Ok(())
    }
}

/// Whether another declaration with the same document is held to be of the same person: an officer may have said that the ones before
/// were somebody else's.
pub(crate) fn is_of_the_same(events: &[Event], other: Uuid) -> bool {
    parted_at(events).is_none_or(|parted| begun_at(other) > Some(parted))
}

/// When a declaration was begun, as its id says.
fn begun_at(declaration: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = declaration.get_timestamp()?.to_unix();
    DateTime::from_timestamp(seconds.try_into().ok()?, nanos)
}

/// A place among declarations that were begun since the one of that id, by chance. Ids grow with time.
fn somewhere_behind(id: Uuid) -> Uuid {
    let (from, until) = (id.as_u128(), Uuid::now_v7().as_u128());
    let mut chance = [0; 16];
    if getrandom::fill(&mut chance).is_err() {
        return id;
    }
    Uuid::from_u128(from + u128::from_be_bytes(chance) % until.saturating_sub(from).max(1))
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
    fn grounds(&self) -> Result<Option<Grounds>, StoreError> {
        let plain = self.case.part(GROUNDS).map(|part| self.open(part)).transpose()?.flatten();
        plain.map(|plain| serde_json::from_slice(&plain).map_err(|_| StoreError::Broken)).transpose()
    }

    fn open(&self, part: &Part) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>, StoreError> {
        let of = Of { declaration: self.declaration, revision: self.case.revision };
        Ok(self.at_rest.open(of, part, self.today)?)
    }

    /// What comes of it. Where nothing can be said now, it is looked at again tomorrow, and where nothing can be said any
    /// more, never. Where what is kept cannot be opened or written now nothing comes of it, and it waits as before.
    fn judgement(&self, grounds: Option<Grounds>, held: Option<&Held>) -> Result<Judgement, StoreError> {
        let judgement = |list, due, replacement| Judgement {
            declaration: self.declaration,
            entries: self.case.entries,
            woken: self.case.woken,
            unsettled: false,
            list,
            due,
            replacement,
        };
        let Some(grounds) = grounds else { return Ok(judgement(None, None, None)) };
        let tomorrow = self.today.checked_add_days(Days::new(1));
        let outcome = self.taken.as_ref().map(|taken| self.judged(taken, grounds, held));
        Ok(match outcome {
            Some(Ok((judged, replacement))) => judgement(Some(self.list), judged.due, replacement),
            Some(Err(problem)) if problem.is(ProblemCode::Unavailable) => {
                return Err(StoreError::Refused("what was judged cannot be kept now".into()));
            }
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
        })
    }

    fn judged(
        &self,
        taken: &TakenEdition,
        mut grounds: Grounds,
        held: Option<&Held>,
    ) -> Result<(Judged, Option<Replacement>), Problem> {
        let Self { declaration, today, .. } = *self;
        let revision = self.case.revision;
        let enters_on = taken.form.enters_on(&grounds.answers, today);
        let said = Said { enters_on, said_on: grounds.entry_said() };
        let (officer, entries) =
            officer_records::read(&self.at_rest, declaration, &self.case.events, said, today)
                .map_err(failed)?;
        let officer = grounds.beside(officer);
        let has_been_looked_at = entries > grounds.entries;
        if has_been_looked_at {
            grounds.is_looked_at();
        }
        let case = judging::Case {
            taken,
            answers: &grounds.answers,
            officer: &officer,
            held,
            lay: grounds.lay(),
            holder: &grounds.holder,
            declaration,
            revision,
        };
        let judged = judge(&case, self.now)?;
        if !has_been_looked_at && self.says_the_same(&judged).map_err(failed)? {
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
        let (rule, shown) = (judged.rule.clone(), judged.shown());
        let replacement = Replacement { revision, at: self.now, rule, shown, parts, person };
        Ok((judged, Some(replacement)))
    }

    /// Whether the code that was given says what this one would.
    fn says_the_same(&self, judged: &Judged) -> Result<bool, StoreError> {
        let given = self.case.part(CODE).map(|code| self.open(code)).transpose()?.flatten();
        let given = given.and_then(|text| {
            verify_sample(std::str::from_utf8(&text).ok()?, &self.keys.code_keys(), self.now).ok()
        });
        Ok(given.is_some_and(|given| say_the_same(&given.claims, &judged.claims)))
    }
}
