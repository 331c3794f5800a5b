//! A chamber sends for its members over a line that loses every third answer: each arrives once, and nobody without consent.

use app::dto::{ConsentWay, DeskFilter, DeskSettings, NewConsent, Standing};
use chrono::Local;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    waiting::until,
};
use testkit::{Fault, travellers};

const MEMBERS: usize = 24;
/// Those who have not consented.
const SILENT: usize = 3;

fn standing(standing: Standing) -> DeskFilter {
    DeskFilter { standing: Some(standing), ..DeskFilter::default() }
}

fn count(owner: &Owner, of: Standing) -> Outcome<u32> {
    Ok(owner.app.session()?.desk_rows(&standing(of), 0, 100)?.total)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_and_a_restart_lose_and_double_nobody() -> Outcome {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let session = owner.app.session()?;
    session.set_desk(Some(DeskSettings {
        organisation: "温州商会（米兰）".into(),
        volunteer: "吴志愿".into(),
        volunteers: Vec::new(),
        wording: String::new(),
    }))?;
    let traveller = travellers::low_risk_from_singapore(Local::now().date_naive());
    for number in 0..MEMBERS {
        let mut answers = traveller.answers.clone();
        testkit::put(&mut answers, "/document/number", format!("E{:08}", 10_000_000 + number).into());
        let id = owner.fill_in(&answers)?;
        if number >= SILENT {
            let consent =
                NewConsent { way: ConsentWay::Written, said_by: "会员".into(), witness: String::new() };
            session.desk_consent(&id, &consent)?;
        }
    }
    far.network.next((0..MEMBERS).map(|number| match number % 3 {
        0 => Fault::LoseAnswer,
        1 => Fault::Garbage(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n".to_vec()),
        _ => Fault::Pass,
    }));
    let work = session.send_ready(&DeskFilter::default())?;
    assert_eq!(work.done as usize, MEMBERS - SILENT, "all that are ready are sealed: {:?}", work.failed);
    assert!(work.failed.is_empty());
    assert_eq!(count(&owner, Standing::NoConsent)? as usize, SILENT, "nobody else was");
    drop(session);
    drop(owner);

    let owner = Owner::back(data.path(), Some(far.profile()))?;
    far.network.always(Fault::Pass);
    until("all to be received", async || {
        let session = owner.app.session()?;
        for row in session.desk_rows(&standing(Standing::Waiting), 0, 100)?.rows {
            session.send_now(&row.id)?;
        }
        let received = count(&owner, Standing::Received)?;
        Ok((received as usize == MEMBERS - SILENT).then_some(()))
    })
    .await?;
    assert_eq!(
        count(&owner, Standing::NoConsent)? as usize,
        SILENT,
        "and those still wait for their own word"
    );
    Ok(())
}
