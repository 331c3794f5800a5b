//! An edition's folder, as it stands in a repository or by itself.

use std::fs;
use std::path::Path;

use rulebook::{Edition, Files};

use crate::refused::{Outcome, at, because};

/// The files of an edition. The bundled lists stand in where it has none of its own; texts may stand beside the folder in
/// `locales/<tag>/rulebook.ftl`, as they do in this repository.
pub(crate) fn files(folder: &Path) -> Outcome<Files> {
    if !folder.is_dir() {
        return Err(format!("{}: no such folder", folder.display()));
    }
    let mut files = Files::read_dir(folder).map_err(at(folder))?.with_bundled_lists();
    let locales = folder.canonicalize().map_err(at(folder))?.join("../locales");
    if files.0.keys().any(|name| name.starts_with("texts/")) || !locales.is_dir() {
        return Ok(files);
    }
    for language in fs::read_dir(&locales).map_err(at(&locales))? {
        let language = language.map_err(at(&locales))?;
        let texts = language.path().join("rulebook.ftl");
        if texts.is_file() {
            let name = format!("texts/{}.ftl", language.file_name().to_string_lossy());
            files.0.insert(name, fs::read(&texts).map_err(at(&texts))?);
        }
    }
    Ok(files)
}

/// The edition in a folder, proved.
pub(crate) fn edition(folder: &Path) -> Outcome<Edition> {
    Edition::load(&files(folder)?).map_err(because)
}
