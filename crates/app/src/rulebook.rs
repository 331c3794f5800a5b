//! The rulebook in use: which edition it is, how fresh, and its texts. Beside it the forms of every edition at hand, the
//! search for newer editions, and the move of a draft to one.

mod edition_change;
pub(crate) mod forms;
pub(crate) mod newer;

use std::sync::Arc;

use chrono::SecondsFormat;
use declaration::{AtLandmarks, Form};
use rulebook::Landmark;
use rulebook::lists::DIVISIONS;

use self::newer::{Newer, waited};
use crate::dto::{Card, CountyNumber, Directory, Hotline, NamedReference, Rulebook, SendState};
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

    /// Hotlines of the edition in use, and what whoever calls is asked for.
    pub fn directory(&self) -> Result<Directory> {
        let form = self.current_form()?;
        // There is a hotline before the vault is open, too.
        let home = self.session().and_then(|session| session.home());
        let sent = home.map(|home| home.cards).unwrap_or_default().into_iter();
        let sent: Vec<Card> = sent.filter(|card| card.state != SendState::NotSent).collect();
        let hotlines = form.edition().directory.hotlines.iter();
        Ok(Directory {
            edition: form.edition().head.number,
            hotlines: hotlines
                .map(|line| Hotline {
                    text: format!("hotline-{}", line.id),
                    number: line.number.clone(),
                    hours: format!("hotline-{}.hours", line.id),
                })
                .collect(),
            counties: self.county_numbers(&form, &sent),
            references: sent
                .into_iter()
                .map(|card| NamedReference { name: card.name, reference: card.reference })
                .collect(),
        })
    }

    /// Where a notice has published one, the number of each county that somebody here goes to.
    fn county_numbers(&self, form: &Form, sent: &[Card]) -> Vec<CountyNumber> {
        let (edition, language) = (form.edition(), self.language());
        // Where the county stands in the answers, the edition says that they were sent under; its number, the newest.
        let county_of = |card: &Card| {
            let session = self.session().ok()?;
            let sent = session.declaration(parse_id(&card.id).ok()?).ok()?.sent?;
            let under = session.form_of(sent.edition).ok()?;
            let at = AtLandmarks::of(under.edition(), &sent.answers);
            let county = at.text(Landmark::County)?;
            edition.directory.counties.iter().find(|one| one.county == county)
        };
        let mut numbers: Vec<CountyNumber> = Vec::new();
        for county in sent.iter().filter_map(county_of) {
            let name = form.label(DIVISIONS, &county.county, language.tag());
            let number = CountyNumber { name: name.unwrap_or_default(), phone: county.phone.clone() };
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        numbers
    }

    fn newer(&self) -> Option<Arc<Newer>> {
        self.session().ok()?.newer()
    }
}
