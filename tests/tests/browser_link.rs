//! A member's personal link in a real browser: made at a chamber's desk, answered on the member's own phone, joined at the platform with
//! what the desk sends; the code comes to that phone, and nothing that was answered ever comes to the desk.

use app::{
    Session,
    dto::{CodeState, DeskFilter, DeskSettings, LinkState, Standing},
};
use chrono::{Local, NaiveDate};
use declaration::{Edition, Form, FormPart};
use guitu_tests::{
    Outcome,
    browser::{Browser, Look},
    owner::{FarAway, Owner},
    plan::{Step, plan_of},
    telephone,
    waiting::until,
};
use serde_json::Value;
use testkit::member_lists::{ListShape, members, spoken};

const PHONE: Look = Look { language: "zh-CN", ..Look::PHONE };
/// Words that would be found anywhere.
const WORDS: &str = "喉咙像刀割一样";

fn form(part: FormPart) -> Outcome<Form> {
    Ok(Form::new(Edition::bundled().map_err(|refusal| format!("{refusal:?}"))?).with_part(part))
}

/// What a person does on the page of a link, with fingers and keys.
struct Member(Browser);

impl Member {
    async fn page(&self, id: &str, steps: &[Step]) -> Outcome {
        self.0.see(&format!("[data-part=asked][data-page={id}]")).await?;
        for step in steps {
            match step {
                Step::Items { group, count } => {
                    for number in 0..*count {
                        let item = format!("[data-item=\"{group}/{number}\"]");
                        if self.0.client().find(fantoccini::Locator::Css(&item)).await.is_err() {
                            self.0
                                .press(&format!("[data-question=\"{group}\"] [data-action=add-item]"))
                                .await?;
                        }
                        self.0.see(&item).await?;
                    }
                }
                Step::Answer { pointer, control, value } => self.answer(pointer, control, value).await?,
            }
        }
        Ok(())
    }

    async fn answer(&self, pointer: &str, control: &str, value: &Value) -> Outcome {
        let question = format!("[data-question=\"{pointer}\"]");
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match control {
            "date" => {
                for (part, digits) in ["year", "month", "day"].into_iter().zip(text(value).split('-')) {
                    self.0.fill(&format!("{question} [data-part={part}]"), digits).await?;
                }
            }
            "country" => {
                let code = text(value);
                self.0.fill(&format!("{question} input"), &code).await?;
                self.0.press(&format!("{question} [role=option]:first-child[data-value=\"{code}\"]")).await?;
            }
            "yes-no" | "choice" | "consent" => {
                self.0.press(&format!("{question} input[data-value=\"{}\"]", text(value))).await?;
            }
            "choices" => {
                for one in value.as_array().into_iter().flatten() {
                    self.0.press(&format!("{question} input[data-value=\"{}\"]", text(one))).await?;
                }
            }
            _ => self.0.fill(&format!("{question} input"), &text(value)).await?,
        }
        Ok(())
    }
}

/// Whether something comes within a moment.
async fn shows(browser: &Browser, css: &str) -> Outcome<bool> {
    for _ in 0..20 {
        if browser.client().find(fantoccini::Locator::Css(css)).await.is_ok() {
            return Ok(true);
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    Ok(false)
}

/// A chamber's desk with one list.
struct Office {
    _far: FarAway,
    owner: Owner,
    today: NaiveDate,
    data: tempfile::TempDir,
}

impl Office {
    async fn begin() -> Outcome<Self> {
        let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
        let owner = Owner::new(&data.path().join("app"), Some(far.profile()))?;
        let platform = platform::Config::new(far.platform(), far.data());
        let enrolled = platform::organisations::add(&platform, "温州商会（米兰）", 2_500, "operator").await?;
        let office = Self { _far: far, owner, today: Local::now().date_naive(), data };
        office.session()?.set_desk(Some(DeskSettings {
            organisation: "温州商会（米兰）".into(),
            volunteer: "吴志愿".into(),
            enrolment: enrolled.token.to_string(),
            ..DeskSettings::default()
        }))?;
        let list = office.data.path().join("members.xlsx");
        let people: Vec<_> = members(1, office.today).take(4).collect();
        std::fs::write(&list, ListShape::Workbook.file(&people))?;
        office.session()?.import_begin(&list)?;
        office.session()?.import_commit()?;
        Ok(office)
    }

    fn session(&self) -> Outcome<std::sync::Arc<Session>> {
        Ok(self.owner.app.session()?)
    }

    /// The first member of the list, and all that they would say.
    fn member(&self) -> Outcome<(String, Value)> {
        let filter = DeskFilter { standing: Some(Standing::NoConsent), ..DeskFilter::default() };
        let row = self.session()?.desk_rows(&filter, 0, 1)?.rows.remove(0);
        let people: Vec<_> = members(1, self.today).take(4).collect();
        let number = row.place.ok_or("a member without a row")? as usize - 4;
        let mut says = spoken(&people[number], self.today);
        says["health"]["symptoms"] = serde_json::json!(["other"]);
        says["health"]["other_symptom"] = WORDS.into();
        says["health"]["symptoms_when"] = "now".into();
        says["health"]["symptoms_since"] = self.today.to_string().into();
        Ok((row.id, says))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_answers_on_their_own_phone_and_the_desk_never_knows_what() -> Outcome {
    let office = Office::begin().await?;
    let (id, says) = office.member()?;
    let session = office.session()?;
    let link = session.desk_link(&id, "委托书")?;
    let address = link.address.ok_or("a link without an address")?;
    assert_eq!(
        session.desk_link(&id, "委托书")?.address.as_deref(),
        Some(&*address),
        "shown again, not made anew"
    );
    until("the platform to know the link", async || {
        let link = session.desk_case(&id)?.link.ok_or("no link")?;
        Ok((link.state == LinkState::Open).then_some(()))
    })
    .await?;

    let logs = tempfile::tempdir()?;
    let member = Member(Browser::open(PHONE, logs.path()).await?);
    member.0.go(&address).await?;
    let born = says["about"]["born"].as_str().ok_or("no birth date")?;
    member.0.see("[data-action=born]").await?;
    member.0.in_every_look("link-birth").await?;
    member.0.resize(PHONE).await?;
    for (part, digits) in ["year", "month", "day"].into_iter().zip(born.split('-')) {
        member.0.fill(&format!("form [data-part={part}]"), digits).await?;
    }
    member.0.press("[data-action=born]").await?;
    let own = form(FormPart::Own)?;
    let pages = plan_of(&own, &own.relevant(&says, office.today))?;
    for (number, page) in pages.iter().enumerate() {
        if number == 1 {
            member.0.press("[data-action=continue]").await?;
            member.0.see("[data-part=open]").await?;
            member.0.in_every_look("link-open-questions").await?;
            member.0.resize(PHONE).await?;
        }
        member.page(&page.id, &page.steps).await?;
        if number == 1 {
            // A reload loses nothing: the tab holds what is not sent yet.
            until("the tab to hold the last answer", async || {
                let held = "return JSON.parse(sessionStorage.getItem('guitu-link')).answers.health.fever_medicine === false";
                Ok((member.0.client().execute(held, vec![]).await? == true).then_some(()))
            })
            .await?;
            let here = member.0.client().current_url().await?;
            member.0.go(here.as_str()).await?;
            member.0.see(&format!("[data-part=asked][data-page={}]", page.id)).await?;
        }
        let last = number + 1 == pages.len();
        if last || number == 0 {
            member.0.in_every_look(if last { "link-last" } else { "link-first" }).await?;
            member.0.resize(PHONE).await?;
        }
        let said = member.0.text().await?;
        for id in ["q-", "o-", "page-", "asked-", "filling-", "purpose-", "finding-"] {
            assert!(!said.contains(id), "every word has its text, and {id} is in: {said}");
        }
        if !last {
            let next = format!("[data-part=asked][data-page={}]", pages[number + 1].id);
            member.0.press("[data-action=continue]").await?;
            // What is said once and holds nobody up is read, and passed by.
            if !shows(&member.0, &next).await? {
                member.0.press("[data-action=continue]").await?;
            }
            member.0.see(&next).await?;
        }
    }
    member.0.press("[data-action=send]").await?;
    member.0.see("[data-part=waits]").await?;
    member.0.in_every_look("link-answered").await?;
    member.0.resize(PHONE).await?;

    let case = until("the desk to hear that it was answered", async || {
        let case = session.desk_case(&id)?;
        Ok(case.link.as_ref().is_some_and(|link| link.state == LinkState::Answered).then_some(case))
    })
    .await?;
    assert!(case.mandate.is_some(), "the consent stands as the member gave it");
    assert!(
        case.open.iter().all(|one| !one.pointer.starts_with("/health")),
        "what was answered is not asked here"
    );
    telephone::answer_all(&session, &id, &form(FormPart::Rest)?.relevant(&says, office.today))?;
    session.submit(&id)?;
    office.owner.until_received(&id).await?;

    member.0.go(address.split('#').next().unwrap_or_default()).await?;
    member.0.see("[data-code-colour=orange]").await?;
    member.0.in_every_look("link-code").await?;
    let screen = until("the desk to hear of a code", async || {
        session.send_now(&id)?;
        let screen = session.code(&id)?;
        Ok(screen.with_member.is_some().then_some(screen))
    })
    .await?;
    assert!(matches!(screen.code, CodeState::None), "which it is not shown: {:?}", screen.code);

    // Nothing of it is anywhere at the desk: neither in what its session can tell, nor under its key.
    let copy = session.copy(&id)?;
    let told = format!("{case:?}{screen:?}{copy:?}");
    assert!(!told.contains(WORDS) && !told.contains("orange"), "the desk tells nothing of it");
    let logs = tempfile::tempdir()?;
    let second = Browser::open(PHONE, logs.path()).await?;
    second.go(&address).await?;
    second.see("[data-part=answered]").await?;
    assert!(!second.text().await?.contains(WORDS), "nor does the link");
    session.desk_strike_consent(&id)?;
    until("the link to be ended", async || {
        second.go(&address).await?;
        Ok(second.client().find(fantoccini::Locator::Css("[data-part=lost]")).await.is_ok().then_some(()))
    })
    .await
}
