//! The UI's packages: `npm ci`, when the lock file is newer than what stands in `node_modules`.

use std::{fs, path::Path, time::SystemTime};

use crate::{
    command::{self, Outcome, npm},
    repo,
};

pub(crate) fn packages() -> Outcome {
    if !command::answers("node", &["--version"]) {
        return Err("Node is not there. Install Node 20.19 or newer with npm, then run this again".into());
    }
    let ui = repo::root().join("ui");
    let wanted = changed(&ui.join("package-lock.json")).ok_or("ui/package-lock.json is missing")?;
    if changed(&ui.join("node_modules/.package-lock.json")).is_some_and(|installed| installed >= wanted) {
        println!("as the lock file says");
        return Ok(());
    }
    command::succeed(&mut npm(&["ci", "--no-audit", "--no-fund"]))
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|it| it.modified()).ok()
}
