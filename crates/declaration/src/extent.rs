//! Which part of the answers is looked at: all of it, or what facts can read.
//!
//! A part is closed: whether something in it is asked depends on nothing outside. So facts are the same whether the rest
//! of the form is looked at or not, and a million declarations are judged without their addresses and telephone numbers.

use jsonschema::Validator;
use rulebook::{Edition, Expression, FieldId, Root, Step};

/// A part of the answers of an edition, worked out once.
#[derive(Debug)]
pub(crate) struct Extent {
    /// Whether a member of the answers is looked at, by its place.
    members: Vec<bool>,
    /// Whether a field's answer is what this part is there for, by the field's place.
    wanted: Vec<bool>,
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
        Self::of(edition, vec![true; edition.shape.members.len()], vec![true; edition.field_count()])
    }

    /// What facts can read, and what that depends on.
    pub(crate) fn of_facts(edition: &Edition) -> Self {
        let mut members = vec![false; edition.shape.members.len()];
        let mut wanted = vec![false; edition.field_count()];
        for fact in &edition.facts {
            take(&fact.is, &mut members);
            for field in edition.fields() {
                // A group with what is read of its items.
                wanted[field.id.index()] |= fact.is.reads.iter().any(|read| {
                    read.path.root == Root::Answers
                        && read.path.steps.len() >= field.path.steps.len()
                        && read.path.steps.iter().zip(&field.path.steps).all(|(read, own)| same(*read, *own))
                });
            }
        }
        // The journey rests on the legs.
        if let Some(legs) = edition.shape.position("legs") {
            members[legs] = true;
        }
        loop {
            let before = members.clone();
            for &id in edition.visibility() {
                let field = edition.field(id);
                if let (true, Some(condition)) = (held(&members, &field.path.steps), &field.visible) {
                    take(condition, &mut members);
                }
            }
            for within in edition
                .fields()
                .filter(|field| held(&before, &field.path.steps))
                .flat_map(|field| &field.within)
            {
                take_steps(&within.steps, &mut members);
            }
            if members == before {
                return Self::of(edition, members, wanted);
            }
        }
    }

    fn of(edition: &Edition, members: Vec<bool>, wanted: Vec<bool>) -> Self {
        let held = |id: &FieldId| held(&members, &edition.field(*id).path.steps);
        let within = edition.fields().filter(|field| field.within.is_some() && field.group.is_none());
        Self {
            visibility: edition.visibility().iter().copied().filter(held).collect(),
            within: within.map(|field| field.id).filter(held).collect(),
            validator: None,
            members,
            wanted,
        }
    }

    /// Whether a member of the answers, by its place, is looked at.
    pub(crate) fn holds(&self, member: usize) -> bool {
        self.members.get(member).copied().unwrap_or(false)
    }

    /// Whether a field's answer is what this part is there for.
    pub(crate) fn wants(&self, field: FieldId) -> bool {
        self.wanted.get(field.index()).copied().unwrap_or(false)
    }

    /// The schema that this part has to keep.
    pub(crate) fn validator<'e>(&'e self, edition: &'e Edition) -> &'e Validator {
        self.validator.as_ref().unwrap_or(edition.validator())
    }
}

/// Takes in what an expression reads. An item's own members stand where its group does.
fn take(expression: &Expression, members: &mut [bool]) {
    for read in expression.reads.iter().filter(|read| read.path.root == Root::Answers) {
        take_steps(&read.path.steps, members);
    }
}

fn take_steps(steps: &[Step], members: &mut [bool]) {
    if let Some(&Step::Member(at)) = steps.first()
        && let Some(member) = members.get_mut(at)
    {
        *member = true;
    }
}

fn held(members: &[bool], steps: &[Step]) -> bool {
    matches!(steps.first(), Some(&Step::Member(at)) if members.get(at) == Some(&true))
}

fn same(read: Step, own: Step) -> bool {
    read == own || matches!((read, own), (Step::Nth(_), Step::Each))
}
