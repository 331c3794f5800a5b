//! One command a use case: arguments in, `app` called, what it says out. No `if` here.

mod desk;
mod kiosk;
mod pictures;

use std::panic::{AssertUnwindSafe, catch_unwind};

use app::dto::{
    BackupFile, Card, Cards, Check, Choice, ClockNotice, CodeScreen, CompanionLeft, DataCopy, Deleted,
    Directory, EditionChange, Filling, History, Home, ListFilter, MrzScreen, PastAnswers, PhonePage,
    Preferences, Problem, Proposal, ReceiverKey, RecoverySheet, Rescued, Resume, Review, Rulebook, SealWith,
    SealedFile, Slots, Start, TakenOver, Word, Written,
};
use app::{App, Key, Passphrase};
use serde_json::Value;
use tauri::ipc::Invoke;
use tauri::{AppHandle, Manager as _, State, Wry};

use crate::dialog::{self, Chosen};
use crate::kiosk::Turn;
use crate::{leaving, locking};

type Reply<T> = Result<T, Problem>;

/// A window that waits for an answer gets one: also where the call panicked, which the runtime would keep to itself.
fn caught<T>(call: impl FnOnce() -> Reply<T>) -> Reply<T> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(Problem::of("internal")))
}

/// The same for a call that waits: it runs as a task of its own, whose panic ends nothing else.
async fn answered<T: Send + 'static>(call: impl Future<Output = Reply<T>> + Send + 'static) -> Reply<T> {
    tauri::async_runtime::spawn(call).await.unwrap_or_else(|_| Err(Problem::of("internal")))
}

/// Every command, for the builder.
pub(crate) fn all() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        start,
        set_preferences,
        create_vault,
        unlock,
        choose_owner,
        choose_owner_anew,
        shown_name,
        show_name,
        lock,
        stays_open,
        clock,
        due,
        check_vault,
        rescue,
        home,
        cases,
        take_platform,
        directory,
        new_declaration,
        start_intention,
        declare,
        confirm,
        after_landing,
        say,
        phone,
        proposals,
        take_proposal,
        give_back_proposal,
        open_declaration,
        go_to,
        focus,
        answer,
        leave,
        leave_page,
        add_item,
        remove_item,
        raise_item,
        undo,
        options,
        read_mrz,
        take_mrz,
        review,
        submit,
        send_now,
        network_changed,
        code,
        copy,
        correct,
        withdraw,
        delete_declaration,
        undo_delete,
        deleted,
        forget,
        delete_aside,
        history,
        past_state,
        bring_back,
        declare_for_companion,
        companions_left,
        choose_place,
        choose_file,
        back_up,
        hand_over,
        look_into,
        save_sealed,
        send_sealed,
        take_over,
        take_back,
        leave_to_them,
        receiver_key,
        slots,
        add_passphrase,
        add_keychain,
        change_passphrase,
        remove_slot,
        new_recovery_code,
        keep_recovery_code,
        rulebook,
        look_for_rulebook,
        edition_texts,
        edition_change,
        take_edition,
        leave_edition,
        pictures::show_backup,
        pictures::show_hand_over,
        pictures::run_picture,
        pictures::put_pictures_away,
        pictures::read_picture,
        pictures::slip_in_picture,
        pictures::open_slip,
        pictures::in_hand,
        pictures::forget_pictures,
        pictures::take_over_pictures,
        desk::choose_list_place,
        desk::desk_sheets,
        desk::desk_wipe,
        desk::set_desk,
        desk::desk,
        desk::desk_rows,
        desk::desk_all,
        desk::desk_case,
        desk::desk_consent,
        desk::desk_strike_consent,
        desk::desk_link,
        desk::desk_end_link,
        desk::desk_asking,
        desk::desk_note,
        desk::telephone,
        desk::telephone_answer,
        desk::telephone_leave,
        desk::send_ready,
        desk::desk_work,
        desk::desk_pause,
        desk::common_questions,
        desk::common_options,
        desk::set_common,
        desk::undo_common,
        desk::desk_twins,
        desk::merge_twins,
        desk::keep_twins,
        desk::desk_export,
        desk::import_begin,
        desk::import_screen,
        desk::import_decide,
        desk::import_left,
        desk::import_commit,
        desk::import_drop,
        desk::undo_import,
        kiosk::kiosk_set_up,
        kiosk::kiosk_begin,
        kiosk::kiosk_touch,
        kiosk::kiosk_read_aloud,
        kiosk::kiosk_submit,
        kiosk::kiosk_print,
        kiosk::kiosk_slip,
        kiosk::kiosk_end,
        kiosk::staff_enter,
        kiosk::staff_panel,
        kiosk::staff_leave,
        kiosk::staff_send_now,
        kiosk::staff_saw_broken,
        kiosk::staff_help,
        kiosk::kiosk_help_offered,
        kiosk::kiosk_take_help,
        kiosk::staff_export,
        kiosk::staff_import,
        kiosk::staff_quit,
    ]
}

#[tauri::command]
async fn start(app: State<'_, App>, turn: State<'_, Turn>) -> Reply<Start> {
    turn.come().await;
    caught(|| Ok(app.start()?))
}

#[tauri::command(async)]
fn set_preferences(app: State<'_, App>, preferences: Preferences) -> Reply<Start> {
    caught(|| Ok(app.set_preferences(preferences)?))
}

#[tauri::command(async)]
fn create_vault(app: State<'_, App>, passphrase: Option<Passphrase>) -> Reply<Start> {
    caught(|| Ok(app.create_vault(passphrase)?))
}

#[tauri::command(async)]
fn unlock(app: State<'_, App>, key: Key) -> Reply<Start> {
    caught(|| Ok(app.unlock(key)?))
}

#[tauri::command(async)]
fn choose_owner(app: State<'_, App>, id: Option<String>) -> Reply<Start> {
    caught(|| Ok(app.choose_owner(id.as_deref())?))
}

#[tauri::command(async)]
fn choose_owner_anew(app: State<'_, App>) -> Reply<Start> {
    caught(|| Ok(app.choose_owner_anew()?))
}

#[tauri::command(async)]
fn shown_name(app: State<'_, App>) -> Reply<Option<String>> {
    caught(|| Ok(app.session()?.shown_name()?))
}

#[tauri::command(async)]
fn show_name(app: State<'_, App>, name: String) -> Reply<Option<String>> {
    caught(|| Ok(app.session()?.show_name(&name)?))
}

/// Locks, and replaces this process: what is left of the answers in freed memory goes with it.
#[tauri::command]
async fn lock(handle: AppHandle, resume: Option<Resume>) -> Reply<()> {
    let open = handle.clone();
    let kept = answered(async move { Ok(leaving::lock(&open, resume, leaving::SHUTTING).await?) }).await;
    leaving::go(&handle);
    kept
}

/// The page was asked to lock and does not: it holds something that could not be saved, or nothing is open.
#[tauri::command]
fn stays_open(stays: State<'_, locking::Stays>) -> Reply<()> {
    caught(|| {
        stays.say();
        Ok(())
    })
}

#[tauri::command(async)]
fn due(app: State<'_, App>) -> Reply<bool> {
    caught(|| Ok(app.due()))
}

#[tauri::command(async)]
fn clock(app: State<'_, App>) -> Reply<Option<ClockNotice>> {
    caught(|| Ok(app.clock()))
}

#[tauri::command(async)]
fn check_vault(app: State<'_, App>) -> Reply<Check> {
    caught(|| Ok(app.session()?.check_vault()?))
}

#[tauri::command]
async fn rescue(handle: AppHandle, key: Key) -> Reply<Rescued> {
    answered(async move { Ok(handle.state::<App>().rescue(key).await?) }).await
}

#[tauri::command(async)]
fn home(app: State<'_, App>) -> Reply<Home> {
    caught(|| Ok(app.session()?.home()?))
}

#[tauri::command(async)]
fn take_platform(app: State<'_, App>) -> Reply<Home> {
    caught(|| Ok(app.session()?.take_platform()?))
}

#[tauri::command(async)]
fn cases(app: State<'_, App>, filter: ListFilter, offset: u32) -> Reply<Cards> {
    caught(|| Ok(app.session()?.listed(&filter, offset)?))
}

#[tauri::command(async)]
fn directory(app: State<'_, App>, of: Option<String>) -> Reply<Directory> {
    caught(|| Ok(app.directory(of.as_deref())?))
}

#[tauri::command(async)]
fn new_declaration(app: State<'_, App>) -> Reply<Filling> {
    caught(|| Ok(app.session()?.new_declaration()?))
}

#[tauri::command(async)]
fn start_intention(app: State<'_, App>) -> Reply<Filling> {
    caught(|| Ok(app.session()?.start_intention()?))
}

#[tauri::command(async)]
fn declare(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.declare(&id)?))
}

#[tauri::command(async)]
fn confirm(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.confirm(&id)?))
}

#[tauri::command(async)]
fn after_landing(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.after_landing(&id)?))
}

#[tauri::command(async)]
fn say(app: State<'_, App>, id: String, word: Word) -> Reply<CodeScreen> {
    caught(|| Ok(app.session()?.say(&id, word)?))
}

#[tauri::command(async)]
fn phone(app: State<'_, App>, id: String, on_paper: bool) -> Reply<PhonePage> {
    caught(|| Ok(app.session()?.phone(&id, on_paper)?))
}

#[tauri::command(async)]
fn proposals(app: State<'_, App>, id: String) -> Reply<Vec<Proposal>> {
    caught(|| Ok(app.session()?.proposals(&id)?))
}

#[tauri::command(async)]
fn take_proposal(app: State<'_, App>, id: String, section: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.take_proposal(&id, &section)?))
}

#[tauri::command(async)]
fn give_back_proposal(app: State<'_, App>, id: String, section: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.give_back_proposal(&id, &section)?))
}

#[tauri::command(async)]
fn open_declaration(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.open_declaration(&id)?))
}

#[tauri::command(async)]
fn go_to(app: State<'_, App>, id: String, page: String, pointer: Option<String>) -> Reply<Filling> {
    caught(|| Ok(app.session()?.go_to(&id, &page, pointer.as_deref())?))
}

#[tauri::command(async)]
fn focus(app: State<'_, App>, id: String, pointer: String) -> Reply<()> {
    caught(|| Ok(app.session()?.focus(&id, &pointer)?))
}

#[tauri::command(async)]
fn answer(app: State<'_, App>, id: String, pointer: String, value: Value) -> Reply<Filling> {
    caught(|| Ok(app.session()?.answer(&id, &pointer, value)?))
}

#[tauri::command(async)]
fn leave(app: State<'_, App>, id: String, pointer: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.leave(&id, &pointer)?))
}

#[tauri::command(async)]
fn leave_page(app: State<'_, App>, id: String, seen: Vec<String>) -> Reply<Filling> {
    caught(|| Ok(app.session()?.leave_page(&id, &seen)?))
}

#[tauri::command(async)]
fn add_item(app: State<'_, App>, id: String, pointer: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.add_item(&id, &pointer)?))
}

#[tauri::command(async)]
fn remove_item(app: State<'_, App>, id: String, pointer: String, index: usize) -> Reply<Filling> {
    caught(|| Ok(app.session()?.remove_item(&id, &pointer, index)?))
}

#[tauri::command(async)]
fn raise_item(app: State<'_, App>, id: String, pointer: String, index: usize) -> Reply<Filling> {
    caught(|| Ok(app.session()?.raise_item(&id, &pointer, index)?))
}

#[tauri::command(async)]
fn undo(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.undo(&id)?))
}

#[tauri::command(async)]
fn options(app: State<'_, App>, id: String, pointer: String, query: String) -> Reply<Vec<Choice>> {
    caught(|| Ok(app.session()?.options(&id, &pointer, &query)?))
}

#[tauri::command(async)]
fn read_mrz(app: State<'_, App>, id: String, text: String) -> Reply<MrzScreen> {
    caught(|| Ok(app.session()?.read_mrz(&id, &text)?))
}

#[tauri::command(async)]
fn take_mrz(app: State<'_, App>, id: String, text: String, pointers: Vec<String>) -> Reply<Filling> {
    caught(|| Ok(app.session()?.take_mrz(&id, &text, &pointers)?))
}

#[tauri::command(async)]
fn review(app: State<'_, App>, id: String) -> Reply<Review> {
    caught(|| Ok(app.session()?.review(&id)?))
}

#[tauri::command(async)]
fn submit(app: State<'_, App>, id: String) -> Reply<Card> {
    caught(|| Ok(app.session()?.submit(&id)?))
}

#[tauri::command(async)]
fn send_now(app: State<'_, App>, id: String) -> Reply<Card> {
    caught(|| Ok(app.session()?.send_now(&id)?))
}

#[tauri::command(async)]
fn network_changed(app: State<'_, App>) -> Reply<()> {
    caught(|| {
        app.network_changed();
        Ok(())
    })
}

#[tauri::command(async)]
fn code(app: State<'_, App>, id: String) -> Reply<CodeScreen> {
    caught(|| Ok(app.session()?.code(&id)?))
}

#[tauri::command(async)]
fn copy(app: State<'_, App>, id: String) -> Reply<DataCopy> {
    caught(|| Ok(app.session()?.copy(&id)?))
}

#[tauri::command(async)]
fn correct(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.correct(&id)?))
}

#[tauri::command(async)]
fn withdraw(app: State<'_, App>, id: String) -> Reply<Card> {
    caught(|| Ok(app.session()?.withdraw(&id)?))
}

#[tauri::command(async)]
fn delete_declaration(app: State<'_, App>, id: String) -> Reply<Home> {
    caught(|| Ok(app.session()?.delete_declaration(&id)?))
}

#[tauri::command(async)]
fn undo_delete(app: State<'_, App>, id: String, correction: Option<u32>) -> Reply<Home> {
    caught(|| Ok(app.session()?.undo_delete(&id, correction)?))
}

#[tauri::command(async)]
fn deleted(app: State<'_, App>) -> Reply<Deleted> {
    caught(|| Ok(app.session()?.deleted()?))
}

#[tauri::command(async)]
fn forget(app: State<'_, App>, id: String, correction: Option<u32>, unsaid: bool) -> Reply<Deleted> {
    caught(|| Ok(app.session()?.forget(&id, correction, unsaid)?))
}

#[tauri::command(async)]
fn delete_aside(app: State<'_, App>, name: String) -> Reply<Deleted> {
    caught(|| Ok(app.session()?.delete_aside(&name)?))
}

#[tauri::command(async)]
fn history(app: State<'_, App>, id: String) -> Reply<History> {
    caught(|| Ok(app.session()?.history(&id)?))
}

#[tauri::command(async)]
fn past_state(app: State<'_, App>, id: String, seq: i64) -> Reply<PastAnswers> {
    caught(|| Ok(app.session()?.past_state(&id, seq)?))
}

#[tauri::command(async)]
fn bring_back(app: State<'_, App>, id: String, seq: i64) -> Reply<Filling> {
    caught(|| Ok(app.session()?.bring_back(&id, seq)?))
}

#[tauri::command(async)]
fn declare_for_companion(app: State<'_, App>, id: String, index: usize) -> Reply<Filling> {
    caught(|| Ok(app.session()?.declare_for_companion(&id, index)?))
}

#[tauri::command(async)]
fn companions_left(app: State<'_, App>, id: String) -> Reply<Vec<CompanionLeft>> {
    caught(|| Ok(app.session()?.companions_left(&id)?))
}

/// Where a file is to be written, as the person at the screen says; none where they would not.
#[tauri::command]
async fn choose_place(handle: AppHandle) -> Reply<Option<String>> {
    answered(async move { Ok(dialog::choose_place(&handle).await) }).await
}

#[tauri::command]
async fn choose_file(handle: AppHandle) -> Reply<Option<String>> {
    answered(async move { Ok(dialog::choose_file(&handle).await) }).await
}

#[tauri::command(async)]
fn back_up(
    app: State<'_, App>,
    chosen: State<'_, Chosen>,
    id: Option<String>,
    seal: SealWith,
) -> Reply<Written> {
    caught(|| Ok(app.session()?.back_up(id.as_deref(), seal, &chosen.path()?)?))
}

#[tauri::command(async)]
fn hand_over(
    app: State<'_, App>,
    chosen: State<'_, Chosen>,
    id: String,
    receiver: String,
    seal: SealWith,
) -> Reply<Written> {
    caught(|| Ok(app.session()?.hand_over(&id, &receiver, seal, &chosen.path()?)?))
}

#[tauri::command(async)]
fn look_into(app: State<'_, App>, chosen: State<'_, Chosen>) -> Reply<BackupFile> {
    caught(|| Ok(app.session()?.look_into(&chosen.path()?)?))
}

#[tauri::command(async)]
fn save_sealed(app: State<'_, App>, chosen: State<'_, Chosen>, id: String) -> Reply<Written> {
    caught(|| Ok(app.session()?.save_sealed(&id, &chosen.path()?)?))
}

#[tauri::command(async)]
fn send_sealed(app: State<'_, App>, chosen: State<'_, Chosen>) -> Reply<SealedFile> {
    caught(|| Ok(app.session()?.send_sealed(&chosen.path()?)?))
}

#[tauri::command(async)]
fn take_over(
    app: State<'_, App>,
    chosen: State<'_, Chosen>,
    passphrase: Option<Passphrase>,
) -> Reply<TakenOver> {
    caught(|| Ok(app.session()?.take_over(&chosen.path()?, passphrase)?))
}

#[tauri::command(async)]
fn take_back(app: State<'_, App>, id: String) -> Reply<Home> {
    caught(|| Ok(app.session()?.take_back(&id)?))
}

#[tauri::command(async)]
fn leave_to_them(app: State<'_, App>, id: String) -> Reply<Home> {
    caught(|| Ok(app.session()?.leave_to_them(&id)?))
}

#[tauri::command(async)]
fn receiver_key(app: State<'_, App>) -> Reply<ReceiverKey> {
    caught(|| Ok(app.session()?.receiver_key()?))
}

#[tauri::command(async)]
fn slots(app: State<'_, App>) -> Reply<Slots> {
    caught(|| Ok(app.session()?.slots()?))
}

#[tauri::command(async)]
fn add_passphrase(app: State<'_, App>, passphrase: Passphrase, label: String, proof: Key) -> Reply<Slots> {
    caught(|| Ok(app.session()?.add_passphrase(passphrase, &label, proof)?))
}

#[tauri::command(async)]
fn add_keychain(app: State<'_, App>, proof: Key) -> Reply<Slots> {
    caught(|| Ok(app.session()?.add_keychain(proof)?))
}

#[tauri::command(async)]
fn change_passphrase(app: State<'_, App>, slot: String, passphrase: Passphrase, proof: Key) -> Reply<Slots> {
    caught(|| Ok(app.session()?.change_passphrase(&slot, passphrase, proof)?))
}

#[tauri::command(async)]
fn remove_slot(app: State<'_, App>, slot: String, proof: Key) -> Reply<Slots> {
    caught(|| Ok(app.session()?.remove_slot(&slot, proof)?))
}

#[tauri::command(async)]
fn new_recovery_code(app: State<'_, App>) -> Reply<RecoverySheet> {
    caught(|| Ok(app.session()?.new_recovery_code()?))
}

#[tauri::command(async)]
fn keep_recovery_code(app: State<'_, App>, typed: Vec<(u32, String)>, proof: Key) -> Reply<Slots> {
    caught(|| Ok(app.session()?.keep_recovery_code(&typed, proof)?))
}

#[tauri::command(async)]
fn rulebook(app: State<'_, App>) -> Reply<Rulebook> {
    caught(|| Ok(app.rulebook()?))
}

#[tauri::command(async)]
fn look_for_rulebook(app: State<'_, App>) -> Reply<Rulebook> {
    caught(|| Ok(app.look_for_rulebook()?))
}

#[tauri::command(async)]
fn edition_texts(app: State<'_, App>, edition: u32, language: String) -> Reply<String> {
    caught(|| Ok(app.edition_texts(edition, &language)?))
}

#[tauri::command(async)]
fn edition_change(app: State<'_, App>, id: String) -> Reply<EditionChange> {
    caught(|| Ok(app.session()?.edition_change(&id)?))
}

#[tauri::command(async)]
fn take_edition(app: State<'_, App>, id: String, edition: u32) -> Reply<Filling> {
    caught(|| Ok(app.session()?.take_edition(&id, edition)?))
}

#[tauri::command(async)]
fn leave_edition(app: State<'_, App>, id: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.leave_edition(&id)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_panics_is_answered() {
        let answer: Reply<()> = caught(|| panic!("a bug"));
        assert_eq!(answer.unwrap_err().code, "internal", "the window says so and goes on");
        assert_eq!(caught(|| Ok(1)).ok(), Some(1), "any other answer passes");
    }

    #[test]
    fn a_call_that_waits_and_panics_is_answered() {
        let answer: Reply<()> = tauri::async_runtime::block_on(answered(async { panic!("a bug") }));
        assert_eq!(answer.unwrap_err().code, "internal", "the window says so and goes on");
    }

    #[test]
    fn every_command_is_allowed_to_a_window() {
        let listed = include_str!("../build.rs").lines().filter_map(|line| {
            let name = line.trim().strip_prefix('"')?.strip_suffix("\",")?;
            name.chars().all(|c| c.is_ascii_lowercase() || c == '_').then(|| name.replace('_', "-"))
        });
        let listed: Vec<_> = listed.collect();
        assert!(listed.len() > 50, "there are commands to look at");
        let windows =
            concat!(include_str!("../capabilities/main.json"), include_str!("../capabilities/kiosk.json"));
        for command in listed {
            assert!(windows.contains(&format!("\"allow-{command}\"")), "no window may call {command}");
        }
    }

    #[test]
    fn every_command_is_caught() {
        let files = [
            include_str!("commands.rs"),
            include_str!("commands/desk.rs"),
            include_str!("commands/kiosk.rs"),
        ];
        let commands: Vec<_> =
            files.iter().flat_map(|file| file.split("\n#[tauri::command").skip(1)).collect();
        assert!(commands.len() > 50, "there are commands to look at");
        for command in commands {
            let body = command.split("\n}\n").next().unwrap_or_default();
            assert!(body.contains("caught(||") || body.contains("answered(async"), "not caught: {body}");
        }
    }
}
