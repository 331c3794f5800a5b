//! Texts as words that a search finds: Chinese by character, by pinyin and by its initials, Latin without accents.
//!
//! The index splits at everything that is no letter or digit and takes accents off; here Chinese is split into characters and
//! spelled out, and the letters are replaced that are no letter with an accent.

use pinyin::ToPinyinMulti as _;

/// So many ways of reading a name are indexed: characters with several readings multiply.
const READINGS: usize = 16;
const LATER_READINGS: usize = 3;
/// Chinese is spelled out in runs of at most this many characters: a name, a town.
const RUN: usize = 12;
/// Of a number so much is indexed, and ends of at most this length.
const LONGEST_NUMBER: usize = 40;
const LONGEST_END: usize = 24;
/// So many words are asked for at once, each of at most this many characters: what is pasted into the search field by mistake.
const ASKED_WORDS: usize = 12;
const ASKED_CHARACTERS: usize = 60;

/// What is written into the index for a text.
pub(crate) fn indexed(text: &str) -> String {
    let mut words = Vec::new();
    for part in text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        for run in runs(part) {
            match run.chars().next() {
                Some(first) if is_chinese(first) => spell_out(&run, &mut words),
                _ => words.push(plain(&run)),
            }
        }
    }
    words.join(" ")
}

/// The same for numbers, of which people remember the end: the whole, and its ends of at least four characters. What is too long for a
/// number, pasted into its field, is found by its beginning and its end.
pub(crate) fn indexed_ends(text: &str) -> String {
    let number: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let shortest = number.len().saturating_sub(3).max(usize::from(!number.is_empty()));
    let whole = number[..number.len().min(LONGEST_NUMBER)].iter().collect::<String>();
    let ends = number.len().saturating_sub(LONGEST_END).max(1)..shortest;
    let ends = ends.map(|start| number[start..].iter().collect::<String>());
    std::iter::once(whole).filter(|whole| !whole.is_empty()).chain(ends).collect::<Vec<_>>().join(" ")
}

/// What is asked of the index for a typed text: every word of it, each as the beginning of one. `None` for nothing typed.
pub(crate) fn asked(typed: &str) -> Option<String> {
    let mut words = Vec::new();
    for part in typed.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        for run in runs(part) {
            let run: String = run.chars().take(ASKED_CHARACTERS).collect();
            if words.len() == ASKED_WORDS {
                break;
            }
            let word = match run.chars().next() {
                // Characters one after the other, as they are in the index.
                Some(first) if is_chinese(first) => {
                    run.chars().map(String::from).collect::<Vec<_>>().join(" ")
                }
                _ => plain(&run),
            };
            words.push(format!("\"{word}\"*"));
        }
    }
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// Parts a word where Chinese and other writing meet.
fn runs(word: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    for c in word.chars() {
        match runs.last_mut() {
            Some(run) if run.chars().next().is_some_and(|first| is_chinese(first) == is_chinese(c)) => {
                run.push(c)
            }
            _ => runs.push(c.to_string()),
        }
    }
    runs
}

fn spell_out(run: &str, words: &mut Vec<String>) {
    words.push(run.chars().map(String::from).collect::<Vec<_>>().join(" "));
    let syllables: Vec<Vec<String>> = run.chars().take(RUN).map(syllables).collect();
    words.extend(syllables.iter().flatten().cloned());
    // From the middle on, too: a county is looked for without its province, a given name without the surname.
    for start in 0..syllables.len() {
        let most = if start == 0 { READINGS } else { LATER_READINGS };
        for (whole, initials) in readings(&syllables[start..], most) {
            words.extend([whole, initials]);
        }
    }
}

/// Characters read together, and the initials of that.
fn readings(syllables: &[Vec<String>], most: usize) -> Vec<(String, String)> {
    let mut readings: Vec<(String, String)> = vec![Default::default()];
    for of_one in syllables {
        let longer = readings.iter().flat_map(|(whole, initials)| {
            let first = |syllable: &str| syllable.chars().next().map(String::from).unwrap_or_default();
            of_one.iter().map(move |it| (format!("{whole}{it}"), format!("{initials}{}", first(it))))
        });
        readings = longer.take(most).collect();
    }
    readings
}

/// How a character is read, without tones; ü also as passports and keyboards have it. Without a reading, itself.
fn syllables(c: char) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let syllable = reading.plain().to_owned();
        let spelled = match syllable.contains('ü') {
            true => ["u", "v", "yu"].map(|u| syllable.replace('ü', u)).to_vec(),
            false => vec![syllable],
        };
        found.extend(spelled);
    }
    found.dedup();
    if found.is_empty() { vec![c.to_string()] } else { found }
}

/// Small letters; those that the index does not know as a letter with an accent.
fn plain(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for c in word.to_lowercase().chars() {
        match c {
            'ß' => text.push_str("ss"),
            'æ' => text.push_str("ae"),
            'œ' => text.push_str("oe"),
            'ø' => text.push('o'),
            'ł' => text.push('l'),
            'đ' | 'ð' => text.push('d'),
            'ı' => text.push('i'),
            'þ' => text.push_str("th"),
            '\u{FF10}'..='\u{FF5A}' => text.extend(char::from_u32(u32::from(c) - 0xFEE0)),
            _ => text.push(c),
        }
    }
    text
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_indexed_by_character_pinyin_and_initials() {
        let words = indexed("陈雨桐");
        for word in ["陈 雨 桐", "chenyutong", "cyt", "tong"] {
            assert!(words.contains(word), "{words} has {word}");
        }
        assert!(
            indexed("吕").contains("lyu") && indexed("吕").contains("lv"),
            "as passports and keyboards spell it"
        );
        assert!(indexed("单").contains("shan") && indexed("单").contains("dan"), "every reading");
        assert!(indexed(&"重".repeat(400)).len() < 6000, "bounded, whatever is typed");
    }

    #[test]
    fn a_number_is_found_by_each_of_its_ends_and_a_long_text_in_its_place_costs_little() {
        assert_eq!(indexed_ends("E 7123-4"), "E71234 71234 1234", "the ends that people remember");
        assert_eq!(indexed_ends("11010519491231002X").split(' ').count(), 15, "an identity card's as well");
        assert_eq!((indexed_ends("AB1"), indexed_ends("")), ("AB1".into(), String::new()));
        assert!(indexed_ends(&"7".repeat(16_000)).len() < 600, "bounded, whatever is pasted");
        assert!(
            asked(&"word ".repeat(4_000)).is_some_and(|asked| asked.len() < 200),
            "and so is what is asked for"
        );
        assert!(asked(&"陈".repeat(4_000)).is_some_and(|asked| asked.len() < 300));
    }

    #[test]
    fn what_is_typed_cannot_speak_the_indexs_language() {
        assert_eq!(asked("  \"* OR -"), Some("\"or\"*".into()), "signs are no words");
        assert_eq!(asked(" -*"), None, "nothing to look for");
        assert_eq!(asked("陈yu"), Some("\"陈\"* AND \"yu\"*".into()), "mixed writing is two words");
    }
}
