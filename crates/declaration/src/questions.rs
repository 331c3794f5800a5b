//! Visible questions, page by page, and what each answer is by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use rulebook::{Control, Edition, Field, FieldId, Level, Required};
use serde_json::Value;

use crate::evaluation::{Argument, Finding, Item, Page, Progress, Question, REQUIRED, Section};
use crate::pointer;
use crate::state::State;
use crate::tree::{Cell, RecordCell, Slot, Standing};
use crate::variables::Variables;

/// The pages, and the findings that need no check; where each field stands, for findings that come later.
pub(crate) struct Drawn {
    pub(crate) pages: Vec<Page>,
    pub(crate) findings: Vec<Finding>,
    /// Page of each field, by the field's number.
    pub(crate) page_of: Vec<usize>,
}

/// Draws all pages.
pub(crate) fn draw(state: &State<'_>) -> Drawn {
    let edition = state.edition;
    let mut draw = Draw {
        state,
        findings: Vec::new(),
        page_of: vec![0; edition.field_count()],
        page: 0,
        progress: Progress::default(),
        buffer: String::new(),
    };
    let mut pages = Vec::with_capacity(edition.pages.len());
    for (at, page) in edition.pages.iter().enumerate() {
        draw.page = at;
        draw.progress = Progress::default();
        let mut sections = Vec::with_capacity(page.sections.len());
        for section in &page.sections {
            let mut questions = Vec::with_capacity(section.fields.len());
            for &id in &section.fields {
                draw.question(edition.field(id), &mut questions);
            }
            if !questions.is_empty() {
                sections.push(Section { id: Arc::from(section.id.as_str()), questions });
            }
        }
        pages.push(Page { id: Arc::from(page.id.as_str()), sections, progress: draw.progress });
    }
    Drawn { pages, findings: draw.findings, page_of: draw.page_of }
}

struct Draw<'s, 'a> {
    state: &'s State<'a>,
    findings: Vec<Finding>,
    page_of: Vec<usize>,
    page: usize,
    progress: Progress,
    buffer: String,
}

/// Where a question stands.
struct AskedAt<'s, 'v, 'a> {
    pointer: Arc<str>,
    item: Option<usize>,
    variables: &'v Variables<'s, 'a>,
}

impl<'s, 'a> Draw<'s, 'a> {
    fn edition(&self) -> &'a Edition {
        self.state.edition
    }

    fn question(&mut self, field: &'a Field, into: &mut Vec<Question>) {
        let state = self.state;
        self.settle(field);
        let Some(slot) = state.slot(field) else { return };
        let variables = Variables::of(state.common());
        let asked = AskedAt { pointer: field.pointer.clone(), item: None, variables: &variables };
        let drawn = into.len();
        self.one(field, slot, asked, into);
        if field.control == Control::Group
            && let Some(question) = into.get_mut(drawn)
        {
            question.items = self.items(field);
        }
    }

    fn settle(&mut self, field: &Field) {
        for id in std::iter::once(&field.id).chain(&field.fields) {
            self.page_of[id.index()] = self.page;
        }
    }

    fn items(&mut self, group: &'a Field) -> Vec<Item> {
        let state = self.state;
        let items = state.items(&group.path);
        let mut drawn = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let variables = Variables::at(state.common(), &items, index);
            let mut questions = Vec::with_capacity(group.fields.len());
            for &id in &group.fields {
                self.of_item(group, id, item, &variables, (index, &mut questions));
            }
            drawn.push(Item { pointer: format!("{}/{index}", group.pointer).into(), index, questions });
        }
        drawn
    }

    fn of_item(
        &mut self,
        group: &Field,
        id: FieldId,
        item: &RecordCell<'a>,
        variables: &Variables<'s, 'a>,
        (index, into): (usize, &mut Vec<Question>),
    ) {
        let field = self.edition().field(id);
        let Some(slot) = item.at(&field.path.steps[group.path.steps.len() + 1..]) else { return };
        pointer::write_at_item(&mut self.buffer, &field.pointer, index);
        let pointer = Arc::from(self.buffer.as_str());
        self.one(field, slot, AskedAt { pointer, item: Some(index), variables }, into);
    }

    fn one(&mut self, field: &Field, slot: &Slot<'a>, asked: AskedAt<'s, '_, 'a>, into: &mut Vec<Question>) {
        if slot.standing == Standing::Hidden {
            return;
        }
        let required = match &field.required {
            _ if state_requires(self.state, field) => true,
            Required::Never => false,
            Required::Always => true,
            Required::When(condition) => asked.variables.hold(self.edition(), condition),
        };
        if required {
            self.progress.required += 1;
        }
        self.say(field, slot, &asked, required);
        let value = match field.control {
            Control::Group => Value::Null,
            _ => slot.raw.cloned().unwrap_or(Value::Null),
        };
        into.push(Question {
            pointer: asked.pointer,
            field: field.pointer.clone(),
            control: field.control,
            value,
            answered: matches!(slot.standing, Standing::Answered | Standing::Malformed),
            required,
            options: field.options.clone(),
            list: field.list.clone(),
            exclusive: field.exclusive.clone(),
            max_length: field.max_length,
            max_items: field.max_items,
            purpose: field.purpose.clone(),
            readers: field.readers.clone(),
            retention_days: field.retention_days,
            decides: field.decides,
            items: Vec::new(),
        });
    }

    /// What the answer is by itself.
    fn say(&mut self, field: &Field, slot: &Slot<'a>, asked: &AskedAt<'s, '_, 'a>, required: bool) {
        if required && slot.standing == Standing::Missing {
            self.progress.missing += 1;
            self.find(asked, REQUIRED, BTreeMap::new());
        }
        let state = self.state;
        if let Some(fault) =
            state.shape_faults.iter().find(|fault| fault.field == field.id && fault.item == asked.item)
        {
            self.progress.blocking += 1;
            self.find(asked, fault.rule, fault.arguments.clone());
        } else if let Some(unlisted) =
            state.unlisted.iter().find(|unlisted| unlisted.field == field.id && unlisted.item == asked.item)
        {
            self.progress.blocking += 1;
            match unlisted.elsewhere.as_ref().zip(field.list.as_ref()) {
                Some(((place, within), list)) => {
                    let listed =
                        |code: &String| Argument::Listed { list: list.to_string(), code: code.clone() };
                    let said = [("place", place), ("within", within)];
                    let said = said.map(|(name, code)| (name.to_owned(), listed(code)));
                    self.find(asked, "not-in-that-place", BTreeMap::from(said));
                }
                None => self.find(asked, "not-in-list", BTreeMap::new()),
            }
        }
        if let (Some(exclusive), Cell::List(list)) = (&field.exclusive, &slot.cell)
            && list.cells.len() > 1
            && list.cells.iter().any(|cell| cell.as_text() == Some(exclusive))
        {
            self.progress.blocking += 1;
            self.find(asked, "exclusive", BTreeMap::new());
        }
    }

    fn find(&mut self, asked: &AskedAt<'s, '_, 'a>, rule: &str, arguments: BTreeMap<String, Argument>) {
        self.findings.push(Finding {
            pointers: vec![asked.pointer.as_ref().to_owned()],
            rule: rule.to_owned(),
            arguments,
            level: Level::Blocking,
        });
    }
}

/// What the form is filled in for may need an answer that a declaration can do without.
fn state_requires(state: &State<'_>, field: &Field) -> bool {
    state.edition.kinds.asked(state.kind).is_some_and(|asked| asked.requires(field.id))
}
