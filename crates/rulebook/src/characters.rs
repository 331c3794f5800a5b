//! Characters that look like others, or like nothing: what a keyboard, a web page or a sheet leaves in what is pasted.

/// The usual form of a full-width character of a Chinese or Japanese keyboard.
pub fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Emoji, signs that stand for a thing, and what chooses their look: sent along with a text, and no part of a name or a number.
pub fn is_picture(character: char) -> bool {
    matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}')
}

/// Whether nothing is seen where it stands: marks of direction, of breaking and of nothing, and control characters
/// that do not part words.
pub fn is_invisible(character: char) -> bool {
    match character {
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' => true,
        other if shapes(other) => true,
        other => other.is_control() && !other.is_whitespace(),
    }
}

/// Whether it joins or parts letters, or chooses the shape of the character before it, without being seen itself.
pub fn shapes(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether it is a letter of the Latin alphabet, with or without marks.
pub fn is_latin(character: char) -> bool {
    character.is_ascii_alphabetic()
        || matches!(character, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}')
            && character.is_alphabetic()
}

/// The plain digit that a digit of another script stands for; anything else stays.
pub fn plain_digit(character: char) -> char {
    let zero = match character {
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{e50}'..='\u{e59}' => '\u{e50}',
        _ => return character,
    };
    char::from_digit(u32::from(character) - u32::from(zero), 10).unwrap_or(character)
}

/// The plain letter or digit of a number that is printed in capitals, such as a flight's or a passport's.
pub fn upright(character: char) -> char {
    plain_digit(narrow(character)).to_ascii_uppercase()
}

/// Whether it is drawn as a short line, as between the digits of a telephone number.
pub fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{30fc}'
                | '\u{2500}'
    )
}

/// The Latin letter that a Cyrillic or Greek one looks like: what is wrong with `СНЕN` cannot be seen.
pub fn latin_twin(character: char) -> Option<char> {
    let at = TWINS.0.chars().position(|twin| twin == character)?;
    TWINS.1.chars().nth(at)
}

const TWINS: (&str, &str) = (
    "АВЕЅЗІЈКМНОРСТУХҮԌԛԝаеѕіјорсухһԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινυ",
    "ABES3IJKMHOPCTYXYGqwaesijopcyxhdABEZHIKMNOPTYXoivu",
);

/// Whether it is a Han character, of whatever plane.
pub fn is_han(character: char) -> bool {
    matches!(
        character,
        '\u{2e80}'..='\u{2fd5}'
            | '\u{3005}'
            | '\u{3007}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}
