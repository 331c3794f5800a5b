//! The claims as a CWT (RFC 8392) and back; the module doc of the crate has the table.

use chrono::{DateTime, Utc};
use ciborium::Value;
use coset::{
    CborSerializable as _,
    cwt::{ClaimName, ClaimsSet, ClaimsSetBuilder, Timestamp},
};
use rulebook::{Colour, ListVersion};
use uuid::Uuid;

use crate::CodeClaims;

pub(crate) const ISSUER: &str = "guitu";
const PRIVATE_CLAIM: i64 = -70_001;

mod key {
    pub(super) const COLOUR: u8 = 1;
    pub(super) const RULE: u8 = 2;
    pub(super) const REASONS: u8 = 3;
    pub(super) const EDITION: u8 = 4;
    pub(super) const PURPOSE: u8 = 5;
    pub(super) const DECLARATION: u8 = 6;
    pub(super) const REVISION: u8 = 7;
    pub(super) const NAME: u8 = 8;
    pub(super) const DOCUMENT_TAIL: u8 = 9;
    pub(super) const FLIGHT: u8 = 10;
    pub(super) const CORRECTION: u8 = 11;
    pub(super) const SAMPLE: u8 = 12;
    pub(super) const LIST: u8 = 13;
    pub(super) const LIST_ISSUED: u8 = 14;
    pub(super) const DEPARTS_ON: u8 = 15;
}

pub(crate) fn write(claims: &CodeClaims) -> coset::Result<Vec<u8>> {
    let text = |text: &str| Value::Text(text.into());
    let mut map = vec![
        (key::COLOUR, text(claims.colour.name())),
        (key::RULE, text(&claims.rule)),
        (key::REASONS, Value::Array(claims.reasons.iter().map(|reason| text(reason)).collect())),
        (key::EDITION, claims.edition.into()),
        (key::PURPOSE, text(&claims.purpose)),
        (key::DECLARATION, Value::Bytes(claims.declaration.as_bytes().to_vec())),
        (key::REVISION, claims.revision.into()),
        (key::NAME, text(&claims.name)),
        (key::DOCUMENT_TAIL, text(&claims.document_tail)),
    ];
    map.extend(claims.flight.as_deref().map(|flight| (key::FLIGHT, text(flight))));
    map.push((key::CORRECTION, text(&claims.correction)));
    map.push((key::LIST, claims.list.number.into()));
    map.push((key::LIST_ISSUED, text(&claims.list.issued.to_string())));
    map.extend(claims.departs_on.map(|day| (key::DEPARTS_ON, text(&day.to_string()))));
    if claims.sample {
        map.push((key::SAMPLE, Value::Bool(true)));
    }
    ClaimsSetBuilder::new()
        .issuer(ISSUER.into())
        .expiration_time(Timestamp::WholeSeconds(claims.valid_until.timestamp()))
        .issued_at(Timestamp::WholeSeconds(claims.issued_at.timestamp()))
        .private_claim(
            PRIVATE_CLAIM,
            Value::Map(map.into_iter().map(|(key, value)| (key.into(), value)).collect()),
        )
        .build()
        .to_vec()
}

/// The claims, or nothing where a signed payload is not of this format.
pub(crate) fn read(payload: &[u8]) -> Option<CodeClaims> {
    let mut set = ClaimsSet::from_slice(payload).ok()?;
    if set.issuer.as_deref() != Some(ISSUER) {
        return None;
    }
    let at = set.rest.iter().position(|(name, _)| *name == ClaimName::PrivateUse(PRIVATE_CLAIM))?;
    let mut map = Fields(set.rest.swap_remove(at).1.into_map().ok()?);
    Some(CodeClaims {
        colour: colour(&map.text(key::COLOUR)?)?,
        rule: map.text(key::RULE)?,
        reasons: map
            .take(key::REASONS)?
            .into_array()
            .ok()?
            .into_iter()
            .map(|reason| reason.into_text().ok())
            .collect::<Option<_>>()?,
        edition: map.number(key::EDITION)?,
        list: ListVersion {
            number: map.number(key::LIST)?,
            issued: map.text(key::LIST_ISSUED)?.parse().ok()?,
        },
        issued_at: instant(set.issued_at?)?,
        valid_until: instant(set.expiration_time?)?,
        purpose: map.text(key::PURPOSE)?,
        declaration: Uuid::from_slice(map.take(key::DECLARATION)?.as_bytes()?).ok()?,
        revision: map.number(key::REVISION)?,
        name: map.text(key::NAME)?,
        document_tail: map.text(key::DOCUMENT_TAIL)?,
        flight: match map.take(key::FLIGHT) {
            Some(flight) => Some(flight.into_text().ok()?),
            None => None,
        },
        departs_on: match map.take(key::DEPARTS_ON) {
            Some(day) => Some(day.into_text().ok()?.parse().ok()?),
            None => None,
        },
        correction: map.text(key::CORRECTION)?,
        sample: match map.take(key::SAMPLE) {
            Some(sample) => sample.into_bool().ok()?,
            None => false,
        },
    })
}

struct Fields(Vec<(Value, Value)>);

impl Fields {
    fn take(&mut self, key: u8) -> Option<Value> {
        let at = self.0.iter().position(|(name, _)| *name == Value::from(key))?;
        Some(self.0.swap_remove(at).1)
    }

    fn text(&mut self, key: u8) -> Option<String> {
        self.take(key)?.into_text().ok()
    }

    fn number(&mut self, key: u8) -> Option<u32> {
        self.take(key)?.into_integer().ok()?.try_into().ok()
    }
}

fn colour(name: &str) -> Option<Colour> {
    [Colour::Green, Colour::Yellow, Colour::Orange].into_iter().find(|colour| colour.name() == name)
}

fn instant(at: Timestamp) -> Option<DateTime<Utc>> {
    match at {
        Timestamp::WholeSeconds(seconds) => DateTime::from_timestamp(seconds, 0),
        Timestamp::FractionalSeconds(_) => None,
    }
}
