//! The order in which visibility is decided: a question after all that its condition reads.

use crate::Refusal;
use crate::expression::Path;
use crate::fields::{Field, FieldId};

/// Fields with a condition, sorted; a circle is refused. `places` are their pointers into `pages.json`.
pub(crate) fn visibility(fields: &[Field], places: &[String]) -> Result<Vec<FieldId>, Refusal> {
    let mut sort = Sort { fields, places, state: vec![State::New; fields.len()], sorted: Vec::new() };
    for field in fields {
        sort.visit(field.id)?;
    }
    Ok(sort.sorted)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

struct Sort<'a> {
    fields: &'a [Field],
    /// Their pointers into `pages.json`.
    places: &'a [String],
    state: Vec<State>,
    sorted: Vec<FieldId>,
}

impl Sort<'_> {
    fn circle(&self, field: &Field) -> Refusal {
        let place = self.places.get(field.id.index()).map(|place| format!("{place}/visible"));
        Refusal::new("visible-circle", "pages.json", place.unwrap_or_default()).with("field", &field.pointer)
    }

    fn visit(&mut self, id: FieldId) -> Result<(), Refusal> {
        let field = &self.fields[id.index()];
        match self.state[id.index()] {
            State::Done => return Ok(()),
            State::Open => {
                return Err(self.circle(field));
            }
            State::New => {}
        }
        self.state[id.index()] = State::Open;
        if let Some(group) = field.group {
            self.visit(group)?;
        }
        if let Some(visible) = &field.visible {
            let group = field.group.map(|group| &self.fields[group.index()].path);
            for read in &visible.reads {
                let Some(path) = read.path.absolute(group) else { continue };
                for other in self.fields {
                    if other.id != id && reads_field(&path, &other.path) {
                        self.visit(other.id)?;
                    }
                }
                if path == field.path {
                    return Err(self.circle(field));
                }
            }
            self.sorted.push(id);
        }
        self.state[id.index()] = State::Done;
        Ok(())
    }
}

/// Whether a read of `path` depends on the answer at `field`: it is the same, or a list on the way.
fn reads_field(path: &Path, field: &Path) -> bool {
    path.steps.starts_with(&field.steps)
}
