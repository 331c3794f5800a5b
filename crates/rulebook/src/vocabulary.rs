//! What data can never change: the limits and the words that are compiled in.
//!
//! An edition that reaches further is refused by the software, whoever signed it.

/// Who may read an answer.
pub const READERS: [&str; 5] =
    ["port-officer", "county-contact", "health-officer", "hotline", "platform-officer"];

/// What an answer may be asked for, each with the readers whose task that is. An answer that no rule reads must have one
/// of these among its readers.
pub const PURPOSES: [(&str, &[&str]); 7] = [
    ("identity-check", &["port-officer", "county-contact"]),
    ("journey-tracing", &["port-officer", "county-contact", "health-officer"]),
    ("epidemic-assessment", &["health-officer"]),
    ("follow-up", &["port-officer", "county-contact", "hotline"]),
    ("reception", &["port-officer", "county-contact"]),
    ("consent-record", &["platform-officer"]),
    ("helper-record", &["platform-officer"]),
];

/// The only parts of the answers that a fact, and so the code policy, may read.
pub const FACT_ROOTS: [&str; 6] = ["health", "exposure", "tests", "doses", STAYS, LEGS];

/// The part of the answers that holds the journey's legs.
pub const LEGS: &str = "legs";
/// How a leg is travelled, at its landmark, where its days may be days at sea.
pub const BY_SHIP: &str = "ship";
/// The same by train, where it begins and ends at stations.
pub const BY_TRAIN: &str = "train";
/// The same by coach.
pub const BY_COACH: &str = "coach";
/// What somebody without a ticket has decided, at its landmark, where they do not come.
pub const STAYS_AWAY: &str = "stay";
/// What somebody needs on arrival, at its landmark, who cannot telephone.
pub const TEXT_ONLY: &str = "text-only";
/// The part of the answers that holds where a traveller has been.
pub const STAYS: &str = "stays";
/// What officers have recorded of a declaration: a root of its own, beside the answers, that facts alone may read. No answer
/// of a traveller may have this name.
pub const OFFICER_ROOT: &str = "officer";
/// Kinds of test that an officer may record.
pub const TEST_KINDS: [&str; 3] = ["pcr", "antigen", "antibody"];
/// Results of a test that an officer may record.
pub const TEST_RESULTS: [&str; 2] = ["positive", "negative"];
/// Most tests that officers record of one declaration.
pub const MAX_OFFICER_TESTS: u32 = 20;

/// Longest validity of a code, in hours.
pub const MAX_VALID_HOURS: u32 = 24 * 14;
/// Longest look-back window, in days.
pub const MAX_LOOK_BACK_DAYS: u32 = 28;
/// Longest time that an answer is kept, in days.
pub const MAX_RETENTION_DAYS: u32 = 365;
/// Longest expression, in characters.
pub const MAX_EXPRESSION_CHARS: u32 = 500;
/// Most checks of an edition.
pub const MAX_CHECKS: u32 = 200;
/// Most items of any list of answers.
pub const MAX_LIST_ITEMS: u32 = 50;
/// Longest text of one answer, in characters.
pub const MAX_TEXT_CHARS: u32 = 2_000;
/// Comprehensions (`exists`, `all`, `filter`, `map`) inside one another: one may not hold a second.
pub const MAX_NESTING: u32 = 1;
/// Deepest expression tree.
pub const MAX_DEPTH: u32 = 40;
/// Values that stand for all values of one fact in the proof of the code policy.
pub const MAX_POLICY_SAMPLES: usize = 1_024;
/// Steps in which the proof of the code policy covers all combinations of facts.
pub const MAX_POLICY_REGIONS: usize = 16_384;
/// Most work of one evaluation of one expression, in the units of [`crate::Expression::cost`].
pub const MAX_EXPRESSION_COST: u64 = 20_000;
/// Most work of all expressions of an edition, each run for as many items as its list can have.
pub const MAX_EDITION_COST: u64 = 500_000;
/// Longest regular expression, in characters.
pub const MAX_PATTERN_CHARS: usize = 300;
/// Largest compiled regular expression, in bytes.
pub const MAX_PATTERN_BYTES: usize = 256 * 1024;
/// Deepest nesting inside a regular expression.
pub const MAX_PATTERN_DEPTH: u32 = 20;
/// Characters of a regular expression that make looking at one character of a text dearer by a unit.
pub const PATTERN_STRIDE: u64 = 16;
/// Most fields of the form, and most properties of the schema.
pub const MAX_FIELDS: usize = 500;
/// Most facts.
pub const MAX_FACTS: usize = 64;
/// Most rules of the code policy.
pub const MAX_RULES: usize = 64;
/// Most arguments of one finding.
pub const MAX_ARGUMENTS: usize = 8;
/// Largest file of an edition, in bytes.
pub const MAX_FILE_BYTES: usize = 8 * 1024 * 1024;
/// Languages in which every edition speaks; the first is the one that others are held against.
pub const LANGUAGES: [&str; 2] = ["en", "zh-CN"];
/// Findings that need no rule in the data, with the arguments of their messages.
pub const BUILT_IN_FINDINGS: [(&str, &[&str]); 24] = [
    ("required", &[]),
    ("wrong-type", &[]),
    ("too-long", &["limit"]),
    ("too-many", &["limit"]),
    ("too-few", &["limit"]),
    ("not-a-date", &[]),
    ("not-a-time", &[]),
    ("not-a-number", &[]),
    ("out-of-range", &["min", "max"]),
    ("not-in-list", &[]),
    ("not-in-that-place", &["place", "within"]),
    ("not-a-phone", &["codes"]),
    ("no-area-code", &[]),
    ("two-numbers", &[]),
    ("letter-in-number", &["character"]),
    ("mobile-digits", &["digits"]),
    ("not-an-email", &[]),
    ("bad-check-digit", &[]),
    ("names-nobody", &[]),
    ("wrong-form", &[]),
    ("looks-like-another", &["character", "place"]),
    ("exclusive", &[]),
    ("said-before", &["since", "before"]),
    ("retracted", &["since", "before"]),
];
/// The country that every journey enters.
pub const MAINLAND: &str = "CHN";
/// Reason, and way to have it corrected, of a code that shows the worse colour of another declaration of the same person.
pub const ANOTHER_DECLARATION: &str = "another-declaration";
/// The reason of a code that shows the worse colour of another one, which it has for what was said about health.
pub const ANOTHER_DECLARATION_HEALTH: &str = "another-declaration-health";
/// Messages that a code may show whatever the rules of the policy name: their kind, and the id.
pub const WHATEVER_THE_POLICY: [(&str, &str); 3] = [
    ("reason", ANOTHER_DECLARATION),
    ("reason", ANOTHER_DECLARATION_HEALTH),
    ("correction", ANOTHER_DECLARATION),
];
/// The source that says that a rule follows from the software's own design.
pub const DESIGN_SOURCE: &str = "design";

/// Functions that an expression may call, beside CEL's operators and macros.
pub const FUNCTIONS: [&str; 23] = [
    "size",
    "contains",
    "startsWith",
    "endsWith",
    "matches",
    "duration",
    "timestamp",
    "int",
    "double",
    "string",
    "getFullYear",
    "getMonth",
    "getDate",
    "getDayOfMonth",
    "getDayOfWeek",
    "getDayOfYear",
    "days",
    "calling_country",
    "phone_number",
    "born_in",
    "sex_in",
    "near",
    "overland",
];
