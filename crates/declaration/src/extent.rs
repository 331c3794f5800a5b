//! Which part of the answers is looked at: all of it, or what facts can read.
//!
//! A part is closed: whether something in it is asked depends on nothing outside. So facts are the same whether the rest
//! of the form is looked at or not, and a million declarations are judged without their addresses and telephone numbers.

mod marks;

use jsonschema::Validator;
use rulebook::shape::Kind;
use rulebook::{Edition, Expression, FactType, Field, FieldId, Landmark, Path, Root, Step, schema, shape};

pub(crate) use marks::Marks;

/// A part of the answers of an edition, worked out once.
#[derive(Debug)]
pub(crate) struct Extent {
    /// What is looked at; everything if none.
    pub(crate) marks: Option<Marks>,
    /// Fields with a condition, each after those that its condition reads.
    pub(crate) visibility: Vec<FieldId>,
    /// Fields outside groups whose answer has to lie within another's.
    pub(crate) within: Vec<FieldId>,
    /// The schema of this part; the edition's own if none.
    validator: Option<Validator>,
}

impl Extent {
    /// All answers.
    pub(crate) fn whole(edition: &Edition) -> Self {
        Self::of(edition, None, None)
    }

    /// What facts can read, and what that depends on.
    pub(crate) fn of_facts(edition: &Edition) -> Self {
        let mut part = Part { edition, marks: Marks::default() };
        for fact in &edition.facts {
            part.take(&fact.is, None);
            if fact.kind == FactType::Stays {
                part.take_stays(&fact.is);
            }
        }
        part.take_birth();
        part.close();
        let schema = part.marks.pruned(&edition.schema, &edition.shape);
        // Part of a schema that compiled compiles; if it did not, the whole one says the same of this part.
        Self::of(edition, Some(part.marks), schema::validator(&schema).ok())
    }

    fn of(edition: &Edition, marks: Option<Marks>, validator: Option<Validator>) -> Self {
        let held = |field: &Field| marks.as_ref().is_none_or(|marks| marks.hold(&field.path.steps));
        let of_id = |id: &FieldId| held(edition.field(*id));
        let within = edition.fields().filter(|field| field.within.is_some() && field.group.is_none());
        Self {
            visibility: edition.visibility().iter().copied().filter(of_id).collect(),
            within: within.filter(|field| held(field)).map(|field| field.id).collect(),
            validator,
            marks,
        }
    }

    /// Whether a field's answer is looked at.
    pub(crate) fn holds(&self, field: &Field) -> bool {
        self.marks.as_ref().is_none_or(|marks| marks.hold(&field.path.steps))
    }

    /// The schema that this part has to keep.
    pub(crate) fn validator<'e>(&'e self, edition: &'e Edition) -> &'e Validator {
        self.validator.as_ref().unwrap_or(edition.validator())
    }
}

/// A part while it is worked out.
struct Part<'e> {
    edition: &'e Edition,
    marks: Marks,
}

impl Part<'_> {
    /// Takes in what an expression reads; a loaded expression's reads name what derived values and the journey stand on.
    fn take(&mut self, expression: &Expression, group: Option<FieldId>) {
        for read in &expression.reads {
            match read.path.root {
                Root::Answers => self.marks.mark(&read.path.steps),
                Root::Item | Root::Before | Root::After => {
                    let Some(group) = group else { continue };
                    let mut steps = self.edition.field(group).path.steps.clone();
                    steps.push(Step::Each);
                    steps.extend(&read.path.steps);
                    self.marks.mark(&steps);
                }
                Root::Journey | Root::Officer | Root::Edition | Root::Facts => {}
            }
        }
    }

    /// Takes in the traveller's birth: no day before it is missing among the stays.
    fn take_birth(&mut self) {
        let born = self.edition.landmarks.pointer(Landmark::Born);
        if let Some((steps, _)) = born.and_then(|born| self.edition.shape.resolve(born)) {
            self.marks.mark(&steps);
        }
    }

    /// Takes in what the policy sees of a stay, whichever of it the fact itself reads.
    fn take_stays(&mut self, fact: &Expression) {
        let lists: Vec<&Path> = fact.reads.iter().map(|read| &read.path).collect();
        for path in lists {
            let member = self.edition.shape.at(&path.steps).filter(|_| path.root == Root::Answers);
            let Some(Kind::Records(item)) = member.map(|member| &member.kind) else { continue };
            for seen in &shape::stay().members {
                let typed = self.edition.landmarks.stay_member(&seen.name);
                let Some(at) = item.position(typed) else { continue };
                let mut steps = path.steps.clone();
                steps.extend([Step::Each, Step::Member(at)]);
                self.marks.mark(&steps);
            }
        }
    }

    /// Takes in what decides whether something taken is asked, and what its answer has to lie within.
    fn close(&mut self) {
        let mut taken = vec![false; self.edition.field_count()];
        loop {
            let mut more = false;
            for field in self.edition.fields() {
                let new = !taken[field.id.index()] && self.marks.hold(&field.path.steps);
                if !new {
                    continue;
                }
                taken[field.id.index()] = true;
                more = true;
                if let Some(visible) = &field.visible {
                    self.take(visible, field.group);
                }
                if let Some(within) = &field.within {
                    self.marks.mark(&within.steps);
                }
            }
            if !more {
                return;
            }
        }
    }
}
