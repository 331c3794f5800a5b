//! What is refused: by a signed word where it is the last one on these bytes, unsigned with a time where it is not, and never so that a
//! stranger learns what is stored.

use chrono::{TimeDelta, Utc};
use platform_api::{
    Address, DeclarationSecret, Envelope, MAX_ENVELOPE_BYTES, PlatformApi as _, ProblemCode, Says,
    SealingSecret, Submission,
};
use serde_json::json;
use uuid::Uuid;

use super::subject::holds;
use super::{Subject, Verdict, claims};
use crate::Outcome;

pub(super) async fn ask(subject: &Subject) -> Vec<Verdict> {
    claims! { subject;
        "other bytes as a stored revision are a conflict, for good" => conflict;
        "an earlier revision after a later one is refused for good" => superseded;
        "a revision may not leap" => too_far;
        "an id that its token does not certify is refused before anything is looked up" => uncertified;
        "a status tells a wrong token, an unknown id and a guess apart by nothing" => no_oracle;
        "what is no envelope, or another address's, is refused for good" => malformed;
        "an envelope to a key that the platform never had is refused for good" => unknown_key;
        "open questions are named, and refused for good" => incomplete;
        "a language is a tag" => language;
        "an edition that nobody has published yet is no last word" => not_yet;
        "what was sealed by a clock that is ahead is no last word" => ahead;
        "what is too long can be read to be" => too_long;
        "a refusal of a letter refuses no revision" => kinds_apart;
    }
}

async fn conflict(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    let other = somebody.sealed(&somebody.submission(1))?;
    let at = Address::revision(somebody.id, 1);
    somebody.refused_for_good(at, &other, ProblemCode::RevisionConflict).await
}

async fn superseded(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(2).await?;
    let earlier = somebody.sealed(&somebody.submission(1))?;
    let at = Address::revision(somebody.id, 1);
    somebody.refused_for_good(at, &earlier, ProblemCode::RevisionSuperseded).await
}

async fn too_far(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let highest = u32::MAX;
    let far = somebody.sealed(&somebody.submission(highest))?;
    let at = Address::revision(somebody.id, highest);
    somebody.refused_for_good(at, &far, ProblemCode::RevisionTooFar).await?;
    somebody.declare(1).await.map(drop) // nor does it keep the first one out
}

async fn uncertified(subject: &Subject) -> Outcome {
    let stored = subject.somebody()?;
    stored.declare(1).await?;
    let stranger = DeclarationSecret::generate().map_err(|error| error.to_string())?;
    for id in [stored.id, subject.somebody()?.id, Uuid::nil()] {
        let submission =
            Submission { declaration: id, revision_token: stranger.revision_token(), ..stored.submission(2) };
        let forged = stored.sealed(&submission)?;
        let at = Address::revision(id, 2);
        stored.refused_for_good(at, &forged, ProblemCode::RevisionTokenWrong).await?;
    }
    Ok(())
}

async fn no_oracle(subject: &Subject) -> Outcome {
    let stored = subject.somebody()?;
    stored.declare(1).await?;
    let unknown = subject.somebody()?;
    let wrong = unknown.secret.follow_token();
    let mut said = Vec::new();
    for (id, token) in [(stored.id, &wrong), (unknown.id, &wrong), (Uuid::now_v7(), &wrong)] {
        let answer = subject.client.status(id, token, None).await;
        said.push(answer.err().ok_or("a stranger was told how it stands")?);
    }
    holds(said[0].is(ProblemCode::DeclarationNotFound), "a wrong token is not 404")?;
    holds(said.iter().all(|problem| *problem == said[0]), "the answers differ")
}

async fn malformed(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let at = Address::revision(somebody.id, 1);
    for rubbish in [b"{}".as_slice(), b"[[[[[[", b"\xff\xfe", &[b'['; 4096]] {
        somebody.refused_for_good(at, rubbish, ProblemCode::EnvelopeMalformed).await?;
    }
    let second = somebody.sealed(&somebody.submission(2))?;
    somebody.refused_for_good(at, &second, ProblemCode::EnvelopeWrongAddress).await
}

async fn unknown_key(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let nobodys = SealingSecret::generate().map_err(|error| error.to_string())?;
    let envelope = Envelope::seal(&somebody.submission(1), nobodys.public())?;
    let at = Address::revision(somebody.id, 1);
    somebody.refused_for_good(at, &envelope, ProblemCode::SealingKeyUnknown).await
}

async fn incomplete(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let empty = somebody.sealed(&Submission { answers: json!({}), ..somebody.submission(1) })?;
    let at = Address::revision(somebody.id, 1);
    let problem = somebody.refused(at, &empty, ProblemCode::DeclarationIncomplete).await?;
    holds(!problem.errors.is_empty(), "it does not say what is open")?;
    somebody.refused_for_good(at, &empty, ProblemCode::DeclarationIncomplete).await
}

async fn language(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let at = Address::revision(somebody.id, 1);
    for language in ["a".repeat(5_000), "Chinese, please".into()] {
        let envelope = somebody.sealed(&Submission { language, ..somebody.submission(1) })?;
        somebody.refused_for_good(at, &envelope, ProblemCode::EnvelopeUnreadable).await?;
    }
    Ok(())
}

async fn not_yet(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let envelope = somebody.sealed(&Submission { edition: 1_000_000, ..somebody.submission(1) })?;
    let at = Address::revision(somebody.id, 1);
    let problem = somebody.refused(at, &envelope, ProblemCode::EditionNotYet).await?;
    holds(
        problem.refusal.is_none() && problem.retry_after.is_some(),
        "it is refused for good, or without a time",
    )
}

async fn ahead(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let sealed_at = Utc::now() + TimeDelta::days(2);
    // Answers that are complete by no day of arrival: a departure that lies far back.
    let envelope =
        somebody.sealed(&Submission { sealed_at, answers: json!({}), ..somebody.submission(1) })?;
    let at = Address::revision(somebody.id, 1);
    let problem = somebody.refused(at, &envelope, ProblemCode::SealedAhead).await?;
    holds(
        problem.refusal.is_none() && problem.retry_after.is_some(),
        "it is refused for good, or without a time",
    )
}

async fn too_long(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let at = Address::revision(somebody.id, 1);
    let long = vec![b' '; MAX_ENVELOPE_BYTES + 1];
    somebody.refused(at, &long, ProblemCode::EnvelopeTooLarge).await.map(drop)
}

async fn kinds_apart(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let bytes = somebody.sealed(&somebody.submission(1))?;
    let at = Address::letter(somebody.id, 1);
    somebody.refused_for_good(at, &bytes, ProblemCode::EnvelopeMalformed).await?;
    somebody.put(1, &bytes).await?;
    let letter = somebody.letter(1, Says::Boarded)?;
    let at = Address::revision(somebody.id, 2);
    somebody.refused_for_good(at, &letter, ProblemCode::EnvelopeMalformed).await
}
