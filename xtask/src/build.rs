//! Building the UI and the programs.

use std::{fs, path::Path, time::SystemTime};

use crate::{
    command::{self, Outcome, cargo, npm},
    repo,
};

/// Which packages every build is told to look at: features are chosen over all of them, so no dependency is compiled twice
/// for two selections.
pub(crate) const EVERYTHING: [&str; 1] = ["--workspace"];

/// Builds `ui/dist` and `ui/dist-pages`, if any source is newer.
pub(crate) fn ui() -> Outcome {
    let root = repo::root();
    let pages = ["ui/dist/index.html", "ui/dist-pages/desk/index.html"];
    let built = pages.iter().map(|page| changed(&root.join(page))).min().flatten();
    let mut newest = None;
    for folder in ["ui", "locales"] {
        let sources = [".ts", ".svelte", ".css", ".html", ".json", ".ftl", ".svg", ".woff2"];
        newest =
            newest.max(repo::files(&root.join(folder), &sources)?.iter().filter_map(|it| changed(it)).max());
    }
    if built > newest {
        println!("ui/dist and ui/dist-pages are newer than their sources");
        return Ok(());
    }
    command::succeed(&mut npm(&["run", "build"]))
}

/// Builds the programs named, in the development profile.
pub(crate) fn programs(names: &[&str]) -> Outcome {
    let mut build = cargo(&["build"])?;
    build.args(EVERYTHING);
    for name in names {
        build.args(["--bin", name]);
    }
    command::succeed(&mut build)
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|it| it.modified()).ok()
}
