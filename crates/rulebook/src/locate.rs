//! Which line of a JSON file a pointer leads to, for the person who has to mend it.

/// The line, from 1, on which the value at `pointer` begins; of the last part of the way that is there, if not all is.
pub(crate) fn line_of(source: &[u8], pointer: &str) -> u32 {
    let mut cursor = Cursor { source, at: 0 };
    cursor.blank();
    let mut found = cursor.at;
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        if cursor.enter(&part).is_none() {
            break;
        }
        found = cursor.at;
    }
    line_at(source, found)
}

/// The line, from 1, of a byte.
pub(crate) fn line_at(source: &[u8], at: usize) -> u32 {
    let breaks = source.iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

struct Cursor<'a> {
    source: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    /// Moves from the start of an object or list to the start of the value of that name or place.
    fn enter(&mut self, part: &str) -> Option<()> {
        match self.source.get(self.at)? {
            b'{' => {
                self.step();
                while *self.source.get(self.at)? == b'"' {
                    let key = self.at;
                    self.skip();
                    let name: String = serde_json::from_slice(self.source.get(key..self.at)?).ok()?;
                    self.blank();
                    self.step();
                    if name == part {
                        return Some(());
                    }
                    self.next();
                }
                None
            }
            b'[' => {
                let place: usize = part.parse().ok()?;
                self.step();
                for _ in 0..place {
                    self.next();
                }
                (*self.source.get(self.at)? != b']').then_some(())
            }
            _ => None,
        }
    }

    /// Over one byte and the blanks behind it.
    fn step(&mut self) {
        self.at += 1;
        self.blank();
    }

    /// Over a value and the comma behind it.
    fn next(&mut self) {
        self.skip();
        self.blank();
        if self.source.get(self.at) == Some(&b',') {
            self.step();
        }
    }

    fn blank(&mut self) {
        while self.source.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    /// Over a whole value.
    fn skip(&mut self) {
        let mut open = 0_u32;
        while let Some(&byte) = self.source.get(self.at) {
            match byte {
                b'"' => self.skip_text(),
                b'{' | b'[' => {
                    open += 1;
                    self.at += 1;
                }
                b'}' | b']' if open == 0 => return,
                b'}' | b']' => {
                    open -= 1;
                    self.at += 1;
                }
                b',' | b':' if open == 0 => return,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if open == 0 {
                return;
            }
        }
    }

    fn skip_text(&mut self) {
        self.at += 1;
        while let Some(&byte) = self.source.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::line_of;

    const SOURCE: &str = "{\n  \"a\": [\n    { \"b\": \"x, ] }\", \"c\\\"d\": 1 },\n    {\n      \"b\": [1, [2], 3]\n    }\n  ],\n  \"z/y\": null\n}\n";

    #[test]
    fn a_pointer_leads_to_the_line_of_its_value() {
        for (pointer, line) in [
            ("", 1),
            ("/a", 2),
            ("/a/0", 3),
            ("/a/0/b", 3),
            ("/a/0/c\"d", 3),
            ("/a/1", 4),
            ("/a/1/b", 5),
            ("/a/1/b/2", 5),
            ("/z~1y", 8),
        ] {
            assert_eq!(line_of(SOURCE.as_bytes(), pointer), line, "{pointer}");
        }
    }

    #[test]
    fn what_is_not_there_is_where_its_owner_is() {
        for (pointer, line) in
            [("/a/1/nothing", 4), ("/a/7", 2), ("/nowhere", 1), ("/z~1y/deeper", 8), ("/a/x", 2)]
        {
            assert_eq!(line_of(SOURCE.as_bytes(), pointer), line, "{pointer}");
        }
        for broken in ["", "{", "[", "{\"a\"", "{\"a\":", "[1,", "\"", "{\"a\\"] {
            assert_eq!(line_of(broken.as_bytes(), "/a/0"), 1, "{broken:?} has one line");
        }
    }
}
