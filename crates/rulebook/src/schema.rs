//! `form.schema.json`: the compiled validator, and the shape read out of it.

use std::cell::Cell;

use jsonschema::{PatternOptions, Validator};
use serde_json::{Map, Value};

use crate::Refusal;
use crate::formats::{self, FORMATS};
use crate::landmarks::{Landmark, Landmarks};
use crate::risks::RiskClass;
use crate::shape::{self, Bounds, Derived, Kind, Member, Record};
use crate::vocabulary::{
    MAX_FIELDS, MAX_LIST_ITEMS, MAX_PATTERN_BYTES, MAX_PATTERN_CHARS, MAX_TEXT_CHARS, OFFICER_ROOT,
};

/// The file's name.
pub const FILE: &str = "form.schema.json";

/// Keywords that a schema may use. `required` is not among them: what must be answered depends on what is visible, and
/// `pages.json` says it.
const KEYWORDS: [&str; 26] = [
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "$comment",
    "title",
    "description",
    "type",
    "format",
    "enum",
    "const",
    "pattern",
    "minLength",
    "maxLength",
    "properties",
    "additionalProperties",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "examples",
];

/// Compiles the validator with our formats and a linear-time regular expression engine.
pub fn validator(schema: &Value) -> Result<Validator, Refusal> {
    let mut options = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .with_pattern_options(PatternOptions::regex().size_limit(MAX_PATTERN_BYTES))
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false);
    for format in FORMATS {
        options = options.with_format(format, move |text: &str| formats::holds(format, text));
    }
    options.build(schema).map_err(|error| {
        Refusal::new("schema-invalid", FILE, error.schema_path().to_string()).with("detail", error.masked())
    })
}

/// Reads the shape: every property with its kind and bounds, and the derived members beside them.
pub(crate) fn shape(schema: &Value, landmarks: &Landmarks) -> Result<Record, Refusal> {
    let reader = Reader { root: schema, members: Cell::new(0) };
    let root = reader.object(schema, "")?;
    let mut shape = reader.record(root, "", 0)?;
    derive(&mut shape, landmarks);
    Ok(shape)
}

struct Reader<'a> {
    root: &'a Value,
    /// Properties read so far, each as often as it is referred to.
    members: Cell<usize>,
}

fn refuse<T>(code: &'static str, pointer: &str, detail: impl ToString) -> Result<T, Refusal> {
    Err(Refusal::new(code, FILE, pointer).with("detail", detail))
}

impl<'a> Reader<'a> {
    fn object(&self, node: &'a Value, pointer: &str) -> Result<&'a Map<String, Value>, Refusal> {
        let Some(node) = node.as_object() else { return refuse("schema-shape", pointer, "object") };
        for keyword in node.keys() {
            if !KEYWORDS.contains(&keyword.as_str()) {
                return refuse("schema-keyword", pointer, keyword);
            }
        }
        let Some(reference) = node.get("$ref") else { return Ok(node) };
        let target = reference
            .as_str()
            .and_then(|reference| reference.strip_prefix('#'))
            .filter(|reference| reference.starts_with("/$defs/"))
            .and_then(|reference| self.root.pointer(reference))
            .and_then(Value::as_object);
        match target {
            Some(target) if !target.contains_key("$ref") => Ok(target),
            _ => refuse("schema-ref", pointer, reference),
        }
    }

    fn record(&self, node: &'a Map<String, Value>, pointer: &str, depth: u32) -> Result<Record, Refusal> {
        if depth > 6 {
            return refuse("schema-deep", pointer, depth);
        }
        if node.get("type").and_then(Value::as_str) != Some("object") {
            return refuse("schema-type", pointer, "object");
        }
        if node.get("additionalProperties") != Some(&Value::Bool(false)) {
            return refuse("schema-open", pointer, "additionalProperties");
        }
        let Some(properties) = node.get("properties").and_then(Value::as_object) else {
            return refuse("schema-shape", pointer, "properties");
        };
        let mut record = Record::default();
        for (name, node) in properties {
            let pointer = format!("{pointer}/properties/{name}");
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            let taken = depth == 0 && name == OFFICER_ROOT;
            if name.is_empty() || taken || !name.chars().all(plain) {
                return refuse("schema-name", &pointer, name);
            }
            self.members.set(self.members.get() + 1);
            if self.members.get() > MAX_FIELDS {
                return refuse("schema-size", &pointer, MAX_FIELDS);
            }
            let member = self.member(name, self.object(node, &pointer)?, &pointer, depth)?;
            if record.push(member).is_none() {
                return refuse("schema-name", &pointer, name);
            }
        }
        Ok(record)
    }

    fn member(
        &self,
        name: &str,
        node: &'a Map<String, Value>,
        pointer: &str,
        depth: u32,
    ) -> Result<Member, Refusal> {
        let kind = match node.get("type").and_then(Value::as_str) {
            Some("string") => match node.get("format").and_then(Value::as_str) {
                Some("date") => Kind::Date,
                Some("time") => Kind::Time,
                Some(format) if !FORMATS.contains(&format) => {
                    return refuse("schema-format", pointer, format);
                }
                _ => Kind::Text,
            },
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            Some("boolean") => Kind::YesNo,
            Some("object") => Kind::Record(self.record(node, pointer, depth + 1)?),
            Some("array") => return self.list(name, node, pointer, depth),
            other => return refuse("schema-type", pointer, other.unwrap_or_default()),
        };
        let mut member = Member::plain(name, kind);
        member.options = options(node);
        member.bounds = bounds(node);
        if matches!(member.kind, Kind::Text) {
            text(node, pointer)?;
        }
        Ok(member)
    }

    fn list(
        &self,
        name: &str,
        node: &'a Map<String, Value>,
        pointer: &str,
        depth: u32,
    ) -> Result<Member, Refusal> {
        let Some(items) = node.get("items") else { return refuse("schema-shape", pointer, "items") };
        let below = format!("{pointer}/items");
        let items = self.object(items, &below)?;
        let (kind, options) = match items.get("type").and_then(Value::as_str) {
            Some("object") => (Kind::Records(self.record(items, &below, depth + 1)?), Vec::new()),
            Some("string") => (Kind::Texts, options(items)),
            other => return refuse("schema-type", &below, other.unwrap_or_default()),
        };
        let inner_list = kind
            .record()
            .is_some_and(|item| item.members.iter().any(|member| member.kind.record().is_some()));
        if inner_list {
            return refuse("schema-deep", &below, "records in items");
        }
        let mut bounds = bounds(node);
        if matches!(kind, Kind::Texts) {
            text(items, &below)?;
            bounds.max_length = length(items);
        }
        match bounds.max_items {
            Some(limit) if limit <= MAX_LIST_ITEMS => {}
            _ => return refuse("schema-items", pointer, MAX_LIST_ITEMS),
        }
        Ok(Member { options, bounds, ..Member::plain(name, kind) })
    }
}

/// A text has a length at most, and a pattern that is not monstrous.
fn text(node: &Map<String, Value>, pointer: &str) -> Result<(), Refusal> {
    let pattern = node.get("pattern").and_then(Value::as_str).unwrap_or_default();
    if pattern.chars().count() > MAX_PATTERN_CHARS {
        return refuse("schema-pattern", &format!("{pointer}/pattern"), MAX_PATTERN_CHARS);
    }
    let bounded = node.contains_key("enum") || node.contains_key("const") || node.contains_key("format");
    match length(node) {
        Some(limit) if limit <= MAX_TEXT_CHARS => Ok(()),
        None if bounded => Ok(()),
        _ => refuse("schema-length", pointer, MAX_TEXT_CHARS),
    }
}

fn length(node: &Map<String, Value>) -> Option<u32> {
    node.get("maxLength").and_then(Value::as_u64).and_then(|limit| u32::try_from(limit).ok())
}

fn options(node: &Map<String, Value>) -> Vec<String> {
    let values = node.get("enum").and_then(Value::as_array);
    values.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn bounds(node: &Map<String, Value>) -> Bounds {
    let count =
        |keyword| node.get(keyword).and_then(Value::as_u64).and_then(|limit| u32::try_from(limit).ok());
    Bounds {
        max_length: length(node),
        max_items: count("maxItems"),
        min_items: count("minItems"),
        minimum: node.get("minimum").and_then(Value::as_f64),
        maximum: node.get("maximum").and_then(Value::as_f64),
    }
}

/// Adds what is computed, where its bases are asked.
fn derive(shape: &mut Record, landmarks: &Landmarks) {
    for (name, kind, derived, bases) in DERIVED {
        let legs = match derived {
            Derived::Age => shape::places(shape, landmarks, &[Landmark::ArrivesOn]),
            // Whether one only passed through hangs on when the leg before arrived, and where.
            Derived::FromClass => {
                let times = [Landmark::DepartsOn, Landmark::DepartsAt, Landmark::ArrivesAt];
                let instants = shape::leg_members(shape, &["departs", "arrives"]);
                [shape::entry(shape, landmarks), shape::places(shape, landmarks, &times), instants].concat()
            }
            // Classes are those of the days inside the window; a stay until the journey lasted until the entry, unless a ship left.
            Derived::StayClass => {
                let departs = shape::places(shape, landmarks, &[Landmark::DepartsOn, Landmark::LegMode]);
                [shape::entry(shape, landmarks), departs].concat()
            }
            Derived::StayGap | Derived::LegClass | Derived::LegSeatUnknown => {
                let departs_on = shape::places(shape, landmarks, &[Landmark::DepartsOn]);
                [shape::entry(shape, landmarks), departs_on].concat()
            }
            _ => Vec::new(),
        };
        let mut beside = shape::places(shape, landmarks, bases);
        // Where the list of flights names rows, the class is that of a seat.
        let seat = shape::places(shape, landmarks, &[Landmark::Seat]);
        let owner = bases.first().and_then(|base| landmarks.owner(*base)).unwrap_or_default();
        let owner = shape.resolve(owner.trim_end_matches("/*")).map(|(steps, _)| steps);
        let record = owner.and_then(|owner| shape.at_mut(&owner)).map(|member| &mut member.kind);
        let Some(Kind::Record(record) | Kind::Records(record)) = record else { continue };
        if beside.len() < bases.len() {
            continue;
        }
        if matches!(derived, Derived::LegClass | Derived::LegSeatUnknown) {
            beside.extend(seat);
        }
        let mut member = Member { beside, legs, ..Member::derived(name, kind, derived) };
        if matches!(derived, Derived::LegClass | Derived::FromClass | Derived::StayClass) {
            member.options = RiskClass::names();
        }
        // A typed property of the same name stays what it is.
        let _taken = record.push(member);
    }
}

/// What is computed, and from which landmarks beside it; legs first, since others stand on them.
const DERIVED: [(&str, Kind, Derived, &[Landmark]); 11] = {
    use Landmark as L;
    [
        ("departs", Kind::Instant, Derived::Departs, &[L::LegFrom, L::DepartsOn, L::DepartsAt]),
        ("arrives", Kind::Instant, Derived::Arrives, &[L::LegTo, L::ArrivesOn, L::ArrivesAt]),
        ("from_country", Kind::Text, Derived::FromCountry, &[L::LegFrom]),
        ("to_country", Kind::Text, Derived::ToCountry, &[L::LegTo]),
        ("class", Kind::Text, Derived::LegClass, &[L::Flight, L::DepartsOn]),
        ("seat_unknown", Kind::YesNo, Derived::LegSeatUnknown, &[L::Flight, L::DepartsOn]),
        ("from_class", Kind::Text, Derived::FromClass, &[L::LegFrom, L::DepartsOn]),
        ("class", Kind::Text, Derived::StayClass, &[L::StayCountry, L::StaySince, L::StayUntil]),
        ("gap", Kind::YesNo, Derived::StayGap, &[L::StaySince, L::StayUntil]),
        ("age", Kind::Integer, Derived::Age, &[L::Born]),
        ("age", Kind::Integer, Derived::Age, &[L::CompanionBorn]),
    ]
};
