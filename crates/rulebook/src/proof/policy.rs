//! The code policy, proved over every combination of facts.
//!
//! A rule's condition is taken apart into conditions over one fact each ([`skeleton`]). What such a condition looks at
//! ([`form`]) says which few values stand for all that the fact can have ([`points`]); the compiled condition itself is
//! evaluated on them, and values that it cannot tell apart are one class. Then the space of all combinations of classes is
//! cut into regions that one rule decides ([`regions`]). So it is known, not tried, that exactly one rule comes first
//! everywhere, that none fails, that each rule and each colour can be reached, and by what.
//!
//! Facts are taken to be independent. A combination may contradict itself (a severe stay and no stay abroad), so a rule
//! that only such a combination reaches passes here; that a rule is reachable is necessary, not sufficient.

mod combination;
mod form;
mod low_risk;
mod points;
mod proved;
mod regions;
mod sample;
mod skeleton;
mod truth;

use cel::common::types::CelBool;
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use cel::{Context, IdedExpr, Value};

pub use combination::{Combination, Way};
pub use proved::{FactSamples, PolicyProof};
pub use regions::Region;
pub use sample::ANY;

use form::{Form, Looks};
pub(crate) use low_risk::World;
use points::Domain;
use regions::{Hole, Search};
use skeleton::Skeleton;
use truth::Truth;

use crate::expression::scope;
use crate::fields::{Field, Required};
use crate::landmarks::Landmarks;
use crate::lists::List;
use crate::policy::{Colour, PolicyRule};
use crate::shape::Record;
use crate::vocabulary::{MAX_POLICY_REGIONS, MAX_POLICY_SAMPLES};
use crate::{Fact, Refusal};

const FILE: &str = "code-policy.json";
/// What every question about a stay begins with.
const STAY: &str = "/stays/*/";

/// What the proof looks at.
pub(crate) struct Policy<'a> {
    pub(crate) facts: &'a [Fact],
    pub(crate) names: &'a Record,
    pub(crate) rules: &'a [PolicyRule],
    pub(crate) fields: &'a [Field],
    pub(crate) landmarks: &'a Landmarks,
    pub(crate) countries: Option<&'a List>,
    pub(crate) base: &'a Context<'static, 'static>,
    /// For the person with no epidemic fact.
    pub(crate) world: World<'a>,
}

impl Policy<'_> {
    /// Proves it, or says where it fails and by which combination of facts.
    pub(crate) fn prove(&self) -> Result<PolicyProof, Refusal> {
        let mut atoms: Vec<Vec<IdedExpr>> = self.facts.iter().map(|_| Vec::new()).collect();
        let mut looks: Vec<Looks> = self.facts.iter().map(|_| Looks::default()).collect();
        let mut rules = Vec::with_capacity(self.rules.len());
        for (index, rule) in self.rules.iter().enumerate() {
            let before: Vec<usize> = atoms.iter().map(Vec::len).collect();
            let skeleton =
                Skeleton::of(rule.when.tree(), self.names, self.base, &mut atoms).map_err(|mixed| {
                    let names: Vec<&str> = mixed.0.iter().map(|&fact| &*self.facts[fact].name).collect();
                    self.refusal("policy-atom-mixed", index).with("facts", names.join(", "))
                })?;
            for (fact, atoms) in atoms.iter().enumerate() {
                for atom in &atoms[before[fact]..] {
                    self.read(fact, atom, &mut looks[fact]).map_err(|part| {
                        self.refusal("policy-atom-form", index)
                            .with("fact", &self.facts[fact].name)
                            .with("part", part)
                    })?;
                }
            }
            rules.push(skeleton);
        }
        let facts = atoms
            .into_iter()
            .zip(looks)
            .enumerate()
            .map(|(fact, (atoms, looks))| self.samples(fact, atoms, &looks))
            .collect::<Result<Vec<_>, _>>()?;
        let regions = Search::new(&facts, &rules).regions().map_err(|hole| self.hole(&facts, hole))?;
        let ids = self.rules.iter().map(|rule| (rule.id.clone(), rule.colour)).collect();
        let low_risk = self.low_risk()?;
        let proof = PolicyProof { facts, regions, ids, rules, low_risk };
        self.reached(&proof)?;
        Ok(proof)
    }

    fn read(&self, fact: usize, atom: &IdedExpr, looks: &mut Looks) -> Result<(), form::Other> {
        let fact = &self.facts[fact];
        Form { fact: &fact.name, kind: fact.kind, base: self.base, looks }.condition(atom, None)
    }

    /// The classes of a fact.
    fn samples(&self, fact: usize, atoms: Vec<IdedExpr>, looks: &Looks) -> Result<FactSamples, Refusal> {
        let fact = &self.facts[fact];
        let domain = Domain {
            kind: fact.kind,
            nullable: fact.may_be_null,
            stay_nullable: &|member| self.stay_nullable(member),
            country: &|code| self.countries.is_none_or(|list| list.row(code).is_some()),
        };
        let samples = points::samples(&domain, looks, self.base).map_err(|_too_wide| {
            Refusal::new("policy-too-wide", FILE, "/rules")
                .with("fact", &fact.name)
                .with("limit", MAX_POLICY_SAMPLES)
        })?;
        Ok(FactSamples::new(fact, atoms, samples, self.base))
    }

    /// Whether a stay may lack a member: its question need not be answered, or what it is derived from need not.
    fn stay_nullable(&self, member: &str) -> bool {
        let sure = |member: &str| {
            self.fields.iter().any(|field| {
                field.pointer.strip_prefix(STAY) == Some(self.landmarks.stay_member(member))
                    && field.visible.is_none()
                    && matches!(field.required, Required::Always)
            })
        };
        match member {
            "class" => !sure("country"),
            member => !sure(member),
        }
    }

    fn hole(&self, facts: &[FactSamples], hole: Hole) -> Refusal {
        match hole {
            Hole::NoValue(rule, fixed) => self
                .refusal("policy-not-total", rule)
                .with("problem", "no value")
                .with("example", proved::combination(facts, &fixed)),
            Hole::NoRule(fixed) => Refusal::new("policy-not-total", FILE, "/rules")
                .with("problem", "no rule")
                .with("example", proved::combination(facts, &fixed)),
            Hole::TooWide => {
                Refusal::new("policy-too-wide", FILE, "/rules").with("limit", MAX_POLICY_REGIONS)
            }
        }
    }

    /// Every rule decides somewhere, and every colour is given somewhere.
    fn reached(&self, proof: &PolicyProof) -> Result<(), Refusal> {
        for index in 0..self.rules.len() {
            if proof.witness(index).is_some() {
                continue;
            }
            let refusal = self.refusal("policy-rule-unreachable", index);
            return Err(match Search::new(&proof.facts, &proof.rules).holding(index) {
                None => refusal.with("never", "holds for no combination of facts"),
                Some(fixed) => {
                    let example = proved::combination(&proof.facts, &fixed);
                    let first = proof.first(&fixed).map_or("", |rule| self.rules[rule].id.as_str());
                    refusal.with("taken_by", first).with("example", example)
                }
            });
        }
        for colour in [Colour::Green, Colour::Yellow, Colour::Orange] {
            if !self.rules.iter().any(|rule| rule.colour == colour) {
                return Err(
                    Refusal::new("policy-colour-unreachable", FILE, "/rules").with("colour", colour.name())
                );
            }
        }
        Ok(())
    }

    fn refusal(&self, code: &'static str, rule: usize) -> Refusal {
        Refusal::new(code, FILE, format!("/rules/{rule}/when")).with("rule", &self.rules[rule].id)
    }
}

/// What a condition comes to where one name has a value.
fn evaluate(base: &Context<'_, '_>, name: &str, value: Box<dyn Val>, tree: &IdedExpr) -> Truth {
    let named = Named { name, value };
    let scope = scope(base, &named);
    let truth = Value::resolve_val(tree, &scope).ok();
    Truth::of(truth.and_then(|value| value.downcast_ref::<CelBool>().map(|truth| *truth.inner())))
}

/// One name with a value.
struct Named<'a> {
    name: &'a str,
    value: Box<dyn Val>,
}

impl VariableResolver for Named<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        (variable == self.name).then(|| CowVal::Borrowed(&*self.value))
    }
}
