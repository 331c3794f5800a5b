//! The rulebook in use: which edition it is, how fresh, and its texts. Beside it the forms of every edition at hand, the
//! search for newer editions, and the move of a draft to one.

mod callers;
mod edition_change;
pub(crate) mod forms;
pub(crate) mod newer;

use std::sync::Arc;

use chrono::SecondsFormat;
use rulebook::lists::DIVISIONS;

use self::callers::Caller;
use self::newer::{Newer, waited};
use crate::dto::{CountyNumber, Directory, Hotline, NamedReference, Rulebook};
use crate::surroundings::Surroundings;
use crate::{App, Result, parse_id};

impl Surroundings {
    /// Which rulebook is in use, and how fresh it is by the last look for newer ones.
    pub(crate) fn rulebook_in_use(&self, newer: Option<&Newer>) -> Result<Rulebook> {
        let head = self.current_head()?;
        let seen = newer.map(|newer| newer.seen().clone()).unwrap_or_default();
        let over = self.forms.calendar().is_over(head.number, self.zhejiang_date());
        Ok(Rulebook {
            edition: head.number,
            issued: head.issued.to_string(),
            valid_until: head.valid_until.map(|day| day.to_string()),
            looked_at: seen.at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            stale: over || seen.expires.is_some_and(|until| until < self.host.now()),
            can_look: newer.is_some(),
            problem: seen.problem,
        })
    }
}

impl App {
    /// Which rulebook is in use, and how fresh it is.
    pub fn rulebook(&self) -> Result<Rulebook> {
        self.rulebook_in_use(self.newer().as_deref())
    }

    /// Looks for a newer rulebook now, and says what is in use then.
    pub fn look_for_rulebook(&self) -> Result<Rulebook> {
        if let Some(newer) = self.newer() {
            waited(&self.runtime, newer.look());
        }
        self.rulebook()
    }

    /// The texts of an edition in a language, as Fluent; English where the edition does not speak it.
    pub fn edition_texts(&self, edition: u32, language: &str) -> Result<String> {
        let form = self.form_of(edition)?;
        let texts = &form.edition().texts;
        Ok(texts.get(language).or_else(|| texts.get("en")).cloned().unwrap_or_default())
    }

    /// Hotlines of the edition in use that serve somebody here, or one of them, and what whoever calls is asked for. Where nobody has said
    /// who they are, and before the vault is open, all of them.
    pub fn directory(&self, of: Option<&str>) -> Result<Directory> {
        let form = self.current_form()?;
        let lines = &form.edition().directory;
        let here = self.callers(of).unwrap_or_default();
        let serves = |line: &rulebook::Hotline| {
            here.is_empty() || here.iter().any(|one| line.is_for(one.nationality.as_deref()))
        };
        let sent = || here.iter().filter(|one| one.is_sent);
        let mut counties: Vec<CountyNumber> = Vec::new();
        for county in here.iter().filter_map(|one| one.county.as_deref()) {
            // Where the county stands, the edition says that the answers were given under; its number, the newest.
            let Some(known) = lines.counties.iter().find(|known| known.county == county) else { continue };
            let name = form.label(DIVISIONS, county, self.language().tag()).unwrap_or_default();
            let number = CountyNumber { name, phone: known.phone.clone() };
            if !counties.contains(&number) {
                counties.push(number);
            }
        }
        Ok(Directory {
            edition: form.edition().head.number,
            hotlines: lines
                .hotlines
                .iter()
                .filter(|line| serves(line))
                .map(|line| Hotline::of(&line.id, &line.number))
                .collect(),
            counties,
            references: sent()
                .map(|one| NamedReference {
                    name: one.card.name.clone(),
                    reference: one.card.reference.clone(),
                })
                .collect(),
            writes: !here.is_empty() && here.iter().all(|one| one.writes),
        })
    }

    /// Who may call from here: of one declaration, or of all of them.
    fn callers(&self, of: Option<&str>) -> Result<Vec<Caller>> {
        let session = self.session()?;
        let cards = match of {
            Some(id) => vec![session.card(parse_id(id)?)?],
            None => session.home()?.cards,
        };
        cards.into_iter().map(|card| session.caller(card)).collect()
    }

    fn newer(&self) -> Option<Arc<Newer>> {
        self.session().ok()?.newer()
    }
}
