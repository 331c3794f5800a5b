//! A list on its way in. It lives in memory, with all that the volunteer has decided about it, until a person presses; only then is
//! something written.

mod commit;
mod known;
mod questions;
mod screen;
mod undo;

pub(super) use commit::{item_of, put};

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use declaration::Form;
use members::columns::Remembered;
use members::decisions::Same;
use members::export::{Table, left_behind};
use members::reading::{Book, TextForm, read};
use members::{Address, Decisions, Finding, Importing, Kind, Known, Lists, Mapping, Preview, Sheet};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::dto::{ImportDecision, ImportScreen, ImportView};
use crate::{Error, Result, Session};

/// What was said of files of one shape, the latest last.
const SHAPES: &str = "desk-shapes";
/// So many shapes are remembered.
const MOST_SHAPES: usize = 50;

/// A list that is being looked at.
pub(crate) struct Import {
    file: String,
    bytes: Vec<u8>,
    text_form: Option<TextForm>,
    sheets: Vec<Arc<Sheet>>,
    hidden: Vec<String>,
    sheet: usize,
    form: Form,
    lists: Arc<Lists>,
    known: Arc<[Known]>,
    remembered: Vec<Remembered>,
    importing: Importing,
    preview: Preview,
    /// Cells that were emptied together, by their reason.
    emptied: BTreeMap<String, Vec<Address>>,
    /// All that was decided, in its order.
    decided: Vec<ImportDecision>,
}

/// A list and what was decided about it, as it is kept from a lock to the next opening.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptImport {
    file: String,
    #[serde(with = "in_base64")]
    bytes: Vec<u8>,
    decided: Vec<ImportDecision>,
}

impl Session {
    /// Reads a list and shows what an import of it would do. Nothing is written.
    pub fn import_begin(&self, path: &Path) -> Result<ImportScreen> {
        self.volunteer()?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let size = fs::metadata(path).map_err(|_| Error::List(members::reading::ReadError::Broken))?.len();
        if size > members::reading::limits::BYTES as u64 {
            return Err(Error::List(members::reading::ReadError::TooLarge));
        }
        let bytes = fs::read(path).map_err(|_| Error::List(members::reading::ReadError::Broken))?;
        self.desk.before().take(); // something else is meant
        let import = self.import_of(file, bytes)?;
        let screen = self.import_screen_of(&import, &ImportView::default());
        *self.desk.import() = Some(import);
        Ok(screen)
    }

    fn import_of(&self, file: String, bytes: Vec<u8>) -> Result<Import> {
        let book = read(&bytes, None).map_err(Error::List)?;
        let form = self.current_form()?;
        let lists = Arc::new(Lists::of(form.edition()));
        let known: Arc<[Known]> = self.known_cases()?.into();
        let remembered = self.remembered_shapes()?;
        let (text_form, hidden, sheets) = parts(book);
        let today = self.today();
        let importing = begin(&form, &lists, &sheets[0], None, &remembered, &known, today);
        let preview = importing.preview();
        Ok(Import {
            file,
            bytes,
            text_form,
            sheets,
            hidden,
            sheet: 0,
            form,
            lists,
            known,
            remembered,
            importing,
            preview,
            emptied: BTreeMap::new(),
            decided: Vec::new(),
        })
    }

    /// What is to be kept of it over a lock.
    pub(crate) fn import_to_keep(&self) -> Option<KeptImport> {
        let held = self.desk.import();
        let now = held.as_ref().map(|import| KeptImport {
            file: import.file.clone(),
            bytes: import.bytes.clone(),
            decided: import.decided.clone(),
        });
        now.or_else(|| self.desk.before().take())
    }

    /// Goes on with a list that was in hand when it was locked: decides again what was decided.
    fn import_again(&self, kept: KeptImport) -> Result<()> {
        let today = self.today();
        let mut import = self.import_of(kept.file, kept.bytes)?;
        for decision in kept.decided {
            // What emptied cells went by was on the screen then.
            if matches!(decision, ImportDecision::EmptyAll { .. }) {
                import.preview = import.importing.preview();
            }
            import.take(decision, today)?;
        }
        import.preview = import.importing.preview();
        *self.desk.import() = Some(import);
        Ok(())
    }

    /// The list that is being looked at, as a view wants to see it.
    pub fn import_screen(&self, view: &ImportView) -> Result<ImportScreen> {
        let before = self.desk.before().take();
        if let Some(kept) = before {
            self.import_again(kept)?;
        }
        let held = self.desk.import();
        Ok(self.import_screen_of(held.as_ref().ok_or(Error::NoImport)?, view))
    }

    /// Decides something about the list, and shows what comes of it.
    pub fn import_decide(&self, decision: ImportDecision, view: &ImportView) -> Result<ImportScreen> {
        let today = self.today();
        let mut held = self.desk.import();
        let import = held.as_mut().ok_or(Error::NoImport)?;
        import.decide(decision, today)?;
        Ok(self.import_screen_of(import, view))
    }

    /// Leaves the list as it is: nothing was written.
    pub fn import_drop(&self) -> Result<()> {
        self.desk.before().take();
        self.desk.import().take();
        Ok(())
    }

    fn remembered_shapes(&self) -> Result<Vec<Remembered>> {
        let text = self.vault()?.get_setting(SHAPES)?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Files like this one are read like this one from now on.
    fn remember_shape(&self, import: &Import) -> Result<()> {
        let mapping = import.importing.mapping();
        let mut shape = mapping.remember();
        for (at, reading) in &import.importing.decisions().columns {
            if let Some(column) = mapping.columns.iter().find(|column| column.at == *at) {
                shape = shape.with_reading(column, reading);
            }
        }
        let mut all = import.remembered.clone();
        all.retain(|known| known.shape != shape.shape);
        all.push(shape);
        let over = all.len().saturating_sub(MOST_SHAPES);
        all.drain(..over);
        Ok(self.vault()?.set_setting(SHAPES, &serde_json::to_string(&all).unwrap_or_default())?)
    }
}

fn parts(book: Book) -> (Option<TextForm>, Vec<String>, Vec<Arc<Sheet>>) {
    (book.form, book.hidden, book.sheets.into_iter().map(Arc::new).collect())
}

/// How a sheet is read at first: as files of its shape were read the last time.
fn begin(
    form: &Form,
    lists: &Arc<Lists>,
    sheet: &Arc<Sheet>,
    header: Option<Option<u32>>,
    remembered: &[Remembered],
    known: &Arc<[Known]>,
    today: chrono::NaiveDate,
) -> Importing {
    let edition = form.edition();
    let mapping = match header {
        Some(header) => Mapping::under(header, sheet, edition, lists, remembered),
        None => Mapping::of(sheet, edition, lists, remembered),
    };
    let mut decisions = Decisions::default();
    if let Some(shape) = remembered.iter().find(|known| known.shape == mapping.shape) {
        for column in &mapping.columns {
            if let Some(reading) = shape.reading(column) {
                decisions.columns.insert(column.at, reading.clone());
            }
        }
    }
    Importing::begin((edition, lists), (sheet, &mapping), decisions, known.clone(), today)
}

impl Import {
    fn decide(&mut self, decision: ImportDecision, today: chrono::NaiveDate) -> Result<()> {
        self.take(decision, today)?;
        self.preview = self.importing.preview();
        Ok(())
    }

    /// The same, without looking at what comes of it.
    fn take(&mut self, decision: ImportDecision, today: chrono::NaiveDate) -> Result<()> {
        let kept = decision.clone();
        match decision {
            ImportDecision::Sheet { sheet } => {
                self.sheet = (sheet as usize).min(self.sheets.len().saturating_sub(1));
                self.read_anew(None, today);
            }
            ImportDecision::ReadAs { form } => {
                let form: TextForm = word(json!({ "encoding": form.encoding, "delimiter": form.delimiter }))
                    .ok_or(Error::NoImport)?;
                let book = read(&self.bytes, Some(form)).map_err(Error::List)?;
                (self.text_form, self.hidden, self.sheets) = parts(book);
                self.sheet = 0;
                self.read_anew(None, today);
            }
            ImportDecision::Header { row } => {
                self.read_anew(Some(row.map(|row| row.saturating_sub(1))), today);
            }
            ImportDecision::Column { column, kind } => {
                let kind: Kind = word(kind.into()).unwrap_or(Kind::Unknown);
                self.importing.map(column, kind).map_err(Error::Column)?;
            }
            ImportDecision::Answer { code, column, answer } => {
                self.importing.decide(|all| questions::answer(all, &code, column, &answer));
            }
            ImportDecision::AskAgain { code, column } => {
                self.importing.decide(|all| questions::answer(all, &code, column, ""));
            }
            ImportDecision::EmptyAll { code } => self.empty_all(&code),
            ImportDecision::FillAgain { code } => self.fill_again(&code),
            ImportDecision::Edit { cell, text } => {
                self.importing.edit(address(&cell)?, text.as_deref());
            }
            ImportDecision::Means { cell, code } => {
                let cell = address(&cell)?;
                let written = self.text(cell);
                self.importing.decide(|all| all.means(cell.column, &written, code));
            }
            ImportDecision::LeaveOut { row, out } => self.importing.decide_about(|all| {
                if out {
                    _ = all.left_out.insert(row.saturating_sub(1))
                } else {
                    _ = all.left_out.remove(&row.saturating_sub(1))
                }
            }),
            ImportDecision::Same { row, id } => {
                let same = id.map_or(Same::Nobody, Same::Case);
                self.importing.decide_about(|all| _ = all.same.insert(row.saturating_sub(1), same));
            }
            ImportDecision::TwoPeople { row } => {
                self.importing.decide_about(|all| _ = all.two_people.insert(row.saturating_sub(1)));
            }
            ImportDecision::ListWins { id, pointer } => {
                self.importing.decide_about(|all| _ = all.list_wins.entry(id).or_default().insert(pointer));
            }
        }
        self.decided.push(kept);
        Ok(())
    }

    fn read_anew(&mut self, header: Option<Option<u32>>, today: chrono::NaiveDate) {
        self.emptied.clear();
        let sheet = &self.sheets[self.sheet];
        self.importing = begin(&self.form, &self.lists, sheet, header, &self.remembered, &self.known, today);
    }

    /// The rows that stay behind, with their reasons.
    pub(super) fn left_behind(&self, heading: &str, reason: impl Fn(&Finding) -> String) -> Table {
        let (sheet, header) = (self.importing.sheet(), self.importing.mapping().header);
        left_behind(sheet, header, (self.importing.decisions(), &self.preview), heading, reason)
    }

    /// What stands in a cell, or was put there.
    fn text(&self, cell: Address) -> String {
        let edited = self.importing.decisions().edits.get(&cell);
        edited.cloned().unwrap_or_else(|| self.importing.sheet().cell(cell).shown())
    }
}

fn word<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
}

fn address(cell: &str) -> Result<Address> {
    cell.parse().map_err(|_| Error::ItemUnknown)
}

/// Bytes as base64 text.
mod in_base64 {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}
