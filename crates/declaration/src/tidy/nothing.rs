//! Words for nothing: many write "none" where they have no number, instead of leaving the field empty.

use rulebook::Control;

/// As they are typed, in small letters.
const WORDS: &[&str] = &[
    "no",
    "none",
    "nil",
    "n/a",
    "na",
    "nothing",
    "not have",
    "-",
    "--",
    "/",
    "无",
    "無",
    "没有",
    "沒有",
    "暂无",
    "暫無",
    "不适用",
];
/// As people say it who have no telephone, or cannot use one.
const NO_PHONE: &[&str] = &[
    "没手机",
    "没有手机",
    "没电话",
    "没有电话",
    "沒有手機",
    "沒有電話",
    "无手机",
    "无电话",
    "不会用",
    "不会用手机",
    "不用手机",
    "no phone",
    "no mobile",
    "no mobile phone",
    "no telephone",
    "no number",
    "i have no phone",
    "i have no mobile",
    "i don't have one",
    "i don't have a phone",
    "without a phone",
];

/// Whether a text says that there is none of what is asked for. Only where such a word can be nothing else: a number, an
/// address. A name may be Na or Nil.
pub(super) fn is_said(control: Control, text: &str) -> bool {
    let bare = text.trim_end_matches(['.', '。', '!', '！']).to_lowercase();
    let says = WORDS.contains(&text) || WORDS.contains(&bare.as_str());
    let says_no_phone = control == Control::Phone && NO_PHONE.contains(&&*bare.replace('’', "'"));
    super::is_number(control) && (says || says_no_phone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_no_telephone_says_so_in_words() {
        for text in ["没有手机", "沒有電話。", "不会用", "No phone", "I don’t have one"] {
            assert!(is_said(Control::Phone, text), "{text} is no number to be put right");
        }
        for text in ["没有 13858801234", "无锡的姑姑", "not mine, my daughter’s", "吴阿姨"] {
            assert!(!is_said(Control::Phone, text), "{text} may be a number, or somebody");
        }
        assert!(!is_said(Control::Email, "no one knows"), "an address is put right");
    }

    #[test]
    fn none_is_no_number_and_no_address() {
        for text in ["no", "None", "N/A", "无", "没有。", "-", "NO."] {
            assert!(is_said(Control::Phone, text), "{text} is no telephone number to be put right");
            assert!(is_said(Control::Email, text), "{text}");
        }
        for text in ["", "12", "nora@example.org", "无锡"] {
            assert!(!is_said(Control::Email, text), "{text} may be meant");
        }
        for control in [Control::LatinName, Control::HanName, Control::PersonName, Control::Text] {
            assert!(!is_said(control, "Na"), "people are called so");
        }
    }
}
