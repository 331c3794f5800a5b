//! The desk's commands: one a use case, as in the file above.

use std::collections::BTreeMap;

use app::App;
use app::dto::{
    Choice, CommonDone, CommonQuestion, Desk, DeskAsking, DeskCase, DeskFilter, DeskLink, DeskRows,
    DeskSettings, DeskSheet, DeskTwins, DeskWork, Filling, ImportDecision, ImportReport, ImportScreen,
    ImportUndone, ImportView, NewConsent, NewNote, Written,
};
use serde_json::Value;
use tauri::{AppHandle, State};

use super::{Reply, answered, caught};
use crate::dialog::{self, Chosen};

/// Where a list is to be written, as the person at the screen says: its ending says what it becomes.
#[tauri::command]
pub(super) async fn choose_list_place(handle: AppHandle, ending: String) -> Reply<Option<String>> {
    answered(async move { Ok(dialog::choose_list_place(&handle, &ending).await) }).await
}

#[tauri::command(async)]
pub(super) fn desk_sheets(
    app: State<'_, App>,
    ids: Vec<String>,
    links: Option<String>,
) -> Reply<Vec<DeskSheet>> {
    caught(|| Ok(app.session()?.desk_sheets(&ids, links.as_deref())?))
}

#[tauri::command(async)]
pub(super) fn desk_wipe(app: State<'_, App>, ids: Vec<String>, unsaid: bool) -> Reply<u32> {
    caught(|| Ok(app.session()?.desk_wipe(&ids, unsaid)?))
}

#[tauri::command(async)]
pub(super) fn set_desk(app: State<'_, App>, settings: Option<DeskSettings>) -> Reply<Option<DeskSettings>> {
    caught(|| Ok(app.session()?.set_desk(settings)?))
}

#[tauri::command(async)]
pub(super) fn desk(app: State<'_, App>) -> Reply<Desk> {
    caught(|| Ok(app.session()?.desk()?))
}

#[tauri::command(async)]
pub(super) fn desk_rows(app: State<'_, App>, filter: DeskFilter, offset: u32, limit: u32) -> Reply<DeskRows> {
    caught(|| Ok(app.session()?.desk_rows(&filter, offset, limit)?))
}

#[tauri::command(async)]
pub(super) fn desk_all(app: State<'_, App>, filter: DeskFilter) -> Reply<Vec<String>> {
    caught(|| Ok(app.session()?.desk_all(&filter)?))
}

#[tauri::command(async)]
pub(super) fn desk_case(app: State<'_, App>, id: String) -> Reply<DeskCase> {
    caught(|| Ok(app.session()?.desk_case(&id)?))
}

#[tauri::command(async)]
pub(super) fn desk_consent(app: State<'_, App>, id: String, consent: NewConsent) -> Reply<DeskCase> {
    caught(|| Ok(app.session()?.desk_consent(&id, &consent)?))
}

#[tauri::command(async)]
pub(super) fn desk_strike_consent(app: State<'_, App>, id: String) -> Reply<DeskCase> {
    caught(|| Ok(app.session()?.desk_strike_consent(&id)?))
}

#[tauri::command(async)]
pub(super) fn desk_link(app: State<'_, App>, id: String, wording: String) -> Reply<DeskLink> {
    caught(|| Ok(app.session()?.desk_link(&id, &wording)?))
}

#[tauri::command(async)]
pub(super) fn desk_end_link(app: State<'_, App>, id: String) -> Reply<DeskCase> {
    caught(|| Ok(app.session()?.desk_end_link(&id)?))
}

#[tauri::command(async)]
pub(super) fn desk_asking(app: State<'_, App>, ids: Vec<String>) -> Reply<Vec<DeskAsking>> {
    caught(|| Ok(app.session()?.desk_asking(&ids)?))
}

#[tauri::command(async)]
pub(super) fn desk_note(app: State<'_, App>, id: String, note: NewNote) -> Reply<DeskCase> {
    caught(|| Ok(app.session()?.desk_note(&id, &note)?))
}

#[tauri::command(async)]
pub(super) fn telephone(app: State<'_, App>, id: String, at: Option<String>) -> Reply<Filling> {
    caught(|| Ok(app.session()?.telephone(&id, at.as_deref())?))
}

#[tauri::command(async)]
pub(super) fn telephone_answer(
    app: State<'_, App>,
    id: String,
    pointer: String,
    value: Value,
) -> Reply<Filling> {
    caught(|| Ok(app.session()?.telephone_answer(&id, &pointer, value)?))
}

#[tauri::command(async)]
pub(super) fn telephone_leave(app: State<'_, App>, id: String, pointer: String) -> Reply<Filling> {
    caught(|| Ok(app.session()?.telephone_leave(&id, &pointer)?))
}

#[tauri::command(async)]
pub(super) fn send_ready(app: State<'_, App>, filter: DeskFilter) -> Reply<DeskWork> {
    caught(|| Ok(app.session()?.send_ready(&filter)?))
}

#[tauri::command(async)]
pub(super) fn desk_work(app: State<'_, App>) -> Reply<DeskWork> {
    caught(|| Ok(app.session()?.desk_work()))
}

#[tauri::command(async)]
pub(super) fn desk_pause(app: State<'_, App>) -> Reply<DeskWork> {
    caught(|| Ok(app.session()?.desk_pause()))
}

#[tauri::command(async)]
pub(super) fn common_questions(app: State<'_, App>) -> Reply<Vec<CommonQuestion>> {
    caught(|| Ok(app.session()?.common_questions()?))
}

#[tauri::command(async)]
pub(super) fn common_options(app: State<'_, App>, pointer: String, query: String) -> Reply<Vec<Choice>> {
    caught(|| Ok(app.session()?.common_options(&pointer, &query)?))
}

#[tauri::command(async)]
pub(super) fn set_common(
    app: State<'_, App>,
    ids: Vec<String>,
    pointer: String,
    value: Value,
) -> Reply<CommonDone> {
    caught(|| Ok(app.session()?.set_common(&ids, &pointer, &value)?))
}

#[tauri::command(async)]
pub(super) fn undo_common(app: State<'_, App>) -> Reply<CommonDone> {
    caught(|| Ok(app.session()?.undo_common()?))
}

#[tauri::command(async)]
pub(super) fn desk_twins(app: State<'_, App>) -> Reply<Vec<DeskTwins>> {
    caught(|| Ok(app.session()?.desk_twins()?))
}

#[tauri::command(async)]
pub(super) fn merge_twins(app: State<'_, App>, stays: String, goes: String) -> Reply<Vec<DeskTwins>> {
    caught(|| Ok(app.session()?.merge_twins(&stays, &goes)?))
}

#[tauri::command(async)]
pub(super) fn keep_twins(app: State<'_, App>, ids: Vec<String>) -> Reply<Vec<DeskTwins>> {
    caught(|| Ok(app.session()?.keep_twins(&ids)?))
}

#[tauri::command(async)]
pub(super) fn desk_export(
    app: State<'_, App>,
    chosen: State<'_, Chosen>,
    filter: DeskFilter,
) -> Reply<Written> {
    caught(|| Ok(app.session()?.desk_export(&filter, &chosen.path()?)?))
}

#[tauri::command(async)]
pub(super) fn import_begin(app: State<'_, App>, chosen: State<'_, Chosen>) -> Reply<ImportScreen> {
    caught(|| Ok(app.session()?.import_begin(&chosen.path()?)?))
}

#[tauri::command(async)]
pub(super) fn import_screen(app: State<'_, App>, view: ImportView) -> Reply<ImportScreen> {
    caught(|| Ok(app.session()?.import_screen(&view)?))
}

#[tauri::command(async)]
pub(super) fn import_decide(
    app: State<'_, App>,
    decision: ImportDecision,
    view: ImportView,
) -> Reply<ImportScreen> {
    caught(|| Ok(app.session()?.import_decide(decision, &view)?))
}

#[tauri::command(async)]
pub(super) fn import_left(
    app: State<'_, App>,
    chosen: State<'_, Chosen>,
    heading: String,
    words: BTreeMap<String, String>,
) -> Reply<Written> {
    caught(|| Ok(app.session()?.import_left(&heading, &words, &chosen.path()?)?))
}

#[tauri::command(async)]
pub(super) fn import_commit(app: State<'_, App>) -> Reply<ImportReport> {
    caught(|| Ok(app.session()?.import_commit()?))
}

#[tauri::command(async)]
pub(super) fn import_drop(app: State<'_, App>) -> Reply<()> {
    caught(|| Ok(app.session()?.import_drop()?))
}

#[tauri::command(async)]
pub(super) fn undo_import(app: State<'_, App>, number: i64) -> Reply<ImportUndone> {
    caught(|| Ok(app.session()?.undo_import(number)?))
}
