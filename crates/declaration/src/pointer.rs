//! JSON Pointers into answers.

/// The field's pointer of a concrete one: `/legs/0/from` gives `/legs/*/from`. Property names never are numbers.
pub fn general(pointer: &str) -> String {
    let mut general = String::with_capacity(pointer.len());
    for part in pointer.split('/').skip(1) {
        general.push('/');
        general.push_str(if is_position(part) { "*" } else { part });
    }
    general
}

/// The concrete pointer of a field inside one item: `/legs/*/from` and 2 give `/legs/2/from`.
pub fn at_item(field: &str, index: usize) -> String {
    let mut pointer = String::with_capacity(field.len() + 2);
    write_at_item(&mut pointer, field, index);
    pointer
}

/// The same into a buffer, whose text it replaces: it is done for every question of every item.
pub(crate) fn write_at_item(buffer: &mut String, field: &str, index: usize) {
    buffer.clear();
    let Some((list, member)) = field.split_once('*') else { return buffer.push_str(field) };
    buffer.push_str(list);
    match u8::try_from(index) {
        Ok(digit @ 0..=9) => buffer.push(char::from(b'0' + digit)),
        _ => buffer.push_str(&index.to_string()),
    }
    buffer.push_str(member);
}

/// Place of the item that a concrete pointer leads into: `/legs/2/from` and `/legs/2` give 2.
pub fn item_index(pointer: &str) -> Option<usize> {
    pointer.split('/').skip(1).find(|part| is_position(part))?.parse().ok()
}

pub(crate) fn is_position(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concrete_pointer_and_its_field_lead_to_each_other() {
        assert_eq!(general("/legs/12/from"), "/legs/*/from", "positions become stars");
        assert_eq!(general("/contact/email"), "/contact/email", "names stay");
        assert_eq!(general(""), "", "the whole document stays");
        assert_eq!(at_item("/legs/*/from", 12), "/legs/12/from", "and back");
        assert_eq!(item_index("/legs/12/from"), Some(12), "the item it leads into");
        assert_eq!(item_index("/contact/email"), None, "no item on the way");
        assert_eq!(item_index("/legs/99999999999999999999999"), None, "no such place in any list");
    }
}
