//! A chamber's list comes in, its members are asked on the telephone, and all is sent over a line that loses every third answer:
//! each arrives once, and nobody without consent.

use app::{
    Session,
    dto::{DeskFilter, DeskRow, DeskSettings, Standing},
};
use chrono::{Local, NaiveDate};
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    telephone,
    waiting::until,
};
use testkit::{
    Fault,
    member_lists::{ListMember, ListShape, members, spoken},
};

const MEMBERS: usize = 24;
/// Those who have not consented.
const SILENT: usize = 3;

fn standing(standing: Standing) -> DeskFilter {
    DeskFilter { standing: Some(standing), ..DeskFilter::default() }
}

fn rows(session: &Session, of: Standing) -> Outcome<Vec<DeskRow>> {
    Ok(session.desk_rows(&standing(of), 0, 100)?.rows)
}

/// Brings a list of so many in; gives them in its order.
fn import(session: &Session, folder: &std::path::Path, today: NaiveDate) -> Outcome<Vec<ListMember>> {
    let people: Vec<ListMember> = members(1, today).take(MEMBERS).collect();
    let list = folder.join("members.xlsx");
    std::fs::write(&list, ListShape::Workbook.file(&people))?;
    session.import_begin(&list)?;
    let report = session.import_commit()?;
    assert_eq!(report.new as usize, MEMBERS, "every row of a list that is in order comes in");
    Ok(people)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_line_and_a_restart_lose_and_double_nobody() -> Outcome {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let vault = data.path().join("app");
    let today = Local::now().date_naive();
    let owner = Owner::new(&vault, Some(far.profile()))?;
    let session = owner.app.session()?;
    let platform = platform::Config::new(far.platform(), far.data());
    let enrolled = platform::organisations::add(&platform, "Wenzhou", 2_500, "operator").await?;
    session.set_desk(Some(DeskSettings {
        organisation: "温州商会（米兰）".into(),
        volunteer: "吴志愿".into(),
        volunteers: Vec::new(),
        wording: String::new(),
        enrolment: enrolled.token.to_string(),
        enrolled: false,
    }))?;
    let people = import(&session, data.path(), today)?;
    for row in rows(&session, Standing::NoConsent)?.into_iter().skip(SILENT) {
        telephone::consents(&session, &row, "委托书")?;
        let number = row.place.ok_or("a member without a row")? as usize - 4;
        let says = spoken(&people[number], today);
        telephone::is_whole(&says)?;
        telephone::answer_all(&session, &row.id, &says)?;
    }
    far.network.always(Fault::Refuse);
    let work = session.send_ready(&DeskFilter::default())?;
    assert_eq!(work.done as usize, MEMBERS - SILENT, "all that are ready are sealed: {:?}", work.failed);
    assert!(work.failed.is_empty(), "and nobody is left unsealed");
    assert_eq!(rows(&session, Standing::NoConsent)?.len(), SILENT, "nobody else was");
    let waiting = rows(&session, Standing::Waiting)?;
    let changed_their_mind = waiting.first().ok_or("nobody waits")?.id.clone();
    session.desk_strike_consent(&changed_their_mind)?;
    far.network.always(Fault::Pass);
    far.network.next((0..MEMBERS).map(|number| match number % 3 {
        0 => Fault::LoseAnswer,
        1 => Fault::Garbage(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n".to_vec()),
        _ => Fault::Pass,
    }));
    drop(session);
    owner.app.lock(None).await?;
    drop(owner);

    let owner = Owner::back(&vault, Some(far.profile()))?;
    until("all to be received", async || {
        let session = owner.app.session()?;
        for row in rows(&session, Standing::Waiting)? {
            session.send_now(&row.id)?;
        }
        let received = rows(&session, Standing::Received)?.len() == MEMBERS - SILENT - 1;
        let withdrawn = rows(&session, Standing::Withdrawn)?.len() == 1;
        Ok((received && withdrawn).then_some(()))
    })
    .await?;
    let session = owner.app.session()?;
    assert_eq!(
        rows(&session, Standing::Withdrawn)?.first().map(|row| row.id.clone()),
        Some(changed_their_mind),
        "whoever took their consent back while it waited is not received"
    );
    assert_eq!(rows(&session, Standing::NoConsent)?.len(), SILENT, "and those still wait for their own word");
    let sent = platform::organisations::list(&platform).await?.to_string();
    let count = format!("{} of 2500 today", MEMBERS - SILENT - 1);
    assert!(sent.contains(&count), "and knows which chamber has helped them: {sent}");
    assert_eq!(far.stored()?, MEMBERS - SILENT - 1, "the platform has each once, whatever was sent twice");
    Ok(())
}
