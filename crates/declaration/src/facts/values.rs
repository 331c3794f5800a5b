//! CEL values as facts.

use cel::common::types::{CelBool, CelDouble, CelInt, CelNull, CelString};
use cel::common::value::Val;
use rulebook::values::{date, each, text};
use rulebook::{FactType, Landmarks};

use super::{FactValue, Stay};

/// A value as the fact's type; none if it is of another.
pub(super) fn read(kind: FactType, value: &dyn Val, landmarks: &Landmarks) -> Option<FactValue> {
    if value.downcast_ref::<CelNull>().is_some() {
        let scalar = !matches!(kind, FactType::Texts | FactType::Stays);
        return scalar.then_some(FactValue::Null);
    }
    Some(match kind {
        FactType::Bool => FactValue::Bool(*value.downcast_ref::<CelBool>()?.inner()),
        FactType::Int => FactValue::Int(*value.downcast_ref::<CelInt>()?.inner()),
        FactType::Double => FactValue::Double(*value.downcast_ref::<CelDouble>()?.inner()),
        FactType::Text => FactValue::Text(text(value)?),
        FactType::Date => FactValue::Date(date(value)?),
        FactType::Texts => FactValue::Texts(each(value, text)?),
        FactType::Stays => FactValue::Stays(each(value, |value| stay(value, landmarks))?),
    })
}

fn stay(value: &dyn Val, landmarks: &Landmarks) -> Option<Stay> {
    let indexer = value.as_indexer()?;
    let member = |name: &str| indexer.get(&CelString::from(landmarks.stay_member(name))).ok();
    Some(Stay {
        country: member("country").and_then(|value| text(&*value)),
        since: member("since").and_then(|value| date(&*value)),
        until: member("until").and_then(|value| date(&*value)),
        class: member("class").and_then(|value| text(&*value)),
    })
}
