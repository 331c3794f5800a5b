//! Who declares: names, documents, ages, how to reach them, who travels with them.

use chrono::NaiveDate;
use serde_json::Value;

use super::journey::Journey;
use super::places::{TOWNSHIPS, Township};
use super::random::Random;
use super::{after, date, object};

/// Of a thousand so many are under age, half of them under 14.
const MINORS: u64 = 60;
/// Of a thousand adults so many have companions.
const ACCOMPANIED: u64 = 110;
/// Of a thousand adults so many are not Chinese.
const FOREIGN: u64 = 210;
/// Of a thousand adults so many are helped with filling in.
const HELPED: u64 = 75;

const FAMILIES: [(&str, &str); 16] = [
    ("王", "WANG"),
    ("陈", "CHEN"),
    ("林", "LIN"),
    ("叶", "YE"),
    ("徐", "XU"),
    ("吴", "WU"),
    ("周", "ZHOU"),
    ("胡", "HU"),
    ("郑", "ZHENG"),
    ("潘", "PAN"),
    ("金", "JIN"),
    ("朱", "ZHU"),
    ("吕", "LYU"),
    ("董", "DONG"),
    ("楼", "LOU"),
    ("章", "ZHANG"),
];
const GIVEN: [(&str, &str); 16] = [
    ("明", "MING"),
    ("伟", "WEI"),
    ("芳", "FANG"),
    ("静", "JING"),
    ("海", "HAI"),
    ("晓", "XIAO"),
    ("雨", "YU"),
    ("建", "JIAN"),
    ("国", "GUO"),
    ("丽", "LI"),
    ("婷", "TING"),
    ("杰", "JIE"),
    ("涛", "TAO"),
    ("敏", "MIN"),
    ("俊", "JUN"),
    ("欣", "XIN"),
];
const ABROAD: [(&str, &str); 12] = [
    ("ROSSI", "MARTA"),
    ("GARCÍA", "PABLO"),
    ("MÜLLER", "JANA"),
    ("DUBOIS", "LÉA"),
    ("SMITH", "OLIVER"),
    ("DE VRIES", "SANNE"),
    ("YILMAZ", "EMRE"),
    ("SILVA", "RAFAEL"),
    ("NGUYEN", "LAN"),
    ("KIM", "JIWOO"),
    ("IVANOVA", "DARIA"),
    ("NOVÁK", "PETR"),
];
const STREETS: [&str; 8] =
    ["文三路", "中山东路", "人民路", "解放街", "学院路", "江滨西路", "新华路", "环城东路"];

/// A traveller.
pub(super) struct Person {
    /// Under 18.
    pub(super) minor: bool,
    /// The answers to `/companions`.
    pub(super) companions: Vec<Value>,
    han_name: Option<String>,
    surname: &'static str,
    given_names: String,
    nationality: &'static str,
    male: bool,
    born: NaiveDate,
    child: bool,
    home: &'static Township,
    document: String,
}

impl Person {
    pub(super) fn new(random: &mut Random, journey: &Journey, today: NaiveDate) -> Self {
        let minor = random.chance(MINORS);
        let child = minor && random.chance(500);
        let years = match (minor, child) {
            (true, true) => random.between(3, 12),
            (true, false) => random.between(15, 16),
            _ if random.chance(550) => random.between(19, 39),
            _ => random.between(40, 78),
        };
        // Far enough from a birthday that the journey does not change the age.
        let born = after(today, -(years * 365 + years / 4 + random.between(40, 320)));
        let male = random.chance(500);
        let foreign = !minor && journey.origin.country != "HKG" && random.chance(FOREIGN);
        let (family, given) = (random.pick(&FAMILIES), random.pick(&GIVEN));
        let (han_name, surname, given_names, nationality) = if foreign {
            let (surname, given_names) = *random.pick(&ABROAD);
            (None, surname, given_names.to_owned(), journey.origin.country)
        } else {
            let second = random.pick(&GIVEN);
            let han_name = format!("{}{}{}", family.0, given.0, second.0);
            (Some(han_name), family.1, format!("{}{}", given.1, second.1), "CHN")
        };
        let document = document(random, if foreign { "YB" } else { "E" });
        let companions =
            if minor || random.chance(ACCOMPANIED) { companions(random, minor, today) } else { Vec::new() };
        let home = random.pick(&TOWNSHIPS);
        Self {
            minor,
            companions,
            han_name,
            surname,
            given_names,
            nationality,
            male,
            born,
            child,
            home,
            document,
        }
    }

    /// The answers to `/document`.
    pub(super) fn document(&self, random: &mut Random, journey: &Journey) -> Value {
        let expires = date(journey.arrives_on, random.between(200, if self.minor { 1_700 } else { 3_400 }));
        object([("kind", "passport".into()), ("number", self.document.as_str().into()), ("expires", expires)])
    }

    /// The answers to `/about`.
    pub(super) fn about(&self, random: &mut Random) -> Value {
        let group = match (&self.han_name, random.below(100)) {
            (None, 0..10) => "student-in-zhejiang",
            (None, 10..30) => "foreign-chinese",
            (None, _) => "foreigner",
            (_, 0..50) => "overseas-chinese",
            (_, 50..85) => "student",
            _ => "visitor",
        };
        let mut about = object([
            ("surname", self.surname.into()),
            ("given_names", self.given_names.as_str().into()),
            ("sex", (if self.male { "M" } else { "F" }).into()),
            ("born", date(self.born, 0)),
            ("nationality", self.nationality.into()),
            ("group", group.into()),
        ]);
        if let Some(han_name) = &self.han_name {
            about["han_name"] = han_name.as_str().into();
            if !self.minor && random.chance(700) {
                about["resident_id"] = self.resident_id(random).into();
            }
        }
        about
    }

    /// A resident identity number with its check character (ISO 7064 MOD 11-2).
    fn resident_id(&self, random: &mut Random) -> String {
        let (day, order) = (self.born.format("%Y%m%d"), random.below(50) * 2 + u64::from(self.male));
        let mut number = format!("{}{day}0{order:02}", self.home.county);
        let sum: u64 = number
            .bytes()
            .zip([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
            .map(|(digit, weight)| u64::from(digit - b'0') * weight)
            .sum();
        let check = usize::try_from(sum % 11).unwrap_or_default();
        number.push(char::from(b"10X98765432"[check]));
        number
    }

    /// The answers to `/minor`, for who is under age.
    pub(super) fn escort(&self) -> Option<Value> {
        self.minor.then(|| object([("escort", "adult".into())]))
    }

    /// The answers to `/contact`.
    pub(super) fn contact(&self, random: &mut Random, journey: &Journey) -> Value {
        let (start, digits) = journey.origin.mobile;
        let relations: &[&str] = if self.minor {
            &["parent", "relative"]
        } else {
            &["spouse", "parent", "child", "relative", "friend", "employer"]
        };
        let (family, given) = (random.pick(&FAMILIES), random.pick(&GIVEN));
        let mut contact = object([("mobile_abroad", number(random, start, digits).into())]);
        // Two characters; travellers have three.
        contact["guarantor"] = object([
            ("name", format!("{}{}", family.0, given.0).into()),
            ("relation", (*random.pick(relations)).into()),
            ("phone", number(random, "+86139", 8).into()),
            ("county", self.home.county.as_str().into()),
        ]);
        if random.chance(600) {
            contact["mobile_china"] = number(random, "+86138", 8).into();
        }
        if random.chance(650) {
            contact["email"] = format!("{}@example.org", number(random, "traveller", 6)).into();
        }
        if random.chance(550) {
            contact["wechat"] = number(random, "wx_", 8).into();
        }
        contact
    }

    /// The answers to `/destination`.
    pub(super) fn destination(&self, random: &mut Random) -> Value {
        let (street, door) = (random.pick(&STREETS), random.between(1, 400));
        let address = match random.below(3) {
            0 => format!("{street} {door} 号"),
            1 => format!("{street} {door} 号 {} 幢 {} 室", random.between(1, 20), random.between(101, 1802)),
            _ => format!("{door} {street}, room {}", random.between(101, 902)),
        };
        object([
            ("city", self.home.city.as_str().into()),
            ("county", self.home.county.as_str().into()),
            ("township", self.home.code.as_str().into()),
            ("address", address.into()),
            ("household", (*random.pick(&["alone", "family", "family", "others"])).into()),
            ("office_told", random.chance(600).into()),
        ])
    }

    /// The answers to `/filling`.
    pub(super) fn filling(&self, random: &mut Random) -> Value {
        let mandate = match self.child {
            true => "guardian",
            false if random.chance(HELPED) => *random.pick(&["beside", "phone", "written"]),
            false => return object([("by", "self".into())]),
        };
        object([
            ("by", "helper".into()),
            ("helper_name", "Helper Example".into()),
            ("organisation", (if self.child { "家人" } else { "Chamber of Commerce" }).into()),
            ("mandate", mandate.into()),
        ])
    }
}

/// Companions; a minor has an adult among them.
fn companions(random: &mut Random, minor: bool, today: NaiveDate) -> Vec<Value> {
    // The first letters keep the numbers of a family apart.
    let letters = *random.pick(&[&["EA"] as &[&str], &["EA", "EB"], &["EA", "EB", "EC"]]);
    letters
        .iter()
        .enumerate()
        .map(|(place, letters)| {
            let adult = minor && place == 0 || random.chance(600);
            let (relation, years) = match (minor, adult) {
                (true, true) => ("parent", random.between(36, 50)),
                (false, true) => (*random.pick(&["spouse", "friend", "colleague"]), random.between(25, 60)),
                (_, false) => ("relative", random.between(4, 12)),
            };
            let born = date(today, -(years * 365 + years / 4 + random.between(40, 320)));
            let (family, given) = (random.pick(&FAMILIES), random.pick(&GIVEN));
            object([
                ("name", format!("{}{}", family.0, given.0).into()),
                ("relation", relation.into()),
                ("born", born),
                ("document_number", document(random, letters).into()),
                ("declares", (if adult { "self" } else { "separately" }).into()),
            ])
        })
        .collect()
}

/// A document number of nine characters.
fn document(random: &mut Random, start: &str) -> String {
    number(random, start, 9 - start.len())
}

fn number(random: &mut Random, start: &str, digits: usize) -> String {
    let mut number = String::with_capacity(start.len() + digits);
    number.push_str(start);
    random.digits(digits, &mut number);
    number
}
