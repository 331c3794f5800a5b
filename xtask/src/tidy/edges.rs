//! Who may name whom. Arrows between our crates point down only; a library that a rule is about is named in one place.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Findings;
use crate::command::{self, Outcome, cargo};

/// Our crates, and which of ours each may name (development dependencies on `testkit` and `faults` are free to all).
const OURS: [(&str, &[&str]); 19] = [
    ("guitu", &["app"]),
    (
        "app",
        &[
            "outbox",
            "vault",
            "backup",
            "editions",
            "platform-api",
            "health-code",
            "members",
            "declaration",
            "rulebook",
            "messages",
        ],
    ),
    ("outbox", &["vault", "platform-api", "declaration", "rulebook"]),
    ("vault", &["declaration", "rulebook"]),
    ("backup", &[]),
    ("platform", &["editions", "platform-api", "health-code", "es256", "declaration", "rulebook"]),
    ("platform-api", &["es256", "declaration", "rulebook"]),
    ("health-code", &["es256", "declaration", "rulebook"]),
    ("declaration", &["rulebook"]),
    ("members", &["declaration", "rulebook"]),
    ("editions", &["rulebook"]),
    ("officer", &["editions", "health-code", "declaration", "platform-api", "rulebook", "testkit"]),
    ("es256", &[]),
    ("rulebook", &[]),
    ("messages", &[]),
    ("testkit", &[]),
    ("faults", &[]),
    ("xtask", &[]),
    ("empty-window", &[]),
];

/// Libraries that only these of our crates may name. A name that ends in `*` stands for all that begin so.
const THEIRS: [(&str, &[&str]); 15] = [
    ("tauri*", &["guitu", "empty-window"]),
    ("keyring*", &["vault"]),
    ("*-keyring-store", &["vault"]),
    ("rusqlite", &["vault", "outbox", "platform", "guitu-tests"]),
    ("reqwest", &["outbox"]),
    ("axum", &["platform"]),
    ("aws-lc-rs", &["es256", "editions", "platform"]),
    ("tough", &["editions"]),
    ("age", &["backup"]),
    ("ur", &["backup"]),
    ("tokio-postgres", &["platform"]),
    ("axum-server", &["platform"]),
    ("webauthn-rs", &["platform"]),
    ("calamine", &["members"]),
    ("rust_xlsxwriter", &["members", "testkit"]),
];

/// Crates that are pure: no runtime, no network, no file system library.
const PURE: [&str; 5] = ["rulebook", "declaration", "health-code", "es256", "members"];
const IMPURE: [&str; 5] = ["tokio", "async-trait", "reqwest", "tempfile", "dirs"];

pub(super) fn check() -> Outcome<Findings> {
    let text = command::output(&mut cargo(&["metadata", "--format-version", "1", "--no-deps"])?)?;
    let metadata: Value = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    Ok(judge(&metadata))
}

fn judge(metadata: &Value) -> Findings {
    let packages = list(&metadata["packages"]);
    let members: BTreeSet<&str> = packages.iter().filter_map(|it| it["name"].as_str()).collect();
    let mut found = Findings::new();
    for package in packages {
        let Some(name) = package["name"].as_str() else { continue };
        // The tests may name every crate of ours: they are what proves them together.
        let allowed = OURS.iter().find(|(ours, _)| *ours == name).map(|(_, allowed)| *allowed);
        if allowed.is_none() && name != "guitu-tests" {
            found.push(format!(
                "{name} is not in the map of crates: say in xtask/src/tidy/edges.rs whom it may name"
            ));
        }
        for dependency in list(&package["dependencies"]) {
            let Some(named) = dependency["name"].as_str() else { continue };
            let for_tests = dependency["kind"] == "dev";
            if members.contains(named) {
                let fine = match allowed {
                    _ if for_tests && ["testkit", "faults"].contains(&named) => true,
                    // Its travellers are proved against the rules that they are to pass.
                    _ if for_tests && name == "testkit" => PURE.contains(&named),
                    Some(allowed) => allowed.contains(&named),
                    None => true,
                };
                if !fine {
                    found.push(format!(
                        "{name} may not name {named}: arrows between our crates point down only"
                    ));
                }
            }
            for (library, places) in THEIRS {
                if matches(library, named) && !places.contains(&name) {
                    found.push(format!(
                        "{name} may not name {named}: that belongs in {}",
                        places.join(" or ")
                    ));
                }
            }
            if PURE.contains(&name) && !for_tests && IMPURE.contains(&named) {
                found.push(format!("{name} is pure and may not name {named}"));
            }
        }
    }
    found
}

fn matches(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (_, Some(start)) => name.starts_with(start),
        _ => pattern == name,
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::judge;

    fn one(name: &str, dependency: &str, kind: Option<&str>) -> Vec<String> {
        let others = ["vault", "outbox", "app", "testkit", "declaration"].map(|it| json!({ "name": it }));
        let mut packages =
            vec![json!({ "name": name, "dependencies": [{ "name": dependency, "kind": kind }] })];
        packages.extend(others);
        judge(&json!({ "packages": packages }))
    }

    #[test]
    fn an_arrow_that_points_up_is_found() {
        assert_eq!(one("vault", "outbox", None).len(), 1, "the vault knows nothing of sending");
        assert_eq!(one("platform", "vault", None).len(), 1, "the platform never sees a client's crate");
        assert!(one("outbox", "vault", None).is_empty(), "down is the right way");
    }

    #[test]
    fn a_library_in_the_wrong_place_is_found() {
        assert_eq!(
            one("app", "tauri-plugin-opener", None).len(),
            1,
            "the desktop is named in its host alone"
        );
        assert_eq!(one("app", "apple-native-keyring-store", None).len(), 1, "keychains belong to the vault");
        assert_eq!(one("declaration", "tokio", None).len(), 1, "a pure crate has no runtime");
        assert!(one("guitu", "tauri", None).is_empty(), "the host is where it belongs");
    }

    #[test]
    fn tests_may_have_travellers_and_nothing_else_upwards() {
        assert!(one("declaration", "testkit", Some("dev")).is_empty(), "fixtures are for everybody");
        assert_eq!(one("declaration", "testkit", None).len(), 1, "but never in what is shipped");
        assert_eq!(one("vault", "app", Some("dev")).len(), 1, "and a test does not turn an arrow round");
        assert!(
            one("testkit", "declaration", Some("dev")).is_empty(),
            "travellers are proved by the rules themselves"
        );
    }

    #[test]
    fn a_crate_without_a_place_on_the_map_is_found() {
        assert_eq!(one("cleverness", "serde", None).len(), 1);
    }
}
