//! A repository with keys, an app's shelf, and a source that can be made to lie.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    unreachable_pub,
    reason = "shared by test programs that each use a part"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use editions::{
    EditionsError, FolderSource, Held, Lifetimes, Progress, Published, Repository, RoleKey, RoleKeysOf,
    Shelf, Source, SourceError, Update,
};
use rulebook::Files;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The bundled edition under another number: the smallest edition that is another.
pub fn edition(number: u32) -> Files {
    let mut files = Files::bundled();
    let mut head: Value = serde_json::from_slice(&files.0["edition.json"]).unwrap();
    head["number"] = number.into();
    head["replaces"] = (number - 1).into();
    files.0.insert("edition.json".into(), head.to_string().into_bytes());
    files
}

/// Keys and folder of an officer's repository: two of three root keys, one of each other role.
pub struct Office {
    pub folder: TempDir,
    pub root: Vec<RoleKey>,
    pub targets: RoleKey,
    pub snapshot: RoleKey,
    pub timestamp: RoleKey,
}

impl Office {
    /// A repository without a root.
    pub fn empty() -> Self {
        let folder = TempDir::new().unwrap();
        let key = |name: &str| RoleKey::make(&folder.path().join(format!("{name}.pem"))).unwrap();
        let root = vec![key("root-1"), key("root-2"), key("root-3")];
        let (targets, snapshot, timestamp) = (key("targets"), key("snapshot"), key("timestamp"));
        Self { folder, root, targets, snapshot, timestamp }
    }

    /// A repository with a signed root and the bundled edition.
    pub fn new() -> Self {
        let office = Self::empty();
        office.repository().init(&office.roles(), Utc::now()).unwrap();
        office.sign(Utc::now());
        office.publish(&Files::bundled(), Utc::now());
        office
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    pub fn repository(&self) -> Repository {
        Repository::at(self.path())
    }

    pub fn roles(&self) -> RoleKeysOf {
        RoleKeysOf {
            root: self.root.iter().map(|key| key.public().clone()).collect(),
            root_threshold: 2,
            targets: vec![self.targets.public().clone()],
            targets_threshold: 1,
            snapshot: vec![self.snapshot.public().clone()],
            timestamp: vec![self.timestamp.public().clone()],
        }
    }

    /// A key read again, since signing takes a slice of them.
    pub fn key(&self, name: &str) -> RoleKey {
        RoleKey::read(&self.folder.path().join(format!("{name}.pem"))).unwrap()
    }

    pub fn make(&self, name: &str) -> RoleKey {
        RoleKey::make(&self.folder.path().join(format!("{name}.pem"))).unwrap()
    }

    pub fn keys(&self, names: &[&str]) -> Vec<RoleKey> {
        names.iter().map(|name| self.key(name)).collect()
    }

    /// Everybody signs who is needed.
    pub fn sign(&self, now: DateTime<Utc>) -> Progress {
        let keys = self.keys(&["root-1", "root-2", "targets", "snapshot", "timestamp"]);
        self.repository().sign(&keys, now).unwrap()
    }

    /// Lays an edition down and publishes it.
    pub fn publish(&self, files: &Files, now: DateTime<Utc>) -> Progress {
        self.repository().pack(files, now).unwrap();
        self.sign(now)
    }

    /// The first root, as a profile holds it.
    pub fn root_json(&self) -> Value {
        self.metadata("1.root.json")
    }

    pub fn metadata(&self, name: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.path().join("metadata").join(name)).unwrap()).unwrap()
    }

    /// Publishes an edition that `pack` would refuse, with the officers' own keys: what a program must hold against.
    pub fn inject(&self, number: u32, change: impl Fn(&mut Files)) {
        let mut files = edition(number);
        change(&mut files);
        let path = self.path().join("draft/targets.json");
        self.repository().renew(Utc::now()).unwrap();
        let mut draft: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        for (name, bytes) in &files.0 {
            let target = self.path().join(format!("targets/{}.{number}/{name}", sha256(bytes)));
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, bytes).unwrap();
            draft["signed"]["targets"][format!("{number}/{name}")] =
                json!({ "length": bytes.len(), "hashes": { "sha256": sha256(bytes) } });
        }
        std::fs::write(&path, draft.to_string()).unwrap();
        self.sign(Utc::now());
    }

    pub fn source(&self) -> Lying {
        Lying::new(self.path())
    }

    /// An app with this platform's profile and an empty shelf.
    pub fn app(&self) -> App {
        App::new(&self.root_json())
    }
}

/// An app's data folder.
pub struct App {
    pub folder: TempDir,
    pub root: Value,
}

impl App {
    pub fn new(root: &Value) -> Self {
        Self { folder: TempDir::new().unwrap(), root: root.clone() }
    }

    /// The shelf as a newly started app sees it.
    pub fn shelf(&self) -> Shelf {
        Shelf::new(&self.folder.path().join("rulebook"), &self.root)
    }

    pub async fn update(&self, source: &dyn Source) -> Result<Update, EditionsError> {
        self.shelf().update(source).await
    }

    pub async fn held(&self) -> Vec<Held> {
        self.shelf().held().await.unwrap()
    }

    pub async fn numbers(&self) -> Vec<u32> {
        self.held().await.iter().map(|held| held.number).collect()
    }
}

/// A repository's folder with some of its answers changed; remembers what it was asked for.
pub struct Lying {
    folder: FolderSource,
    pub answers: BTreeMap<String, Result<Vec<u8>, SourceError>>,
    pub asked: Mutex<Vec<String>>,
}

impl Lying {
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: FolderSource::new(folder), answers: BTreeMap::new(), asked: Mutex::default() }
    }

    pub fn saying(mut self, path: &str, answer: Result<Vec<u8>, SourceError>) -> Self {
        self.answers.insert(path.into(), answer);
        self
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl Source for Lying {
    async fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.asked.lock().unwrap().push(path.to_owned());
        match self.answers.get(path) {
            Some(answer) => answer.clone(),
            None => self.folder.fetch(path, limit).await,
        }
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A document under one key's signature.
pub fn signed(document: &Value, key: &RoleKey) -> Vec<u8> {
    signed_by(document, [key])
}

/// A document under signatures over canonical JSON: for plain names and numbers, keys in order and no spaces.
pub fn signed_by<'k>(document: &Value, keys: impl IntoIterator<Item = &'k RoleKey>) -> Vec<u8> {
    let canonical = sorted(document).to_string();
    let signature = |key: &RoleKey| {
        let sig: String =
            key.sign(canonical.as_bytes()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
        json!({ "keyid": key.public().id(), "sig": sig })
    };
    let signatures: Vec<_> = keys.into_iter().map(signature).collect();
    serde_json::to_vec(&json!({ "signed": document, "signatures": signatures })).unwrap()
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let map: BTreeMap<_, _> = map.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            Value::Object(map.into_iter().collect())
        }
        other => other.clone(),
    }
}

/// All files below a folder, with their names from there.
pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
}

pub fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

pub fn lifetimes(days: i64) -> Lifetimes {
    let span = TimeDelta::days(days);
    Lifetimes { root: span, targets: span, snapshot: span, timestamp: span }
}

pub async fn published(folder: &Path) -> Published {
    Published::read(folder).await.unwrap()
}

/// Copies a repository, as a thief would.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &there),
            false => drop(std::fs::copy(entry.path(), there).unwrap()),
        }
    }
}
