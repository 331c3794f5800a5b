//! Whoever may call: what is known of them that says which line answers.

use declaration::AtLandmarks;
use rulebook::Landmark;

use crate::dto::{Card, SendState};
use crate::home::latest;
use crate::{Result, Session, parse_id};

/// A traveller of this computer.
pub(super) struct Caller {
    pub(super) card: Card,
    pub(super) nationality: Option<String>,
    pub(super) county: Option<String>,
    /// They cannot telephone.
    pub(super) writes: bool,
    /// The platform may know of them.
    pub(super) is_sent: bool,
}

impl Session {
    pub(super) fn caller(&self, card: Card) -> Result<Caller> {
        let id = parse_id(&card.id)?;
        let (row, draft) = (self.declaration(id)?, self.vault()?.draft(id)?);
        let (edition, answers) = latest(draft.as_ref(), &row);
        let form = self.form_of(edition)?;
        let at = AtLandmarks::of(form.edition(), answers);
        let text = |landmark| at.text(landmark).map(str::to_owned);
        Ok(Caller {
            nationality: text(Landmark::Nationality),
            county: text(Landmark::County),
            writes: at.writes(),
            is_sent: card.state != SendState::NotSent,
            card,
        })
    }
}
