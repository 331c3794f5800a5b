//! What every store must do, written once; SQLite and PostgreSQL go through it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use common::stored::*;
use platform::store::{
    Anchor, CODE, Case, Declarations as _, Effect, Expected, Judgement, Kept, Known, Look, Looks, NewEvent,
    NewRevision, Note, Person, Place, PostgresStore, Put, Refused, Replacement, Responsible, ShownRule,
    SqliteStore, Standing, State, Store, StoreError, Tally, Waits, Whose,
};
use platform_api::Desk;
use testkit::postgres::Postgres;
use uuid::Uuid;

async fn finds_who_is_expected(store: Arc<dyn Store>) {
    let (from, until) = (at().date_naive(), at().date_naive() + chrono::TimeDelta::days(30));
    let port = |code: &str| Place::Port(code.into());
    let counties = |stem: &str| Place::Counties(stem.into());
    assert_eq!(store.expected(port("PVG"), from, until).await.unwrap(), [], "nobody yet");
    store.put(declare(1, "first")).await.unwrap();
    store.put(declare(2, "second")).await.unwrap();
    let now = [expected(2)];
    for place in [port("PVG"), counties("330106"), counties("3301"), counties("33")] {
        let found = store.expected(place.clone(), from, until).await.unwrap();
        assert_eq!(found, now, "as the latest revision says, once: {place:?}");
    }
    for place in [port("PV"), port("HGH"), counties("330108"), counties("3302")] {
        let found = store.expected(place.clone(), from, until).await.unwrap();
        assert_eq!(found, [], "and nowhere else: {place:?}");
    }
    let day = expected(2).day;
    assert_eq!(store.expected(port("PVG"), day, day).await.unwrap(), now, "on that day");
    assert_eq!(store.expected(port("PVG"), from, expected(1).day).await.unwrap(), [], "and no other");
    assert_eq!(store.expected_at(ID).await.unwrap(), Some(expected(2)), "by id");
    assert_eq!(store.referred("8PKW5XJF7K".into()).await.unwrap(), [ID], "by reference");
    let shown = Some(ShownRule { edition: 1, rule: "orange".into() });
    let (edition, rule, taken_in) = (Some(1), Some("orange".into()), false);
    let state = State { declaration: ID, revision: 2, edition, rule, taken_in, shown };
    assert_eq!(store.states(vec![ID, Uuid::nil()]).await.unwrap(), [state], "and how it stands");

    let tally = store.tally(from, until).await.unwrap();
    let shown = Some(ShownRule { edition: 1, rule: "orange".into() });
    let [met, to] = ["PVG", "330106"].map(|code| Some(code.to_owned()));
    let one = Tally { day, port: met, county: to, shown, stage: "declared".into(), people: 1 };
    assert_eq!(tally, [one], "and is counted");
    assert_eq!(store.tally(from, expected(1).day).await.unwrap(), [], "on that day alone");

    let classes =
        ["answers:county-contact+port-officer:30", "answers:county-contact:30", "answers:hotline:30"];
    let mut third = declare(3, "third");
    if let Effect::Declare { parts, .. } = &mut third.effect {
        parts.extend(classes.map(|class| part(class, "third")));
    }
    store.put(third).await.unwrap();
    let read = async |reader: &'static str| store.read_by(vec![ID], reader).await.unwrap().len();
    assert_eq!(read("county-contact").await, 2, "parts that name the reader");
    assert_eq!(read("port-officer").await, 1, "among others or alone");
    assert_eq!(read("officer").await, 0, "by the whole name");
    assert_eq!(read("answers").await + read("30").await, 0, "of a reader");

    let note = Note { at: at(), event: "looked list".into(), by: "port-officer 7".into() };
    store.note_each(vec![ID, Uuid::nil()], note.clone()).await.unwrap();
    assert_eq!(store.chain(ID).await.unwrap().last().unwrap().note, note, "a look at many is noted at each");

    store.put(withdraw(4)).await.unwrap();
    assert_eq!(store.expected(port("PVG"), from, until).await.unwrap(), [], "nobody expects who withdrew");
    assert!(store.referred("8PKW5XJF7K".into()).await.unwrap().is_empty(), "nor finds them");
    store.put(declare(5, "fifth")).await.unwrap();
    store.sweep(part(CODE, "").ends.succ_opt().unwrap()).await.unwrap();
    assert_eq!(store.expected_at(ID).await.unwrap(), None, "what may no longer be known is forgotten");
    assert!(store.referred("8PKW5XJF7K".into()).await.unwrap().is_empty(), "by whatever it was found");
}

async fn tells_of_refusals(store: Arc<dyn Store>) {
    let ends = at().date_naive();
    let of = |declaration| Refused { declaration, code: "edition-not-taken".into(), phone: None, ends };
    assert!(!store.let_ask(ID, [7; 32]).await.unwrap(), "nothing was refused yet");
    store.refuse(of(ID)).await.unwrap();
    assert!(store.let_ask(ID, [7; 32]).await.unwrap(), "now somebody may ask");
    let later = Refused { code: "declaration-incomplete".into(), ends: ends.succ_opt().unwrap(), ..of(ID) };
    store.refuse(later.clone()).await.unwrap();
    let known = Some(Refused { phone: Some([7; 32]), ..later });
    assert_eq!(store.refusal(ID).await.unwrap(), known, "the later reason, and the same slip");
    assert_eq!(
        store.refused_as("8PKW5XJF7K".into()).await.unwrap(),
        known.into_iter().collect::<Vec<_>>(),
        "by reference"
    );
    assert_eq!(store.refusal(Uuid::nil()).await.unwrap(), None, "another was not refused");
    store.sweep(ends.succ_opt().unwrap()).await.unwrap();
    assert!(store.refusal(ID).await.unwrap().is_some(), "on its last day it is there");
    store.sweep(ends.succ_opt().unwrap().succ_opt().unwrap()).await.unwrap();
    assert_eq!(store.refusal(ID).await.unwrap(), None, "and then it is not");
}

/// Half of what a person is known by is the same in another declaration.
async fn finds_who_may_be_the_same(store: Arc<dyn Store>) {
    let ends = part(CODE, "").ends;
    let of = |number: u128, document: [u8; 32], alike: &[[u8; 32]], rule: &str, revision: u32| {
        let mut new = declare(revision, &format!("{number} {revision}"));
        let Effect::Declare { person, rule: judged, .. } = &mut new.effect else { panic!("a declaration") };
        *person = Some(Person { document, alike: alike.to_vec(), ends });
        *judged = rule.into();
        NewRevision { declaration: Uuid::from_u128(number), ..new }
    };
    let (number, name) = ([3; 32], [4; 32]);
    store.put(of(1, [1; 32], &[number, name], "orange", 1)).await.unwrap();
    store.put(of(2, [2; 32], &[number], "green", 1)).await.unwrap();
    store.put(of(3, [1; 32], &[number, name], "green", 1)).await.unwrap();
    store.put(of(4, [5; 32], &[[6; 32]], "green", 1)).await.unwrap();
    let alike = async |to: u128| {
        let found = store.alike(vec![Uuid::from_u128(to)]).await.unwrap();
        let mut found: Vec<_> =
            found.into_iter().map(|it| (it.known.declaration.as_u128(), it.known.rule)).collect();
        found.sort();
        found
    };
    let both = vec![(1, "orange".to_owned()), (3, "green".to_owned())];
    assert_eq!(alike(2).await, both, "another document with the same number");
    assert_eq!(alike(1).await, [(2, "green".to_owned())], "and not those of the same person");
    assert!(alike(4).await.is_empty(), "whoever shares nothing is nobody's");
    store.put(of(1, [7; 32], &[number], "green", 2)).await.unwrap();
    let corrected = alike(2).await.into_iter().find(|(declaration, _)| *declaration == 1);
    assert_eq!(corrected, Some((1, "green".to_owned())), "a correction counts as it is judged now, and once");
    let taken_back = NewRevision {
        effect: Effect::Withdraw { parts: Vec::new() },
        expected: None,
        ..of(1, [7; 32], &[], "", 3)
    };
    assert_eq!(store.put(taken_back).await.unwrap(), Put::Stored);
    assert!(alike(2).await.iter().any(|(declaration, _)| *declaration == 1), "taking it back hides nothing");
    store.sweep(ends.succ_opt().unwrap()).await.unwrap();
    assert!(alike(2).await.is_empty(), "and it goes with its days");
}

/// Somebody whom an officer takes in, and who is known by a declaration then.
async fn takes_in_and_leaves_out(store: Arc<dyn Store>) {
    let person = Some(Person { document: DOCUMENT, alike: Vec::new(), ends: part(CODE, "").ends });
    let (parts, by) = (vec![part("answers:port-officer:30", "stranger")], "port-officer 7".to_owned());
    let effect = Effect::TakenIn { edition: 1, parts, person, beside: Vec::new(), by };
    let stranger = NewRevision { effect, ..declare(1, "stranger") };
    assert_eq!(store.put(stranger).await.unwrap(), Put::Stored, "somebody without a declaration");
    let other = |beside| {
        let person = Some(Person { document: DOCUMENT, alike: Vec::new(), ends: part(CODE, "").ends });
        let effect =
            Effect::TakenIn { edition: 1, parts: Vec::new(), person, beside, by: "port-officer 8".into() };
        NewRevision { declaration: Uuid::from_u128(8), effect, ..declare(1, "twice") }
    };
    assert_eq!(store.put(other(Vec::new())).await.unwrap(), Put::Conflict, "and not twice");
    let state = store.states(vec![ID]).await.unwrap().remove(0);
    assert!(state.taken_in && state.rule.is_none() && state.shown.is_none(), "without a code: {state:?}");
    assert_eq!(store.known(DOCUMENT).await.unwrap()[0].declaration, ID, "found by the document");
    assert_eq!(store.keep_event(ID, event(1, 1, None)).await.unwrap(), Kept::New, "who is met");
    let left = |seen| {
        let effect = Effect::LeftOut { into: Some(Uuid::from_u128(9)), by: "platform".into() };
        NewRevision { effect, expected: None, way: None, seen: Some(seen), ..declare(2, "joined") }
    };
    assert_eq!(store.put(left(1)).await.unwrap(), Put::Moved, "nothing that was told meanwhile is lost");
    assert_eq!(store.put(left(2)).await.unwrap(), Put::Stored, "and is known by a declaration then");
    let told = store.told(ID).await.unwrap().unwrap();
    assert!(
        told.withdrawn && told.events.is_empty() && told.plan.is_none(),
        "nothing of it is left: {told:?}"
    );
    assert_eq!(store.known(DOCUMENT).await.unwrap(), [], "nor is it found by the document");
    assert_eq!(store.expected_at(ID).await.unwrap(), None, "or expected");
    let log = store.chain_end(ID, 1).await.unwrap().remove(0).note.event;
    assert_eq!(log, format!("joined {}", Uuid::from_u128(9)), "but for where it went");
}

/// What is counted when it happens, and looks with what followed them.
async fn checks_a_month(store: Arc<dyn Store>) {
    store.put(declare(1, "first")).await.unwrap();
    let today = rulebook::zhejiang_date(at());
    let mut told = event(1, 1, None);
    told.counts = vec!["handed-over", "handed-over-late"];
    assert_eq!(store.keep_event(ID, told.clone()).await.unwrap(), Kept::New, "an event is counted");
    assert_eq!(store.keep_event(ID, told).await.unwrap(), Kept::Same, "and once");
    for number in [2, 3] {
        store.count(today, "retention-parts", number).await.unwrap();
    }
    let counted = store.counted(today, today).await.unwrap();
    let [late, over, parts] = ["handed-over-late", "handed-over", "retention-parts"].map(str::to_owned);
    assert_eq!(counted, [(over, 1), (late, 1), (parts, 5)], "added up");
    assert_eq!(
        store.counted(today.succ_opt().unwrap(), today.succ_opt().unwrap()).await.unwrap(),
        [],
        "by day"
    );

    let (from, until) = (at(), at() + TimeDelta::days(3));
    let rule = ShownRule { edition: 1, rule: "orange".into() };
    assert_eq!(store.codes(from, until).await.unwrap(), [(rule, 1)], "a code by its rule");
    assert_eq!(store.codes(until, until).await.unwrap(), [], "in that time");
    let note = |hours, event: &str, by: &str| Note {
        at: at() + TimeDelta::hours(hours),
        event: event.into(),
        by: by.into(),
    };
    for (hours, event, by) in [
        (1, "looked list", "port-officer 7"),
        (1, "looked contact", "port-officer 7"),
        (2, "recorded", "port-officer 7"),
        (3, "looked contact", "port-officer 8"),
        (4, "looked stage", "hotline 9"),
        (40, "noted", "hotline 9"),
    ] {
        assert!(store.note(ID, note(hours, event, by)).await.unwrap(), "{event}");
    }
    let looks = |role: &str, looks, idle| Looks { role: role.into(), looks, idle };
    let expected = [looks("hotline", 1, 1), looks("port-officer", 2, 1)];
    assert_eq!(
        store.looks(from, until).await.unwrap(),
        expected,
        "a look is idle that nothing follows within a day"
    );
}

async fn conforms(store: Arc<dyn Store>) {
    store.check().await.unwrap();
    assert_eq!(store.look(ID, 1).await.unwrap(), Look::default(), "an unknown declaration is nothing");
    assert_eq!(seen(&*store, TOKEN).await, None, "and has no standing");
    assert_eq!(store.basis(ID).await.unwrap(), None, "nor does any code rest on anything");

    assert_eq!(
        store.put(declare(1, "first")).await.unwrap(),
        Put::Stored,
        "the first revision binds the token"
    );
    let look = store.look(ID, 1).await.unwrap();
    assert_eq!(look.latest, Some(1), "it is the latest");
    assert_eq!(look.stored.unwrap().receipt, b"receipt for first", "its receipt is kept byte for byte");
    let first = standing(1, 1, Some(part(CODE, "first")));
    assert_eq!(seen(&*store, TOKEN).await, Some(first.clone()), "its traveller sees the code");
    assert_eq!(store.basis(ID).await.unwrap(), Some(basis(1, "first")), "what it rests on is kept with it");
    assert_eq!(store.standing(ID, Some([2; 32])).await.unwrap(), None, "another token sees nothing at all");
    assert_eq!(
        store.standing(Uuid::nil(), Some(TOKEN)).await.unwrap(),
        None,
        "nor this token another declaration"
    );

    let again = NewRevision { receipt: b"a receipt made later".to_vec(), ..declare(1, "first") };
    let same = Put::Same { receipt: b"receipt for first".to_vec() };
    assert_eq!(store.put(again).await.unwrap(), same, "the same bytes get the receipt that was given");
    assert_eq!(store.put(declare(1, "other")).await.unwrap(), Put::Conflict, "other bytes never replace it");
    assert_eq!(seen(&*store, TOKEN).await, Some(first), "neither changed anything");

    let third = NewRevision { follow_digest: [3; 32], ..declare(3, "third") };
    assert_eq!(store.put(third).await.unwrap(), Put::Stored, "a later revision replaces");
    assert_eq!(seen(&*store, TOKEN).await, None, "and its follow token the earlier one");
    assert_eq!(
        store.put(declare(2, "second")).await.unwrap(),
        Put::Superseded,
        "an earlier one comes too late"
    );
    assert_eq!(store.put(declare(1, "first")).await.unwrap(), same, "a stored one is still acknowledged");
    let latest = seen(&*store, [3; 32]).await.unwrap();
    assert_eq!(
        latest,
        standing(3, 2, Some(part(CODE, "third"))),
        "the latest counts, and it is a new version"
    );
    assert_eq!(store.basis(ID).await.unwrap(), Some(basis(3, "third")), "and rests on its own facts");

    assert_eq!(store.put(withdraw(4)).await.unwrap(), Put::Stored, "a withdrawal is a revision");
    assert_eq!(seen(&*store, TOKEN).await, Some(standing(4, 3, None)), "no code is left after it");
    assert_eq!(store.basis(ID).await.unwrap(), None, "and no fact");
    assert_eq!(
        store.put(declare(3, "third")).await.unwrap(),
        Put::Same { receipt: b"receipt for third".to_vec() },
        "an old envelope sent again revives nothing"
    );
    assert!(seen(&*store, TOKEN).await.unwrap().withdrawn, "it is still withdrawn");
    assert_eq!(store.put(declare(5, "fifth")).await.unwrap(), Put::Stored, "one may think again");
    assert!(!seen(&*store, TOKEN).await.unwrap().withdrawn, "then it stands again");

    assert_eq!(store.bound_to().await.unwrap(), None, "a new database belongs to no keys");
    assert_eq!(store.bind("ours").await.unwrap(), "ours", "the first who comes binds it");
    assert_eq!(store.bind("theirs").await.unwrap(), "ours", "nobody binds it again");
    assert_eq!(store.bound_to().await.unwrap().as_deref(), Some("ours"), "and it is remembered");
}

fn intend(revision: u32, envelope: &str) -> NewRevision {
    let parts = vec![part("county-contact 30", envelope)];
    NewRevision { effect: Effect::Intend { edition: 1, parts }, ..declare(revision, envelope) }
}

async fn keeps_what_is_intended(store: Arc<dyn Store>) {
    assert_eq!(store.put(intend(1, "plan")).await.unwrap(), Put::Stored, "a plan without a ticket");
    let planned = seen(&*store, TOKEN).await.unwrap();
    assert_eq!((planned.intends, planned.withdrawn), (true, false), "it is known as what it is");
    assert_eq!(planned.code, None, "and no code follows");
    assert_eq!(store.known(DOCUMENT).await.unwrap(), [], "nor does it count against anybody's declaration");
    assert!(
        waiting(&*store, at().date_naive(), u32::MAX).await.is_empty(),
        "no list and no day makes it be judged"
    );
    let same = Put::Same { receipt: b"receipt for plan".to_vec() };
    assert_eq!(store.put(intend(1, "plan")).await.unwrap(), same, "sent again it gets its receipt");
    assert_eq!(store.put(declare(2, "ticket")).await.unwrap(), Put::Stored, "it becomes the declaration");
    let declared = seen(&*store, TOKEN).await.unwrap();
    assert_eq!(declared, standing(2, 2, Some(part(CODE, "ticket"))), "which is no plan any more");
    assert_eq!(store.put(declare(3, "again")).await.unwrap(), Put::Stored, "it is confirmed");
    let confirmed = seen(&*store, TOKEN).await.unwrap();
    assert_eq!(confirmed, standing(3, 3, Some(part(CODE, "again"))), "and has the newer code alone");
    assert_eq!(store.put(intend(4, "later")).await.unwrap(), Put::Stored, "the ticket is given back");
    let given_back = seen(&*store, TOKEN).await.unwrap();
    assert_eq!((given_back.intends, given_back.code), (true, None), "the code of the journey is gone");
    assert!(
        waiting(&*store, part(CODE, "").ends, u32::MAX).await.is_empty(),
        "and nothing of it is judged again"
    );
    assert_eq!(store.put(withdraw(5)).await.unwrap(), Put::Stored, "then even the plan is taken back");
    let withdrawn = seen(&*store, TOKEN).await.unwrap();
    assert_eq!((withdrawn.withdrawn, withdrawn.intends), (true, false), "and nothing is intended");
}

async fn logs_what_was_done(store: Arc<dyn Store>) {
    let note = |event: &str| Note { at: at(), event: event.into(), by: "operator Wu".into() };
    assert!(!store.note(ID, note("explained 1")).await.unwrap(), "nothing is noted of what is not there");
    store.put(declare(1, "first")).await.unwrap();
    store.put(declare(1, "first")).await.unwrap();
    assert!(store.note(ID, note("explained 1")).await.unwrap(), "an officer looks");
    store.put(withdraw(2)).await.unwrap();
    let chain = store.chain(ID).await.unwrap();
    let said: Vec<_> =
        chain.iter().map(|it| (it.number, it.note.event.as_str(), it.note.by.as_str())).collect();
    assert_eq!(
        said,
        [(1, "declared 1", "traveller"), (2, "explained 1", "operator Wu"), (3, "withdrew 2", "traveller")],
        "each once and in order"
    );
    let last = chain.last().unwrap().head;
    assert_eq!(
        store.standing(ID, Some(TOKEN)).await.unwrap().unwrap().head,
        last,
        "the traveller is told the end"
    );
    assert_eq!(
        store.heads(Uuid::nil(), 10).await.unwrap(),
        [(ID, last)],
        "and so is whoever reads all chains"
    );
    assert!(store.heads(ID, 10).await.unwrap().is_empty(), "page after page");

    let anchor = Anchor { before: at(), declarations: 1, digest: "first".into() };
    store.keep_anchor(&anchor).await.unwrap();
    store.keep_anchor(&Anchor { digest: "second".into(), ..anchor.clone() }).await.unwrap();
    assert_eq!(store.anchors().await.unwrap(), [anchor], "what was published is never replaced");
}

async fn ends_what_is_over(store: Arc<dyn Store>) {
    assert_eq!(store.known(DOCUMENT).await.unwrap(), [], "nobody is known before");
    store.put(declare(1, "first")).await.unwrap();
    store.put(declare(2, "second")).await.unwrap();
    let known = [Known { declaration: ID, edition: 1, rule: "orange".into() }];
    assert_eq!(store.known(DOCUMENT).await.unwrap(), known, "a declaration is known by its document, once");
    assert_eq!(store.known([6; 32]).await.unwrap(), [], "and by no other");
    let other = Uuid::from_u128(8);
    let later = NewRevision { declaration: other, follow_digest: [8; 32], ..declare(1, "later") };
    assert_eq!(store.put(later).await.unwrap(), Put::Stored, "the same person declares anew");
    let found = store.parts_of_persons(vec![other, Uuid::from_u128(9)], CODE).await.unwrap();
    let mut found: Vec<_> =
        found.into_iter().map(|it| (it.by, it.declaration, it.revision, it.part)).collect();
    found.sort_by_key(|it| it.1);
    let both = [(other, other, 1, part(CODE, "later")), (other, ID, 2, part(CODE, "second"))];
    assert_eq!(BTreeSet::from_iter(found.iter().map(|it| it.1)).len(), 2, "each once: {found:?}");
    assert!(both.iter().all(|one| found.contains(one)), "found by either of them: {found:?}");
    let leaves = NewRevision { declaration: other, follow_digest: [8; 32], ..withdraw(2) };
    store.put(leaves).await.unwrap();
    let found = store.parts_of_persons(vec![other], CODE).await.unwrap();
    assert_eq!(found.len(), 1, "what a withdrawn one keeps is found, and it keeps no code: {found:?}");
    let ends = part(CODE, "").ends;
    assert_eq!(store.due(ends).await.unwrap(), [], "the last day is a whole day");
    let after = ends.succ_opt().unwrap();
    let due = store.due(after).await.unwrap();
    assert_eq!(due.len(), 3, "code, facts and answers: {due:?}");
    assert!(due.iter().all(|due| (due.ends, due.parts) == (ends, 1)), "one of each: {due:?}");
    assert_eq!(store.sweep(ends).await.unwrap(), 0, "nothing goes too early");
    let day = expected(2).day;
    let counted = store.tally(day, day).await.unwrap();
    assert_eq!(counted.iter().map(|it| it.people).sum::<u32>(), 1, "one person is counted: {counted:?}");
    assert_eq!(store.sweep(after).await.unwrap(), 3, "all of it goes then");
    assert_eq!(store.sweep(after).await.unwrap(), 0, "and once");
    assert_eq!(store.expected_at(ID).await.unwrap(), None, "nobody knows who it was");
    assert_eq!(store.tally(day, day).await.unwrap(), counted, "but how many they were");
    let (later, earlier) = (Uuid::from_u128(10), Uuid::from_u128(11));
    let of = |id: Uuid, ends| {
        let (digest, said) = if id == later { ([10; 32], "later") } else { ([11; 32], "earlier") };
        let mut declared = NewRevision { declaration: id, follow_digest: digest, ..declare(1, said) };
        declared.expected = Some(Expected { declaration: id, ends, ..expected(2) });
        declared
    };
    for of in [of(later, after + chrono::TimeDelta::days(9)), of(earlier, after)] {
        assert_eq!(store.put(of).await.unwrap(), Put::Stored);
    }
    let once = |tally: &[Tally]| tally.iter().map(|it| it.people).sum::<u32>();
    assert_eq!(once(&store.tally(day, day).await.unwrap()), 2, "somebody declares twice, and counts once");
    store.sweep(after.succ_opt().unwrap()).await.unwrap();
    assert_eq!(once(&store.tally(day, day).await.unwrap()), 2, "also when the newer one ends first");
    let a_year_later = after + chrono::TimeDelta::days(400);
    store.sweep(a_year_later).await.unwrap();
    assert_eq!(store.tally(day, day).await.unwrap(), [], "and that for a year");
    assert_eq!(store.known(DOCUMENT).await.unwrap(), [], "nor is anybody known any more");
    let standing = store.standing(ID, Some(TOKEN)).await.unwrap().unwrap();
    assert_eq!((standing.revision, standing.code), (2, None), "that it was declared outlives it");
    let basis = store.basis(ID).await.unwrap().unwrap();
    assert_eq!((basis.rule.as_str(), basis.facts), ("orange", None), "and by which rule it was judged");
}

/// Which of all declarations wait on a day, once a list of that number is there.
async fn waiting(store: &dyn Store, today: NaiveDate, list: u32) -> Vec<Uuid> {
    let due = store.due_again(today, (NaiveDate::default(), Uuid::nil()), 10).await.unwrap();
    let behind = store.behind(list, (0, Uuid::nil()), 10).await.unwrap();
    let all: BTreeSet<Uuid> =
        due.into_iter().map(|(_, id)| id).chain(behind.into_iter().map(|(_, id)| id)).collect();
    all.into_iter().collect()
}

/// What comes of judging where nothing changes.
fn settled(declaration: Uuid, entries: u64) -> Judgement {
    let (list, due, replacement) = (Some(1), None, None);
    Judgement { declaration, entries, woken: 0, unsettled: false, list, due, replacement }
}

/// Two declarations of one person: the later has to wake the other, and that outlives the process.
async fn remembers_whom_to_wake(store: Arc<dyn Store>) {
    let today = at().date_naive();
    let of = |id: u128| NewRevision { declaration: Uuid::from_u128(id), ..declare(1, "another") };
    store.put(declare(1, "first")).await.unwrap();
    assert!(!store.case(ID).await.unwrap().unwrap().unsettled, "alone it has nobody to wake");
    let other = of(8).declaration;
    store.put(of(8)).await.unwrap();
    let case = store.case(other).await.unwrap().unwrap();
    assert!(case.unsettled, "the second one has");
    assert_eq!(waiting(&*store, today, 1).await, [other], "so it waits until somebody has seen to it");
    assert!(store.judge_again(settled(other, case.entries)).await.unwrap());
    assert!(waiting(&*store, today, 1).await.is_empty(), "and then no more");

    for pair in 0..8u128 {
        let mut document = [9; 32];
        document[0] = u8::try_from(pair).unwrap();
        let one = |id| {
            let mut new = of(id);
            if let Effect::Declare { person: Some(person), .. } = &mut new.effect {
                person.document = document;
            }
            new
        };
        let (first, second) = (100 + 2 * pair, 101 + 2 * pair);
        let (here, there) = tokio::join!(store.put(one(first)), store.put(one(second)));
        assert_eq!((here.unwrap(), there.unwrap()), (Put::Stored, Put::Stored));
        let mut seen = 0;
        for id in [first, second] {
            seen += usize::from(store.case(Uuid::from_u128(id)).await.unwrap().unwrap().unsettled);
        }
        assert!(seen >= 1, "of two that come at the same moment the later sees the other");
    }

    let note = Note { at: at(), event: "looked list".into(), by: "port-officer 7".into() };
    store.note(ID, note).await.unwrap();
    let second = |seen| NewRevision { seen: Some(seen), ..declare(2, "second") };
    assert_eq!(store.put(second(1)).await.unwrap(), Put::Moved, "judged without what was done meanwhile");
    assert_eq!(store.look(ID, 2).await.unwrap().latest, Some(1), "it is not kept");
    assert_eq!(store.put(second(2)).await.unwrap(), Put::Stored, "judged by all of it, it is");
    assert_eq!(
        store.put(second(1)).await.unwrap(),
        Put::Same { receipt: b"receipt for second".to_vec() },
        "and the same bytes stay the same, whatever was read"
    );
}

async fn renews_a_receipt(store: Arc<dyn Store>) {
    store.put(declare(1, "first")).await.unwrap();
    let renewed = async |former: &str, receipt: &str| {
        let (former, receipt) = (former.as_bytes().to_vec(), receipt.as_bytes().to_vec());
        String::from_utf8(store.renew_receipt(ID, 1, former, receipt).await.unwrap()).unwrap()
    };
    assert_eq!(renewed("receipt for first", "second").await, "second", "it takes the former's place");
    assert_eq!(renewed("receipt for first", "third").await, "second", "once: who comes later gets that one");
    let stored = store.look(ID, 1).await.unwrap().stored.unwrap();
    assert_eq!(stored.receipt, b"second", "from now on");
}

/// However many wait, they are walked a piece at a time and none is left out.
async fn walks_what_waits(store: Arc<dyn Store>) {
    let today = at().date_naive();
    for id in 0..25u128 {
        let mut new = NewRevision { declaration: Uuid::from_u128(1000 + id), ..declare(1, "waits") };
        if let Effect::Declare { list, due, person, .. } = &mut new.effect {
            (*list, *person) = (1 + u32::try_from(id % 3).unwrap(), None);
            *due = (id % 2 == 0).then(|| today - TimeDelta::days(i64::try_from(id % 4).unwrap()));
        }
        store.put(new).await.unwrap();
    }
    let (mut due, mut after) = (Vec::new(), (NaiveDate::default(), Uuid::nil()));
    while let Some(last) = {
        let some = store.due_again(today, after, 4).await.unwrap();
        due.extend(some.iter().copied());
        some.last().copied()
    } {
        after = last;
    }
    assert_eq!(due.len(), 13, "each once");
    assert!(due.is_sorted(), "the longest due first");
    let (mut behind, mut after) = (Vec::new(), (0, Uuid::nil()));
    while let Some(last) = {
        let some = store.behind(3, after, 4).await.unwrap();
        behind.extend(some.iter().copied());
        some.last().copied()
    } {
        after = last;
    }
    assert_eq!(behind.len(), 17, "those that were judged by list 1 or 2, each once");
    assert!(behind.is_sorted(), "the oldest first");
}

async fn judges_again(store: Arc<dyn Store>) {
    let today = at().date_naive();
    let tomorrow = today.succ_opt().unwrap();
    assert_eq!(store.case(ID).await.unwrap(), None, "nobody is not judged");

    let Effect::Declare { edition, rule, shown, list, parts, person, .. } = declare(1, "first").effect else {
        panic!("a declaration")
    };
    let effect = Effect::Declare { edition, rule, shown, list, due: Some(tomorrow), parts, person };
    store.put(NewRevision { effect, ..declare(1, "first") }).await.unwrap();
    assert!(waiting(&*store, today, 1).await.is_empty(), "nothing is due yet");
    assert_eq!(waiting(&*store, tomorrow, 1).await, [ID], "its day comes");
    assert_eq!(waiting(&*store, today, 2).await, [ID], "or a newer list");

    let word = event(1, 1, Some(today));
    assert_eq!(store.keep_event(ID, word.clone()).await.unwrap(), Kept::New, "an officer records a fact");
    assert_eq!(waiting(&*store, today, 1).await, [ID], "then it is due at once");
    let case = store.case(ID).await.unwrap().unwrap();
    assert_eq!((case.revision, case.edition, case.parts.len()), (1, 1, 3), "with all that is kept");
    assert_eq!(case.events, [word.event], "and the fact");

    let replacement = Replacement {
        revision: 1,
        at: at(),
        rule: "green".into(),
        shown: ShownRule { edition: 2, rule: "held".into() },
        parts: vec![part(CODE, "second judgement")],
        person: Some(Person { document: DOCUMENT, alike: Vec::new(), ends: part(CODE, "").ends }),
    };
    let judgement = |case: &Case, due, replacement| Judgement {
        list: Some(2),
        due,
        replacement,
        woken: case.woken,
        ..settled(ID, case.entries)
    };
    store.keep_event(ID, event(2, case.entries, Some(today))).await.unwrap();
    let late = judgement(&case, None, Some(replacement.clone()));
    assert!(!store.judge_again(late).await.unwrap(), "what was recorded meanwhile is not passed over");
    assert_eq!(seen(&*store, TOKEN).await.unwrap().version, 3, "nothing has changed but by the two events");
    assert_eq!(waiting(&*store, today, 1).await, [ID], "it still waits");

    let case = store.case(ID).await.unwrap().unwrap();
    let judged = judgement(&case, Some(tomorrow), Some(replacement));
    assert!(store.judge_again(judged).await.unwrap(), "judged by all of it");
    let due = Some(at() + TimeDelta::hours(12));
    let second = Standing { due, ..standing(1, 4, Some(part(CODE, "second judgement"))) };
    assert_eq!(seen(&*store, TOKEN).await, Some(second), "another code, a new version, the same revision");
    let look = store.look(ID, 1).await.unwrap().stored.unwrap();
    assert_eq!(look.receipt, b"receipt for first", "the receipt stays");
    assert_eq!(store.basis(ID).await.unwrap().unwrap().rule, "green", "by another rule");
    assert_eq!(store.known(DOCUMENT).await.unwrap()[0].rule, "green", "the index knows it by that one");
    let held = ShownRule { edition: 2, rule: "held".into() };
    let state = store.states(vec![ID]).await.unwrap().pop().unwrap();
    assert_eq!(state.shown, Some(held), "and whoever looks is shown what the code shows");
    let chain = store.chain(ID).await.unwrap();
    let said: Vec<_> = chain.iter().map(|it| (it.note.event.as_str(), it.note.by.as_str())).collect();
    assert_eq!(
        said,
        [
            ("declared 1", "traveller"),
            ("recorded", "officer Wu"),
            ("recorded", "officer Wu"),
            ("judged again 1", "platform")
        ],
        "the log says who and never what"
    );
    assert!(waiting(&*store, today, 2).await.is_empty(), "nothing waits any more");
    assert_eq!(waiting(&*store, tomorrow, 2).await, [ID], "before its next day");

    let case = store.case(ID).await.unwrap().unwrap();
    assert!(store.judge_again(judgement(&case, None, None)).await.unwrap(), "the code may stand");
    assert_eq!(seen(&*store, TOKEN).await.unwrap().version, 4, "then nobody hears of it");
    assert!(waiting(&*store, tomorrow, 2).await.is_empty(), "and it is due no more");
    store.wake(ID, today).await.unwrap();
    assert_eq!(waiting(&*store, today, 2).await, [ID], "unless it is woken");
    let case = store.case(ID).await.unwrap().unwrap();
    store.wake(ID, today).await.unwrap();
    let asleep = judgement(&case, None, None);
    assert!(!store.judge_again(asleep).await.unwrap(), "who was woken meanwhile is not put to sleep");
    assert_eq!(waiting(&*store, today, 2).await, [ID], "but judged once more");

    store.put(withdraw(2)).await.unwrap();
    assert!(waiting(&*store, tomorrow, 99).await.is_empty(), "nothing waits once it is withdrawn");
    store.wake(ID, today).await.unwrap();
    assert!(waiting(&*store, tomorrow, 99).await.is_empty(), "nor can it be woken");
    assert_eq!(store.case(ID).await.unwrap(), None, "there is nothing to judge");
}

async fn leads_the_way(store: Arc<dyn Store>) {
    let asks =
        |whose: Whose, hours| Responsible { whose, due_before: at() + TimeDelta::hours(hours), most: 10 };
    let port = |code: &str| Whose::Of(Desk::Port(code.into()));
    let ways = async || store.waits(vec![ID]).await.unwrap();
    let kept = store.keep_event(ID, event(1, 0, None)).await.unwrap();
    assert_eq!(kept, Kept::Unknown, "nothing happens to nobody");
    assert_eq!(store.told(ID).await.unwrap(), None, "and nothing was told of them");

    store.put(declare(1, "first")).await.unwrap();
    let told = store.told(ID).await.unwrap().unwrap();
    assert_eq!((told.revision, told.withdrawn, told.intends, told.entries), (1, false, false, 1), "declared");
    let expected = [(ID, waits("declared", "port:PVG", 6))];
    assert_eq!(store.ways(asks(port("PVG"), 7)).await.unwrap(), expected, "Pudong waits from then on");
    assert_eq!(store.ways(asks(port("PVG"), 6)).await.unwrap(), [], "nobody is late yet");
    assert_eq!(store.ways(asks(port("PEK"), 7)).await.unwrap(), [], "and nobody of another port's");

    let landed = event(1, 1, None);
    assert_eq!(store.keep_event(ID, landed.clone()).await.unwrap(), Kept::New, "scanned");
    assert_eq!(store.keep_event(ID, landed.clone()).await.unwrap(), Kept::Same, "and sent twice");
    assert_eq!(seen(&*store, TOKEN).await.unwrap().version, 2, "its traveller hears of it once");
    let other = event(2, 1, None);
    assert_eq!(
        store.keep_event(ID, other).await.unwrap(),
        Kept::Moved,
        "what follows is not made of old news"
    );
    assert_eq!(store.told(ID).await.unwrap().unwrap().events, [landed.event], "so it was not kept");
    assert!(waiting(&*store, at().date_naive(), 1).await.is_empty(), "no code is judged again for it");

    assert_eq!(store.asked(None, 10).await.unwrap(), [], "no review was asked for");
    let asked_due = Some(at() + TimeDelta::hours(24));
    let over = Waits { step: None, due: None, asked_due, ..waits("received", "county:330302", 0) };
    let entries = store.told(ID).await.unwrap().unwrap().entries;
    let last = NewEvent { way: Some(over.clone()), ..event(3, entries, None) };
    assert_eq!(store.keep_event(ID, last).await.unwrap(), Kept::New, "what follows comes with what happened");
    let asked = store.asked(None, 10).await.unwrap();
    assert_eq!(asked, [(ID, over.clone())], "one that was asked for is found, whatever else is over");
    assert_eq!(ways().await, [(ID, over)], "whose way is over waits for nothing");
    assert_eq!(store.ways(asks(Whose::Counties("33".into()), 999)).await.unwrap(), [], "and is never late");
    assert_eq!(seen(&*store, TOKEN).await.unwrap().due, None, "nor is anything late");

    store.put(withdraw(2)).await.unwrap();
    assert_eq!(ways().await, [], "whoever takes it back is waited for no more");
    let told = store.told(ID).await.unwrap().unwrap();
    assert_eq!(
        (told.withdrawn, told.events.len()),
        (true, 2),
        "what happened is not the traveller's to undo"
    );
    store.put(declare(3, "third")).await.unwrap();
    let after = part(CODE, "").ends.succ_opt().unwrap();
    let classes = store.due(after).await.unwrap();
    assert!(classes.iter().any(|due| due.class == "event"), "it ends with its day: {classes:?}");
    assert_eq!(store.sweep(after).await.unwrap(), 5, "the events and three parts");
    assert_eq!(store.told(ID).await.unwrap().unwrap().events, [], "like everything");
    assert_eq!(ways().await, [], "and nobody knows where to look any more");
}

async fn takes_one_of_many(store: Arc<dyn Store>) {
    let same: Vec<_> = (0..20)
        .map(|attempt| {
            let (store, receipt) = (store.clone(), format!("receipt {attempt}").into_bytes());
            tokio::spawn(
                async move { store.put(NewRevision { receipt, ..declare(1, "first") }).await.unwrap() },
            )
        })
        .collect();
    let mut outcomes = Vec::new();
    for attempt in same {
        outcomes.push(attempt.await.unwrap());
    }
    let kept = store.look(ID, 1).await.unwrap().stored.unwrap().receipt;
    let stored = outcomes.iter().filter(|outcome| **outcome == Put::Stored).count();
    let same = outcomes.iter().filter(|outcome| **outcome == Put::Same { receipt: kept.clone() }).count();
    assert_eq!((stored, same), (1, 19), "one is stored, the others get its receipt");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_conforms() {
    let folder = tempfile::tempdir().unwrap();
    conforms(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
    takes_one_of_many(Arc::new(SqliteStore::open(&folder.path().join("b.db")).unwrap())).await;
    logs_what_was_done(Arc::new(SqliteStore::open(&folder.path().join("c.db")).unwrap())).await;
    ends_what_is_over(Arc::new(SqliteStore::open(&folder.path().join("d.db")).unwrap())).await;
    finds_who_is_expected(Arc::new(SqliteStore::open(&folder.path().join("x.db")).unwrap())).await;
    judges_again(Arc::new(SqliteStore::open(&folder.path().join("e.db")).unwrap())).await;
    leads_the_way(Arc::new(SqliteStore::open(&folder.path().join("f.db")).unwrap())).await;
    keeps_what_is_intended(Arc::new(SqliteStore::open(&folder.path().join("g.db")).unwrap())).await;
    walks_what_waits(Arc::new(SqliteStore::open(&folder.path().join("j.db")).unwrap())).await;
    renews_a_receipt(Arc::new(SqliteStore::open(&folder.path().join("i.db")).unwrap())).await;
    remembers_whom_to_wake(Arc::new(SqliteStore::open(&folder.path().join("h.db")).unwrap())).await;
    takes_in_and_leaves_out(Arc::new(SqliteStore::open(&folder.path().join("k.db")).unwrap())).await;
    checks_a_month(Arc::new(SqliteStore::open(&folder.path().join("l.db")).unwrap())).await;
    tells_of_refusals(Arc::new(SqliteStore::open(&folder.path().join("m.db")).unwrap())).await;
    finds_who_may_be_the_same(Arc::new(SqliteStore::open(&folder.path().join("n.db")).unwrap())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_conforms() {
    let postgres = Postgres::start();
    conforms(Arc::new(PostgresStore::open(&postgres.database("a")).await.unwrap())).await;
    takes_one_of_many(Arc::new(PostgresStore::open(&postgres.database("b")).await.unwrap())).await;
    logs_what_was_done(Arc::new(PostgresStore::open(&postgres.database("c")).await.unwrap())).await;
    ends_what_is_over(Arc::new(PostgresStore::open(&postgres.database("d")).await.unwrap())).await;
    finds_who_is_expected(Arc::new(PostgresStore::open(&postgres.database("x")).await.unwrap())).await;
    judges_again(Arc::new(PostgresStore::open(&postgres.database("e")).await.unwrap())).await;
    leads_the_way(Arc::new(PostgresStore::open(&postgres.database("f")).await.unwrap())).await;
    keeps_what_is_intended(Arc::new(PostgresStore::open(&postgres.database("g")).await.unwrap())).await;
    walks_what_waits(Arc::new(PostgresStore::open(&postgres.database("j")).await.unwrap())).await;
    renews_a_receipt(Arc::new(PostgresStore::open(&postgres.database("i")).await.unwrap())).await;
    remembers_whom_to_wake(Arc::new(PostgresStore::open(&postgres.database("h")).await.unwrap())).await;
    takes_in_and_leaves_out(Arc::new(PostgresStore::open(&postgres.database("k")).await.unwrap())).await;
    checks_a_month(Arc::new(PostgresStore::open(&postgres.database("l")).await.unwrap())).await;
    tells_of_refusals(Arc::new(PostgresStore::open(&postgres.database("m")).await.unwrap())).await;
    finds_who_may_be_the_same(Arc::new(PostgresStore::open(&postgres.database("n")).await.unwrap())).await;
}

#[tokio::test]
async fn a_withdrawal_leaves_no_envelope_and_no_code_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = SqliteStore::open(&path).unwrap();
    let found = |needle: &str| {
        std::fs::read_dir(folder.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        })
    };
    let long = "sealed-bytes-of-revision-one-0";
    store.put(declare(1, long)).await.unwrap();
    assert!(found(&format!("code for {long}")), "the search finds what is there");
    store.put(withdraw(2)).await.unwrap();
    assert!(
        !found(&format!("code for {long}")),
        "the code is gone from the raw files while the program runs"
    );
    assert!(!found(&format!("facts for {long}")), "and so are the facts");
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    SqliteStore::open(&path).unwrap().put(declare(1, "first")).await.unwrap();
    let look = SqliteStore::open(&path).unwrap().look(ID, 1).await.unwrap();
    assert_eq!(look.stored.unwrap().receipt, b"receipt for first", "a receipt outlives the process");
}

#[tokio::test]
async fn a_file_of_a_newer_program_or_of_none_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.db");
    drop(SqliteStore::open(&path).unwrap());
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute("INSERT INTO refinery_schema_history VALUES (99, 'later', '2031-01-01T00:00:00Z', '1')", [])
        .unwrap();
    assert!(matches!(SqliteStore::open(&path), Err(StoreError::OtherVersion(_))), "never guess at a schema");

    let path = folder.path().join("garbage.db");
    std::fs::write(&path, b"this was never a database, whatever its name says".repeat(100)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(SqliteStore::open(&path), Err(StoreError::Refused(_))), "not a database");
    assert_eq!(std::fs::read(&path).unwrap(), before, "and not one byte of it was changed");
}
