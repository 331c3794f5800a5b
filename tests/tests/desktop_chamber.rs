//! A chamber's evenings in the real window: a list of three hundred comes in, wrong cells are put right, somebody consents and is
//! asked on the telephone, all who are ready are sent over a bad line, one is refused and called back, the list goes out again, and
//! the import is undone. By the keyboard, and through a power cut.

use std::{fs, path::Path};

use app::dto::{DeskFilter, DeskSettings, Standing};
use fantoccini::key::Key;
use guitu_tests::{
    Outcome,
    chamber_desk::{
        begin, can_be_used_by_everybody, enabled, preview, today, unlock, until_in_group, until_listed,
    },
    desktop::Keychain,
    owner::Owner,
    stage::Stage,
    telephone,
    waiting::until,
    walk::{self, Album},
    window::Window,
};
use serde_json::json;
use testkit::{
    Fault, FaultyNetwork,
    member_lists::{ListMember, ListShape, members, spoken},
};

const MEMBERS: usize = 300;
/// Whom other volunteers asked on other evenings; one of them is refused.
const ASKED_BEFORE: usize = 33;
/// The list's rows above its first member.
const ABOVE: usize = 3;

async fn press_key(window: &Window, key: Key) -> Outcome {
    Ok(window.client().active_element().await?.send_keys(&char::from(key).to_string()).await?)
}

/// Three cells are wrong: one is put right in place, one row is left out, one goes back with its reason.
async fn correct(window: &Window, stage: &Stage) -> Outcome {
    window.press("[data-only=\"blocked\"]").await?;
    enabled(window).await?;
    until("the three wrong rows alone", async || {
        let rows = window.run("return document.querySelectorAll('li[data-row]').length", &[]).await?;
        Ok((rows == json!(3)).then_some(()))
    })
    .await?;
    let cell = "li[data-row=\"8\"] input[data-part=\"cell\"]";
    // Typed over in one go, as a person does: a driver empties a field first, and that is a decision of its own.
    let over = "const [field, text] = arguments; field.focus(); field.value = text;
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));";
    let field = serde_json::to_value(window.see(cell).await?)?;
    window.run(over, &[field, "E98765432".into()]).await?;
    window.gone("li[data-row=\"8\"]").await?;
    let row = "return document.activeElement?.closest('li[data-row]')?.dataset.row ?? null";
    until("the next wrong cell", async || Ok((window.run(row, &[]).await? == json!("11")).then_some(())))
        .await?;
    window.press("li[data-row=\"11\"] [data-action=\"leave-out\"]").await?;
    window.gone("li[data-row=\"11\"]").await?;
    window.act("export-left").await?;
    window.see("[data-part=\"written-left\"]").await?;
    let sheet = members::reading::read(&fs::read(stage.chosen())?, None).map_err(|why| format!("{why:?}"))?;
    let rows = &sheet.sheets.first().ok_or("a book without a sheet")?.rows;
    let said =
        rows.iter().filter(|row| row.cells.last().is_some_and(|cell| cell.shown().contains("H13"))).count();
    assert_eq!(said, 1, "the sheet of reasons names the cell of the one row that still waits");
    Ok(())
}

/// Other volunteers, on other evenings: consents, and calls to the end. One of them worked on a copy of the vault and sent from
/// there, so that the platform will refuse what is sent from here.
async fn other_evenings(stage: &Stage, people: &[ListMember]) -> Outcome<String> {
    let owner = Owner::back(&stage.data(), None)?;
    let session = owner.app.session()?;
    let desk = session.desk_settings()?.ok_or("no desk")?;
    session.set_desk(Some(DeskSettings { volunteer: "Zhou Lan".to_owned(), ..desk }))?;
    let silent = DeskFilter { standing: Some(Standing::NoConsent), ..DeskFilter::default() };
    let rows = session.desk_rows(&silent, 0, 100)?.rows;
    let mut last = String::new();
    for row in rows.into_iter().take(ASKED_BEFORE) {
        telephone::consents(&session, &row, "I ask the chamber")?;
        let at = row.place.ok_or("a member without a row")? as usize - ABOVE - 1;
        let says = spoken(&people[at], today());
        telephone::is_whole(&says)?;
        telephone::answer_all(&session, &row.id, &says)?;
        last = row.id;
    }
    drop(session);
    owner.app.lock(None).await?;
    drop(owner);

    let copy = tempfile::tempdir()?;
    copy_folder(&stage.data(), copy.path())?;
    let owner = Owner::back(copy.path(), Some(stage.profile()))?;
    owner.app.session()?.submit(&last)?;
    owner.until_received(&last).await?;
    Ok(last)
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let there = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &there)?;
        } else {
            fs::copy(entry.path(), there)?;
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_comes_in_is_put_right_and_somebody_consents_and_is_rung_up() -> Outcome {
    story(false).await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_list_to_all_sent_and_followed_up_and_the_list_out_again() -> Outcome {
    story(true).await
}

async fn story(to_its_end: bool) -> Outcome {
    let mut album = Album::from_environment("chamber")?;
    let network = FaultyNetwork::before(([127, 0, 0, 1], 9).into()).await?;
    let stage = Stage::set_behind(&network, Keychain::None).await?;
    let window = stage.open().await?;
    begin(&window).await?;
    walk::wear_from_environment(&window).await?;
    album.keep(&window, "empty").await?;
    let people: Vec<ListMember> = members(1, today()).take(MEMBERS).collect();
    let mut list = people.clone();
    // What a spreadsheet makes of a number, something typed over it, and nothing that a number could be.
    for (row, wrong) in [(4, "3.93E+11"), (7, "见备注"), (9, "EJ")] {
        list[row].document = wrong.to_owned();
    }
    fs::write(stage.chosen(), ListShape::Workbook.file(&list))?;
    preview(&window).await?;
    can_be_used_by_everybody(&window, "the preview").await?;
    album.keep_whole(&window, "preview").await?;
    assert_eq!(
        window.attribute("[data-part=\"preview\"]", "data-blocked").await?,
        "3",
        "all that is wrong is said at once"
    );
    correct(&window, &stage).await?;
    album.keep_whole(&window, "corrected").await?;
    let imported = MEMBERS - 2;
    assert_eq!(window.attribute("[data-part=\"preview\"]", "data-ready").await?, imported.to_string());

    window.act("commit-import").await?;
    window.see("[data-part=\"report\"]").await?;
    can_be_used_by_everybody(&window, "the report").await?;
    album.keep(&window, "report").await?;
    window.act("home").await?;
    until_listed(&window, &imported.to_string()).await?; // all but those two
    window.gone("[data-group=\"unchecked\"]").await?;
    can_be_used_by_everybody(&window, "the list").await?;
    let drawn = window.run("return document.querySelectorAll('[data-line]').length", &[]).await?;
    assert!(
        drawn.as_u64().is_some_and(|rows| rows < 80),
        "only the lines that are seen are in the page: {drawn}"
    );
    album.keep(&window, "list").await?;

    // By the keyboard alone: to the third line, open it, and back to it.
    window.select("[data-part=\"order\"]", "place").await?;
    until_listed(&window, &imported.to_string()).await?; // in that order
    let first = window.see("[data-line=\"0\"]").await?;
    window.run("arguments[0].focus()", &[serde_json::to_value(&first)?]).await?;
    press_key(&window, Key::Down).await?;
    press_key(&window, Key::Down).await?;
    let at = "return document.activeElement?.dataset.line ?? null";
    until("the third line", async || Ok((window.run(at, &[]).await? == json!("2")).then_some(()))).await?;
    press_key(&window, Key::Enter).await?;
    window.see("[data-part=\"case\"] [data-part=\"consent\"][data-value=\"none\"]").await?;
    album.keep(&window, "case").await?;
    can_be_used_by_everybody(&window, "a case").await?;
    press_key(&window, Key::Escape).await?;
    until("the line again", async || Ok((window.run(at, &[]).await? == json!("2")).then_some(()))).await?;
    press_key(&window, Key::Enter).await?;

    // Consent by telephone needs a witness.
    window.choose("consent-way", "phone").await?;
    assert!(
        !window.see("[data-action=\"give-consent\"]").await?.is_enabled().await?,
        "no witness, no consent"
    );
    window.write("[data-part=\"witness\"]", "Lin Xiaohong").await?;
    window.act("give-consent").await?;
    window.see("[data-part=\"consent\"][data-value=\"given\"]").await?;
    album.keep(&window, "consented").await?;

    window.act("telephone").await?;
    window.on_screen("telephone").await?;
    window.see("[data-part=\"telephone\"] form").await?;
    album.keep(&window, "telephone").await?;
    can_be_used_by_everybody(&window, "the telephone mode").await?;
    if !to_its_end {
        return window.close().await;
    }
    let asked = window.talk(&spoken(&people[2], today())).await?;
    assert!(asked > 5, "what the list did not say is asked: {asked} questions");
    album.keep(&window, "telephone-done").await?;
    can_be_used_by_everybody(&window, "the end of the call").await?;
    window.act("home").await?;
    until_in_group(&window, "ready", 1).await?;
    window.close().await?;

    let refused = other_evenings(&stage, &people).await?;
    network.next((0..ASKED_BEFORE).map(|number| match number % 3 {
        0 => Fault::LoseAnswer,
        1 => Fault::Garbage(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n".to_vec()),
        _ => Fault::Pass,
    }));
    let window = stage.open().await?;
    unlock(&window).await?;
    until_in_group(&window, "ready", ASKED_BEFORE + 1).await?;
    album.keep(&window, "ready").await?;
    window.act("send-ready").await?;
    window.see("[data-part=\"sending\"][data-doing=\"idle\"]").await?;
    assert_eq!(
        window.attribute("[data-part=\"sending\"]", "data-failed").await?,
        "0",
        "everybody is sealed and safe, whatever the line does"
    );
    album.keep(&window, "sealed").await?;
    can_be_used_by_everybody(&window, "the sending").await?;
    until_in_group(&window, "received", ASKED_BEFORE).await?;
    until_in_group(&window, "stopped", 1).await?;
    album.keep(&window, "sent").await?;

    // Who was refused stands on top, says why, and is called tomorrow.
    window.press("[data-group=\"stopped\"]").await?;
    until_listed(&window, "1").await?;
    window.press("[data-line=\"0\"]").await?;
    window.see(&format!("[data-part=\"case\"][data-case=\"{refused}\"]")).await?;
    window.says_problem("revision-conflict").await?;
    album.keep(&window, "refused").await?;
    can_be_used_by_everybody(&window, "a refused case").await?;
    window.press("[data-part=\"calls\"] summary").await?;
    window.write("[data-part=\"call-note\"]", "Sent from the old laptop").await?;
    window.select("[data-part=\"call-again\"]", "1").await?;
    window.act("note-call").await?;
    window.see("[data-log=\"reached\"]").await?;
    album.keep(&window, "called").await?;
    window.act("close-case").await?;
    window.press("[data-group=\"all\"]").await?;

    window.act("export").await?;
    window.act("export-xlsx").await?;
    window.see("[data-part=\"written\"]").await?;
    let book = members::reading::read(&fs::read(stage.chosen())?, None).map_err(|why| format!("{why:?}"))?;
    let rows = &book.sheets.first().ok_or("a book without a sheet")?.rows;
    assert_eq!(rows.len(), imported + 1, "everybody and the header");
    let text = rows.iter().flat_map(|row| &row.cells).map(|cell| cell.shown()).collect::<Vec<_>>().join(" ");
    assert!(
        text.contains(&people[2].document) && !text.contains("36.5"),
        "who they are, and nothing of health"
    );
    album.keep(&window, "exported").await?;

    window.press("[data-part=\"imports\"] summary").await?;
    album.keep(&window, "imports").await?;
    window.act("undo-import").await?;
    window.see("[data-part=\"undone\"]").await?;
    until_listed(&window, &(ASKED_BEFORE + 1).to_string()).await?; // those who were worked on
    album.keep(&window, "undone").await?;
    can_be_used_by_everybody(&window, "the list after an undo").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_in_the_middle_of_an_import_leaves_all_of_it_or_nothing() -> Outcome {
    let stage = Stage::set(Keychain::None).await?;
    let window = stage.open().await?;
    begin(&window).await?;
    let people: Vec<_> = members(2, today()).take(MEMBERS).collect();
    fs::write(stage.chosen(), ListShape::OpenDocument.file(&people))?;
    preview(&window).await?;
    let ready = window.attribute("[data-part=\"preview\"]", "data-ready").await?;
    window.act("commit-import").await?;
    until("the import to be under way", async || {
        Ok(window.shows_now("main progress, [data-part=\"report\"]").await?.then_some(()))
    })
    .await?;
    window.kill().await?;

    let window = stage.open().await?;
    unlock(&window).await?;
    window.see("[data-part=\"empty\"], [data-part=\"list\"]").await?;
    if window.shows_now("[data-part=\"list\"]").await? {
        until_listed(&window, &ready).await?; // all of it
        // Undone as a whole by importing again: nobody is doubled.
    }
    preview(&window).await?;
    let counts = window.attribute("[data-part=\"preview\"]", "data-new").await?;
    assert!(counts == "0" || counts == MEMBERS.to_string(), "or nothing of it: {counts} are new");
    Ok(())
}
