//! Bringing words to the form they are searched in: small letters, no diacritics, narrow characters, single blanks,
//! simplified characters for traditional and Japanese ones.

use std::sync::LazyLock;

use rulebook::characters::{is_han, is_invisible, is_picture, narrow};

/// Traditional, Japanese and compatibility characters, and what each is searched as: a pair a line, in order of the first.
/// Written by `rulebook/lists/make.py`, as OpenCC has them.
const SIMPLE_FORMS: &str = include_str!("han.txt");

static SIMPLE: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pairs = SIMPLE_FORMS.lines().filter_map(|line| {
        let mut characters = line.chars();
        Some((characters.next()?, characters.next()?))
    });
    pairs.collect()
});

/// Letters of Latin alphabets and what is typed for them.
const LETTERS: [(&str, &str); 37] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặə"),
    ("ae", "æǣǽ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "đðďḋḍḏḑḓ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ħĥȟḣḥḧḩḫẖ"),
    ("i", "ıìíîïĩīĭįǐȉȋḭḯỉị"),
    ("j", "ĵǰ"),
    ("k", "ķǩḱḳḵ"),
    ("l", "łĺļľḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ŋñńņňǹṅṇṉṋ"),
    ("o", "øǿòóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšșṡṣṥṧṩ"),
    ("ss", "ß"),
    ("t", "ŧţťțṫṭṯṱẗ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
    // Combining marks and what is left out when typing.
    ("", "'’‘ʻʼ`´·"),
    // What parts words.
    (" ", "-‐‑‒–—−/\\|"),
    (" ", ".,;:!?&+*_~"),
    (" ", "()[]{}<>\"“”„«»"),
    (" ", "・、。，；：！？"),
    (" ", "（）【】《》〈〉「」"),
    (" ", "\u{a0}\u{3000}\t\r\n"),
    (" ", "\u{2007}\u{2009}\u{200a}\u{202f}"),
];

/// `text` as it is searched: `Zürich` is `zurich`, `Ｘｉ’ａｎ` is `xian`, `Frankfurt (Main)` is `frankfurt main`, `東京` is `东京`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().map(narrow).flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => folded.push(character),
            '\u{300}'..='\u{36f}' => {}
            unseen if is_invisible(unseen) => {}
            picture if is_picture(picture) => blank(&mut folded),
            han if is_han(han) => folded.push(simple(han)),
            // Letters of other alphabets: none has a Latin one that is typed for it.
            '\u{370}'..='\u{1dff}' | '\u{3041}'..='\u{30fa}' | '\u{ac00}'..='\u{d7a3}'
                if character.is_alphabetic() =>
            {
                folded.push(character);
            }
            other => match LETTERS.iter().find(|(_, letters)| letters.contains(other)) {
                Some((" ", _)) => blank(&mut folded),
                Some((plain, _)) => folded.push_str(plain),
                None if other.is_whitespace() || other.is_control() => blank(&mut folded),
                None => folded.push(other),
            },
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// `text` with the simplified form of each Han character: names of one person, however their document writes them.
pub fn simplified(text: &str) -> String {
    text.chars().map(|c| if is_han(c) { simple(c) } else { c }).collect()
}

/// The simplified form of a Han character; most are their own.
fn simple(han: char) -> char {
    SIMPLE.binary_search_by_key(&han, |(form, _)| *form).map_or(han, |at| SIMPLE[at].1)
}
