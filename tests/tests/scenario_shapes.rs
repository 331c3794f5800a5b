//! Members in every make of list there is, from the list to the platform: half of them answer on phones of their own, half are asked on
//! the telephone, and each arrives once over a line that loses every third answer. Twenty-five of each make; `cargo xtask torture shapes`
//! takes two hundred and fifty, which is two thousand.

use std::collections::BTreeMap;

use app::{
    Session,
    dto::{DeskFilter, DeskRow, DeskSettings, ImportDecision, ImportView, Standing},
};
use chrono::{Local, NaiveDate};
use declaration::FormPart;
use guitu_tests::{
    Outcome, member_phone,
    owner::{FarAway, Owner},
    telephone,
    waiting::{until, until_within},
};
use serde_json::Value;
use testkit::{
    Fault,
    member_lists::{ListMember, ListShape, members, spoken},
};

/// What a volunteer who knows the list answers.
fn knows(code: &str) -> Outcome<&'static str> {
    Ok(match code {
        "import-ask-day-order" => "day-first",
        "import-ask-epoch" => "from1900",
        "import-ask-name-order" => "surname-first",
        "import-ask-phone-country" => "ITA",
        "import-ask-rows" => "legs",
        other => return Err(format!("nobody expected {other}").into()),
    })
}

fn import(session: &Session, folder: &std::path::Path, shape: ListShape, people: &[ListMember]) -> Outcome {
    let (list, view) = (folder.join(shape.file_name()), ImportView::default());
    std::fs::write(&list, shape.file(people))?;
    let mut screen = session.import_begin(&list)?;
    // What was only guessed waits for a press.
    let guessed: Vec<_> = screen.columns.iter().filter(|column| column.guessed).cloned().collect();
    for column in guessed {
        let kind = ImportDecision::Column { column: column.at, kind: column.kind.clone() };
        screen = session.import_decide(kind, &view)?;
    }
    while let Some(question) = screen.questions.first().cloned() {
        let answer = knows(&question.code)?.to_owned();
        let decision = ImportDecision::Answer { code: question.code, column: question.column, answer };
        screen = session.import_decide(decision, &view)?;
    }
    let report = session.import_commit()?;
    assert_eq!((report.new as usize, report.left), (people.len(), 0), "{shape:?}: everybody comes in");
    Ok(())
}

/// All that a member would say, with as many flights as their list knows of.
fn says(member: &ListMember, shape: ListShape, today: NaiveDate) -> Value {
    let mut says = spoken(member, today);
    if !matches!(shape, ListShape::Workbook | ListShape::RowPerLeg)
        && let Some(legs) = says["legs"].as_array_mut()
    {
        legs.remove(0);
    }
    says
}

fn rows(session: &Session, of: Standing) -> Outcome<Vec<DeskRow>> {
    let filter = DeskFilter { standing: Some(of), ..DeskFilter::default() };
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len())?;
        let page = session.desk_rows(&filter, offset, 200)?;
        all.extend(page.rows);
        if all.len() >= page.total as usize {
            return Ok(all);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_make_of_list_goes_from_the_list_to_the_platform_and_each_member_once() -> Outcome {
    let each = if std::env::var_os("GUITU_TORTURE").is_some() { 250 } else { 25 };
    let (far, data, today) = (FarAway::start().await?, tempfile::tempdir()?, Local::now().date_naive());
    let owner = Owner::new(&data.path().join("app"), Some(far.profile()))?;
    let session = owner.app.session()?;
    let platform = platform::Config::new(far.platform(), far.data());
    let enrolled = platform::organisations::add(&platform, "Wenzhou", 2_500, "operator").await?;
    session.set_desk(Some(DeskSettings {
        organisation: "温州商会（米兰）".into(),
        volunteer: "吴志愿".into(),
        enrolment: enrolled.token.to_string(),
        ..DeskSettings::default()
    }))?;
    let all: Vec<ListMember> = members(11, today).take(each * ListShape::ALL.len()).collect();
    let mut would_say = BTreeMap::new();
    for (shape, people) in ListShape::ALL.into_iter().zip(all.chunks(each)) {
        import(&session, data.path(), shape, people)?;
        for member in people {
            let end = member.document[member.document.len().saturating_sub(4)..].to_owned();
            let latin = format!("{} {}", member.surname, member.given);
            // A list in English has no characters.
            for name in [member.han.clone(), latin] {
                would_say.insert((name, end.clone()), says(member, shape, today));
            }
        }
    }
    let said_by = |row: &DeskRow| {
        let known = would_say.get(&(row.name.clone(), row.document_end.clone()));
        known.ok_or_else(|| format!("{} is in no list", row.name))
    };

    let silent = rows(&session, Standing::NoConsent)?;
    assert_eq!(silent.len(), all.len(), "nobody has consented yet");
    let (by_link, by_telephone) = silent.split_at(silent.len() / 2);
    let mut links = Vec::new();
    for row in by_link {
        links.push((row.id.clone(), session.desk_link(&row.id, "委托书")?.address.ok_or("no address")?));
    }
    for row in by_telephone {
        telephone::consents(&session, row, "委托书")?;
        telephone::answer_all(&session, &row.id, said_by(row)?)?;
    }
    for (row, (id, address)) in by_link.iter().zip(&links) {
        let answered = until("the platform to know the link", async || {
            Ok(member_phone::answer(address, far.platform(), said_by(row)?, today).ok())
        })
        .await?;
        assert_eq!(answered.to_string(), *id, "the link is the member's own");
    }
    let patience = std::time::Duration::from_secs(each as u64 * 4);
    until_within(patience, "the desk to hear of all answers", async || {
        Ok(rows(&session, Standing::NoConsent)?.is_empty().then_some(()))
    })
    .await?;
    for row in by_link {
        let rest = member_phone::part(said_by(row)?, FormPart::Rest, today)?;
        telephone::answer_all(&session, &row.id, &rest)?;
    }

    far.network.next((0..all.len()).map(|number| match number % 3 {
        0 => Fault::LoseAnswer,
        _ => Fault::Pass,
    }));
    let work = session.send_ready(&DeskFilter::default())?;
    assert!(work.failed.is_empty(), "nobody is left unsealed: {:?}", work.failed.first());
    assert_eq!(work.done as usize, all.len(), "all are ready");
    until_within(patience * 2, "all to be received", async || {
        for row in rows(&session, Standing::Waiting)? {
            session.send_now(&row.id)?;
        }
        Ok((rows(&session, Standing::Received)?.len() == all.len()).then_some(()))
    })
    .await?;
    assert_eq!(far.stored()?, all.len(), "the platform has each once");
    Ok(())
}
