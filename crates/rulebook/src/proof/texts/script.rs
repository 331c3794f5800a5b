//! Whether a text is written in the script of its language: one that fell into the wrong file is found by its letters.

/// A script, by the letters that only it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Han,
    Kana,
    Hangul,
    Cyrillic,
    Arabic,
}

/// Scripts that a language is written in; names, codes and addresses may stand in Latin letters anywhere.
fn of_language(tag: &str) -> Option<&'static [Script]> {
    Some(match tag.split('-').next()? {
        "zh" => &[Script::Han],
        "ja" => &[Script::Han, Script::Kana],
        "ko" => &[Script::Hangul],
        "ru" | "uk" | "bg" | "be" => &[Script::Cyrillic],
        "ar" | "fa" | "ur" => &[Script::Arabic],
        "en" | "de" | "fr" | "it" | "es" | "pt" | "nl" | "pl" | "cs" | "sv" | "tr" | "vi" | "id" => {
            &[Script::Latin]
        }
        _ => return None,
    })
}

fn of_letter(letter: char) -> Option<Script> {
    Some(match letter {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Script::Han,
        '\u{3040}'..='\u{30ff}' => Script::Kana,
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => Script::Hangul,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Script::Arabic,
        _ => return None,
    })
}

/// Letters of other scripts that a text may be made of alone: an abbreviation, the name of an app.
const NAME: usize = 12;
/// How many of them a letter of a script is worth that writes a syllable or a word with each.
const DENSE: usize = 4;

/// The script that a text lacks, if it has enough letters to be a text and none of its language's own.
pub(super) fn foreign(tag: &str, said: &[&str]) -> Option<String> {
    let own = of_language(tag)?;
    let mut weight = 0;
    for script in said.iter().flat_map(|part| part.chars()).filter_map(of_letter) {
        if own.contains(&script) {
            return None;
        }
        weight += if matches!(script, Script::Han | Script::Kana | Script::Hangul) { DENSE } else { 1 };
    }
    (weight > NAME).then(|| own.iter().map(|script| format!("{script:?}")).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::foreign;

    #[test]
    fn a_text_in_the_wrong_file_is_found_by_its_letters() {
        for (tag, said) in [
            ("zh-CN", "Enter your date of birth"),
            ("zh-CN", "Введите дату рождения"),
            ("en", "请输入出生日期"),
            ("ko", "Enter your date of birth"),
            ("ru", "Enter your date of birth"),
        ] {
            assert!(foreign(tag, &[said]).is_some(), "{said} is not {tag}");
        }
    }

    #[test]
    fn names_and_codes_stand_in_any_language() {
        for (tag, said) in [
            ("zh-CN", "WeChat"),
            ("zh-CN", "请填写护照上的英文姓名，例如 WANG XIAOMING"),
            ("en", "Enter your surname, such as 王"),
            ("en", "王"),
            ("zh-CN", "+86 571 12345"),
            ("ja", "生年月日"),
            ("xx", "whatever this language is"),
        ] {
            assert_eq!(foreign(tag, &[said]), None, "{said} may stand in {tag}");
        }
    }
}
