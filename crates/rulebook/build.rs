//! Embeds the bundled edition: every `.json` under the repository's `rulebook/`, and its words, `locales/*/rulebook.ftl`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let repository = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../..");
    let (root, locales) = (repository.join("rulebook"), repository.join("locales"));
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut names = Vec::new();
    collect(&root, "", &mut names)?;
    let mut files: Vec<(String, PathBuf)> =
        names.into_iter().map(|name| (name.clone(), root.join(name))).collect();
    for language in fs::read_dir(&locales)? {
        let language = language?;
        let texts = language.path().join("rulebook.ftl");
        if texts.is_file() {
            files.push((format!("texts/{}.ftl", language.file_name().to_string_lossy()), texts));
        }
    }
    files.sort();
    let mut source = String::from("pub(crate) static BUNDLED: &[(&str, &[u8])] = &[\n");
    for (name, path) in files {
        let path = fs::canonicalize(path)?;
        println!("cargo::rerun-if-changed={}", path.display());
        writeln!(source, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())
            .map_err(io::Error::other)?;
    }
    source.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("bundled.rs");
    fs::write(out, source)
}

fn collect(folder: &Path, prefix: &str, names: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), names)?;
        } else if name.ends_with(".json") {
            names.push(name);
        }
    }
    Ok(())
}
