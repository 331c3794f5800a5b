//! What is taken is kept, once, and said by the platform's signed word.

use health_code::{CodeKey, verify, verify_sample};
use platform_api::{Kind, PlatformApi as _, Says, Stage, StatusAnswer, StatusQuestion, Submission};

use super::subject::{holds, said};
use super::{Subject, Verdict, claims};
use crate::Outcome;

pub(super) async fn ask(subject: &Subject) -> Vec<Verdict> {
    claims! { subject;
        "it takes the edition that it calls current, and says its keys" => current;
        "a declaration is received: the same bytes give the same receipt" => received_once;
        "the status is signed, and a tag that still stands is answered by 304" => status_stands;
        "a code has a colour, a reason and the declaration's id, and verifies offline" => code_verifies;
        "a later revision takes the place of an earlier one" => replaced;
        "a withdrawal ends the code" => withdrawn;
        "a confirmation stands for itself" => confirmed;
        "a letter is received once, and a stage that it says is the traveller's own word" => letter;
        "what was said by mistake is taken back, whichever letter comes first" => taken_back;
        "many are told of in one request, and one that is unknown silences no other" => many;
    }
}

async fn current(subject: &Subject) -> Outcome {
    let notice = subject.client.rulebook().await.map_err(said)?;
    let taken = notice.editions.iter().any(|edition| edition.number == notice.current);
    holds(taken, "the current edition is not among those that are taken")?;
    let keys = subject.client.keys().await.map_err(said)?;
    holds(!keys.receipt_keys.is_empty() && !keys.code_keys.is_empty(), "it has no keys")
}

async fn received_once(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let envelope = somebody.sealed(&somebody.submission(1))?;
    let receipt = somebody.put(1, &envelope).await?;
    holds(somebody.put(1, &envelope).await? == receipt, "the second receipt is another")?;
    let (status, _) = somebody.stands().await?;
    holds((status.revision, status.version) == (1, 1), "it was counted twice")
}

async fn status_stands(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    let (status, etag) = somebody.stands().await?;
    holds(status.stage == Stage::Declared && !status.withdrawn, "it is not declared")?;
    let again = subject.client.status(somebody.id, &somebody.secret.follow_token(), Some(&etag)).await;
    holds(again.map_err(said)? == StatusAnswer::Unchanged, "its tag does not stand")
}

async fn code_verifies(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    let (status, _) = somebody.stands().await?;
    let code = status.code.ok_or("a complete declaration has no code")?;
    let keys = subject.profile.code_keys.iter();
    let keys: Vec<CodeKey> = keys.filter_map(|key| CodeKey::new(&key.id, &key.bytes().ok()?)).collect();
    let now = chrono::Utc::now();
    let verified = verify(&code, &keys, now).or_else(|_| verify_sample(&code, &keys, now));
    let claims = verified.map_err(|error| error.code().to_owned())?.claims;
    holds(!claims.reasons.is_empty() && !claims.rule.is_empty(), "it gives no reason")?;
    holds(claims.declaration == somebody.id && claims.revision == 1, "it is of another declaration")?;
    holds(claims.valid_until > now, "it has ended")
}

async fn replaced(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    let (before, _) = somebody.stands().await?;
    somebody.declare(2).await?;
    let (after, _) = somebody.stands().await?;
    holds(after.revision == 2 && after.version > before.version, "the first one still stands")
}

async fn withdrawn(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    somebody.withdraw(2).await?;
    let (status, _) = somebody.stands().await?;
    holds(status.withdrawn && status.code.is_none(), "it still has a code, or is not withdrawn")
}

async fn confirmed(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    let confirmation = Submission { kind: Kind::Confirm, ..somebody.submission(1) };
    somebody.put(1, &somebody.sealed(&confirmation)?).await?;
    let (status, _) = somebody.stands().await?;
    holds(status.code.is_some(), "a confirmation carries the whole declaration, and got no code")
}

async fn letter(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    let boarded = somebody.letter(7, Says::Boarded)?;
    for _ in 0..2 {
        let receipt = subject.client.put_letter(somebody.id, 7, boarded.clone()).await.map_err(said)?;
        let address = platform_api::Address::letter(somebody.id, 7);
        platform_api::verify(&receipt, &subject.profile.receipt_keys, address, &boarded)?;
    }
    let (status, _) = somebody.stands().await?;
    let own = status.seen.iter().any(|seen| seen.stage == Stage::Boarded && seen.by.is_none());
    holds(status.stage == Stage::Boarded && own, "nobody boarded, or an officer is said to have seen it")
}

async fn taken_back(subject: &Subject) -> Outcome {
    let somebody = subject.somebody()?;
    somebody.declare(1).await?;
    let slip = somebody.letter(8, Says::TakesBack { letter: Some(7) })?;
    subject.client.put_letter(somebody.id, 8, slip).await.map_err(said)?;
    let boarded = somebody.letter(7, Says::Boarded)?;
    subject.client.put_letter(somebody.id, 7, boarded).await.map_err(said)?;
    let (status, _) = somebody.stands().await?;
    holds(status.stage == Stage::Declared, "a slip that overtook its letter was forgotten")
}

async fn many(subject: &Subject) -> Outcome {
    let (one, unknown, two) = (subject.somebody()?, subject.somebody()?, subject.somebody()?);
    one.declare(1).await?;
    two.declare(1).await?;
    let question = |of: &super::subject::Somebody<'_>| StatusQuestion {
        declaration: of.id,
        token: of.secret.follow_token(),
        etag: None,
    };
    let questions = [question(&one), question(&unknown), question(&two)];
    let answers = subject.client.statuses(&questions).await.map_err(said)?;
    let known: Vec<bool> = answers.iter().map(Result::is_ok).collect();
    holds(known == [true, false, true], "the answers are not those of the questions, in their order")
}
