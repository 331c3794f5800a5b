//! Writes zones, for the tests alone: so that reading can be checked against something that was not read.

use declaration::mrz::{Format, check_digit};
use proptest::prelude::*;

/// What stands in a zone, as it stands there.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) format: Format,
    pub(crate) code: String,
    pub(crate) issuer: String,
    pub(crate) number: String,
    pub(crate) nationality: String,
    pub(crate) born: String,
    pub(crate) sex: char,
    pub(crate) expires: String,
    pub(crate) surname: String,
    pub(crate) given_names: String,
    pub(crate) optional: String,
}

/// A returning student with a passport.
pub(crate) fn student(format: Format) -> Holder {
    Holder {
        format,
        code: if format == Format::Td3 { "PO" } else { "C" }.into(),
        issuer: "CHN".into(),
        number: "EA1234567".into(),
        nationality: "CHN".into(),
        born: "030517".into(),
        sex: 'F',
        expires: "310411".into(),
        surname: "LYU".into(),
        given_names: "XIAOMING".into(),
        optional: String::new(),
    }
}

fn fill(text: &str, width: usize) -> String {
    let mut cells: String = text.replace(' ', "<");
    cells.truncate(width);
    format!("{cells:<<width$}")
}

fn digit(text: &str) -> String {
    check_digit(text.as_bytes()).to_string()
}

fn with_digit(text: &str) -> String {
    format!("{text}{}", digit(text))
}

impl Holder {
    /// The lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        let head = format!("{}{}", fill(&self.code, 2), fill(&self.issuer, 3));
        let names = if self.given_names.is_empty() {
            self.surname.clone()
        } else {
            format!("{}<<{}", self.surname, self.given_names)
        };
        let (born, expires) = (with_digit(&self.born), with_digit(&self.expires));
        let middle = format!("{born}{}{expires}", self.sex);
        match self.format {
            Format::Td1 => {
                let (number, optional) = self.number_and_optional(15);
                let first = format!("{head}{number}{optional}");
                let more = fill("", 11);
                let composite = digit(&format!("{number}{optional}{born}{expires}{more}"));
                vec![
                    first,
                    format!("{middle}{}{more}{composite}", fill(&self.nationality, 3)),
                    fill(&names, 30),
                ]
            }
            Format::Td2 => {
                let (number, optional) = self.number_and_optional(7);
                let composite = digit(&format!("{number}{born}{expires}{optional}"));
                let second = format!("{number}{}{middle}{optional}{composite}", fill(&self.nationality, 3));
                vec![fill(&format!("{head}{names}"), 36), second]
            }
            Format::Td3 => {
                let number = with_digit(&fill(&self.number, 9));
                let optional = fill(&self.optional, 14);
                let own = if self.optional.is_empty() { "<".into() } else { digit(&optional) };
                let composite = digit(&format!("{number}{born}{expires}{optional}{own}"));
                let second =
                    format!("{number}{}{middle}{optional}{own}{composite}", fill(&self.nationality, 3));
                vec![fill(&format!("{head}{names}"), 44), second]
            }
        }
    }

    /// The lines as one text.
    pub(crate) fn text(&self) -> String {
        self.lines().join("\n")
    }

    /// Number with its digit, and the optional field that a long number runs into.
    fn number_and_optional(&self, width: usize) -> (String, String) {
        if self.number.len() <= 9 {
            return (with_digit(&fill(&self.number, 9)), fill(&self.optional, width));
        }
        let (start, rest) = self.number.split_at(9);
        let tail = format!("{rest}{}<{}", digit(&self.number), self.optional);
        (format!("{start}<"), fill(&tail, width))
    }
}

prop_compose! {
    /// Any holder whose name fits; numbers of TD1 and TD2 may be long ones.
    pub(crate) fn any_holder()(
        format in prop_oneof![Just(Format::Td1), Just(Format::Td2), Just(Format::Td3)],
        number in "[A-Z0-9]{1,9}", long in "[A-Z0-9]{10,12}", is_long in any::<bool>(),
        issuer in prop_oneof![Just("CHN"), Just("D"), Just("ITA"), Just("GBR")],
        nationality in prop_oneof![Just("CHN"), Just("D"), Just("FRA"), Just("XXB")],
        birth in (1930u32..2026, 1u32..=12, 1u32..=28), expiry in (2007u32..2046, 1u32..=12, 1u32..=28),
        sex in prop_oneof![Just('M'), Just('F'), Just('<')],
        // The last letter is none that a machine makes of a filler.
        surname in "[A-Z]{0,9}[A-BD-JL-RT-Z]( [A-Z]{0,3}[A-BD-JL-RT-Z])?",
        given_names in "([A-Z]{0,6}[A-BD-JL-RT-Z]( [A-Z]{0,3}[A-BD-JL-RT-Z])?)?",
        optional in "([A-Z0-9]{1,2})?",
    ) -> Holder {
        let date = |(y, m, d): (u32, u32, u32)| format!("{:02}{m:02}{d:02}", y % 100);
        Holder {
            format,
            code: if format == Format::Td3 { "P" } else { "I" }.into(),
            issuer: issuer.into(),
            number: if is_long && format != Format::Td3 { long } else { number },
            nationality: nationality.into(),
            born: date(birth),
            sex,
            expires: date(expiry),
            surname: surname.clone(),
            given_names,
            optional,
        }
    }
}
