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

/// Whether a text says that there is none of what is asked for. Only where such a word can be nothing else: a number, an
/// address. A name may be Na or Nil.
pub(super) fn is_said(control: Control, text: &str) -> bool {
    let bare = text.trim_end_matches(['.', '。', '!', '！']).to_lowercase();
    super::is_number(control) && (WORDS.contains(&text) || WORDS.contains(&bare.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

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
