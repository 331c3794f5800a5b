//! What is loaded before the C library, built once a process by the C compiler that SQLCipher is built with.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

/// One that was built. It is there as long as this is.
#[derive(Debug, Clone)]
pub(crate) struct Built(Arc<TempDir>);

impl Built {
    pub(crate) fn path(&self) -> PathBuf {
        self.0.path().join("shim.so")
    }
}

pub(crate) fn build(name: &'static str, source: &str) -> io::Result<Built> {
    static BUILT: Mutex<BTreeMap<&'static str, Built>> = Mutex::new(BTreeMap::new());
    let mut built = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(there) = built.get(name) {
        return Ok(there.clone());
    }
    let shim = Built(Arc::new(TempDir::new()?));
    let path = shim.0.path().join("shim.c");
    std::fs::write(&path, source)?;
    let mut compiler = Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()));
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(shim.path()).arg(&path).args(["-ldl", "-lpthread"]);
    if !compiler.status()?.success() {
        return Err(io::Error::other("the C compiler does not build the shim"));
    }
    built.insert(name, shim.clone());
    Ok(shim)
}
