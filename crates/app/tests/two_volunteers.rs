//! Two volunteers at one desk: each opens the chamber's vault by a passphrase of their own, and what each does is in their own name.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use app::dto::{ConsentWay, DeskFilter, DeskSettings, NewConsent};
use app::{Key, Passphrase};
use vault::MemoryKeychain;

use common::Desk;

const WU: &str = "four words that are long";
const LIN: &str = "another four words of hers";

fn typed(text: &str) -> Key {
    Key::Passphrase { text: Passphrase::from(text.to_owned()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_volunteers_open_one_vault_and_each_stands_beside_what_they_did() {
    let root = tempfile::tempdir().unwrap();
    let data = root.path().join("data");
    let app = common::app(&data, &Arc::new(Desk::default()), &Arc::new(MemoryKeychain::default()));
    app.start().unwrap();
    app.create_vault(Some(Passphrase::from(WU.to_owned()))).unwrap();
    let session = app.session().unwrap();
    let seat = |volunteer: &str| DeskSettings {
        organisation: "温州商会（米兰）".into(),
        volunteer: volunteer.into(),
        ..DeskSettings::default()
    };
    session.set_desk(Some(seat("吴志愿"))).unwrap();
    let list = root.path().join("members.csv");
    std::fs::write(&list, "姓名,出生日期,护照号\n陈雨桐,1998-03-05,E12345678\n林小红,1990-01-02,E23456789\n")
        .unwrap();
    session.import_begin(&list).unwrap();
    assert_eq!(session.import_commit().unwrap().new, 2, "two members");
    session.add_passphrase(Passphrase::from(LIN.to_owned()), "林小红", typed(WU)).unwrap();
    let consent = |row: &app::dto::DeskRow| NewConsent {
        way: ConsentWay::Written,
        said_by: row.name.clone(),
        witness: String::new(),
        wording: "委托书".to_owned(),
    };
    let rows = session.desk_rows(&DeskFilter::default(), 0, 10).unwrap().rows;
    session.desk_consent(&rows[0].id, &consent(&rows[0])).unwrap();
    drop(session);
    app.lock(None).await.unwrap();

    app.start().unwrap();
    app.unlock(typed(LIN)).unwrap();
    let session = app.session().unwrap();
    let refused = session.desk_consent(&rows[1].id, &consent(&rows[1])).unwrap_err();
    assert_eq!(refused.code(), "desk-no-volunteer", "whoever opens it says who they are");
    session.set_desk(Some(seat("林志愿"))).unwrap();
    session.desk_consent(&rows[1].id, &consent(&rows[1])).unwrap();
    let by = |id: &str| session.desk_case(id).unwrap().mandate.unwrap().volunteer;
    assert_eq!(
        (by(&rows[0].id), by(&rows[1].id)),
        ("吴志愿".into(), "林志愿".into()),
        "each in their own name"
    );

    // One of them leaves: her way in goes, with her own passphrase no more; his stays.
    let slots = session.slots().unwrap().slots;
    let hers = slots.iter().find(|slot| slot.label == "林小红").unwrap();
    session.remove_slot(&hers.id, typed(WU)).unwrap();
    drop(session);
    app.lock(None).await.unwrap();
    app.start().unwrap();
    assert!(app.unlock(typed(LIN)).is_err(), "hers opens nothing any more");
    app.unlock(typed(WU)).unwrap();
    let kept = app.session().unwrap().desk_case(&rows[1].id).unwrap().mandate.unwrap();
    assert_eq!(kept.volunteer, "林志愿", "and what she did stays hers");
}
