//! Members of the answers that are marked, in the form of a tree beside the shape.

use rulebook::shape::Kind;
use rulebook::{Record, Step};
use serde_json::{Map, Value};

/// Marks of a record's members, by their places; a list's items share the marks of one.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    members: Vec<Option<Marks>>,
}

impl Marks {
    /// Marks a path with all that it leads through.
    pub(super) fn mark(&mut self, steps: &[Step]) {
        let Some((step, rest)) = steps.split_first() else { return };
        let &Step::Member(at) = step else { return self.mark(rest) };
        if self.members.len() <= at {
            self.members.resize_with(at + 1, || None);
        }
        self.members[at].get_or_insert_default().mark(rest);
    }

    /// Whether a path is marked.
    pub(super) fn hold(&self, steps: &[Step]) -> bool {
        let Some((step, rest)) = steps.split_first() else { return true };
        match step {
            &Step::Member(at) => self.of(at).is_some_and(|marks| marks.hold(rest)),
            Step::Each | Step::Nth(_) => self.hold(rest),
        }
    }

    /// The marks below a member; none if it is not marked.
    pub(crate) fn of(&self, member: usize) -> Option<&Marks> {
        self.members.get(member).and_then(Option::as_ref)
    }

    /// A schema of what is marked and open for the rest.
    pub(super) fn pruned(&self, schema: &Value, shape: &Record) -> Value {
        let mut pruned = schema.as_object().cloned().unwrap_or_default();
        self.prune(&mut pruned, shape);
        Value::Object(pruned)
    }

    fn prune(&self, node: &mut Map<String, Value>, shape: &Record) {
        node.shift_remove("additionalProperties");
        let Some(Value::Object(properties)) = node.get_mut("properties") else { return };
        properties.retain(|name, _| shape.position(name).is_some_and(|at| self.of(at).is_some()));
        for (name, property) in properties {
            let Some((at, property)) = shape.position(name).zip(property.as_object_mut()) else { continue };
            let Some((marks, member)) = self.of(at).zip(shape.members.get(at)) else { continue };
            match &member.kind {
                Kind::Record(inner) => marks.prune(property, inner),
                Kind::Records(inner) => {
                    if let Some(Value::Object(items)) = property.get_mut("items") {
                        marks.prune(items, inner);
                    }
                }
                _ => {}
            }
        }
    }
}
