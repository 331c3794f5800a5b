//! Many declarations asked about at once: a chamber of commerce follows two thousand over one bad line.
//!
//! `POST /v2/statuses` holds [`StatusQuestions`], its answer [`StatusReplies`] in the order of the questions. The answers may be fewer,
//! since they are bounded; what was left out is asked again. Each status is signed by itself, as when it is asked for alone.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{FollowToken, Problem, ProblemCode, StatusAnswer};

/// Most questions in one request.
pub const MOST_QUESTIONS: usize = 200;
/// Longest ETag that a question may name; a longer one is none of the platform's.
pub const LONGEST_TAG: usize = 200;

/// A question about one declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusQuestion {
    /// The declaration.
    pub declaration: Uuid,
    /// Its follow token, base64url. In the body, so that no log of addresses or headers has it.
    #[schema(value_type = String)]
    pub token: FollowToken,
    /// The tag of the status that is known, quotes included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
}

/// The body of `POST /v2/statuses`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusQuestions {
    /// At least one and at most [`MOST_QUESTIONS`].
    #[schema(min_items = 1, max_items = 200)]
    pub questions: Vec<StatusQuestion>,
}

impl StatusQuestions {
    /// Reads a body. A tag that is too long is passed over: nobody signs tags, and one that a middlebox made up must not keep two
    /// hundred declarations from being told.
    ///
    /// # Errors
    /// `bad-request` where it is not one, asks nothing or too much.
    pub fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        let mut asked: Self = serde_json::from_slice(bytes).map_err(|_| ProblemCode::BadRequest)?;
        if !(1..=MOST_QUESTIONS).contains(&asked.questions.len()) {
            return Err(ProblemCode::BadRequest.into());
        }
        for question in &mut asked.questions {
            question.etag.take_if(|tag| tag.len() > LONGEST_TAG);
        }
        Ok(asked)
    }
}

/// The answer to [`StatusQuestions`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StatusReplies {
    /// In the order of the questions, from the first on, at least one.
    pub answers: Vec<StatusReply>,
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatusReply {
    /// The tag still stands.
    Unchanged,
    /// How the declaration stands.
    Status {
        /// The tag to ask with next time, quotes included.
        etag: String,
        /// The signed status (JWS, ES256).
        signed: String,
    },
    /// An unknown declaration or a token that is not its own; nobody is told which.
    NotFound,
    /// How it stands cannot be told now, and no other declaration is the worse for it. Ask again later.
    Unavailable,
}

impl StatusReply {
    /// What goes over the wire for an answer.
    pub fn of(answer: Result<StatusAnswer, Problem>) -> Self {
        match answer {
            Ok(StatusAnswer::Unchanged) => Self::Unchanged,
            Ok(StatusAnswer::Now { etag, signed }) => match String::from_utf8(signed) {
                Ok(signed) => Self::Status { etag, signed },
                Err(_) => Self::Unavailable,
            },
            Err(problem) if problem.is(ProblemCode::DeclarationNotFound) => Self::NotFound,
            Err(_) => Self::Unavailable,
        }
    }

    /// The same as if it had been asked for alone.
    ///
    /// # Errors
    /// `declaration-not-found`, `unavailable`.
    pub fn alone(self) -> Result<StatusAnswer, Problem> {
        match self {
            Self::Unchanged => Ok(StatusAnswer::Unchanged),
            Self::Status { etag, signed } => Ok(StatusAnswer::Now { etag, signed: signed.into_bytes() }),
            Self::NotFound => Err(ProblemCode::DeclarationNotFound.into()),
            Self::Unavailable => Err(ProblemCode::Unavailable.into()),
        }
    }

    /// Bytes of what it says, about as they go over the wire.
    pub fn size(&self) -> usize {
        match self {
            Self::Status { etag, signed } => etag.len() + signed.len() + 64,
            Self::Unchanged | Self::NotFound | Self::Unavailable => 16,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeclarationSecret;

    fn question(etag: Option<&str>) -> StatusQuestion {
        let token = DeclarationSecret::from_bytes([7; 32]).follow_token();
        StatusQuestion { declaration: Uuid::nil(), token, etag: etag.map(str::to_owned) }
    }

    fn parsed(questions: Vec<StatusQuestion>) -> Result<StatusQuestions, Problem> {
        StatusQuestions::parse(&serde_json::to_vec(&StatusQuestions { questions }).unwrap())
    }

    #[test]
    fn a_request_asks_something_and_not_too_much() {
        let two_hundred = vec![question(Some("\"1\"")); MOST_QUESTIONS];
        assert_eq!(parsed(two_hundred.clone()).unwrap().questions, two_hundred, "as many as a request holds");
        let forged = vec![question(Some(&"x".repeat(201))), question(Some("\"1\""))];
        let read = parsed(forged).unwrap().questions;
        assert_eq!(read, [question(None), question(Some("\"1\""))], "a tag that is none is asked without");
        for questions in [vec![], vec![question(None); MOST_QUESTIONS + 1]] {
            let number = questions.len();
            assert!(parsed(questions).unwrap_err().is(ProblemCode::BadRequest), "{number} of them");
        }
        for body in ["", "[]", "{}", r#"{"questions":[{}]}"#, r#"{"questions":[],"more":1}"#] {
            assert!(
                StatusQuestions::parse(body.as_bytes()).unwrap_err().is(ProblemCode::BadRequest),
                "{body}"
            );
        }
    }

    #[test]
    fn an_answer_means_the_same_as_when_it_is_asked_for_alone() {
        let now = || Ok(StatusAnswer::Now { etag: "\"1\"".into(), signed: b"a.b.c".to_vec() });
        let not_found = || Err(Problem::from(ProblemCode::DeclarationNotFound));
        let unavailable = || Err(Problem::from(ProblemCode::Unavailable));
        for answer in [now(), Ok(StatusAnswer::Unchanged), not_found(), unavailable()] {
            let sent = serde_json::to_vec(&StatusReply::of(answer.clone())).unwrap();
            let heard: StatusReply = serde_json::from_slice(&sent).unwrap();
            assert_eq!(heard.alone(), answer, "nothing is lost on the way");
        }
    }

    #[test]
    fn a_question_shows_no_token_when_it_is_printed() {
        assert!(format!("{:?}", question(None)).contains("redacted"), "it reads the status");
    }
}
