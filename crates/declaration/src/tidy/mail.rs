//! Addresses of electronic mail.

use rulebook::characters::narrow;

/// The address alone: plain width, without the brackets, the scheme and the full stop that come with it when it is
/// pasted, and without blanks around its `@` and points.
pub(super) fn address(line: &str) -> String {
    let plain: String = line
        .chars()
        .map(|character| match narrow(character) {
            '。' => '.',
            other => other,
        })
        .collect();
    let inner = plain
        .rsplit_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(plain.as_str(), |(inner, _)| inner);
    let bare = inner.trim().trim_end_matches(['.', ',', ';']);
    let bare = bare.strip_prefix("mailto:").unwrap_or(bare);
    let mut address = String::with_capacity(bare.len());
    let mut characters = bare.chars().peekable();
    while let Some(character) = characters.next() {
        let joins = |one: Option<char>| matches!(one, Some('@' | '.'));
        if character == ' ' && (joins(address.chars().last()) || joins(characters.peek().copied())) {
            continue;
        }
        address.push(character);
    }
    address
}
