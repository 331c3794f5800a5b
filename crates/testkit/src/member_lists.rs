//! Made-up members of a chamber, and the eight makes of lists in which such people are sent to a volunteer.
//!
//! The n-th member of a seed is always the same. Nobody in them exists; their documents and telephones have the form of real
//! ones, since that is what is read.

mod old_workbook;
mod open_document;
mod shapes;
mod spoken;

use chrono::{Days, NaiveDate};

use crate::synthetic::Random;
pub use old_workbook::old_workbook;
pub use spoken::spoken;

/// Somebody on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListMember {
    /// In characters.
    pub han: String,
    /// In Latin letters, as in the passport.
    pub surname: &'static str,
    /// The same.
    pub given: String,
    /// `M` or `F`.
    pub sex: &'static str,
    /// Birth date.
    pub born: NaiveDate,
    /// The number of a Chinese passport.
    pub document: String,
    /// The ten digits of an Italian mobile, without the country's 39.
    pub mobile: String,
    /// The county they go to: its name and its code.
    pub county: (&'static str, &'static str),
    /// Street and door.
    pub street: String,
    /// The day the journey begins.
    pub departs: NaiveDate,
    /// The contact person's name in characters.
    pub contact: String,
}

/// How a list is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListShape {
    /// A workbook with a title and a note above the header, days as days, several flights in a cell.
    Workbook,
    /// Chinese CSV in GB18030: slashes, 0039, names of plain words.
    ChineseText,
    /// An old workbook, as WPS's ET has it: days that lost their format, telephones that are numbers.
    OldWorkbook,
    /// A sheet of LibreOffice from Italy: days first, merged flights.
    OpenDocument,
    /// What Excel calls Unicode text: UTF-16, tabulators, English headers.
    WideText,
    /// CSV with semicolons and a mark: eight digits, dots, full-width digits.
    MarkedText,
    /// A workbook with a row for each flight.
    RowPerLeg,
    /// A workbook with a row for each family.
    RowPerFamily,
}

impl ListShape {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Workbook,
        Self::ChineseText,
        Self::OldWorkbook,
        Self::OpenDocument,
        Self::WideText,
        Self::MarkedText,
        Self::RowPerLeg,
        Self::RowPerFamily,
    ];

    /// The name that such a file comes with.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Workbook => "members.xlsx",
            Self::ChineseText => "members-gb18030.csv",
            Self::OldWorkbook => "members.et",
            Self::OpenDocument => "members.ods",
            Self::WideText => "members.txt",
            Self::MarkedText => "members.csv",
            Self::RowPerLeg => "legs.xlsx",
            Self::RowPerFamily => "families.xlsx",
        }
    }

    /// The bytes of a list of these members.
    pub fn file(self, members: &[ListMember]) -> Vec<u8> {
        shapes::file(self, members)
    }
}

const SURNAMES: [(&str, &str); 12] = [
    ("陈", "CHEN"),
    ("林", "LIN"),
    ("王", "WANG"),
    ("周", "ZHOU"),
    ("胡", "HU"),
    ("徐", "XU"),
    ("叶", "YE"),
    ("吴", "WU"),
    ("朱", "ZHU"),
    ("潘", "PAN"),
    ("季", "JI"),
    ("吕", "LYU"),
];
const GIVEN: [(&str, &str); 16] = [
    ("雨", "YU"),
    ("桐", "TONG"),
    ("小", "XIAO"),
    ("红", "HONG"),
    ("建", "JIAN"),
    ("华", "HUA"),
    ("志", "ZHI"),
    ("强", "QIANG"),
    ("丽", "LI"),
    ("娟", "JUAN"),
    ("明", "MING"),
    ("芳", "FANG"),
    ("伟", "WEI"),
    ("静", "JING"),
    ("海", "HAI"),
    ("燕", "YAN"),
];
const COUNTIES: [(&str, &str); 6] = [
    ("青田县", "331121"),
    ("瑞安市", "330381"),
    ("瓯海区", "330304"),
    ("文成县", "330328"),
    ("义乌市", "330782"),
    ("鹿城区", "330302"),
];

/// Members without end; the same for the same seed and day.
pub fn members(seed: u64, today: NaiveDate) -> impl Iterator<Item = ListMember> {
    (0_u64..).map(move |number| member(&mut Random::of(seed, number), number, today))
}

fn member(random: &mut Random, number: u64, today: NaiveDate) -> ListMember {
    let (surname, latin) = *random.pick(&SURNAMES);
    let (one, two) = (random.pick(&GIVEN), random.pick(&GIVEN));
    let (contact, _) = *random.pick(&SURNAMES);
    let days = |days: u64| Days::new(days);
    ListMember {
        han: format!("{surname}{}{}", one.0, two.0),
        surname: latin,
        given: format!("{}{}", one.1, two.1),
        sex: if random.below(2) == 0 { "M" } else { "F" },
        born: today - days(7_000 + random.below(22_000)),
        document: format!("E{:08}", 10_000_000 + number * 37 + random.below(37)),
        mobile: format!("347{:07}", 1_000_000 + number * 3 + random.below(3)),
        county: *random.pick(&COUNTIES),
        street: format!("{}路{}号", random.pick(&["人民", "环城", "解放", "江滨"]), 1 + random.below(300)),
        departs: today + days(3 + random.below(10)),
        contact: format!("{contact}{}", random.pick(&GIVEN).0),
    }
}
