//! Puts the web pages that `npm run build` has made into the program: `ui/dist-pages/<page>/`, each file compressed once and for all
//! beside itself. Where they were not built, the
//! program has none and says so at their addresses.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pages = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../ui/dist-pages");
    println!("cargo::rerun-if-changed={}", pages.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut files = Vec::new();
    if pages.is_dir() {
        collect(&pages, &mut files)?;
    }
    files.sort();
    let mut table = String::from("static FILES: &[PageFile] = &[\n");
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&pages)?.to_string_lossy().replace('\\', "/");
        let path = file.canonicalize()?;
        let compressed = out.join(format!("{}.gz", name.replace('/', "-")));
        fs::write(&compressed, gzip(&fs::read(&path)?)?)?;
        writeln!(
            table,
            "    PageFile {{ path: {name:?}, bytes: include_bytes!({path:?}), gzip: include_bytes!({compressed:?}) }},"
        )?;
    }
    table.push_str("];\n");
    fs::write(out.join("pages.rs"), table)?;
    Ok(())
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    to.write_all(bytes)?;
    to.finish()
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, into)? } else { into.push(path) }
    }
    Ok(())
}
