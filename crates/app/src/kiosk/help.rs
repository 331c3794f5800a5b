//! Somebody of the staff stands beside whoever fills in. They show themselves by the staff key and say who they are; the traveller agrees on their own
//! screen, and the declaration records it where the form asks who fills in: it is said once more when it is sealed, whatever was typed over it. The session
//! stays the traveller's: the panel learns that somebody is helped and nothing else, and it ends as any other does.

use declaration::Level;
use rulebook::Landmark;
use serde_json::Value;

use super::{KioskError, held};
use crate::desk::short;
use crate::dto::{ConsentWay, Filling, HelpOffered, KioskState, StaffPanel};
use crate::{App, Result, Session, parse_id};

/// A name is no longer than this.
const LONGEST_NAME: usize = 80;
/// Whose word stands: a parent's for a child is not replaced by that of whoever helps them.
const GUARDIAN: &str = "guardian";

/// How far it has come in this program, which serves one person. Who helps stays so while somebody else offers to.
#[derive(Debug, Default)]
pub(super) struct Help {
    offered: Option<String>,
    taken: Option<String>,
}

impl App {
    /// Offers help to whoever is there, in the name of somebody who has the staff key.
    pub fn staff_help(&self, name: &str) -> Result<StaffPanel> {
        self.require_staff()?;
        // What is sealed is nobody's to help with.
        if *self.kiosk()?.state() != KioskState::Filling {
            return Err(KioskError::NobodyToHelp.into());
        }
        let session = self.session().map_err(|_| KioskError::NobodyToHelp)?;
        let declaration = session.only_declaration()?.ok_or(KioskError::NobodyToHelp)?;
        let name = short(name, LONGEST_NAME);
        if !session.takes_helper(&declaration, &name)? {
            return Err(KioskError::HelperUnnamed.into());
        }
        held(&self.kiosk()?.help).offered = Some(name);
        self.staff_panel()
    }

    /// What the traveller is asked; none where nobody has offered anything.
    pub fn kiosk_help_offered(&self) -> Result<Option<HelpOffered>> {
        let kiosk = self.kiosk()?;
        let Some(name) = held(&kiosk.help).offered.clone() else { return Ok(None) };
        let session = self.session()?;
        let Some(declaration) = session.only_declaration()? else { return Ok(None) };
        let organisation = kiosk.settings.organisation.trim().to_owned();
        let records = session.answered_by_a_record(&declaration)?;
        Ok(Some(HelpOffered { declaration, name, organisation, records }))
    }

    /// The traveller has answered: their declaration records who helps, or the offer is forgotten.
    pub fn kiosk_take_help(&self, id: &str, agreed: bool) -> Result<Filling> {
        let (kiosk, session) = (self.kiosk()?, self.session()?);
        let offered = held(&kiosk.help).offered.clone();
        if let Some(name) = offered.filter(|_| agreed) {
            self.record(&session, id, &name)?;
            held(&kiosk.help).taken = Some(name);
        }
        held(&kiosk.help).offered = None;
        session.open_declaration(id)
    }

    /// Says in the draft who has helped, if somebody has.
    pub(super) fn record_help(&self, session: &Session, id: &str) -> Result<()> {
        let taken = held(&self.kiosk()?.help).taken.clone();
        taken.map_or(Ok(()), |name| self.record(session, id, &name))
    }

    fn record(&self, session: &Session, id: &str, name: &str) -> Result<()> {
        if session.is_by_guardian(id)? {
            return Ok(());
        }
        session.name_helper(id, name, self.kiosk()?.settings.organisation.trim(), ConsentWay::Beside)
    }

    pub(super) fn is_helped(&self) -> bool {
        self.surroundings.kiosk.as_ref().is_some_and(|kiosk| held(&kiosk.help).taken.is_some())
    }
}

impl Session {
    fn only_declaration(&self) -> Result<Option<String>> {
        Ok(self.home()?.cards.into_iter().next().map(|card| card.id))
    }

    /// Whether the form takes such a name of a helper: else it would stop the sending, and nobody there could mend it.
    fn takes_helper(&self, id: &str, name: &str) -> Result<bool> {
        let Some(draft) = self.vault()?.draft(parse_id(id)?)? else { return Ok(false) };
        let form = self.form_for(&draft)?;
        let landmarks = form.edition().landmarks.clone();
        let Some(pointer) = landmarks.pointer(Landmark::HelperName) else { return Ok(!name.is_empty()) };
        let mut answers = draft.answers.clone();
        for (landmark, value) in [(Landmark::FilledInBy, "helper"), (Landmark::HelperName, name)] {
            let Some(pointer) = landmarks.pointer(landmark) else { continue };
            form.set(&mut answers, pointer, Value::from(value))?;
        }
        let found = form.evaluate(&answers, self.today()).findings;
        Ok(!found
            .iter()
            .any(|one| one.level == Level::Blocking && one.pointers.iter().any(|at| at == pointer)))
    }

    /// The questions that a record of who helps answers.
    fn answered_by_a_record(&self, id: &str) -> Result<Vec<String>> {
        let Some(draft) = self.vault()?.draft(parse_id(id)?)? else { return Ok(Vec::new()) };
        if self.is_by_guardian(id)? {
            return Ok(Vec::new());
        }
        let form = self.form_for(&draft)?;
        let landmarks = &form.edition().landmarks;
        let record = [
            Landmark::FilledInBy,
            Landmark::HelperName,
            Landmark::HelperOrganisation,
            Landmark::HelperMandate,
        ];
        Ok(record.into_iter().filter_map(|it| landmarks.pointer(it)).map(str::to_owned).collect())
    }

    fn is_by_guardian(&self, id: &str) -> Result<bool> {
        let Some(draft) = self.vault()?.draft(parse_id(id)?)? else { return Ok(false) };
        let form = self.form_for(&draft)?;
        let pointer = form.edition().landmarks.pointer(Landmark::HelperMandate);
        Ok(pointer.and_then(|pointer| draft.answers.pointer(pointer)).is_some_and(|said| said == GUARDIAN))
    }
}
