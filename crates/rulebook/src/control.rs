//! The controls that the software can draw.

use serde::{Deserialize, Serialize};

/// How a question is drawn. An edition that names another one does not load.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Control {
    /// One line of text.
    Text,
    /// A name in Chinese characters.
    HanName,
    /// A name as printed in Latin letters.
    LatinName,
    /// A person's name in whatever letters.
    PersonName,
    /// A civil date, `YYYY-MM-DD`.
    Date,
    /// A local time, `HH:MM`.
    Time,
    /// A number.
    Number,
    /// Yes or no, without a default.
    YesNo,
    /// One of a short list.
    Choice,
    /// Several of a short list.
    Choices,
    /// A country of the list `countries`.
    Country,
    /// An airport of the list `airports`.
    Airport,
    /// A division (city, county or township) of the list `divisions`.
    County,
    /// A port of entry by air, sea or land of the list `ports`.
    Port,
    /// A telephone number, E.164.
    Phone,
    /// An e-mail address.
    Email,
    /// The name of an account, in plain letters and digits.
    Account,
    /// A flight number.
    Flight,
    /// A seat: its row and letter.
    Seat,
    /// The number of a train, a coach, a ship or a flight.
    ServiceNumber,
    /// The number of a travel document.
    DocumentNumber,
    /// A resident identity number (GB 11643).
    ResidentId,
    /// An address down to the door number.
    Address,
    /// A consent, unticked at first.
    Consent,
    /// A repeating group of questions.
    Group,
}

impl Control {
    /// The name as in `pages.json`, kebab-case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::HanName => "han-name",
            Self::LatinName => "latin-name",
            Self::PersonName => "person-name",
            Self::Date => "date",
            Self::Time => "time",
            Self::Number => "number",
            Self::YesNo => "yes-no",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Country => "country",
            Self::Airport => "airport",
            Self::County => "county",
            Self::Port => "port",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Account => "account",
            Self::Flight => "flight",
            Self::Seat => "seat",
            Self::ServiceNumber => "service-number",
            Self::DocumentNumber => "document-number",
            Self::ResidentId => "resident-id",
            Self::Address => "address",
            Self::Consent => "consent",
            Self::Group => "group",
        }
    }

    /// Whether the answer is a code of a list.
    pub fn is_listed(self) -> bool {
        matches!(self, Self::Country | Self::Airport | Self::County | Self::Port)
    }
}
