//! Summaries: a card and the words it is found by, kept in the vault. The vault knows which of them a change has put out of date;
//! what depends on the day, the rules or the platform is put out of date by the context they were made under.

use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Timelike as _, Utc};
use declaration::search::simplified;
use declaration::{AtLandmarks, Form};
use rulebook::{Landmark, flight};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use vault::{CaseOrder, CaseQuery, DraftRow, Flags, Summary, SummaryWords, VaultError};

use super::latest;
use crate::code::Read;
use crate::dto::{Card, Cards, ListFilter, ListOrder, Sending};
use crate::filling::{spoken, words};
use crate::{Error, Result, Session};

/// So many cards are a page.
const PAGE: u32 = 50;
/// How often what is written to meanwhile is made again before a search goes without it.
const MEANWHILE: usize = 5;
/// So many cases that changed are looked at before a page is shown; the rest follows in the background.
const AT_ONCE: u32 = 64;
/// Between two looks for what is out of date.
const LOOK_EVERY: Duration = Duration::from_secs(30);

/// How the words of a card are made; raised where cards that were kept would not be found by what people type now.
const WORDS: u32 = 4;

/// A card as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    card: Card,
    /// It shows a code, or waits for its window, until then.
    until: Option<DateTime<Utc>>,
}

impl Session {
    /// A page of the declarations that a text is found in, all of them where it is empty; the latest first.
    pub fn cases(&self, text: &str, offset: u32) -> Result<Cards> {
        self.listed(&ListFilter { text: text.to_owned(), ..ListFilter::default() }, offset)
    }

    /// A page of the declarations that a filter lets through, in its order.
    pub fn listed(&self, filter: &ListFilter, offset: u32) -> Result<Cards> {
        self.summarise(AT_ONCE)?;
        let query = CaseQuery {
            text: simplified(&filter.text),
            // `LH 0728` is stored as LH728, and may be somebody's number as well.
            or_text: flight::canonical(&filter.text),
            states: filter.state.as_ref().map(code_of).into_iter().collect(),
            order: match filter.order {
                ListOrder::Latest => CaseOrder::Latest,
                ListOrder::Day => CaseOrder::Day,
                ListOrder::Name => CaseOrder::Name,
            },
            offset,
            limit: PAGE,
            ..CaseQuery::default()
        };
        let page = self.vault()?.cases(&query)?;
        let contexts = self.contexts();
        let mut cards = Vec::with_capacity(page.rows.len());
        for (id, summary) in page.rows {
            cards.push(match self.kept(&summary, &contexts) {
                Some(card) => card,
                None => self.card(id)?,
            });
        }
        Ok(Cards { cards, total: page.total })
    }

    /// Brings the list up to date as far as a page shows it.
    pub(crate) fn summarise_some(&self) -> Result<()> {
        self.summarise(AT_ONCE).map(drop)
    }

    /// The same for whoever searches what was saved a moment ago: what was written to meanwhile is made once more.
    pub(crate) fn summarise_to_search(&self) -> Result<()> {
        for _ in 0..MEANWHILE {
            if self.summarise(AT_ONCE)? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Brings one case's line up to date.
    pub(crate) fn summarise_one(&self, id: Uuid) -> Result<()> {
        let vault = self.vault()?;
        let [day, hour] = self.contexts();
        let as_of = vault.writes();
        let summary = self.summary_of(id, &day, &hour)?;
        vault.put_summaries(&[(id, summary)], as_of)?;
        Ok(())
    }

    /// Brings the whole list up to date, a part at a time, as long as `heard` wants it: it is told how many were looked at.
    pub(crate) fn summarise_all(&self, mut heard: impl FnMut(u32) -> bool) -> Result<()> {
        let mut looked_at = 0;
        loop {
            let count = self.summarise(AT_ONCE)?;
            looked_at += u32::try_from(count).unwrap_or_default();
            if count == 0 || !heard(looked_at) {
                return Ok(());
            }
        }
    }

    /// Kept cards as they were made, some of them at a time.
    pub(crate) fn kept_cards(&self, offset: u32, limit: u32) -> Result<Vec<Card>> {
        let page = self.vault()?.cases(&CaseQuery { offset, limit, ..CaseQuery::default() })?;
        let kept = page.rows.into_iter().map(|(_, summary)| Kept::deserialize(&summary.card));
        // One that an older version kept is made again by the next look.
        Ok(kept.filter_map(|kept| kept.ok().map(|kept| kept.card)).collect())
    }

    /// A kept card, unless it is out of date.
    fn kept(&self, summary: &Summary, contexts: &[String; 2]) -> Option<Card> {
        let kept = Kept::deserialize(&summary.card).ok()?;
        let now = self.host.now();
        let holds = contexts.contains(&summary.context) && kept.until.is_none_or(|until| now < until);
        holds.then_some(kept.card)
    }

    /// Makes summaries that are missing or out of date, at most so many; says how many there were.
    fn summarise(&self, limit: u32) -> Result<usize> {
        let vault = self.vault()?;
        let [day, hour] = self.contexts();
        let as_of = vault.writes();
        let ids = vault.to_summarise([&day, &hour], limit)?;
        let mut summaries = Vec::with_capacity(ids.len());
        for id in &ids {
            match self.summary_of(*id, &day, &hour) {
                Ok(summary) => summaries.push((*id, summary)),
                Err(Error::DeclarationUnknown) => {} // deleted meanwhile
                Err(error) => return Err(error),
            }
        }
        // Written to meanwhile: they are made again when they are next looked at.
        match vault.put_summaries(&summaries, as_of) {
            // A disk that takes nothing keeps nobody from what is there: the cards are made for as long as they are looked at.
            Err(error @ (VaultError::DiskFull | VaultError::ReadOnly | VaultError::Io { .. })) => {
                tracing::warn!(code = error.code(), "the list was not kept");
                Ok(0)
            }
            kept => {
                kept?;
                Ok(ids.len())
            }
        }
    }

    /// What a card is made under: this day, these rules, this platform; and the same to the hour, for what shows a code.
    fn contexts(&self) -> [String; 2] {
        let platform = match self.sending() {
            Sending::To { .. } => self.profile().map(|profile| profile.platform().as_str().to_owned()),
            Sending::Nowhere { problem } => Err(problem),
            Sending::Swapped { .. } => Ok("swapped".to_owned()),
        };
        let platform = platform.unwrap_or_else(|problem| problem.code);
        let rules = self.current_head().map(|head| head.number).unwrap_or_default();
        let newest = self.newer_than(0).map(|newer| newer.number).unwrap_or_default();
        let (program, language) = (env!("CARGO_PKG_VERSION"), self.language().tag());
        let day = format!("{program} {WORDS} {language} {} {rules} {newest} {platform}", self.today());
        let hour = format!("{day} {}", self.host.now().hour());
        [day, hour]
    }

    fn summary_of(&self, id: Uuid, day: &str, hour: &str) -> Result<Summary> {
        let row = self.declaration(id)?;
        let draft = self.vault()?.draft(id)?;
        let read = self.read_code(&row);
        let card = self.card_of(&row, draft.as_ref(), &read)?;
        let until = match read {
            Read::Verified(code) => Some(code.valid_until()),
            _ => card.opens.as_ref().and_then(|opens| opens.parse().ok()),
        };
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let document = at.text(Landmark::DocumentNumber).unwrap_or_default();
        // Flight and day are those of one leg, the one that enters: who changes planes is met with those of the second.
        let mut legs = at.texts(Landmark::Flight).zip(at.texts(Landmark::DepartsOn));
        let leg = match at.entering_leg(form.edition()) {
            Some(entering) => legs.nth(entering),
            None => legs.filter(|(flight, _)| flight.is_some()).last(),
        };
        let (flight, departs_on) = leg.unwrap_or_default();
        let updated_at = card.updated_at.parse().unwrap_or(row.created_at);
        Ok(Summary {
            name: card.name.clone().unwrap_or_default(),
            document_end: document.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect(),
            flight: flight.unwrap_or_default().to_owned(),
            day: departs_on.or(card.departs_on.as_deref()).and_then(|day| day.parse().ok()),
            county: at.text(Landmark::County).unwrap_or_default().to_owned(),
            stage: code_of(&card.stage),
            state: code_of(&card.state),
            missing: card.progress.missing,
            blocking: card.progress.blocking,
            warnings: card.progress.warnings,
            flags: Flags {
                stopped: card.stopped,
                withdrawn: card.withdrawn,
                // Nothing can be done about it before that day.
                code_ends: card.ends_early.as_ref().is_some_and(|ends| ends.due),
                newer_form: match &draft {
                    Some(draft) => self.has_to_change_forms(draft)?,
                    None => false,
                },
            },
            updated_at,
            context: if until.is_some() { hour } else { day }.to_owned(),
            words: self.words_of(&form, answers, &at, &card),
            card: serde_json::to_value(Kept { card, until }).unwrap_or_default(),
        })
    }

    /// Whether somebody has to look at a draft because there is a newer form: its own is taken no longer, or its answers are touched.
    fn has_to_change_forms(&self, draft: &DraftRow) -> Result<bool> {
        let Some(newer) = self.newer_than(draft.edition) else { return Ok(false) };
        let (old, new) = (self.form_of(draft.edition)?, self.form_of(newer.number)?);
        Ok(newer.over || old.changes_in(&new, &draft.answers, self.today()).touch_the_answers())
    }

    /// What a case is found by: names, numbers, flights as they were typed; places in both languages; the reference.
    fn words_of(&self, form: &Form, answers: &Value, at: &AtLandmarks<'_>, card: &Card) -> SummaryWords {
        let texts = |landmarks: &[Landmark]| -> Vec<String> {
            landmarks.iter().filter_map(|landmark| at.text(*landmark)).map(str::to_owned).collect()
        };
        let latin = at.latin_name().unwrap_or_default();
        let destination = form.edition().landmarks.owner(Landmark::County).map(|owner| format!("{owner}/"));
        let evaluation = form.evaluate(answers, self.day_of(form.edition(), answers));
        let mut places = Vec::new();
        for page in &evaluation.pages {
            spoken::for_each_question(page, &mut |question| {
                let place = words::beside(form, question, "en").is_some()
                    || destination.as_ref().is_some_and(|part| question.field.starts_with(part));
                if place && question.answered {
                    for language in ["zh-CN", "en"] {
                        let said = words::said(form, question, language).words;
                        places.extend(said.iter().map(|place| simplified(place)));
                    }
                }
            });
        }
        SummaryWords {
            names: [texts(&[Landmark::HanName]), vec![latin]]
                .concat()
                .iter()
                .map(|name| simplified(name))
                .collect(),
            documents: texts(&[Landmark::DocumentNumber]),
            flights: at.texts(Landmark::Flight).flatten().map(str::to_owned).collect(),
            places,
            notes: [texts(&[Landmark::Phone, Landmark::PhoneInChina]), vec![card.reference.clone()]].concat(),
        }
    }
}

/// The code that a list filters by.
fn code_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(code)) => code,
        _ => String::new(),
    }
}

/// Makes in the background what is out of date, for as long as the session is open.
pub(crate) fn keep_summaries(session: &Arc<Session>) {
    let (runtime, open) = (session.runtime.clone(), Arc::downgrade(session));
    let blocking = runtime.clone();
    runtime.spawn(async move {
        loop {
            let here = open.clone();
            match blocking.spawn_blocking(move || some(&here)).await {
                Ok(Some(0)) => tokio::time::sleep(LOOK_EVERY).await,
                Ok(Some(_)) => tokio::task::yield_now().await,
                Ok(None) | Err(_) => return,
            }
        }
    });
}

/// Some of them; `None` once the session is over.
fn some(session: &Weak<Session>) -> Option<usize> {
    match session.upgrade()?.summarise(AT_ONCE) {
        Ok(count) => Some(count),
        Err(Error::VaultLocked) => None,
        Err(error) => {
            tracing::warn!(code = error.code(), "the list was not brought up to date; it is tried again");
            Some(0)
        }
    }
}
