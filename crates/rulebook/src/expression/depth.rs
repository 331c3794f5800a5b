//! How deep a source nests, counted before a parser sees it.

/// Open brackets, conditionals and signs in a row, at their most; what stands in quotes is text.
pub(super) fn depth(source: &str) -> u32 {
    let (mut deepest, mut open, mut signs) = (0_u32, 0_u32, 0_u32);
    let mut characters = source.chars();
    while let Some(character) = characters.next() {
        match character {
            '(' | '[' | '{' | '?' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            '"' | '\'' => {
                while let Some(inside) = characters.next() {
                    if inside == character {
                        break;
                    }
                    if inside == '\\' {
                        characters.next();
                    }
                }
            }
            _ => {}
        }
        match character {
            '!' | '-' => signs += 1,
            ' ' | '\t' | '\n' | '\r' => {}
            _ => signs = 0,
        }
        deepest = deepest.max(open + signs);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn nesting_is_counted_outside_quotes() {
        for (source, expected) in [
            ("a", 0),
            ("(a)", 1),
            ("f(g(x), [1])", 2),
            ("!!!a", 3),
            ("- - 1", 2),
            ("a ? b : c ? d : e", 2),
            ("'((((' + \"[[[\"", 0),
            ("'it\\'s ((' == x", 0),
            ("(a) && (b)", 1),
        ] {
            assert_eq!(depth(source), expected, "{source}");
        }
    }
}
