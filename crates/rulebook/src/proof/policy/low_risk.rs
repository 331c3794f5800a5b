//! A person with no epidemic fact, and the colour that an edition gives them.
//!
//! Somebody who comes from a country in no class on a flight that is on no list, says no to every question that must be
//! answered, leaves open what may be left open, and of whom no officer has recorded anything. Facts and rules are run over
//! just that, so it does not matter by which questions an edition would be hard on them.

use std::collections::{BTreeMap, HashMap};

use cel::common::types::{CelBool, CelInt, CelList};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use cel::{IdedExpr, Value};
use chrono::{Days, NaiveDate};

use super::sample::{self, ANY};
use super::{FILE, Policy};
use crate::Refusal;
use crate::expression::{Step, scope};
use crate::facts::FactValue;
use crate::fields::Required;
use crate::head::Head;
use crate::policy::Colour;
use crate::risks::{RiskClass, Risks};
use crate::shape::{Derived, Kind, Member, Record};
use crate::vocabulary::MAINLAND;

/// What the person's facts are worked out over, beside the policy.
pub(crate) struct World<'a> {
    pub(crate) head: &'a Head,
    pub(crate) answers: &'a Record,
    pub(crate) journey: &'a Record,
    pub(crate) officer: &'a Record,
    pub(crate) risks: &'a Risks,
}

type Boxed = Box<dyn Val>;

/// Days from now on which the person flies and lands.
const LEAVES_IN: u64 = 3;
/// Days for which the person has been where they are.
const STAYED_FOR: u64 = 60;

impl Policy<'_> {
    /// The place of the rule that decides for a person with no epidemic fact; refused unless it gives green or the edition
    /// says that it does not.
    pub(super) fn low_risk(&self) -> Result<usize, Refusal> {
        let person = Person::of(self);
        let variables = Variables(HashMap::from([
            ("answers", person.record(self.world.answers, &mut Vec::new())),
            ("journey", person.record(self.world.journey, &mut Vec::new())),
            ("officer", person.record(self.world.officer, &mut Vec::new())),
            ("edition", person.edition()),
            ("today", FactValue::Date(person.today).value()),
        ]));
        let facts = self.facts.iter().map(|fact| {
            let scope = scope(self.base, &variables);
            let value = Value::resolve_val(fact.is.tree(), &scope).ok();
            let value =
                value.and_then(|value| FactValue::read(fact.kind, &*value)).unwrap_or(FactValue::Null);
            (&*fact.name, value.value())
        });
        let facts: Boxed = Box::new(sample::map(facts));
        let variables = Variables(HashMap::from([("facts", facts)]));
        let holds = |tree: &IdedExpr| {
            let scope = scope(self.base, &variables);
            let value = Value::resolve_val(tree, &scope).ok();
            value.is_some_and(|value| value.downcast_ref::<CelBool>().is_some_and(|truth| *truth.inner()))
        };
        let decides = self.rules.iter().position(|rule| holds(rule.when.tree()));
        let decides = decides.unwrap_or(self.rules.len().saturating_sub(1));
        match self.rules.get(decides) {
            Some(rule) if rule.colour != Colour::Green && self.world.head.low_risk_green => Err(self
                .refusal("policy-low-risk-green", decides)
                .with("colour", rule.colour.name())
                .with("say", "\"low_risk_green\": false")),
            Some(_) => Ok(decides),
            None => Err(Refusal::new("policy-open", FILE, "/rules")),
        }
    }
}

/// The person, while their answers are made up.
struct Person<'a> {
    policy: &'a Policy<'a>,
    /// What a question that must be answered is answered by, by its path.
    required: BTreeMap<&'a [Step], Option<&'a str>>,
    country: String,
    today: NaiveDate,
    lands_on: NaiveDate,
}

impl<'a> Person<'a> {
    fn of(policy: &'a Policy<'a>) -> Self {
        let always = policy
            .fields
            .iter()
            .filter(|field| field.visible.is_none() && matches!(field.required, Required::Always));
        let required = always.map(|field| (field.path.steps.as_slice(), field.exclusive.as_deref()));
        let risks = policy.world.risks;
        let listed = |code: &str| risks.places.iter().any(|place| place.country == code);
        let rows = policy.countries.map(|list| list.rows()).unwrap_or_default();
        let country = rows.iter().find(|row| row.code != MAINLAND && !listed(&row.code));
        let today = policy.world.head.valid_from;
        Self {
            policy,
            required: required.collect(),
            country: country.map_or_else(|| ANY.to_owned(), |row| row.code.clone()),
            today,
            lands_on: today.checked_add_days(Days::new(LEAVES_IN)).unwrap_or(today),
        }
    }

    fn record(&self, record: &Record, path: &mut Vec<Step>) -> Boxed {
        let members = record.members.iter().enumerate().map(|(at, member)| {
            path.push(Step::Member(at));
            let value = self.member(member, path);
            path.pop();
            (member.name.as_str(), value)
        });
        Box::new(sample::map(members.collect::<Vec<_>>()))
    }

    fn member(&self, member: &Member, path: &mut Vec<Step>) -> Boxed {
        if let Some(value) = self.known(member) {
            return value.value();
        }
        let required = self.required.get(path.as_slice());
        let quiet = match &member.kind {
            Kind::Record(inner) => return self.record(inner, path),
            Kind::Records(inner) => {
                let has_one = ["stays", "legs"].contains(&member.name.as_str()) && path.len() == 1;
                path.push(Step::Each);
                let items = has_one.then(|| self.record(inner, path));
                path.pop();
                return Box::new(CelList::from(items.into_iter().collect::<Vec<_>>()));
            }
            Kind::Texts => {
                FactValue::Texts(required.copied().flatten().map(str::to_owned).into_iter().collect())
            }
            _ if required.is_none() => FactValue::Null,
            Kind::YesNo => FactValue::Bool(false),
            Kind::Integer => FactValue::Int(member.bounds.minimum.unwrap_or_default() as i64),
            Kind::Number => FactValue::Double(member.bounds.minimum.unwrap_or_default()),
            Kind::Date => FactValue::Date(self.today),
            Kind::Text if member.options.is_empty() => FactValue::Text(String::new()),
            Kind::Text | Kind::Time | Kind::Instant => FactValue::Null,
        };
        quiet.value()
    }

    /// What follows from the person's story, by the names that derived values and the journey have.
    fn known(&self, member: &Member) -> Option<FactValue> {
        let days = |days: u64| self.lands_on.checked_sub_days(Days::new(days)).map(FactValue::Date);
        let look_back = u64::from(self.policy.world.head.look_back_days);
        match member.derived {
            Some(Derived::LegClass | Derived::FromClass | Derived::StayClass) => {
                return Some(FactValue::Text(RiskClass::None.name().to_owned()));
            }
            Some(Derived::StayGap | Derived::LegSeatUnknown) => return Some(FactValue::Bool(false)),
            Some(Derived::Departs | Derived::Arrives) => return days(0),
            _ => {}
        }
        match member.name.as_str() {
            "country" | "from_country" => Some(FactValue::Text(self.country.clone())),
            "to_country" => Some(FactValue::Text(MAINLAND.to_owned())),
            "departs_on" | "arrives_on" | "until" | "enters_on" | "declared_on" => days(0),
            "since" => days(STAYED_FOR),
            "window_starts_on" | "asks_since" => days(look_back),
            _ => None,
        }
    }

    fn edition(&self) -> Boxed {
        let head = self.policy.world.head;
        let numbers = [
            ("number", head.number),
            ("look_back_days", head.look_back_days),
            ("opens_days_before_departure", head.sending.opens_days_before_departure),
            ("closes_days_after_arrival", head.sending.closes_days_after_arrival),
        ];
        let numbers = numbers.map(|(name, number)| {
            let number: Boxed = Box::new(CelInt::from(i64::from(number)));
            (name, number)
        });
        Box::new(sample::map(numbers))
    }
}

/// Names with their values.
struct Variables(HashMap<&'static str, Boxed>);

impl VariableResolver for Variables {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        self.0.get(name).map(|value| CowVal::Borrowed(&**value))
    }
}
