//! What tickets write beside the name of a place: its code, its terminal, what kind of place it is, its country.

/// The words that may be codes of airports.
pub(super) fn codes(query: &str) -> impl Iterator<Item = &str> {
    let is_code = |word: &&str| word.len() == 3 && word.bytes().all(|c| c.is_ascii_uppercase());
    query.split(|c: char| !c.is_ascii_alphanumeric()).filter(is_code)
}

/// What is parted by more than blanks: a city, and the country behind it.
pub(crate) fn parts(query: &str) -> impl Iterator<Item = &str> {
    query.split([',', '，', '、', ';', '；', '/', '(', ')', '（', '）'])
}

/// A folded name without the words that name no place.
pub(crate) fn place(folded: &str) -> String {
    let words = folded.split(' ').filter(|word| !names_no_place(word)).map(without_kind);
    words.collect::<Vec<_>>().join(" ")
}

/// The city of a station that is named by the side of it on which it stands: `杭州东`, `Guangzhou South`.
pub(super) fn city_of_station(folded: &str) -> Option<&str> {
    let bare = folded.strip_suffix('站').unwrap_or(folded).trim_end_matches(" railway");
    let english = [" north", " south", " east", " west"].iter().find_map(|side| bare.strip_suffix(side));
    let chinese = || bare.strip_suffix(['东', '南', '西', '北']).filter(|city| city.chars().count() >= 2);
    english.or_else(chinese)
}

/// What is written behind the name of a place and says what kind of place it is, longer ones first.
const KINDS: [&str; 24] = [
    "国际机场",
    "国际空港",
    "机场",
    "空港",
    "航站楼",
    "候机楼",
    "公路口岸",
    "铁路口岸",
    "口岸",
    "中央",
    "高铁站",
    "火车站",
    "客运站",
    "东站",
    "西站",
    "南站",
    "北站",
    "车站",
    "站",
    "码头",
    "客运港",
    "港口",
    "港",
    "关口",
];

/// A Chinese name without its kind and the terminal behind it: `上海浦东国际机场T2` is `上海浦东`.
fn without_kind(word: &str) -> &str {
    let mut name = word;
    loop {
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let terminal = if bare.len() < name.len() { bare.strip_suffix('t') } else { None };
        // The south of 济南 is its own.
        let is_name = |rest: &&str| rest.chars().count() >= 2 && !rest.is_ascii();
        let kind = || KINDS.iter().filter_map(|kind| name.strip_suffix(kind)).find(is_name);
        match terminal.filter(is_name).or_else(kind) {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

/// Whether a word stands on tickets beside a place and names none: which terminal, that it is an airport.
fn names_no_place(word: &str) -> bool {
    let terminal = word.strip_prefix('t').unwrap_or(word);
    matches!(
        word,
        "terminal"
            | "intl"
            | "international"
            | "airport"
            | "apt"
            | "arpt"
            | "aeroporto"
            | "flughafen"
            | "port"
            | "harbour"
            | "harbor"
            | "station"
            | "termini"
            | "bahnhof"
            | "hauptbahnhof"
            | "hbf"
            | "hb"
            | "centrale"
            | "centraal"
            | "stazione"
            | "estacion"
            | "gare"
    ) || (1..=2).contains(&terminal.len()) && terminal.bytes().all(|c| c.is_ascii_digit())
}
