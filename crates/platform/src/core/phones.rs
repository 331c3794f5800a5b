//! A traveller's phone: whether it was let in, how the declaration stands for it, and what its traveller says there.

use chrono::{DateTime, Utc};
use platform_api::{LETTER_TEXT, Problem, ProblemCode, Says, Status};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::following::ForWhom;
use super::letters::word;
use super::{Core, failed};
use crate::telling::TellError;
use crate::way::{Author, Event, Happening, Place, What, standing};

/// A phone that was let in.
pub(crate) struct LetIn {
    /// It has to say the birth date, too: its token was printed.
    pub(crate) asks_birth: bool,
    /// What happened to the declaration.
    pub(crate) events: Vec<Event>,
    /// It is of whoever answered by a personal link.
    pub(crate) is_members: bool,
}

impl Core {
    /// Lets the phone in whose token has that digest. A token that was never given, one that was ended and an unknown declaration are the same nothing.
    pub(crate) async fn let_in(&self, declaration: Uuid, token: [u8; 32]) -> Result<LetIn, Problem> {
        let nothing = || Problem::from(ProblemCode::DeclarationNotFound);
        let (_, events) = self.way(declaration).await.map_err(failed)?.ok_or_else(nothing)?;
        if let Some(asks_birth) = asks_birth(&events, token) {
            return Ok(LetIn { asks_birth, events, is_members: false });
        }
        if self.is_members_phone(declaration, token).await? {
            return Ok(LetIn { asks_birth: false, events, is_members: true });
        }
        // Its letter came while the declaration was refused, which was mended since.
        let is_shut = standing(&events).iter().any(|event| matches!(event.what, What::ShutsPhones));
        if !is_shut && self.refusal(declaration, token).await?.is_some() {
            return Ok(LetIn { asks_birth: true, events, is_members: false });
        }
        Err(nothing())
    }

    /// How a declaration stands, for a phone that was let in. Whoever helps lets phones in too, so that of a declaration whose member
    /// has answered by a personal link the code is on that member's phone alone.
    pub(crate) async fn status_for_phone(
        &self,
        declaration: Uuid,
        is_members: bool,
    ) -> Result<Status, Problem> {
        let standing = self.store.standing(declaration, None).await.map_err(failed)?;
        let standing = standing.ok_or(ProblemCode::DeclarationNotFound)?;
        let whom = if is_members { ForWhom::Member } else { ForWhom::Anybody };
        self.status_of(declaration, &standing, whom).await
    }

    /// Tells what a traveller says on a phone that was let in. The same event may come any number of times.
    pub(crate) async fn say_by_phone(
        &self,
        token: [u8; 32],
        declaration: Uuid,
        (drawn, at): (Uuid, DateTime<Utc>),
        says: &Says,
        events: &[Event],
    ) -> Result<(), Problem> {
        // Whoever holds a phone says nothing about phones: that is for whoever holds the declaration's secret.
        let is_about_phones = matches!(
            says,
            Says::LetsPhone { .. } | Says::ShutsPhones | Says::AsksMember { .. } | Says::EndsLink { .. }
        );
        if is_about_phones || says.text().is_some_and(|text| text.chars().count() > LETTER_TEXT) {
            return Err(ProblemCode::BadRequest.into());
        }
        let id = event_id(declaration, token, drawn);
        if events.iter().any(|event| event.id == id) {
            return Ok(());
        }
        self.has_room(events)?;
        let Some(what) = word(says, events) else { return Ok(()) };
        let (by, place) = (Author::Traveller, Place::default());
        match self
            .tell(declaration, Happening { id, at, by, place, device: None, needs_second: false, what })
            .await
        {
            Ok(_) | Err(TellError::Unknown | TellError::NotKept) => Ok(()),
            Err(TellError::Store(error)) => Err(failed(error)),
            Err(TellError::Ahead(_)) => Err(ProblemCode::BadRequest.into()),
            Err(error) => {
                tracing::error!(%error, "what was said on a phone could not be kept");
                Err(ProblemCode::Unavailable.into())
            }
        }
    }
}

/// The id of the event that is said on a phone under an id which its page has drawn. A phone chooses no event's id by itself: it
/// could take the one that a letter is going to have, and keep the letter out.
fn event_id(declaration: Uuid, token: [u8; 32], drawn: Uuid) -> Uuid {
    let digest = Sha256::new_with_prefix(b"guitu phone event v1")
        .chain_update(declaration.as_bytes())
        .chain_update(token)
        .chain_update(drawn.as_bytes())
        .finalize();
    let mut id = [0; 16];
    id.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}

/// Whether the phone of that token has to say the birth date; none where it was not let in, or was shut out since. Of what was
/// said at one instant the shutting counts: whoever lost a phone is not kept waiting for the next.
fn asks_birth(events: &[Event], token: [u8; 32]) -> Option<bool> {
    let standing = standing(events);
    let instant = |event: &Event| (event.at, event.recorded_at);
    let shut = standing
        .iter()
        .filter(|event| matches!(event.what, What::ShutsPhones))
        .map(|event| instant(event))
        .max();
    let since = standing.iter().filter(|event| shut.is_none_or(|shut| instant(event) > shut));
    let let_in = since.filter_map(|event| match &event.what {
        What::LetsPhone { digest, asks_birth } if digest.0 == token => Some((instant(event), *asks_birth)),
        _ => None,
    });
    let_in.max_by_key(|(at, _)| *at).map(|(_, asks_birth)| asks_birth)
}
