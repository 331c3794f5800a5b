//! Nothing is asked for nothing: each answer serves a rule, or a reader who acts on its purpose.

use std::collections::HashSet;

use crate::Refusal;
use crate::checks::Check;
use crate::expression::{Expression, Path, Step};
use crate::facts::Fact;
use crate::fields::{Field, Required};
use crate::schema;
use crate::shape::{Kind, Record};
use crate::vocabulary::PURPOSES;

/// Refuses a field that neither a rule reads nor any of its readers acts on, and a property that no field asks for.
/// `places` are the fields' own pointers into `pages.json`.
pub(crate) fn uses(
    shape: &Record,
    fields: &[Field],
    places: &[String],
    checks: &[Check],
    facts: &[Fact],
) -> Result<(), Refusal> {
    let mut read: HashSet<Vec<Step>> = HashSet::new();
    for field in fields {
        let group = field.group.map(|group| &fields[group.index()].path);
        let required = if let Required::When(required) = &field.required { Some(required) } else { None };
        for condition in field.visible.iter().chain(required) {
            note(&mut read, condition, group);
        }
        read.extend(field.within.iter().map(|within| within.steps.clone()));
    }
    for check in checks {
        for expression in check.arguments.iter().map(|argument| &argument.is).chain([&check.problem]) {
            note(&mut read, expression, check.each.as_ref());
        }
    }
    for fact in facts {
        note(&mut read, &fact.is, None);
    }
    let used: Vec<bool> =
        fields.iter().map(|field| read.contains(&field.path.steps) || is_acted_on(field)).collect();
    for (field, place) in fields.iter().zip(places) {
        let inner = field.fields.iter().any(|inner| used.get(inner.index()).copied().unwrap_or_default());
        if !used.get(field.id.index()).copied().unwrap_or_default() && !inner {
            return Err(Refusal::new("field-unused", super::fields::FILE, format!("{place}/pointer"))
                .with("field", &field.pointer)
                .with("purpose", &field.purpose)
                .with("readers", field.readers.join(" ")));
        }
    }
    let versions: Vec<&str> =
        fields.iter().filter_map(|field| Some(&*field.text_version.as_ref()?.at)).collect();
    asked(shape, &mut Vec::new(), &versions, shape)
}

/// Whether one of its readers has the task that it is asked for.
fn is_acted_on(field: &Field) -> bool {
    let actors = PURPOSES.iter().find(|(purpose, _)| *purpose == &*field.purpose).map(|(_, actors)| *actors);
    actors.is_some_and(|actors| field.readers.iter().any(|reader| actors.contains(&reader.as_str())))
}

fn note(read: &mut HashSet<Vec<Step>>, expression: &Expression, group: Option<&Path>) {
    for path in expression.reads.iter().filter_map(|read| read.path.absolute(group)) {
        read.insert(path.steps);
    }
}

/// Every property is asked for by a field, but the version that a consent writes beside itself.
fn asked(record: &Record, steps: &mut Vec<Step>, versions: &[&str], root: &Record) -> Result<(), Refusal> {
    for (at, member) in record.members.iter().enumerate().filter(|(_, member)| member.derived.is_none()) {
        steps.push(Step::Member(at));
        let version = || versions.contains(&root.pointer(steps).as_str());
        match &member.kind {
            Kind::Record(inner) => asked(inner, steps, versions, root)?,
            _ if member.field.is_none() && !version() => {
                let pointer = root.pointer(steps);
                let place = pointer
                    .replace("/*", "")
                    .split('/')
                    .skip(1)
                    .map(|name| format!("/properties/{name}"))
                    .collect::<String>();
                return Err(Refusal::new("property-unasked", schema::FILE, place).with("property", pointer));
            }
            Kind::Records(inner) => {
                steps.push(Step::Each);
                asked(inner, steps, versions, root)?;
                steps.pop();
            }
            _ => {}
        }
        steps.pop();
    }
    Ok(())
}
