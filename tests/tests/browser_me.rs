//! The traveller's phone in a real browser: declared in the app, opened by the QR, boarded, met at the port, received, and all of
//! it there without a network.

use app::dto::{PhonePage, Stage, WayWord, Word};
use chrono::{NaiveTime, TimeDelta};
use guitu_tests::{
    Outcome,
    browser::{Browser, Look, officer},
    owner::{FarAway, Owner},
    passing::Passing,
    screen_code::read_drawing,
    waiting::until,
};
use platform::officer_records;
use platform::way::{Place, What};
use rulebook::zhejiang_date;
use testkit::travellers;

const PHONE: Look = Look { language: "zh-CN", ..Look::PHONE };

/// The student from Prato, who has declared, on the day of her flight.
struct AtTheGate {
    far: FarAway,
    owner: Owner,
    id: String,
    county: String,
    _home: tempfile::TempDir,
}

impl AtTheGate {
    async fn begin() -> Outcome<Self> {
        let (clock, home) = (Passing::default(), tempfile::tempdir()?);
        let far = FarAway::start_at(clock.clone()).await?;
        let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
        let today = zhejiang_date(clock.now());
        let answers = travellers::student_from_prato(today).answers;
        let county = answers["destination"]["county"].as_str().unwrap_or_default().to_owned();
        let id = owner.fill_in(&answers)?;
        owner.app.session()?.submit(&id)?;
        owner.until_received(&id).await?;
        owner.until_code(&id, 1).await?;
        // Her flight has left, whatever the hour at which this runs.
        clock.pass_to((today + TimeDelta::days(4)).and_time(NaiveTime::MIN).and_utc());
        Ok(Self { far, owner, id, county, _home: home })
    }

    /// What the phone's camera reads, once the platform lets it in.
    async fn qr(&self, on_paper: bool) -> Outcome<String> {
        let page = until("the phone to be let in", async || {
            let page = self.owner.app.session()?.phone(&self.id, on_paper)?;
            Ok(Some(page).filter(|page: &PhonePage| page.ready))
        })
        .await?;
        read_drawing(&page.qr)
    }

    async fn record(&self, what: What) -> Outcome {
        let place = Place::port("PVG");
        let word = officer_records::Word::Happened { what, place, on: None };
        self.far.record(&self.id, &word).await
    }

    async fn until_stage(&self, stage: Stage) -> Outcome {
        until("the app to show the stage", async || {
            self.owner.app.session()?.send_now(&self.id)?;
            Ok((self.owner.card(&self.id)?.stage == Some(stage)).then_some(()))
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_boards_lands_and_is_received_and_shows_its_code_without_a_network() -> Outcome {
    let gate = AtTheGate::begin().await?;
    let address = gate.qr(false).await?;
    let (page, fragment) = address.split_once('#').ok_or("a fragment")?;
    assert_eq!(fragment.len(), 64, "id and token stand behind the hash, which no log sees");

    let logs = tempfile::tempdir()?;
    let phone = Browser::open(PHONE, logs.path()).await?;
    phone.go(&address).await?;
    phone.see("[data-code-colour]").await?;
    assert_eq!(phone.client().current_url().await?.as_str(), page, "and it leaves the address at once");
    phone.in_every_look("me-declared").await?;
    phone.resize(PHONE).await?;

    phone.press("[data-say=boarded]").await?;
    phone.see("[data-stage=boarded]").await?;
    gate.until_stage(Stage::Boarded).await?;

    phone.see("html[data-offline=ready]").await?;
    phone.network(false).await?;
    phone.go(page).await?;
    phone.see("[data-part=offline]").await?;
    phone.see("[data-code-colour]").await?;
    phone.press("[data-say=landed]").await?;
    phone.see("[data-waiting=landed]").await?;
    phone.in_every_look("me-offline").await?;
    phone.resize(PHONE).await?;
    phone.network(true).await?;
    phone.go(page).await?;
    phone.see("[data-stage=landed]").await?;
    gate.until_stage(Stage::Landed).await?;

    gate.record(What::Landed).await?;
    gate.record(What::HandedOver).await?;
    gate.record(What::Received).await?;
    phone.go(page).await?;
    phone.see("[data-stage=received]").await?;
    gate.until_stage(Stage::Received).await?;
    phone.press("[data-part=looks] summary").await?;
    phone.press("[data-action=this-is-wrong]").await?;
    phone.press("[data-card=code] summary").await?;
    phone.in_every_look("me-received").await?;
    let said = phone.text().await?;
    for id in ["me-", "way-", "code-", "desk-", "reason-", "step-", "looks-", "role-", "hotline-"] {
        assert!(!said.contains(id), "every word has its text, and {id} is in: {said}");
    }

    phone.press("[data-action=language]").await?;
    phone.press("input[value=places]").await?;
    phone.press("[data-action=ask-review]").await?;
    phone.see("[data-part=review][data-value=open]").await?;
    phone.in_every_look("me-review").await?;
    let (health, _logs) = officer(&gate.far, Look::DESK, "health-officer", &gate.county).await?;
    health.press("[data-room=asked]").await?;
    health.see("[data-asked=review]").await?;
    health.in_every_look("asked-review").await?;
    health.press("[data-option=facts-as-declared]").await?;
    health.press("[data-action=answer]").await?;
    health.see("[data-part=nothing-asked]").await?;
    phone.go(page).await?;
    phone.see("[data-part=review][data-value=refused]").await?;

    gate.owner.app.session()?.say(&gate.id, Word::ShutsPhones)?;
    until("the phone to be shut out", async || {
        phone.go(page).await?;
        let gone =
            phone.client().find(fantoccini::Locator::Css("[data-problem=declaration-not-found]")).await;
        Ok(gone.is_ok().then_some(()))
    })
    .await?;
    phone.in_every_look("me-gone").await?;
    phone.press("[data-action=ask-forget]").await?;
    phone.press("[data-action=forget]").await?;
    let left = phone.client().execute("return localStorage.length", Vec::new()).await?;
    assert_eq!(left, serde_json::json!(0), "nothing of her is left on the phone");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_opens_with_the_birth_date_and_what_the_app_says_shows_on_the_phone() -> Outcome {
    let gate = AtTheGate::begin().await?;
    let (slip, shown) = (gate.qr(true).await?, gate.qr(false).await?);
    assert_ne!(slip, shown, "what is printed is let in by itself");
    assert_eq!(gate.qr(true).await?, slip, "and printed again it is the same");
    let logs = tempfile::tempdir()?;
    let phone = Browser::open(PHONE, logs.path()).await?;
    phone.go(&slip).await?;
    let born = async |year: &str| -> Outcome {
        phone.fill("[data-part=year]", year).await?;
        phone.fill("[data-part=month]", "5").await?;
        phone.fill("[data-part=day]", "17").await?;
        phone.press("[data-action=born]").await
    };
    born("1960").await?;
    phone.see("[role=alert]").await?;
    phone.in_every_look("me-birth").await?;
    phone.resize(PHONE).await?;
    let answers = travellers::student_from_prato(zhejiang_date(gate.far.clock().now())).answers;
    let own = answers["about"]["born"].as_str().unwrap_or_default().to_owned();
    let [year, month, day]: [&str; 3] =
        own.split('-').collect::<Vec<_>>().try_into().map_err(|_| "a date")?;
    phone.fill("[data-part=year]", year).await?;
    phone.fill("[data-part=month]", month).await?;
    phone.fill("[data-part=day]", day).await?;
    phone.press("[data-action=born]").await?;
    phone.see("[data-stage=declared]").await?;
    gate.owner.app.session()?.say(&gate.id, Word::Way { word: WayWord::Boarded })?;
    gate.until_stage(Stage::Boarded).await?;
    phone.go(slip.split('#').next().unwrap_or_default()).await?;
    phone.see("[data-stage=boarded]").await?;

    // Another phone, whose camera reads no QR code.
    let page = gate.owner.app.session()?.phone(&gate.id, true)?;
    let code = page.claim.ok_or("a printed one has a code")?;
    let others = tempfile::tempdir()?;
    let other = Browser::open(PHONE, others.path()).await?;
    other.go(&page.address).await?;
    other.fill("[data-part=claim]", "MC4YR").await?;
    other.press("[data-action=typed]").await?;
    other.see("[role=alert]").await?;
    other.in_every_look("me-typed").await?;
    other.resize(PHONE).await?;
    other.fill("[data-part=claim]", &code.to_lowercase().replace('-', " ")).await?;
    other.press("[data-action=typed]").await?;
    other.fill("[data-part=year]", year).await?;
    other.fill("[data-part=month]", month).await?;
    other.fill("[data-part=day]", day).await?;
    other.press("[data-action=born]").await?;
    other.see("[data-stage=boarded]").await?;
    // It keeps what was typed, and is opened again without.
    other.go(&page.address).await?;
    other.see("[data-stage=boarded]").await?;
    Ok(())
}
