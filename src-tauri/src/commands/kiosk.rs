//! What a kiosk's window may ask for beside the form. Everything of the staff's asks for their key in `app`.

use app::dto::{
    ClaimSlip, Filling, HelpOffered, KioskEnding, QueueTaken, QueueWritten, SlipFound, StaffPanel, Start,
};
use app::{App, Passphrase};
use tauri::{AppHandle, Manager as _, State};

use super::{Reply, answered, caught};
use crate::kiosk;

#[tauri::command(async)]
pub(super) fn kiosk_set_up(app: State<'_, App>, passphrase: Passphrase) -> Reply<Start> {
    caught(|| Ok(app.kiosk_set_up(passphrase)?))
}

#[tauri::command(async)]
pub(super) fn kiosk_begin(app: State<'_, App>, language: String) -> Reply<Filling> {
    caught(|| Ok(app.kiosk_begin(&language)?))
}

#[tauri::command(async)]
pub(super) fn kiosk_touch(app: State<'_, App>) -> Reply<()> {
    caught(|| Ok(app.kiosk_touch()?))
}

#[tauri::command(async)]
pub(super) fn kiosk_read_aloud(app: State<'_, App>, words: String, language: String) -> Reply<()> {
    caught(|| Ok(app.kiosk_read_aloud(&words, &language)?))
}

#[tauri::command(async)]
pub(super) fn kiosk_submit(app: State<'_, App>, id: String) -> Reply<ClaimSlip> {
    caught(|| Ok(app.kiosk_submit(&id)?))
}

#[tauri::command(async)]
pub(super) fn kiosk_print(app: State<'_, App>, page: Vec<u8>) -> Reply<()> {
    caught(|| Ok(app.kiosk_print(&page)?))
}

#[tauri::command(async)]
pub(super) fn kiosk_slip(app: State<'_, App>, text: String, born: String) -> Reply<SlipFound> {
    caught(|| Ok(app.kiosk_slip(&text, &born)?))
}

/// Forgets the person, and ends this process: what is left of them in freed memory goes with it, and the program that waited is shown. Whatever went wrong, nothing comes back to a
/// page that must not stay.
#[tauri::command]
pub(super) async fn kiosk_end(handle: AppHandle, ending: KioskEnding) -> Reply<()> {
    let forgetting = handle.clone();
    let forgotten = answered(async move {
        forgetting.state::<App>().kiosk_end(ending).await;
        Ok(())
    });
    if forgotten.await.is_err() {
        tracing::error!("a session did not end; its process does");
    }
    kiosk::replace(&handle)
}

#[tauri::command(async)]
pub(super) fn staff_enter(app: State<'_, App>, passphrase: Passphrase) -> Reply<StaffPanel> {
    caught(|| Ok(app.staff_enter(passphrase)?))
}

#[tauri::command(async)]
pub(super) fn staff_panel(app: State<'_, App>) -> Reply<StaffPanel> {
    caught(|| Ok(app.staff_panel()?))
}

#[tauri::command(async)]
pub(super) fn staff_leave(app: State<'_, App>) -> Reply<()> {
    caught(|| Ok(app.staff_leave()?))
}

#[tauri::command(async)]
pub(super) fn staff_send_now(app: State<'_, App>) -> Reply<StaffPanel> {
    caught(|| Ok(app.staff_send_now()?))
}

#[tauri::command(async)]
pub(super) fn staff_saw_broken(app: State<'_, App>) -> Reply<StaffPanel> {
    caught(|| Ok(app.staff_saw_broken()?))
}

#[tauri::command(async)]
pub(super) fn staff_help(app: State<'_, App>, name: String) -> Reply<StaffPanel> {
    caught(|| Ok(app.staff_help(&name)?))
}

#[tauri::command(async)]
pub(super) fn kiosk_help_offered(app: State<'_, App>) -> Reply<Option<HelpOffered>> {
    caught(|| Ok(app.kiosk_help_offered()?))
}

#[tauri::command(async)]
pub(super) fn kiosk_take_help(app: State<'_, App>, id: String, agreed: bool) -> Reply<Filling> {
    caught(|| Ok(app.kiosk_take_help(&id, agreed)?))
}

#[tauri::command(async)]
pub(super) fn staff_export(app: State<'_, App>, stick: String) -> Reply<QueueWritten> {
    caught(|| Ok(app.staff_export(&stick)?))
}

#[tauri::command(async)]
pub(super) fn staff_import(app: State<'_, App>, stick: String) -> Reply<QueueTaken> {
    caught(|| Ok(app.staff_import(&stick)?))
}

/// The only way out.
#[tauri::command]
pub(super) async fn staff_quit(handle: AppHandle) -> Reply<()> {
    let leaving = handle.clone();
    answered(async move {
        let app = leaving.state::<App>();
        app.require_staff()?;
        app.kiosk_end(KioskEnding::Staff).await;
        Ok(())
    })
    .await?;
    handle.exit(kiosk::LEFT);
    Ok(())
}
