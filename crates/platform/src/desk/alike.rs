//! Who may have another declaration, with a worse code: half of what a person is known by is the same there. Nothing is decided by it; an
//! officer compares both with the passport.

use std::collections::HashMap;

use platform_api::{Problem, Reference};
use rulebook::Colour;
use serde::Serialize;
use uuid::Uuid;

use super::scope::Subject;
use super::{Desk, failed};
use crate::core::is_of_the_same;
use crate::person::severity;

/// Another declaration that may be of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct MayBe {
    pub(crate) reference: String,
    pub(crate) colour: Colour,
}

impl Desk {
    /// Those of these people, with what may be theirs and has a worse code than the one that is shown. What an officer has said to be
    /// another person's is not among it.
    pub(super) async fn may_be(&self, subjects: &[Subject]) -> Result<HashMap<Uuid, Vec<MayBe>>, Problem> {
        let of_whom: HashMap<Uuid, &Subject> =
            subjects.iter().map(|subject| (subject.state.declaration, subject)).collect();
        let alike = self.store.alike(of_whom.keys().copied().collect()).await.map_err(failed)?;
        let rules = self.core.rules();
        let mut found: HashMap<Uuid, Vec<MayBe>> = HashMap::new();
        for one in alike {
            let Some(subject) = of_whom.get(&one.to) else { continue };
            let Some((_, rule)) = rules.rule(one.known.edition, &one.known.rule) else { continue };
            // Whoever has no code is looked at without it.
            let Some(shown) = self.colour(&subject.state) else { continue };
            let is_worse = severity(rule.colour) > severity(shown);
            if is_worse && is_of_the_same(&subject.events, one.known.declaration) {
                let reference = Reference::of(one.known.declaration).to_string();
                let others = found.entry(one.to).or_default();
                match others.iter_mut().find(|other| other.reference == reference) {
                    Some(known) if severity(known.colour) >= severity(rule.colour) => {}
                    Some(known) => known.colour = rule.colour,
                    None => others.push(MayBe { reference, colour: rule.colour }),
                }
            }
        }
        Ok(found)
    }
}
