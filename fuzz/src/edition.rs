//! An edition with a change: first byte = which file; second byte = how: below 32 the rest is the file, otherwise edits of
//! it as [`super::graft`] reads them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rulebook::{Edition, Files};
use serde_json::Value;

use super::graft::graft;

/// The bundled edition; of the airports only those that its other files name, or a run would mostly read airports.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut files = Files::bundled().0;
    let airports = files.remove("lists/airports.json").unwrap();
    let named: Vec<String> = files.values().map(|bytes| String::from_utf8(bytes.clone()).unwrap()).collect();
    let mut rows: Vec<Value> = serde_json::from_slice(&airports).unwrap();
    rows.retain(|row| named.iter().any(|file| file.contains(&row["code"].to_string())));
    files.insert("lists/airports.json".into(), serde_json::to_vec(&rows).unwrap());
    Edition::load(&Files(files.clone())).expect("the unchanged edition loads");
    files
});

/// Loads the changed edition.
pub fn run(data: &[u8]) {
    let [file, how, rest @ ..] = data else { return };
    let mut files = FILES.clone();
    let name = files.keys().nth(usize::from(*file) % files.len()).unwrap().clone();
    let bytes = if *how < 32 {
        rest.to_vec()
    } else if !name.ends_with(".json") {
        // Texts: the bytes are written over theirs, at the place that the first two say.
        let mut bytes = files[&name].clone();
        let at = usize::from(*rest.first().unwrap_or(&0)) * 256 + usize::from(*rest.get(1).unwrap_or(&0));
        bytes.iter_mut().skip(at).zip(rest.iter().skip(2)).for_each(|(old, new)| *old = *new);
        bytes
    } else {
        let mut document: Value = serde_json::from_slice(&files[&name]).unwrap();
        graft(&mut document, rest);
        serde_json::to_vec(&document).unwrap()
    };
    files.insert(name, bytes);
    if let Err(refusal) = Edition::load(&Files(files)) {
        assert!(
            rulebook::codes::CODES.iter().any(|(code, _)| *code == refusal.code),
            "{refusal} is in no table"
        );
        assert!(!refusal.file.is_empty(), "a refusal says where");
    }
}
