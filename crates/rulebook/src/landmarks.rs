//! `landmarks.json`: where the software finds in a form what it must find in any form.
//!
//! A form's fields have the names that its edition gives them. A few answers the software has to know whatever they are called: the
//! name on a code, the flight, the county that receives. The edition says at which pointer each of them stands; below
//! the parts that facts may read, no other name of a field is compiled in.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use crate::Refusal;
use crate::control::Control;
use crate::vocabulary::{LEGS, STAYS};

/// The file's name.
pub const FILE: &str = "landmarks.json";

/// What the software must find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Landmark {
    /// The name in Chinese characters.
    HanName,
    /// The surname in Latin letters, or the whole name where there is but one.
    Surname,
    /// The given names in Latin letters.
    GivenNames,
    /// The sex as printed in the document.
    Sex,
    /// The traveller's birth date.
    Born,
    /// The nationality.
    Nationality,
    /// The kind of the travel document.
    DocumentKind,
    /// The number of the travel document.
    DocumentNumber,
    /// The country that issued it.
    DocumentIssuer,
    /// The day it expires on.
    DocumentExpires,
    /// How a leg is travelled.
    LegMode,
    /// A leg's flight number.
    Flight,
    /// The airport that a leg leaves.
    LegFrom,
    /// The airport that a leg reaches.
    LegTo,
    /// The local day of a leg's departure.
    DepartsOn,
    /// The local time of a leg's departure.
    DepartsAt,
    /// The local day of a leg's arrival.
    ArrivesOn,
    /// The local time of a leg's arrival.
    ArrivesAt,
    /// The seat on a leg.
    Seat,
    /// The country of a stay.
    StayCountry,
    /// The first day of a stay.
    StaySince,
    /// The last day of a stay.
    StayUntil,
    /// The telephone that reaches the traveller now.
    Phone,
    /// The telephone that reaches the traveller in China.
    PhoneInChina,
    /// The county that receives the traveller.
    County,
    /// The group that the traveller belongs to.
    Group,
    /// The resident identity number.
    ResidentId,
    /// The e-mail address.
    Email,
    /// The account at WeChat.
    WeChat,
    /// The country that the traveller lives in.
    Residence,
    /// The town there.
    ResidenceCity,
    /// The first port of entry.
    EntryPort,
    /// The city that the receiving county belongs to.
    City,
    /// The township of the destination.
    Township,
    /// The street and the door number of the destination.
    Address,
    /// The name of the contact person in China.
    ContactName,
    /// What the contact person is to the traveller.
    ContactRelation,
    /// The telephone of the contact person.
    ContactPhone,
    /// The day about which somebody without a ticket means to come.
    IntendedOn,
    /// Whether the travellers fill it in themselves, or a helper does.
    FilledInBy,
    /// Who helps.
    HelperName,
    /// For which organisation.
    HelperOrganisation,
    /// On what mandate.
    HelperMandate,
    /// A companion's name.
    CompanionName,
    /// A companion's birth date.
    CompanionBorn,
    /// The number of a companion's document.
    CompanionDocument,
    /// What a companion is to the traveller.
    CompanionRelation,
    /// Who fills in a companion's declaration.
    CompanionDeclares,
    /// With whom a minor travels.
    Escort,
    /// Whose the telephone is that reaches the traveller now.
    PhoneOf,
    /// Who answers it, where it is not the traveller's own.
    PhoneName,
    /// Who lives at the destination.
    Household,
    /// What one traveller needs on arrival, and another does not.
    Needs,
    /// Whether somebody without a ticket means to come at all.
    Decision,
}

/// Where a landmark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Once in the form.
    Traveller,
    /// In each item of this part.
    Items(&'static str),
    /// In each item of a part that the edition names itself.
    Companions,
}

/// A line of the table of landmarks.
struct Wanted {
    landmark: Landmark,
    /// As `landmarks.json` names it.
    name: &'static str,
    of: Of,
    /// Every edition has it.
    needed: bool,
    /// The controls that can ask for it.
    fits: &'static [Control],
}

const LEG: Of = Of::Items(LEGS);
const STAY: Of = Of::Items(STAYS);
const SEAT: &[Control] = &[Control::Seat, Control::Text];
const DATE: &[Control] = &[Control::Date];
const TIME: &[Control] = &[Control::Time];
const PHONE: &[Control] = &[Control::Phone];
const AIRPORT: &[Control] = &[Control::Airport];
const COUNTRY: &[Control] = &[Control::Country];
const CHOICE: &[Control] = &[Control::Choice];
const COUNTY: &[Control] = &[Control::County];
const HAN_NAME: &[Control] = &[Control::HanName, Control::Text];
const LATIN_NAME: &[Control] = &[Control::LatinName, Control::Text];
const NUMBER: &[Control] = &[Control::DocumentNumber, Control::Text];
const FLIGHT: &[Control] = &[Control::Flight, Control::Text];

/// All landmarks, in the order of the enumeration.
const WANTED: [Wanted; 54] = {
    use Landmark as L;
    use Of::{Companions, Traveller};
    [
        wanted(L::HanName, "han-name", Traveller, false, HAN_NAME),
        wanted(L::Surname, "surname", Traveller, true, LATIN_NAME),
        wanted(L::GivenNames, "given-names", Traveller, false, LATIN_NAME),
        wanted(L::Sex, "sex", Traveller, false, CHOICE),
        wanted(L::Born, "born", Traveller, true, DATE),
        wanted(L::Nationality, "nationality", Traveller, false, COUNTRY),
        wanted(L::DocumentKind, "document-kind", Traveller, false, CHOICE),
        wanted(L::DocumentNumber, "document-number", Traveller, true, NUMBER),
        wanted(L::DocumentIssuer, "document-issuer", Traveller, false, COUNTRY),
        wanted(L::DocumentExpires, "document-expires", Traveller, false, DATE),
        wanted(L::LegMode, "leg-mode", LEG, false, CHOICE),
        wanted(L::Flight, "flight", LEG, true, FLIGHT),
        wanted(L::LegFrom, "leg-from", LEG, true, AIRPORT),
        wanted(L::LegTo, "leg-to", LEG, true, AIRPORT),
        wanted(L::DepartsOn, "departs-on", LEG, true, DATE),
        wanted(L::DepartsAt, "departs-at", LEG, false, TIME),
        wanted(L::ArrivesOn, "arrives-on", LEG, true, DATE),
        wanted(L::ArrivesAt, "arrives-at", LEG, false, TIME),
        wanted(L::Seat, "seat", LEG, false, SEAT),
        wanted(L::StayCountry, "stay-country", STAY, true, COUNTRY),
        wanted(L::StaySince, "stay-since", STAY, true, DATE),
        wanted(L::StayUntil, "stay-until", STAY, true, DATE),
        wanted(L::Phone, "phone", Traveller, true, PHONE),
        wanted(L::PhoneInChina, "phone-in-china", Traveller, false, PHONE),
        wanted(L::County, "county", Traveller, true, COUNTY),
        wanted(L::Group, "group", Traveller, false, CHOICE),
        wanted(L::ResidentId, "resident-id", Traveller, false, &[Control::ResidentId]),
        wanted(L::Email, "email", Traveller, false, &[Control::Email]),
        wanted(L::WeChat, "wechat", Traveller, false, &[Control::Account, Control::Text]),
        wanted(L::Residence, "residence", Traveller, false, COUNTRY),
        wanted(L::ResidenceCity, "residence-city", Traveller, false, &[Control::Text]),
        wanted(L::EntryPort, "entry-port", Traveller, false, &[Control::Port, Control::Airport]),
        wanted(L::City, "city", Traveller, false, COUNTY),
        wanted(L::Township, "township", Traveller, false, COUNTY),
        wanted(L::Address, "address", Traveller, false, &[Control::Address, Control::Text]),
        wanted(L::ContactName, "contact-name", Traveller, false, &[Control::PersonName, Control::Text]),
        wanted(L::ContactRelation, "contact-relation", Traveller, false, CHOICE),
        wanted(L::ContactPhone, "contact-phone", Traveller, false, PHONE),
        wanted(L::IntendedOn, "intended-on", Traveller, false, DATE),
        wanted(L::FilledInBy, "filled-in-by", Traveller, false, CHOICE),
        wanted(L::HelperName, "helper-name", Traveller, false, &[Control::PersonName, Control::Text]),
        wanted(L::HelperOrganisation, "helper-organisation", Traveller, false, &[Control::Text]),
        wanted(L::HelperMandate, "helper-mandate", Traveller, false, CHOICE),
        wanted(L::CompanionName, "companion-name", Companions, false, &[Control::PersonName, Control::Text]),
        wanted(L::CompanionBorn, "companion-born", Companions, false, DATE),
        wanted(L::CompanionDocument, "companion-document", Companions, false, NUMBER),
        wanted(L::CompanionRelation, "companion-relation", Companions, false, CHOICE),
        wanted(L::CompanionDeclares, "companion-declares", Companions, false, CHOICE),
        wanted(L::Escort, "escort", Traveller, false, CHOICE),
        wanted(L::PhoneOf, "phone-of", Traveller, false, CHOICE),
        wanted(L::PhoneName, "phone-name", Traveller, false, &[Control::PersonName, Control::Text]),
        wanted(L::Household, "household", Traveller, false, CHOICE),
        wanted(L::Needs, "needs", Traveller, false, &[Control::Choices]),
        wanted(L::Decision, "decision", Traveller, false, CHOICE),
    ]
};

const fn wanted(
    landmark: Landmark,
    name: &'static str,
    of: Of,
    needed: bool,
    fits: &'static [Control],
) -> Wanted {
    Wanted { landmark, name, of, needed, fits }
}

/// Where an edition's landmarks stand.
#[derive(Debug, Clone)]
pub struct Landmarks([Option<Mark>; WANTED.len()]);

/// A pointer, and where in it the property's own name begins.
#[derive(Debug, Clone)]
struct Mark {
    pointer: Arc<str>,
    member: usize,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LandmarksFile {
    landmarks: BTreeMap<String, String>,
}

impl Landmarks {
    /// Takes the pointers in; whether they fit is proved when the fields are known.
    pub(crate) fn read(mut file: LandmarksFile) -> Result<Self, Refusal> {
        let mut found = [const { None }; WANTED.len()];
        for (place, wanted) in found.iter_mut().zip(&WANTED) {
            match file.landmarks.remove(wanted.name) {
                Some(pointer) => *place = Some(Mark::at(&pointer)),
                None if wanted.needed => {
                    return Err(
                        Refusal::new("landmark-missing", FILE, "/landmarks").with("landmark", wanted.name)
                    );
                }
                None => {}
            }
        }
        match file.landmarks.into_keys().next() {
            Some(unknown) => Err(Refusal::new("landmark-unknown", FILE, format!("/landmarks/{unknown}"))
                .with("landmark", unknown)),
            None => Ok(Self(found)),
        }
    }

    /// The field's pointer, with `*` for list positions.
    pub fn pointer(&self, landmark: Landmark) -> Option<&str> {
        self.mark(landmark).map(|mark| &*mark.pointer)
    }

    /// The name of the property alone, as it stands in its object.
    pub fn member(&self, landmark: Landmark) -> Option<&str> {
        self.mark(landmark).map(|mark| &mark.pointer[mark.member..])
    }

    /// The pointer of the object that it stands in, with `*` for list positions.
    pub fn owner(&self, landmark: Landmark) -> Option<&str> {
        self.mark(landmark).map(|mark| &mark.pointer[..mark.member.saturating_sub(1)])
    }

    /// The pointer of the list in whose items it stands.
    pub fn list(&self, landmark: Landmark) -> Option<&str> {
        self.owner(landmark)?.strip_suffix("/*")
    }

    /// What this form calls what the code policy knows of a stay by the name `known` ([`crate::shape::stay`]).
    pub fn stay_member<'a>(&'a self, known: &'a str) -> &'a str {
        let typed = match known {
            "country" => self.member(Landmark::StayCountry),
            "since" => self.member(Landmark::StaySince),
            "until" => self.member(Landmark::StayUntil),
            _ => None,
        };
        typed.unwrap_or(known)
    }

    fn mark(&self, landmark: Landmark) -> Option<&Mark> {
        self.0[landmark as usize].as_ref()
    }

    /// Every landmark is a question that can hold it, in the part of the form where it belongs.
    pub(crate) fn fit(&self, asked: impl Fn(&str) -> Option<Control>) -> Result<(), Refusal> {
        for wanted in &WANTED {
            let Some(pointer) = self.pointer(wanted.landmark) else { continue };
            let in_place = match wanted.of {
                Of::Traveller => !pointer.contains('*'),
                Of::Items(part) => self.list(wanted.landmark) == Some(&format!("/{part}")),
                Of::Companions => self.list(wanted.landmark).is_some_and(|list| self.is_of_companions(list)),
            };
            if !in_place || asked(pointer).is_none_or(|control| !wanted.fits.contains(&control)) {
                return Err(Refusal::new("landmark-unfit", FILE, format!("/landmarks/{}", wanted.name))
                    .with("landmark", wanted.name)
                    .with("field", pointer));
            }
        }
        Ok(())
    }

    /// All that is known of companions stands in one list, which is no other part.
    fn is_of_companions(&self, list: &str) -> bool {
        let other = [LEGS, STAYS].iter().any(|part| list.strip_prefix('/') == Some(part));
        let mut all = WANTED.iter().filter(|wanted| wanted.of == Of::Companions);
        !other && all.all(|wanted| self.list(wanted.landmark).is_none_or(|its| its == list))
    }
}

impl Mark {
    fn at(pointer: &str) -> Self {
        Self { pointer: pointer.into(), member: pointer.rfind('/').map_or(0, |slash| slash + 1) }
    }
}
