//! A loaded edition: everything proved and compiled, nothing left to go wrong but the answers.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::thread::ScopedJoinHandle;

use cel::Context;
use cel::context::VariableResolver;
use jsonschema::Validator;
use serde_json::Value;

use crate::checks::Check;
use crate::directory::Directory;
use crate::expression;
use crate::facts::Fact;
use crate::facts::FactValue;
use crate::fields::{Field, FieldId, Moment};
use crate::files::Files;
use crate::head::Head;
use crate::kinds::Kinds;
use crate::landmarks::Landmarks;
use crate::lists::{self, COUNTRIES, List};
use crate::pages::Page;
use crate::policy::PolicyRule;
use crate::proof::{Combination, PolicyProof};
use crate::risks::Risks;
use crate::shape::{self, Record};
use crate::who::SpeaksOf;
use crate::written::Written;
use crate::{Refusal, order, proof};

/// One edition of the rulebook.
pub struct Edition {
    /// Number, dates, caps.
    pub head: Head,
    /// Pages in order.
    pub pages: Vec<Page>,
    /// Rules across answers, in order.
    pub checks: Vec<Check>,
    /// What the code policy may know, in order.
    pub facts: Vec<Fact>,
    /// The code policy; the first rule that holds decides, the last always holds.
    pub policy: Vec<PolicyRule>,
    /// Places and flights by risk class.
    pub risks: Risks,
    /// Whom to call.
    pub directory: Directory,
    /// Code lists by name.
    pub lists: BTreeMap<String, Arc<List>>,
    /// The words, in Fluent, by BCP 47 tag.
    pub texts: BTreeMap<String, String>,
    /// The schema as it is written.
    pub schema: Value,
    /// Where the software finds what it must find in any form.
    pub landmarks: Landmarks,
    /// What may be sent with this form besides a declaration.
    pub kinds: Kinds,
    /// When the questions speak of somebody else.
    pub speaks_of: SpeaksOf,
    /// The shape of the answers.
    pub shape: Record,
    /// The shape of `journey` in expressions.
    pub journey: Record,
    /// The shape of `officer` in facts.
    pub officer: Record,
    /// The shape of `edition` in expressions.
    pub constants: Record,
    /// Names of the facts, as a shape.
    pub fact_names: Record,
    /// Most work of all expressions over one declaration, in the units of [`crate::Expression::cost`].
    pub cost: u64,
    validator: Validator,
    fields: Vec<Field>,
    by_pointer: HashMap<Arc<str>, FieldId>,
    visibility: Vec<FieldId>,
    after_landing: Vec<FieldId>,
    facts_by_name: Vec<usize>,
    policy_proof: PolicyProof,
    base: Context<'static, 'static>,
}

impl std::fmt::Debug for Edition {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Edition").field("number", &self.head.number).finish_non_exhaustive()
    }
}

impl Edition {
    /// The edition that this program was built with.
    pub fn bundled() -> Result<Arc<Self>, Refusal> {
        Self::load(&Files::bundled()).map(Arc::new)
    }

    /// Parses, proves and compiles an edition, or says why not.
    pub fn load(files: &Files) -> Result<Self, Refusal> {
        Self::prove(files).map_err(|refusal| refusal.located(files))
    }

    fn prove(files: &Files) -> Result<Self, Refusal> {
        let head: Head = files.parse("edition.json")?;
        proof::head(&head)?;
        // The lists are most of an edition's bytes, and nothing else waits for them while the rest is read.
        let (written, lists) = std::thread::scope(|scope| {
            let lists = std::thread::Builder::new().spawn_scoped(scope, || lists::all(files));
            let written = Written::read(files);
            let lists = match lists.map(ScopedJoinHandle::join) {
                Ok(Ok(lists)) => lists,
                _ => lists::all(files),
            };
            (written, lists)
        });
        let (lists, written) = (lists?, written?);
        let Written {
            schema,
            landmarks,
            mut shape,
            validator,
            pages,
            kinds,
            checks,
            facts,
            policy,
            environment,
        } = written;
        let risks: Risks = files.parse("risks.json")?;
        let directory: Directory = files.parse("directory.json")?;
        let texts = files.texts()?;

        let (journey, officer) = (shape::journey(&shape, &landmarks), shape::officer());
        let constants = shape::edition();
        let speaks_of = pages.speaks_of;
        let (pages, plan) = proof::fields(pages.pages, &head, &lists, &mut shape)?;
        proof::landmarks(&landmarks, &plan)?;
        let mut compile = proof::Compile {
            head: &head,
            shape: &shape,
            journey: &journey,
            officer: &officer,
            constants: &constants,
            fact_names: proof::fact_names(&facts)?,
            landmarks: &landmarks,
            placed: Vec::new(),
            lists: &lists,
            environment,
            answered: proof::answered(&plan, &pages, kinds.own_page()),
            cost: 0,
        };
        let (mut fields, places) = compile.fields(plan)?;
        let speaks_of = compile.speaks_of(speaks_of)?;
        let checks = compile.checks(checks)?;
        let facts = compile.facts(facts)?;
        let policy = compile.policy(policy)?;
        let (environment, fact_names, cost) = (compile.environment, compile.fact_names, compile.cost);
        proof::risks(&risks, &head, &lists)?;
        proof::directory(&directory, &head, &lists)?;
        proof::read_back(&mut fields, &facts);
        let kinds = Kinds::prove(kinds, &pages, &fields, &landmarks)?;
        let visibility = order::visibility(&fields, &places)?;
        proof::uses(&shape, &fields, &places, &checks, &facts)?;
        let base = environment.finish(lists.get(COUNTRIES).map(|list| &**list))?;
        let policy_proof = proof::Policy {
            facts: &facts,
            names: &fact_names,
            rules: &policy,
            fields: &fields,
            landmarks: &landmarks,
            countries: lists.get(COUNTRIES).map(|list| &**list),
            base: &base,
            world: proof::World {
                head: &head,
                answers: &shape,
                journey: &journey,
                officer: &officer,
                risks: &risks,
            },
        }
        .prove()?;
        let late = fields.iter().filter(|field| field.moment == Moment::AfterLanding);
        let after_landing = late.map(|field| field.id).collect();
        let mut facts_by_name: Vec<usize> = (0..facts.len()).collect();
        facts_by_name.sort_by_key(|at| &facts[*at].name);
        let by_pointer = fields.iter().map(|field| (field.pointer.clone(), field.id)).collect();
        let edition = Self {
            head,
            pages,
            checks,
            facts,
            policy,
            risks,
            directory,
            lists,
            texts,
            schema,
            landmarks,
            kinds,
            speaks_of,
            shape,
            journey,
            officer,
            constants,
            fact_names,
            cost,
            validator,
            fields,
            by_pointer,
            visibility,
            after_landing,
            facts_by_name,
            policy_proof,
            base,
        };
        proof::texts(&edition)?;
        Ok(edition)
    }

    /// The field of a number of this edition.
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.index()]
    }

    /// How many fields there are.
    pub fn field_count(&self) -> usize {
        self.fields.len()
    }

    /// All fields in the order of the form, items' fields after their group.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter()
    }

    /// The field at a pointer with `*` for list positions.
    pub fn field_at(&self, pointer: &str) -> Option<&Field> {
        self.by_pointer.get(pointer).map(|&id| self.field(id))
    }

    /// The first page with a field like that.
    pub fn page_asking(&self, like: impl Fn(&Field) -> bool) -> Option<&Page> {
        let asks = |page: &&Page| {
            page.sections.iter().flat_map(|section| &section.fields).any(|field| like(self.field(*field)))
        };
        self.pages.iter().find(asks)
    }

    /// Fields with a condition, in an order in which each stands after those that its condition reads.
    pub fn visibility(&self) -> &[FieldId] {
        &self.visibility
    }

    /// Fields that are asked after landing.
    pub fn after_landing(&self) -> &[FieldId] {
        &self.after_landing
    }

    /// The facts with their places, in the alphabet of their names.
    pub fn facts_by_name(&self) -> impl Iterator<Item = (usize, &Fact)> {
        self.facts_by_name.iter().map(|at| (*at, &self.facts[*at]))
    }

    /// The compiled schema, with the formats of [`crate::formats`].
    pub fn validator(&self) -> &Validator {
        &self.validator
    }

    /// A scope for this edition's expressions over `variables`; cheap.
    pub fn scope<'v>(&'v self, variables: &'v dyn VariableResolver) -> Context<'v, 'v> {
        expression::scope(&self.base, variables)
    }

    /// What was proved of the code policy.
    pub fn policy_proof(&self) -> &PolicyProof {
        &self.policy_proof
    }

    /// Where a combination of facts stands in the proved policy; values in the order of `facts`.
    pub fn combination(&self, values: &[FactValue]) -> Combination<'_> {
        self.policy_proof.combination(values, &self.base)
    }

    /// The list of that name.
    pub fn list(&self, name: &str) -> Option<&List> {
        self.lists.get(name).map(|list| &**list)
    }

    /// Every id that the edition's texts must have a message for, such as `page-about`.
    pub fn message_ids(&self) -> HashSet<String> {
        proof::message_ids(self)
    }
}
