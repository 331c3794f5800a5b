//! The programs of a kiosk, as its keeper shows them one after the other, and what is left of one when it has ended.

use std::{fs, path::Path};

use crate::{Outcome, desktop::Desktop, memory, raw_files, waiting::until, window::Window};

/// The program that somebody stands before: of those that the kiosk's keeper has, the one that was started first.
///
/// # Errors
/// When there is none.
pub fn shown(keeper: u32) -> Outcome<u32> {
    let programs = memory::children(keeper).into_iter().filter_map(|id| Some((started(id)?, id)));
    programs.min().map(|(_, id)| id).ok_or_else(|| "the kiosk shows no program".into())
}

/// The program that waits behind it, once the keeper has said in these logs that its page is loaded: the kiosk has to say what it does (`GUITU_LOG`).
///
/// # Errors
/// When none comes.
pub async fn waiting(keeper: u32, logs: &Path) -> Outcome<u32> {
    until("the program that waits", async || {
        let programs = memory::children(keeper).into_iter().filter_map(|id| Some((started(id)?, id)));
        let Some((_, id)) = programs.max().filter(|_| memory::children(keeper).len() > 1) else {
            return Ok(None);
        };
        let said = format!("the page of {id}, which waits, is loaded");
        for file in fs::read_dir(logs)? {
            let file = file?;
            if file.file_type()?.is_file() && String::from_utf8_lossy(&fs::read(file.path())?).contains(&said)
            {
                return Ok(Some(id));
            }
        }
        Ok(None)
    })
    .await
}

/// When a process was started, by the system's clock; none once it is gone, or has no memory any more.
fn started(process: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    let mut fields = rest.split_whitespace();
    if fields.next()? == "Z" {
        return None;
    }
    fields.nth(18)?.parse().ok()
}

/// Presses what ends a session, and waits until another program is shown; gives all processes that run then.
///
/// # Errors
/// When none is.
pub async fn end(window: &Window, css: &str) -> Outcome<Vec<u32>> {
    let keeper = window.app_id()?;
    let before = memory::family(shown(keeper)?);
    // The program ends under the driver's hands, which therefore may or may not hear that it was pressed.
    let press = format!("document.querySelector('{css}').click()");
    let _ = window.run(&press, &[]).await;
    replaced(keeper, &before).await
}

/// "End and erase", and yes.
///
/// # Errors
/// When no other program is shown then.
pub async fn end_at_once(window: &Window) -> Outcome<Vec<u32>> {
    window.press("[data-action=\"end\"]").await?;
    end(window, "[data-action=\"confirm-end\"]").await
}

/// Waits until the processes of before are gone and another program is shown; gives all that run then.
///
/// # Errors
/// When they are not.
pub async fn replaced(keeper: u32, before: &[u32]) -> Outcome<Vec<u32>> {
    until("the person's processes to be gone", async || {
        Ok(before.iter().all(|it| started(*it).is_none()).then_some(()))
    })
    .await?;
    until("a new page", async || {
        let fresh = shown(keeper)?;
        Ok((!memory::children(fresh).is_empty()).then(|| memory::family(keeper)))
    })
    .await
}

/// The window of the program that is shown now, to be driven after the one before it has ended.
///
/// # Errors
/// When it cannot be driven.
pub async fn next(window: Window, desktop: &Desktop) -> Outcome<Window> {
    let program = shown(window.app_id()?)?;
    let surroundings = fs::read(format!("/proc/{program}/environ"))?;
    let mut listed = surroundings.split(|byte| *byte == 0);
    let address =
        listed.find_map(|one| one.strip_prefix(b"WEBKIT_INSPECTOR_SERVER=")).ok_or("it does not listen")?;
    let address = String::from_utf8(address.to_vec())?;
    window.follow(desktop, &address).await
}

/// Where any of these texts stands: in the memory of these processes, or in the files of these folders.
///
/// # Errors
/// When one cannot be looked into.
pub fn traces(processes: &[u32], folders: &[&Path], canaries: &[String]) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for process in processes {
        match memory::search(*process, canaries) {
            Ok(traces) => found.extend(traces),
            // Such as one that has asked the printing system something, and is gone by now.
            Err(_) if started(*process).is_none() => {}
            Err(why) => return Err(why),
        }
    }
    for folder in folders {
        found.extend(raw_files::search(folder, canaries)?);
    }
    Ok(found)
}
