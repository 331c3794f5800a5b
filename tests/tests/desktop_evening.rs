//! A volunteer's evening in the real window, counted: from the list to all sent, members answering on phones of their own what is
//! theirs to say. And one that ends in the middle of sending.

use std::{collections::BTreeMap, fs, time::Duration};

use app::dto::{DeskFilter, Standing};
use declaration::FormPart;
use guitu_tests::{
    Outcome,
    chamber_desk::{
        begin, can_be_used_by_everybody, in_group, preview, today, unlock, until_in_group, until_listed,
    },
    desktop::Keychain,
    member_phone,
    owner::{Owner, stored},
    plan::{Step, plan},
    stage::Stage,
    telephone,
    waiting::{until, until_within},
    walk::{self, Album},
    window::Window,
};
use serde_json::Value;
use testkit::member_lists::{ListMember, ListShape, members, spoken};

const MEMBERS: usize = 8;
/// So many are sealed before the power goes.
const SEALED: u64 = 5;
const MANY: usize = 40;

/// What hands did: presses of a button or a finger, and keys.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Hands {
    clicks: u64,
    keys: u64,
}

impl Hands {
    /// From now on the page counts what is done to it.
    async fn watch(window: &Window) -> Outcome {
        let count = "
            window.hands = { clicks: 0, keys: 0 };
            addEventListener('click', (it) => { if (it.isTrusted && it.detail > 0) window.hands.clicks += 1; }, true);
            addEventListener('keydown', (it) => { if (it.isTrusted) window.hands.keys += 1; }, true);";
        window.run(count, &[]).await.map(drop)
    }

    async fn of(window: &Window) -> Outcome<Self> {
        let hands = window.run("return window.hands", &[]).await?;
        let number = |name: &str| hands[name].as_u64().ok_or("nothing was counted");
        Ok(Self { clicks: number("clicks")?, keys: number("keys")? })
    }

    /// What one person's form takes where all of it is typed and chosen, a page after the other: the least that a form in a browser
    /// asks for. In ODK each question is a screen of its own, with a swipe after it.
    fn typed(answers: &Value) -> Outcome<(Self, u64)> {
        let (mut hands, mut questions) = (Self { clicks: 0, keys: 0 }, 0);
        for page in plan(answers)? {
            hands.clicks += 1; // continue
            for step in page.steps {
                match step {
                    Step::Items { count, .. } => hands.clicks += count as u64,
                    Step::Answer { control, value, .. } => {
                        questions += 1;
                        match control {
                            "yes-no" | "choice" | "consent" => hands.clicks += 1,
                            "choices" => hands.clicks += value.as_array().map_or(1, Vec::len) as u64,
                            _ => {
                                hands.clicks += 1; // into the field
                                hands.keys += value.to_string().trim_matches('"').chars().count() as u64;
                            }
                        }
                    }
                }
            }
        }
        Ok((hands, questions))
    }
}

async fn enrol(stage: &Stage, window: &Window) -> Outcome {
    let (data, address) = stage.platform()?;
    let config = platform::Config::new(address, data);
    let enrolled = platform::organisations::add(&config, "Wenzhou chamber, Milan", 2_500, "operator").await?;
    window.press("[data-action=\"settings\"]").await?;
    window.on_screen("settings").await?;
    window.write("main [data-part=\"enrolment\"]", &enrolled.token).await?;
    window.act("keep-desk").await?;
    window.see("main [data-part=\"enrolled\"]").await?;
    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await
}

/// The addresses of the sheets, by the name that stands on them.
async fn addresses(window: &Window) -> Outcome<BTreeMap<String, String>> {
    let read = "return [...document.querySelectorAll('[data-part=sheet]')].map((sheet) =>
        [sheet.querySelector('dd.strong').textContent, sheet.querySelector('.address').textContent])";
    let pairs: Vec<(String, String)> = serde_json::from_value(window.run(read, &[]).await?)?;
    Ok(pairs.into_iter().collect())
}

/// Whose case is beside the list.
async fn person<'a>(window: &Window, people: &'a [ListMember]) -> Outcome<&'a ListMember> {
    let name =
        window.run("return document.querySelector('[data-part=person]')?.textContent ?? ''", &[]).await?;
    let name = name.as_str().unwrap_or_default();
    // A short name may stand in a longer one.
    let is_it = |one: &&ListMember| {
        let end = one.document.len().saturating_sub(4);
        name.contains(&one.han) && name.contains(&one.document[end..])
    };
    Ok(people.iter().find(is_it).ok_or(format!("{name} is in no list"))?)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_evening_with_personal_links_takes_few_clicks_and_keys_a_member() -> Outcome {
    let mut album = Album::from_environment("evening")?;
    let stage = Stage::set(Keychain::None).await?;
    let window = stage.open().await?;
    begin(&window).await?;
    walk::wear_from_environment(&window).await?;
    enrol(&stage, &window).await?;
    let people: Vec<ListMember> = members(3, today()).take(MEMBERS).collect();
    fs::write(stage.chosen(), ListShape::Workbook.file(&people))?;

    Hands::watch(&window).await?;
    preview(&window).await?;
    window.act("commit-import").await?;
    window.see("[data-part=\"report\"]").await?;
    window.act("home").await?;
    until_listed(&window, &MEMBERS.to_string()).await?;
    window.gone("[data-group=\"unchecked\"]").await?;
    window.act("choose-all").await?;
    window.act("print-links").await?;
    window.on_screen("consent-sheet").await?;
    until("a link on each sheet", async || Ok((addresses(&window).await?.len() == MEMBERS).then_some(())))
        .await?;
    can_be_used_by_everybody(&window, "sheets with links").await?;
    album.keep(&window, "sheets").await?;
    let links = addresses(&window).await?;
    window.act("home").await?;

    // At home, on eight phones: what nobody else can say.
    let (_, platform) = stage.platform()?;
    for (name, address) in &links {
        let is_it = |one: &&ListMember| name.split(" · ").next() == Some(one.han.as_str());
        let member = people.iter().find(is_it).ok_or("a sheet of nobody")?;
        let says = spoken(member, today());
        until("the platform to know the link", async || {
            Ok(member_phone::answer(address, platform, &says, today()).ok().map(drop))
        })
        .await?;
    }
    until_within(Duration::from_secs(60), "all to have answered", async || {
        Ok((in_group(&window, "no-consent").await? == 0).then_some(()))
    })
    .await?;
    window.press("[data-group=\"missing\"]").await?;
    until_listed(&window, &MEMBERS.to_string()).await?;
    window.press("[data-line=\"0\"]").await?;
    window.see("[data-part=\"link\"][data-value=\"answered\"]").await?;
    can_be_used_by_everybody(&window, "a case that was answered").await?;
    album.keep_whole(&window, "answered").await?;
    window.press("[data-part=\"case\"] [data-action=\"ask-missing\"]").await?;
    window.see("[data-part=\"asking\"]").await?;
    can_be_used_by_everybody(&window, "what is missing").await?;
    album.keep_whole(&window, "asking").await?;
    let asked = window.run("return document.querySelector('[data-part=asking]').textContent", &[]).await?;
    assert!(
        !asked.to_string().contains("36.5"),
        "the list names questions, and nothing that was said: {asked}"
    );
    window.act("home").await?;

    let mut questions = 0;
    for _ in 0..MEMBERS {
        if !window.shows_now("[data-part=\"case\"]").await? {
            window.press("[data-line=\"0\"]").await?;
        }
        window.press("[data-part=\"case\"] [data-action=\"telephone\"]").await?;
        window.see("[data-part=\"person\"]").await?;
        let says = spoken(person(&window, &people).await?, today());
        questions += window.talk(&member_phone::part(&says, FormPart::Rest, today())?).await?;
        window.act("home").await?;
        window.on_screen("home").await?;
        if window.shows_now("[data-action=\"close-case\"]").await? {
            window.act("close-case").await?;
        }
        if in_group(&window, "missing").await? > 0 {
            window.press("[data-group=\"missing\"]").await?;
        }
    }
    until_in_group(&window, "ready", MEMBERS).await?;
    window.act("send-ready").await?;
    until_in_group(&window, "received", MEMBERS).await?;
    let hands = Hands::of(&window).await?;
    assert_eq!(stored(&stage.platform()?.0)?, MEMBERS, "each is there once");

    let (typed, asked) = Hands::typed(&spoken(&people[0], today()))?;
    let each = |number: u64| number as f64 / MEMBERS as f64;
    println!(
        "an evening of {MEMBERS}: {:.1} clicks and {:.1} keys a member ({:.1} questions asked at the desk); all of it typed into a \
         form in a browser: {} clicks and {} keys; in ODK: {} swipes more",
        each(hands.clicks),
        each(hands.keys),
        each(questions as u64),
        typed.clicks,
        typed.keys,
        asked
    );
    assert!(
        each(hands.clicks + hands.keys) < (typed.clicks + typed.keys) as f64 / 2.0,
        "less than half: {hands:?}"
    );
    window.press("[data-group=\"received\"]").await?;
    window.press("[data-line=\"0\"]").await?;
    window.press("[data-part=\"case\"] [data-action=\"show-code\"]").await?;
    until_within(Duration::from_secs(60), "the code to be with its member", async || {
        Ok(window.shows_now("[data-part=\"no-code\"][data-value=\"with-member\"]").await?.then_some(()))
    })
    .await?;
    can_be_used_by_everybody(&window, "a code that is with its member").await?;
    album.keep(&window, "with-member").await?;
    window.close().await
}

/// Consents and all answers of so many, on other evenings.
async fn all_ready(stage: &Stage, people: &[ListMember]) -> Outcome {
    let owner = Owner::back(&stage.data(), None)?;
    let session = owner.app.session()?;
    let desk = session.desk_settings()?.ok_or("no desk")?;
    session.set_desk(Some(app::dto::DeskSettings { volunteer: "Zhou Lan".to_owned(), ..desk }))?;
    let silent = DeskFilter { standing: Some(Standing::NoConsent), ..DeskFilter::default() };
    for row in session.desk_rows(&silent, 0, 100)?.rows {
        telephone::consents(&session, &row, "I ask the chamber")?;
        let is_it = |one: &&ListMember| row.name == one.han && one.document.ends_with(&row.document_end);
        let member = people.iter().find(is_it).ok_or("a row of nobody")?;
        telephone::answer_all(&session, &row.id, &spoken(member, today()))?;
    }
    drop(session);
    owner.app.lock(None).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_in_the_middle_of_sending_loses_and_doubles_nobody() -> Outcome {
    let mut album = Album::from_environment("codes")?;
    let stage = Stage::set(Keychain::None).await?;
    let window = stage.open().await?;
    begin(&window).await?;
    let people: Vec<ListMember> = members(4, today()).take(MANY).collect();
    fs::write(stage.chosen(), ListShape::Workbook.file(&people))?;
    preview(&window).await?;
    window.act("commit-import").await?;
    window.see("[data-part=\"report\"]").await?;
    window.close().await?;
    all_ready(&stage, &people).await?;

    let window = stage.open().await?;
    unlock(&window).await?;
    until_in_group(&window, "ready", MANY).await?;
    window.act("send-ready").await?;
    let done = "return Number(document.querySelector('[data-part=sending]')?.dataset.done ?? 0)";
    until("some to be sealed", async || {
        Ok((window.run(done, &[]).await?.as_u64() >= Some(SEALED)).then_some(()))
    })
    .await?;
    window.kill().await?;

    let window = stage.open().await?;
    unlock(&window).await?;
    walk::wear_from_environment(&window).await?;
    until_listed(&window, &MANY.to_string()).await?;
    window.gone("[data-group=\"unchecked\"]").await?;
    let ready = until("what is left to be sent", async || {
        let (ready, received) = (in_group(&window, "ready").await?, in_group(&window, "received").await?);
        let waiting = in_group(&window, "waiting").await?;
        Ok((ready + received + waiting == MANY).then_some(ready))
    })
    .await?;
    assert!(ready < MANY, "some were sealed before the power went");
    if ready > 0 {
        window.act("send-ready").await?;
    }
    until_in_group(&window, "received", MANY).await?;
    assert_eq!(stored(&stage.platform()?.0)?, MANY, "every member once, whenever the power went");

    // Codes for a bus, in each form that they are printed in.
    window.act("choose-all").await?;
    window.act("print-codes").await?;
    window.on_screen("print-codes").await?;
    let count = async |css: &str| -> Outcome<u64> {
        let script = format!("return document.querySelectorAll('{css}').length");
        Ok(window.run(&script, &[]).await?.as_u64().unwrap_or_default())
    };
    until_within(Duration::from_secs(60), "all codes", async || {
        Ok((count("[data-part=printed-code]").await? == MANY as u64).then_some(()))
    })
    .await?;
    for (form, css) in [("cards", "[data-part=cards] article"), ("slips", "[data-part=printed-slip]")] {
        window.press(&format!("[data-action=\"codes-form\"][data-value=\"{form}\"]")).await?;
        until_within(Duration::from_secs(60), form, async || {
            Ok((count(css).await? == MANY as u64).then_some(()))
        })
        .await?;
        can_be_used_by_everybody(&window, form).await?;
        album.keep(&window, form).await?;
    }
    window.close().await
}
