//! Texts as words that a search finds: Chinese by character, by pinyin and by its initials, Latin without accents and as passports and
//! tickets spell it (MÜLLER is MUELLER in the machine readable zone).
//!
//! The index splits at everything that is no letter or digit and takes accents off; here Chinese is split into characters and
//! spelled out, and the letters are replaced that are no letter with an accent. What is written with a hyphen or an apostrophe is found
//! without it as well, and the other way round.

use pinyin::ToPinyinMulti as _;
use unicode_normalization::UnicodeNormalization as _;

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
    let text: String = text.nfc().collect();
    let mut words = Vec::new();
    for written in text.split(|c: char| !c.is_alphanumeric() && !is_within_a_word(c)) {
        for run in parts(written).flat_map(runs) {
            match run.chars().next() {
                Some(first) if is_chinese(first) => spell_out(&run, &mut words),
                _ => words.extend(spellings(&run)),
            }
        }
        words.extend(in_one(written).iter().flat_map(|word| spellings(word)));
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
    let typed: String = typed.nfc().collect();
    let (mut words, mut count) = (Vec::new(), 0);
    for written in typed.split(|c: char| !c.is_alphanumeric() && !is_within_a_word(c)) {
        let runs: Vec<String> = parts(written).flat_map(runs).take(ASKED_WORDS - count).collect();
        count += runs.len();
        if runs.is_empty() {
            continue;
        }
        let apart = runs.iter().map(|run| beginning(run)).collect::<Vec<_>>().join(" AND ");
        words.push(match in_one(written) {
            Some(word) => format!("(({apart}) OR {})", beginning(&word)),
            None => apart,
        });
    }
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// What is asked of the index for the beginning of a word, however it is spelled.
fn beginning(run: &str) -> String {
    let run: String = run.chars().take(ASKED_CHARACTERS).collect();
    let spelled = match run.chars().next() {
        // Characters one after the other, as they are in the index.
        Some(first) if is_chinese(first) => vec![run.chars().map(String::from).collect::<Vec<_>>().join(" ")],
        _ => spellings(&run),
    };
    let asked: Vec<String> = spelled.iter().map(|word| format!("\"{word}\"*")).collect();
    if asked.len() == 1 { asked.concat() } else { format!("({})", asked.join(" OR ")) }
}

/// What stands between two parts of one word: a hyphen, an apostrophe.
fn is_within_a_word(c: char) -> bool {
    matches!(c, '-' | '\'' | '\u{2010}' | '\u{2011}' | '\u{2019}' | '\u{2bc}' | '`')
}

fn parts(written: &str) -> impl Iterator<Item = &str> {
    written.split(is_within_a_word).filter(|part| !part.is_empty())
}

/// A word of several parts without what stands between them; none where it has one, or is Chinese.
fn in_one(written: &str) -> Option<String> {
    let word: String = parts(written).collect();
    let several = parts(written).nth(1).is_some();
    (several && word.chars().count() <= ASKED_CHARACTERS && !word.chars().any(is_chinese)).then_some(word)
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

/// A word of Latin letters without accents, and as the machine readable zone of a document has it (ICAO 9303) where that is another.
fn spellings(word: &str) -> Vec<String> {
    let mut zone = String::with_capacity(word.len());
    for c in word.to_lowercase().chars() {
        match c {
            'ä' => zone.push_str("ae"),
            'ö' | 'ø' => zone.push_str("oe"),
            'ü' => zone.push_str("ue"),
            'å' => zone.push_str("aa"),
            _ => zone.push(c),
        }
    }
    let (word, zone) = (plain(word), plain(&zone));
    if word.chars().eq(zone.chars()) { vec![word] } else { vec![word, zone] }
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
    fn a_name_is_asked_for_and_indexed_in_each_of_its_spellings() {
        assert_eq!(indexed("Müller"), "müller mueller", "without the accent, and as a ticket has it");
        assert_eq!(indexed("Mu\u{308}ller"), "müller mueller", "an accent that is a character of its own");
        assert_eq!(indexed("GRØNDAL-ÅS"), "grondal groendal ås aas grondalås groendalaas");
        assert_eq!(indexed("Weiß"), "weiss", "as everybody writes it");
        assert_eq!(asked("MUELLER"), Some("\"mueller\"*".into()));
        assert_eq!(asked("Müller"), Some("(\"müller\"* OR \"mueller\"*)".into()));
        assert_eq!(asked("KUO-HUA"), Some("((\"kuo\"* AND \"hua\"*) OR \"kuohua\"*)".into()));
        assert_eq!(asked("o\u{2019}n"), Some("((\"o\"* AND \"n\"*) OR \"on\"*)".into()));
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
