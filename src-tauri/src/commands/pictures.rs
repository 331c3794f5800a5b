//! A file as a run of QR codes: shown here, or read from another screen.

use app::App;
use app::dto::{InHand, PictureRead, Problem, QrDrawing, SealWith, ShownFile, SlipFound, TakenOver};
use tauri::State;
use tauri::ipc::{InvokeBody, Request};

use super::{Chosen, Passphrase, Reply, caught};

#[tauri::command(async)]
pub(super) fn show_backup(app: State<'_, App>, id: Option<String>, seal: SealWith) -> Reply<ShownFile> {
    caught(|| Ok(app.session()?.show_backup(id.as_deref(), seal)?))
}

#[tauri::command(async)]
pub(super) fn show_hand_over(
    app: State<'_, App>,
    id: String,
    receiver: String,
    seal: SealWith,
) -> Reply<ShownFile> {
    caught(|| Ok(app.session()?.show_hand_over(&id, &receiver, seal)?))
}

#[tauri::command(async)]
pub(super) fn run_picture(app: State<'_, App>, number: u32, fine: bool) -> Reply<QrDrawing> {
    caught(|| Ok(app.session()?.run_picture(number, fine)?))
}

#[tauri::command(async)]
pub(super) fn put_pictures_away(app: State<'_, App>) -> Reply<()> {
    caught(|| {
        app.session()?.put_pictures_away();
        Ok(())
    })
}

/// Grey values of a picture, as the body of the call; its width is a header.
#[tauri::command(async)]
pub(super) fn read_picture(app: State<'_, App>, request: Request<'_>) -> Reply<PictureRead> {
    caught(|| {
        let (grey, width) = picture(&request).ok_or_else(|| Problem::of("internal"))?;
        Ok(app.session()?.read_picture(grey, width)?)
    })
}

/// The slip in a picture, which comes in the same way; none where there is none.
#[tauri::command(async)]
pub(super) fn slip_in_picture(app: State<'_, App>, request: Request<'_>) -> Reply<Option<String>> {
    caught(|| {
        let (grey, width) = picture(&request).ok_or_else(|| Problem::of("internal"))?;
        Ok(app.slip_in_picture(grey, width))
    })
}

#[tauri::command(async)]
pub(super) fn open_slip(app: State<'_, App>, text: String, born: String) -> Reply<SlipFound> {
    caught(|| Ok(app.open_slip(&text, &born)?))
}

#[tauri::command(async)]
pub(super) fn in_hand(app: State<'_, App>, chosen: State<'_, Chosen>) -> Reply<InHand> {
    caught(|| {
        let (hand, path) = app.session()?.in_hand()?;
        chosen.again(path);
        Ok(hand)
    })
}

#[tauri::command(async)]
pub(super) fn forget_pictures(app: State<'_, App>) -> Reply<()> {
    caught(|| {
        app.session()?.forget_pictures();
        Ok(())
    })
}

#[tauri::command(async)]
pub(super) fn take_over_pictures(app: State<'_, App>, passphrase: Option<Passphrase>) -> Reply<TakenOver> {
    caught(|| Ok(app.session()?.take_over_pictures(passphrase)?))
}

fn picture<'a>(request: &'a Request<'_>) -> Option<(&'a [u8], usize)> {
    let width = request.headers().get("width")?.to_str().ok()?.parse().ok()?;
    match request.body() {
        InvokeBody::Raw(grey) => Some((grey, width)),
        InvokeBody::Json(_) => None,
    }
}
