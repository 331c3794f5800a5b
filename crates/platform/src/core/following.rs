//! What a declaration's traveller is told: its status, signed, under a tag that says whether anything has changed.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use platform_api::{FollowToken, Problem, ProblemCode, Stage, Status, StatusAnswer};
use uuid::Uuid;

use super::looks::{LOOKED_THROUGH, looks};
use super::messages::messages;
use super::{Core, failed};
use crate::at_rest::Of;
use crate::store::{Head, Standing, StoreError};

/// Who is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ForWhom {
    /// Whoever follows, who may be whoever helps.
    Anybody,
    /// The member who has answered by a personal link.
    Member,
}

impl Core {
    /// How a declaration stands, for whoever holds its follow token.
    pub(super) async fn stands(
        &self,
        declaration: Uuid,
        token: &FollowToken,
        known: Option<&str>,
    ) -> Result<StatusAnswer, Problem> {
        let standing = self
            .store
            .standing(declaration, Some(token.digest()))
            .await
            .map_err(failed)?
            .ok_or(ProblemCode::DeclarationNotFound)?;
        let (version, now) = (standing.version, (self.clock)());
        let is_late = standing.due.is_some_and(|due| due < now);
        // A look changes nothing but the log's head.
        let etag = tag(version, &standing.head, is_late, now);
        if known.is_some_and(|known| matches(known, &etag)) {
            return Ok(StatusAnswer::Unchanged);
        }
        let status = self.status_of(declaration, &standing, ForWhom::Anybody).await?;
        let signed = status.sign(&self.keys_in_use().receipts).map_err(|_| ProblemCode::Unavailable)?;
        Ok(StatusAnswer::Now { etag, signed })
    }

    /// What its traveller is told of a declaration.
    pub(super) async fn status_of(
        &self,
        declaration: Uuid,
        standing: &Standing,
        whom: ForWhom,
    ) -> Result<Status, Problem> {
        let now = (self.clock)();
        let code = self.code(declaration, standing).map_err(failed)?;
        let is_shown = whom == ForWhom::Member || !standing.sealed_past_helper;
        let (code, with_member) = if is_shown { (code, None) } else { (None, code) };
        let code_with_member = with_member.and_then(|text| {
            let keys = self.keys_in_use().code_keys();
            Some(health_code::verify_sample(&text, &keys, now).ok()?.claims.valid_until)
        });
        let known = self.way(declaration).await.map_err(failed)?;
        let messages = known.as_ref().map(|(_, events)| messages(events)).unwrap_or_default();
        let way = known.map(|(way, _)| way);
        let entries = self.store.chain_end(declaration, LOOKED_THROUGH).await.map_err(failed)?;
        Ok(Status {
            platform: self.platform.clone(),
            declaration,
            version: standing.version,
            as_of: now,
            head: Some(URL_SAFE_NO_PAD.encode(standing.head)),
            revision: standing.revision,
            withdrawn: standing.withdrawn,
            stage: way.as_ref().map_or(Stage::Declared, |way| way.stage),
            next: way.as_ref().filter(|_| !standing.withdrawn).and_then(|way| way.next(now)),
            review: way.as_ref().and_then(|way| way.review.clone()).map(|(_, review)| review),
            seen: way.map(|way| way.seen).unwrap_or_default(),
            looks: looks(&entries),
            code,
            code_with_member,
            messages,
        })
    }

    /// The text of a declaration's code, as long as it may be read.
    fn code(&self, declaration: Uuid, standing: &Standing) -> Result<Option<String>, StoreError> {
        let of = Of { declaration, revision: standing.revision };
        let Some(part) = &standing.code else { return Ok(None) };
        let text = self.at_rest.open(of, part, self.today())?;
        text.map(|text| String::from_utf8(text.to_vec()).map_err(|_| StoreError::Broken)).transpose()
    }
}

/// A tag that changes with what the status says (something late among it), never with how it is signed; and once an hour, since "not modified" is
/// nobody's signed word: a status that is asked for is never older than that.
fn tag(version: u64, head: &Head, is_late: bool, now: DateTime<Utc>) -> String {
    let late = if is_late { "-late" } else { "" };
    let head = URL_SAFE_NO_PAD.encode(&head[..6]);
    format!("\"{version}-{head}-{}{late}\"", now.timestamp() / 3600)
}

/// Whether an `If-None-Match` header names the tag (RFC 9110, weak comparison).
fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn an_if_none_match_header_may_be_a_list_weak_or_a_star() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(matches(known, "\"a\""), "{known} names the tag");
        }
        for other in ["", "a", "\"b\"", "\"a"] {
            assert!(!matches(other, "\"a\""), "{other} does not");
        }
    }
}
