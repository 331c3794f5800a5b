//! What does not belong together, is too much, does not come, or is signed and wrong.

use chrono::Utc;
use editions::SourceError;

use crate::common::*;
use crate::{file, held, meets};

#[tokio::test]
async fn parts_that_do_not_belong_together_are_refused() {
    let office = Office::new();
    let first = file(&office, "1.targets.json");
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    let mixed = [
        (
            "metadata/3.snapshot.json",
            file(&office, "2.snapshot.json"),
            "an older snapshot under the newer name",
        ),
        ("metadata/3.targets.json", first, "an older list under the newer name"),
        ("metadata/3.targets.json", file(&office, "3.snapshot.json"), "a snapshot for a list"),
        ("metadata/timestamp.json", b"<html>Welcome to the hotel</html>".to_vec(), "a login page"),
        ("metadata/timestamp.json", Vec::new(), "nothing"),
        ("metadata/2.root.json", b"<html>Welcome to the hotel</html>".to_vec(), "a login page for a root"),
    ];
    for (path, answer, why) in mixed {
        meets(&app, &office.source().saying(path, Ok(answer)), "rulebook-mismatch", why).await;
    }
    let targets: Vec<_> =
        files_below(&office.path()).into_keys().filter(|path| path.starts_with("targets/")).collect();
    let third = targets.iter().find(|path| path.ends_with(".3/edition.json")).unwrap();
    let second = targets.iter().find(|path| path.ends_with(".2/edition.json")).unwrap();
    let swapped = std::fs::read(office.path().join(second)).unwrap();
    let source = office.source().saying(third, Ok(swapped));
    meets(&app, &source, "rulebook-mismatch", "another edition's file").await;
    let mut cut = std::fs::read(office.path().join(third)).unwrap();
    cut.pop();
    meets(&app, &office.source().saying(third, Ok(cut)), "rulebook-mismatch", "a file that lost its end")
        .await;
}

#[tokio::test]
async fn more_data_than_was_signed_or_is_sensible_is_refused() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    let endless = |name: &str, spaces: usize| {
        let mut document = file(&office, name);
        document.extend(std::iter::repeat_n(b' ', spaces));
        document
    };
    for (path, answer, why) in [
        ("metadata/2.root.json", endless("1.root.json", 70_000), "an endless root"),
        ("metadata/timestamp.json", endless("timestamp.json", 20_000), "an endless timestamp"),
        (
            "metadata/3.snapshot.json",
            endless("3.snapshot.json", 1),
            "a snapshot longer than the timestamp says",
        ),
        ("metadata/3.targets.json", endless("3.targets.json", 1), "a list longer than the snapshot says"),
    ] {
        meets(&app, &office.source().saying(path, Ok(answer)), "rulebook-oversized", why).await;
        let too_large = office.source().saying(path, Err(SourceError::TooLarge));
        meets(&app, &too_large, "rulebook-oversized", why).await;
    }
    let files = files_below(&office.path());
    let (path, bytes) = files.iter().find(|(path, _)| path.ends_with(".3/edition.json")).unwrap();
    let longer = [bytes.as_slice(), b" "].concat();
    meets(&app, &office.source().saying(path, Ok(longer)), "rulebook-oversized", "a file longer than signed")
        .await;
}

#[tokio::test]
async fn a_repository_that_does_not_answer_is_not_an_attack() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    for path in [
        "metadata/2.root.json",
        "metadata/timestamp.json",
        "metadata/3.snapshot.json",
        "metadata/3.targets.json",
    ] {
        let source = office.source().saying(path, Err(SourceError::Unreachable));
        meets(&app, &source, "rulebook-unreachable", path).await;
    }
    for path in ["metadata/timestamp.json", "metadata/3.snapshot.json", "metadata/3.targets.json"] {
        let source = office.source().saying(path, Err(SourceError::NotFound));
        meets(&app, &source, "rulebook-unreachable", path).await;
    }
    assert_eq!(app.update(&office.source()).await.unwrap().added, [3], "once it answers, all is taken");
}

#[tokio::test]
async fn a_signed_edition_that_does_not_prove_is_refused_and_those_beside_it_are_taken() {
    let office = Office::new();
    let app = held(&office).await;
    office.publish(&edition(3), Utc::now());
    office.inject(4, |files| {
        let policy = files.0.get_mut("code-policy.json").unwrap();
        *policy = String::from_utf8(policy.clone())
            .unwrap()
            .replacen("facts.", "answers.about.nationality + facts.", 1)
            .into();
    });
    let error = app.update(&office.source()).await.unwrap_err();
    assert_eq!(
        error.code(),
        "rulebook-edition-refused",
        "nationality colours no code, whoever signs it: {error}"
    );
    assert!(
        matches!(&error, editions::EditionsError::EditionRefused { number: 4, refusal } if refusal.file == "code-policy.json"),
        "{error}"
    );
    assert_eq!(app.numbers().await, [1, 2, 3], "the one before it is good");
    office.inject(5, |files| {
        let head = files.0.get_mut("edition.json").unwrap();
        *head = String::from_utf8(head.clone()).unwrap().replace("\"number\":5", "\"number\":6").into();
    });
    let error = app.update(&office.source()).await.unwrap_err();
    assert_eq!(error.code(), "rulebook-mismatch", "edition 6 under the name of 5: {error}");
    assert_eq!(app.numbers().await, [1, 2, 3], "nothing is lost");
}
