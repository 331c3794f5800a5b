//! A fuzzer that reads the platform's OpenAPI document asks the running platform all that the document says, and much that it does not
//! (schemathesis, from the Python registry, in an environment of its own below the target directory). Every check but one must
//! hold: that valid data are accepted cannot be said of an envelope, since no schema says that it opens.

use std::fs;

use crate::{
    command::{self, Outcome, program},
    repo,
    run::Platform,
};

/// MIT; the version whose checks were gone through.
const FUZZER: &str = "schemathesis==4.32.5";
const EXAMPLES: &str = "100";
/// The fuzzer is one caller, and comes much too often.
const FLAGS: [&str; 4] = ["--requests-a-second", "1000000", "--requests-at-once", "1000000"];

/// A body that is too long is refused as 413, which the fuzzer takes for a kind of yes unless it is told.
const SETTINGS: &str = "\
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429, \"5xx\"]
";

pub(crate) fn fuzz() -> Outcome {
    let environment = repo::target_dir()?.join("schema-fuzzer");
    let (python, fuzzer) = (environment.join("bin/python"), environment.join("bin/schemathesis"));
    if !fuzzer.exists() {
        let place = environment.display().to_string();
        command::succeed(&mut program("python3", &["-m", "venv", &place]))?;
        command::succeed(&mut program(&python, &["-m", "pip", "install", "--quiet", FUZZER]))?;
    }
    let data = repo::target_dir()?.join("schema-fuzzer-data");
    let _ = fs::remove_dir_all(&data); // what the last one declared is of no use
    let platform = Platform::start(&data, &FLAGS)?;
    let settings = data.join("schemathesis.toml");
    fs::write(&settings, SETTINGS).map_err(|why| format!("{}: {why}", settings.display()))?;
    let document = format!("{}/openapi.json", platform.address());
    let all_but_one = ["--checks", "all", "--exclude-checks", "positive_data_acceptance"];
    let mut asking = program(&fuzzer, &["run", &document, "--max-examples", EXAMPLES]);
    command::succeed(asking.args(all_but_one).current_dir(&data))
}
