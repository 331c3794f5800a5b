//! A companion declares on their own: the journey is shared, what is personal is asked afresh.

mod begun;

use declaration::AtLandmarks;
use declaration::search::simplified;
use rulebook::Landmark;
use uuid::Uuid;
use vault::{CaseQuery, DraftKind};

use crate::dto::{CompanionLeft, Filling};
use crate::home::latest;
use crate::{Error, Result, Session, parse_id};

/// Most cases of one name that are looked at.
const MOST_NAMESAKES: u32 = 20;

impl Session {
    /// Starts a declaration for companion `index` of another one.
    pub fn declare_for_companion(&self, id: &str, index: usize) -> Result<Filling> {
        let id = parse_id(id)?;
        let (draft, row) = (self.vault()?.draft(id)?, self.declaration(id)?);
        if draft.is_none() && row.sent.is_none() {
            return Err(Error::DraftUnknown);
        }
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let start = begun::begun_from(&form, answers, index, self.today())?;
        let draft = self.begin(DraftKind::Declaration, edition, start)?;
        self.filling(&draft)
    }

    /// Companions for whom nobody has begun a declaration here: whoever declared for a family of five is not done yet.
    pub fn companions_left(&self, id: &str) -> Result<Vec<CompanionLeft>> {
        let id = parse_id(id)?;
        let Some(sent) = self.declaration(id)?.sent.filter(|sent| !sent.withdrawal) else {
            return Ok(Vec::new());
        };
        self.summarise_to_search()?; // a draft that was begun a moment ago counts
        let form = self.form_of(sent.edition)?;
        let at = AtLandmarks::of(form.edition(), &sent.answers);
        let names = at.texts(Landmark::CompanionName);
        let documents = at.texts(Landmark::CompanionDocument).chain(std::iter::repeat(None));
        let births = at.texts(Landmark::CompanionBorn).chain(std::iter::repeat(None));
        let mut left = Vec::new();
        for (index, ((name, document), born)) in names.zip(documents).zip(births).enumerate() {
            let person = Person { document, name, born };
            if !self.has_case_of(id, &person)? {
                left.push(CompanionLeft { index, name: name.unwrap_or_default().to_owned() });
            }
        }
        Ok(left)
    }

    /// Whether a case of this vault, other than this one, is of that person: by document, else by birthday and name.
    fn has_case_of(&self, other_than: Uuid, person: &Person<'_>) -> Result<bool> {
        for text in [person.document, person.name].into_iter().flatten() {
            let query = CaseQuery { text: simplified(text), limit: MOST_NAMESAKES, ..CaseQuery::default() };
            for (id, _) in self.vault()?.cases(&query)?.rows {
                if id != other_than && self.is_of(id, person)? {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn is_of(&self, id: Uuid, person: &Person<'_>) -> Result<bool> {
        let (draft, row) = (self.vault()?.draft(id)?, self.declaration(id)?);
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let same = |landmark, known: Option<&str>| known.is_some() && at.text(landmark) == known;
        let (han, latin) = (at.text(Landmark::HanName), at.latin_name());
        let called = |name: &str| {
            han.map(simplified) == Some(simplified(name))
                || latin.as_deref().is_some_and(|latin| latin.eq_ignore_ascii_case(name))
        };
        let same_name = person.name.is_some_and(called) || (han.is_none() && latin.is_none());
        Ok(same(Landmark::DocumentNumber, person.document)
            || (same(Landmark::Born, person.born) && same_name))
    }
}

/// A companion as the declaration names them.
struct Person<'a> {
    document: Option<&'a str>,
    name: Option<&'a str>,
    born: Option<&'a str>,
}
