//! What officers wrote to a traveller, and answered: ids of texts that the traveller's own app says in the traveller's language.

use platform_api::Message;
use uuid::Uuid;

use crate::way::{Event, RequestKind, What, standing};

/// The latest of them.
const MOST: usize = 50;

/// The messages among what happened, oldest first.
pub(super) fn messages(events: &[Event]) -> Vec<Message> {
    let standing = standing(events);
    let kind = |asked: Uuid| {
        let event = standing.iter().find(|event| event.id == asked)?;
        RequestKind::of(&event.what)
    };
    let said = |event: &&&Event| match &event.what {
        What::Writes { message } => Some(message.clone()),
        What::Answered { asked, answer } => Some(format!("{}-{answer}", kind(*asked)?.name())),
        _ => None,
    };
    let officers = standing.iter().filter(|event| event.is_officers());
    let mut messages: Vec<_> = officers
        .filter_map(|event| {
            Some(Message { code: said(&event)?, arguments: Default::default(), at: event.recorded_at })
        })
        .collect();
    messages.sort_by_key(|message| message.at);
    messages.split_off(messages.len().saturating_sub(MOST))
}
