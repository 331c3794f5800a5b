//! Codes of states, persons and documents (Doc 9303 part 3, 5; part 4, 4.4).

use super::field::{Check, Doubt, MrzField};
use super::format::Format;
use super::number::text;

/// ISO 3166-1 alpha-3, all that are assigned.
const ISO: &str = "ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR \
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI \
CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY \
GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR \
ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA \
MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL \
NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM \
SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR \
TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE";

/// Codes of 9303 that name no country of ISO 3166-1: organisations, a nationality that nobody knows, and Utopia of the
/// specimens. They are shown as read and answer no question of the form.
const NO_COUNTRY: &str = "EUE XXX XBA XIM XCC XCE XCO XDC XEC XES XMP XOM XPO IAO UTO";

/// Codes of 9303 that stand for something that is no country of ISO 3166-1, as forms list it; with what is doubtful in that.
/// Who is stateless, a refugee or in the service of the United Nations says so as a nationality; no such thing issues a
/// document to be named beside another.
const STANDING: [(&str, &str, Option<Doubt>); 7] = [
    ("RKS", "XKK", None),
    ("UNK", "XKK", Some(Doubt::Status)),
    ("UNO", "UNO", None),
    ("UNA", "UNO", None),
    ("XXA", "XXA", None),
    ("XXB", "XXB", None),
    // A refugee under another law than the convention of 1951.
    ("XXC", "XXB", Some(Doubt::Status)),
];

/// Statuses under British law other than citizenship. The documents are the United Kingdom's; the holder's nationality
/// is for the holder to say.
const BRITISH: &str = "GBD GBN GBO GBP GBS";

fn listed(list: &str, code: &str) -> bool {
    code.len() == 3 && list.split(' ').any(|c| c == code)
}

/// Whose code it is: the rule for British statuses differs.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Of {
    Issuer,
    Holder,
}

/// A state's code as a field; its value is ISO 3166-1 alpha-3.
pub(super) fn country(raw: &[u8], of: Of) -> MrzField {
    let shown = text(raw);
    let code = shown.trim_end_matches('<');
    if code == "D" {
        return MrzField::trusted(&shown, Some("DEU".to_owned()), Check::None);
    }
    if listed(ISO, code) {
        return MrzField::trusted(&shown, Some(code.to_owned()), Check::None);
    }
    if listed(BRITISH, code) {
        // A British National (Overseas) is one under British law alone; nothing is offered as nationality.
        let value = (of == Of::Issuer || code != "GBN").then(|| "GBR".to_owned());
        return MrzField::doubtful(&shown, value, Check::None, Doubt::Status);
    }
    if let Some((_, standing, doubt)) = STANDING.iter().find(|(known, ..)| *known == code) {
        let value = (of == Of::Holder || *standing == "XKK").then(|| (*standing).to_owned());
        let doubt = doubt.or(value.is_none().then_some(Doubt::NoCountry));
        return match doubt {
            Some(doubt) => MrzField::doubtful(&shown, value, Check::None, doubt),
            None => MrzField::trusted(&shown, value, Check::None),
        };
    }
    if listed(NO_COUNTRY, code) {
        return MrzField::doubtful(&shown, None, Check::None, Doubt::NoCountry);
    }
    let repaired: String = code.chars().map(letter_for).collect();
    if repaired != code && (repaired == "D" || listed(ISO, &repaired)) {
        let iso = if repaired == "D" { "DEU".to_owned() } else { repaired };
        return MrzField::doubtful(&shown, Some(iso), Check::None, Doubt::Repaired);
    }
    let doubt = if code.is_empty() { Doubt::NotStated } else { Doubt::Malformed };
    MrzField::doubtful(&shown, None, Check::None, doubt)
}

/// The letter that a reading machine takes for this digit; anything else stays.
fn letter_for(character: char) -> char {
    match character {
        '0' => 'O',
        '1' => 'I',
        '2' => 'Z',
        '5' => 'S',
        '6' => 'G',
        '8' => 'B',
        other => other,
    }
}

/// The sex as the form has it: `F`, `M`, or `X` where the zone leaves it open.
pub(super) fn sex(cell: u8) -> MrzField {
    let raw = char::from(cell).to_string();
    let value = match cell {
        b'F' => "F",
        b'M' => "M",
        b'<' | b'X' => "X",
        _ => return MrzField::doubtful(&raw, None, Check::None, Doubt::Malformed),
    };
    MrzField::trusted(&raw, Some(value.to_owned()), Check::None)
}

/// Whether a zone of this format may begin so: `P` passports, `A`, `C`, `I` cards. Visas (`V`) are not travel documents.
pub(super) fn is_travel_document(format: Format, first: u8) -> bool {
    match format {
        Format::Td3 => first == b'P',
        Format::Td1 | Format::Td2 => matches!(first, b'P' | b'A' | b'C' | b'I'),
    }
}

/// The document code as a field; its value is the form's kind of document.
///
/// For passports 9303 closes the list of second letters (`PR` refugee, `PS` stateless, `PL` laissez-passer), but older ones
/// used them freely (a Chinese service passport is `PS`), so these are doubted unless the holder's code says the same. For
/// cards the second letter is the issuer's own: always doubted.
pub(super) fn document(raw: &[u8], issuer: &[u8], holder: &[u8]) -> MrzField {
    let shown = text(raw);
    let own = Some(Doubt::IssuersCode);
    let (kind, doubt) = match (raw, issuer, holder) {
        (_, b"UNO" | b"UNA", _) => ("united-nations", None),
        ([b'P', b'R'], _, b"XXB" | b"XXC") => ("refugee", None),
        ([b'P', b'S'], _, b"XXA") => ("stateless", None),
        ([b'P', _], _, b"XXB" | b"XXC") => ("refugee", own),
        ([b'P', _], _, b"XXA") => ("stateless", own),
        ([b'P', b'R' | b'S' | b'T' | b'L' | b'U'], b"CHN", _) => ("passport", own),
        ([b'P', b'R'], ..) => ("refugee", own),
        ([b'P', b'S'], ..) => ("stateless", own),
        ([b'P', b'T' | b'L' | b'U'], ..) => ("other", own),
        ([b'P', b'A'..=b'Z' | b'<'], ..) => ("passport", None),
        ([b'P', _], ..) => ("passport", Some(Doubt::Malformed)),
        ([b'C', b'R'], b"CHN", _) => ("permit-hm", own),
        ([b'C', b'T'], b"CHN", _) => ("permit-tw", own),
        ([b'C', b'S'], b"CHN", _) => ("travel-to-hm", own),
        ([b'C', b'D'], b"CHN", _) => ("travel-to-tw", own),
        _ => ("other", own),
    };
    let value = Some(kind.to_owned());
    match doubt {
        Some(doubt) => MrzField::doubtful(&shown, value, Check::None, doubt),
        None => MrzField::trusted(&shown, value, Check::None),
    }
}
