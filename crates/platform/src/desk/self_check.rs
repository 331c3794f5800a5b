//! The self-check of a month: codes by their rules, reviews, what was late, looks that nothing followed, what was ended. All of it is
//! counted; nobody is named, and codes of few people are withheld.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use platform_api::{Problem, ProblemCode};
use rulebook::{Colour, zhejiang_midnight};
use serde::Serialize;

use super::months::{asked, first_of, last_of, name};
use super::{Desk, failed};
use crate::store::ShownRule;
use crate::withholding::{Count, FEWEST, shown};

/// Months that can be looked at, with this one.
const MONTHS: u32 = 12;
/// What is counted when it happens, in the order of the page.
const COUNTED: [&str; 14] = [
    "review-asked",
    "review-granted",
    "review-refused",
    "review-late",
    "handed-over",
    "handed-over-late",
    "received",
    "received-late",
    "green-sampled",
    "misuse-reported",
    "retention-run",
    "retention-keys",
    "retention-parts",
    "retention-failed",
];

/// The page.
#[derive(Debug, Serialize)]
pub(crate) struct SelfCheck {
    month: String,
    months: Vec<String>,
    fewest: u32,
    /// None where they are too few to be shown.
    codes: Option<Vec<Given>>,
    counted: Vec<Counted>,
    looks: Vec<Looked>,
}

/// Codes that one rule has given.
#[derive(Debug, Serialize)]
struct Given {
    edition: u32,
    rule: String,
    /// The message that says what the rule stands for; none of one whose edition is not here.
    reason: Option<String>,
    colour: Option<Colour>,
    number: Option<u64>,
}

#[derive(Debug, Serialize)]
struct Counted {
    what: &'static str,
    number: u64,
}

/// Looks of a role at single people.
#[derive(Debug, Serialize)]
struct Looked {
    role: String,
    looks: u64,
    /// Nothing was said of that person by the same account within a day.
    idle: u64,
}

impl Desk {
    /// The self-check of a month; of this one, as far as it has come, where none is named.
    pub(crate) async fn self_check(&self, month: Option<&str>) -> Result<SelfCheck, Problem> {
        let this = first_of(self.today()).ok_or(ProblemCode::Internal)?;
        let months: Vec<NaiveDate> =
            (0..MONTHS).filter_map(|ago| this.checked_sub_months(Months::new(ago))).collect();
        let first = asked(&months, self.today(), month)?;
        let last = last_of(first)?;
        let (from, until) = (zhejiang_midnight(first), zhejiang_midnight(last + Days::new(1)));
        let counted = self.store.counted(first, last).await.map_err(failed)?;
        let number = |what: &str| counted.iter().find(|(it, _)| it == what).map_or(0, |(_, number)| *number);
        let looks = self.store.looks(from, until).await.map_err(failed)?;
        Ok(SelfCheck {
            month: name(first),
            months: months.into_iter().map(name).collect(),
            fewest: FEWEST,
            codes: self.codes(from, until).await?,
            counted: COUNTED.into_iter().map(|what| Counted { what, number: number(what) }).collect(),
            looks: looks
                .into_iter()
                .map(|it| Looked { role: it.role, looks: it.looks, idle: it.idle })
                .collect(),
        })
    }

    async fn codes(
        &self,
        from: chrono::DateTime<chrono::Utc>,
        until: chrono::DateTime<chrono::Utc>,
    ) -> Result<Option<Vec<Given>>, Problem> {
        let codes = self.store.codes(from, until).await.map_err(failed)?;
        let rules = self.core.rules();
        let rule = |shown: &ShownRule| rules.rule(shown.edition, &shown.rule).map(|(_, rule)| rule);
        let colour = |shown: &ShownRule| rule(shown).map(|rule| rule.colour);
        // By their colours, which are counted elsewhere too: what a colour has in all is no help to find its parts.
        let mut colours: BTreeMap<&str, Vec<(ShownRule, u64)>> = BTreeMap::new();
        for (shown, number) in codes {
            let name = colour(&shown).map_or("", |colour| colour.name());
            colours.entry(name).or_default().push((shown, number));
        }
        let leaf = |(_, number): &(ShownRule, u64)| Count::leaf(u32::try_from(*number).unwrap_or(u32::MAX));
        let sums = colours.values().map(|rules| Count::sum(rules.iter().map(leaf).collect()));
        let Some(seen) = shown(&Count::sum(sums.collect())) else { return Ok(None) };
        let mut seen = seen.into_iter().skip(1);
        let mut given = Vec::new();
        for rules in colours.into_values() {
            seen.next();
            for (shown, number) in rules {
                let number = Some(number).filter(|_| seen.next().unwrap_or(false));
                given.push(Given {
                    colour: colour(&shown),
                    reason: rule(&shown).map(|rule| format!("reason-{}", rule.reason)),
                    edition: shown.edition,
                    rule: shown.rule,
                    number,
                });
            }
        }
        Ok(Some(given))
    }
}
