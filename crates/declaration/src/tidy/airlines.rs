//! Airlines as people in China call them before a flight's number: `东航5101`.

/// What they are called, and the two characters of their flights.
const NAMES: [(&str, &str); 36] = [
    ("东方航空", "MU"),
    ("东航", "MU"),
    ("国航", "CA"),
    ("南航", "CZ"),
    ("海航", "HU"),
    ("厦航", "MF"),
    ("厦门航空", "MF"),
    ("川航", "3U"),
    ("春秋", "9C"),
    ("吉祥", "HO"),
    ("深航", "ZH"),
    ("山航", "SC"),
    ("首都航空", "JD"),
    ("首航", "JD"),
    ("上航", "FM"),
    ("国泰", "CX"),
    ("港航", "HX"),
    ("澳航", "NX"),
    ("华航", "CI"),
    ("长荣", "BR"),
    ("汉莎", "LH"),
    ("法航", "AF"),
    ("英航", "BA"),
    ("荷航", "KL"),
    ("芬航", "AY"),
    ("土航", "TK"),
    ("新航", "SQ"),
    ("泰航", "TG"),
    ("大韩", "KE"),
    ("韩亚", "OZ"),
    ("全日空", "NH"),
    ("日航", "JL"),
    ("阿联酋航空", "EK"),
    ("卡塔尔航空", "QR"),
    ("埃航", "ET"),
    ("俄航", "SU"),
];

/// The number with the airline's two characters where its name stood before bare digits; a number that has them already is left alone.
pub(super) fn named(line: &str) -> Option<String> {
    let (code, rest) = NAMES.iter().find_map(|(name, code)| Some((code, line.strip_prefix(name)?)))?;
    let digits = rest.trim_start_matches("航空").trim().trim_end_matches(['次', '航', '班']).trim();
    let are_bare = !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit());
    are_bare.then(|| format!("{code}{digits}"))
}
