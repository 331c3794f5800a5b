//! Somebody of the staff stands beside whoever fills in. They show themselves by the staff key and say who they are; the traveller agrees on their own
//! screen, and the declaration records it where the form asks who fills in: it is said once more when it is sealed, whatever was typed over it. The session
//! stays the traveller's: the panel learns that somebody is helped and nothing else, and it ends as any other does.

use super::{KioskError, held};
use crate::desk::short;
use crate::dto::{ConsentWay, Filling, HelpOffered, KioskState, StaffPanel};
use crate::{App, Result, Session};

/// A name is no longer than this.
const LONGEST_NAME: usize = 80;

/// How far it has come in this program, which serves one person.
#[derive(Debug, Default)]
pub(super) enum Help {
    #[default]
    None,
    /// By somebody of this name; the traveller has not answered.
    Offered(String),
    Taken(String),
}

impl App {
    /// Offers help to whoever is there, in the name of somebody who has the staff key.
    pub fn staff_help(&self, name: &str) -> Result<StaffPanel> {
        self.require_staff()?;
        let name = short(name, LONGEST_NAME);
        if name.is_empty() {
            return Err(KioskError::HelperUnnamed.into());
        }
        // What is sealed is nobody's to help with.
        if *self.kiosk()?.state() != KioskState::Filling {
            return Err(KioskError::NobodyToHelp.into());
        }
        *held(&self.kiosk()?.help) = Help::Offered(name);
        self.staff_panel()
    }

    /// What the traveller is asked; none where nobody has offered anything.
    pub fn kiosk_help_offered(&self) -> Result<Option<HelpOffered>> {
        let kiosk = self.kiosk()?;
        let name = match &*held(&kiosk.help) {
            Help::Offered(name) => name.clone(),
            Help::None | Help::Taken(_) => return Ok(None),
        };
        let cards = self.session()?.home()?.cards;
        let organisation = kiosk.settings.organisation.trim().to_owned();
        Ok(cards.into_iter().next().map(|card| HelpOffered { declaration: card.id, name, organisation }))
    }

    /// The traveller has answered: their declaration records who helps, or the offer is forgotten.
    pub fn kiosk_take_help(&self, id: &str, agreed: bool) -> Result<Filling> {
        let (kiosk, session) = (self.kiosk()?, self.session()?);
        let name = match std::mem::take(&mut *held(&kiosk.help)) {
            Help::Offered(name) if agreed => name,
            Help::Offered(_) | Help::None => return session.open_declaration(id),
            Help::Taken(name) => name,
        };
        *held(&kiosk.help) = Help::Taken(name);
        self.record_help(&session, id)?;
        session.open_declaration(id)
    }

    /// Says in the draft who has helped, if somebody has.
    pub(super) fn record_help(&self, session: &Session, id: &str) -> Result<()> {
        let kiosk = self.kiosk()?;
        let name = match &*held(&kiosk.help) {
            Help::Taken(name) => name.clone(),
            Help::None | Help::Offered(_) => return Ok(()),
        };
        session.name_helper(id, &name, kiosk.settings.organisation.trim(), ConsentWay::Beside)
    }

    pub(super) fn is_helped(&self) -> bool {
        self.surroundings.kiosk.as_ref().is_some_and(|kiosk| matches!(*held(&kiosk.help), Help::Taken(_)))
    }
}
