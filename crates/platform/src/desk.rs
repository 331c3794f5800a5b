//! What officers do: the desk's side of the platform, without HTTP.
//!
//! - `signing_in`: from a one-time link to a passkey, from a passkey to a session.
//! - `scope`: whom an officer may look at, in one place; `person`: what of them is shown.
//! - `groups`, `looking`, `finding`: lists, one person, and finding one. Every look is noted in the log of whoever was looked at.
//! - `taking_in`: somebody at a port who has not declared.
//! - `asked`: what travellers asked for and wait for.
//! - `contacts`: who was near a case.
//! - `counts`: how many people come.
//! - `self_check`: what of a month is looked at by whoever looks after the platform.
//! - `may`: what an officer may say of somebody now; `acting`, `notes`, `flights`: saying it, of people, of calls, of flights.
//! - `buses`: buses to the counties; `escorts`: what whoever goes along says on the way.
//! - `riding`: who may ride with whom.
//! - `duty`: notes that hurry, and who sees to them; `roster`: who is on duty, what a shift leaves to the next.
//! - `working`: what of the platform works.
//! - `accounts`: who works here, and the log for whoever audits it.

mod accounts;
mod acting;
mod alike;
mod asked;
mod buses;
mod contacts;
mod counts;
mod duty;
mod escorts;
mod finding;
mod flights;
mod groups;
mod looking;
mod may;
mod months;
mod notes;
mod person;
mod riding;
mod roster;
mod scope;
mod self_check;
mod signing_in;
mod taking_in;
mod word;
mod working;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode};

pub(crate) use accounts::{NewAccount, WantedLog};
pub(crate) use asked::{Answer, Asked};
pub(crate) use buses::NewBus;
pub(crate) use escorts::EscortSays;
pub(crate) use finding::Sought;
pub(crate) use looking::Wanted;
pub(crate) use notes::NewNote;
pub(crate) use person::{Named, Person, named};
pub(crate) use roster::NewTurn;
pub(crate) use signing_in::SignedIn;
pub(crate) use taking_in::Handed;
pub(crate) use word::Saying;

use looking::Looks;

use crate::Clock;
use crate::core::{Core, failed};
use crate::limits::Tries;
use crate::staff::passkeys::{NoPasskey, Passkeys};
use crate::staff::{Account, PROVINCE, Session};
use crate::store::{Note, Store};

/// So many look-ups of an account that find nobody, in that time; whoever mishears needs a few, whoever guesses needs thousands.
const TRIES: u32 = 60;
const TRIES_WITHIN: TimeDelta = TimeDelta::hours(1);

/// The desk of a platform.
pub(crate) struct Desk {
    core: Arc<Core>,
    store: Arc<dyn Store>,
    passkeys: Passkeys,
    /// Of its pages.
    origin: String,
    clock: Clock,
    looks: Looks,
    tries: Tries,
    watch: working::Watch,
    /// Months as they were counted first on a day.
    counted: std::sync::Mutex<
        std::collections::HashMap<chrono::NaiveDate, (chrono::NaiveDate, Vec<crate::store::Tally>)>,
    >,
    /// Whoever is sent on is held against those aboard, one after the other.
    sending_on: tokio::sync::Mutex<()>,
}

/// An officer at a device, for one request.
#[derive(Debug, Clone)]
pub(crate) struct Officer {
    pub(crate) account: Account,
    pub(crate) session: Session,
}

impl Desk {
    /// A desk whose pages have that origin; none where the origin can have no passkeys.
    pub(crate) fn new(core: Arc<Core>, store: Arc<dyn Store>, origin: String, clock: Clock) -> Option<Self> {
        let passkeys = Passkeys::of(&origin)?;
        let tries = Tries::new(TRIES, TRIES_WITHIN);
        Some(Self {
            core,
            store,
            passkeys,
            origin,
            clock,
            looks: Looks::default(),
            tries,
            watch: working::Watch::default(),
            counted: std::sync::Mutex::default(),
            sending_on: tokio::sync::Mutex::default(),
        })
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether a cookie may be kept from whoever listens in.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The words of an edition in a language.
    pub(crate) fn texts(&self, edition: u32, language: &str) -> Option<String> {
        self.core.rules().edition(edition)?.texts.get(language).cloned()
    }

    /// Ports and places of an account, with their names.
    pub(crate) fn workplaces(&self, account: &Account) -> (Vec<Named>, Vec<Named>) {
        let rules = self.core.rules();
        let edition = rules.current(rulebook::zhejiang_date(self.now())).map(|taken| &*taken.edition);
        let named = |list: &'static str| move |code: &str| person::named(edition, list, code);
        let ports = account.scope.ports().map(named(rulebook::lists::AIRPORTS)).collect();
        // The divisions are those of one province, which is none of them.
        let province = |code: &str| code == PROVINCE;
        let whole = |code: &str| Named { code: code.into(), zh: "浙江省".into(), en: "Zhejiang".into() };
        let place = |code| if province(code) { whole(code) } else { named(rulebook::lists::DIVISIONS)(code) };
        (ports, account.scope.places().map(place).collect())
    }

    fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    fn note(&self, event: impl Into<String>, by: &Account) -> Note {
        Note { at: self.now(), event: event.into(), by: by.signature() }
    }

    /// Notes what an officer did in their own log.
    async fn write_down(&self, officer: &Officer, event: impl Into<String>) -> Result<(), Problem> {
        let note = self.note(event, &officer.account);
        self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        Ok(())
    }
}

impl From<NoPasskey> for ProblemCode {
    fn from(_: NoPasskey) -> Self {
        Self::PasskeyRefused
    }
}
