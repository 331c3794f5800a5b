//! How the traveller enters China, where no flight takes them there: by what, and through which port.

use declaration::AtLandmarks;
use rulebook::lists::{AIRPORTS, PORTS};
use rulebook::{Edition, Landmark, fields};
use serde_json::Value;
use vault::DeclarationRow;

use crate::Session;
use crate::dto::Crossing;

impl Session {
    /// How the border is crossed by the answers that were sent; none by air, or where nothing is known.
    pub(super) fn crossing(&self, row: &DeclarationRow) -> Option<Crossing> {
        let sent = row.sent.as_ref()?;
        let form = self.form_of(sent.edition).ok()?;
        crossing(form.edition(), &sent.answers, self.language().tag())
    }

    /// The name in Chinese characters, which a code does not hold.
    pub(super) fn han_name(&self, row: &DeclarationRow) -> Option<String> {
        let sent = row.sent.as_ref()?;
        let form = self.form_of(sent.edition).ok()?;
        AtLandmarks::of(form.edition(), &sent.answers).text(Landmark::HanName).map(str::to_owned)
    }
}

fn crossing(edition: &Edition, answers: &Value, language: &str) -> Option<Crossing> {
    let at = AtLandmarks::of(edition, answers);
    if at.enters_by_air(edition) {
        return None;
    }
    let leg = at.entering_leg(edition)?;
    let of_leg = |landmark| at.texts(landmark).nth(leg).flatten();
    let name = |list: &str, code: &str| Some(edition.list(list)?.row(code)?.name(language).to_owned());
    // The port that was named goes before the end of the leg, which may be no more than the country.
    let port = at.text(Landmark::EntryPort).and_then(|code| name(PORTS, code));
    let pointer = edition.landmarks.pointer(Landmark::LegMode);
    Some(Crossing {
        by: of_leg(Landmark::LegMode).zip(pointer).map(|(mode, at)| fields::option_id(at, mode)),
        port: port.or_else(|| name(AIRPORTS, of_leg(Landmark::LegTo)?)),
        on: of_leg(Landmark::ArrivesOn).or(of_leg(Landmark::DepartsOn)).map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entering(answers: &Value) -> Option<(String, String)> {
        let crossing = crossing(&Edition::bundled().unwrap(), answers, "en")?;
        crossing.by.zip(crossing.port)
    }

    #[test]
    fn who_does_not_fly_in_has_a_way_and_a_port_in_the_place_of_a_flight() {
        let edition = Edition::bundled().unwrap();
        let name =
            |list: &str, code: &str| edition.list(list).unwrap().row(code).unwrap().name("en").to_owned();
        let driven = json!({ "legs": [{ "mode": "car", "from": "G-HK", "to": "L-SZWAN" }] });
        assert_eq!(
            entering(&driven),
            Some(("o-legs-mode-car".to_owned(), name(AIRPORTS, "L-SZWAN"))),
            "by what, and where"
        );
        let flown = json!({ "legs": [{ "mode": "flight", "flight": "CX366", "from": "HKG", "to": "PVG" }] });
        assert_eq!(entering(&flown), None, "who flies has a flight");
        let flown_to_hong_kong = json!({ "legs": [
            { "mode": "flight", "flight": "CX289", "from": "FRA", "to": "HKG" },
            { "mode": "coach", "from": "G-HK", "to": "L-SZWAN" },
        ] });
        assert!(entering(&flown_to_hong_kong).is_some(), "it is the leg over the border that counts");
    }
}
