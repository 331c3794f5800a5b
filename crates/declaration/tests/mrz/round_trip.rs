//! What was written is what is read.

use declaration::mrz::{Check, Format};
use proptest::prelude::*;

use crate::writer::any_holder;
use crate::{read, value};

fn iso(code: &str) -> &str {
    match code {
        "D" => "DEU",
        code => code,
    }
}

proptest! {
    #[test]
    fn a_written_holder_is_read_back_and_trusted(holder in any_holder()) {
        let reading = read(&holder.text());
        prop_assert_eq!(reading.format, holder.format, "the size");
        prop_assert_eq!(value(&reading.number), &holder.number, "the number, long ones whole");
        prop_assert_eq!(value(&reading.issuer), iso(&holder.issuer), "the issuer in ISO's code");
        prop_assert_eq!(value(&reading.nationality), iso(&holder.nationality), "refugees are refugees");
        prop_assert_eq!(value(&reading.surname), &holder.surname, "fillers are blanks");
        prop_assert_eq!(value(&reading.given_names), &holder.given_names, "a mononym has none");
        prop_assert_eq!(value(&reading.optional), &holder.optional, "what the issuer wrote");
        let short = |value: &str| value.replace('-', "").get(2..).map(str::to_owned).unwrap_or_default();
        prop_assert_eq!(short(value(&reading.born)), holder.born, "birth, but for its century");
        prop_assert_eq!(short(value(&reading.expires)), holder.expires, "expiry, but for its century");
        prop_assert_eq!(reading.composite, Check::Right, "the composite");
        let fields = [&reading.number, &reading.born, &reading.expires, &reading.surname, &reading.given_names, &reading.sex];
        prop_assert!(fields.iter().all(|field| field.trusted), "an undamaged zone is trusted in all of these");
        prop_assert_eq!(reading.optional.check == Check::None, holder.format != Format::Td3, "a digit of its own");
    }
}
