//! Whether a text names a person at all. Who is asked for a name writes what that person is to them, `me`, or `none`: whoever reads it at a
//! port or in a county has nobody to ask for.

/// Digits that are no part of a name: a telephone number was typed along.
const DIGITS_OF_A_NUMBER: usize = 7;

/// Before a word of kin: `my wife`, `我妈妈`.
const MINE: [&str; 6] = ["my ", "the ", "我的", "他的", "她的", "我"];

/// Words for nothing and for oneself, in small letters. Neither `Na` nor `Nil`, which are names.
const NOBODY: [&str; 57] = [
    "none",
    "n/a",
    "n.a",
    "no",
    "no one",
    "nobody",
    "noone",
    "not applicable",
    "unknown",
    "not known",
    "tbd",
    "test",
    "me",
    "myself",
    "self",
    "i",
    "same",
    "the same",
    "same as above",
    "see above",
    "as above",
    "yes",
    "ok",
    "xx",
    "xxx",
    "xxxx",
    "ninguno",
    "nadie",
    "nessuno",
    "nenhum",
    "personne",
    "niemand",
    "keine",
    "нет",
    "никого",
    "无",
    "無",
    "没有",
    "沒有",
    "暂无",
    "不知道",
    "不清楚",
    "未知",
    "待定",
    "本人",
    "我",
    "我本人",
    "自己",
    "我自己",
    "本人自己",
    "同上",
    "同本人",
    "是",
    "测试",
    "某某",
    "某某某",
    "略",
];

/// Words for kin and company that are nobody's name, in small letters. Neither `Mama` nor `Papa` nor `Mann`, which are names.
const KIN: [&str; 85] = [
    "mother",
    "mum",
    "mom",
    "mommy",
    "mummy",
    "father",
    "dad",
    "daddy",
    "parent",
    "parents",
    "wife",
    "husband",
    "spouse",
    "brother",
    "sister",
    "son",
    "daughter",
    "child",
    "children",
    "family",
    "friend",
    "a friend",
    "uncle",
    "aunt",
    "grandmother",
    "grandma",
    "grandfather",
    "grandpa",
    "grandparents",
    "cousin",
    "boss",
    "colleague",
    "classmate",
    "neighbour",
    "neighbor",
    "relative",
    "madre",
    "padre",
    "moglie",
    "marito",
    "esposa",
    "esposo",
    "mutter",
    "vater",
    "妈妈",
    "妈",
    "爸爸",
    "爸",
    "母亲",
    "父亲",
    "父母",
    "老婆",
    "老公",
    "妻子",
    "丈夫",
    "爱人",
    "太太",
    "儿子",
    "女儿",
    "孩子",
    "爷爷",
    "奶奶",
    "外公",
    "外婆",
    "哥哥",
    "姐姐",
    "弟弟",
    "妹妹",
    "叔叔",
    "阿姨",
    "舅舅",
    "舅妈",
    "姑姑",
    "姨妈",
    "岳父",
    "岳母",
    "朋友",
    "同学",
    "同事",
    "亲戚",
    "家人",
    "家属",
    "老板",
    "邻居",
    "导师",
];

/// Whether a text may be a person's name, or that of whoever stands for one: it says neither nobody nor only what they are to the writer,
/// and holds no telephone number.
pub fn may_be_named(text: &str) -> bool {
    let word = text.trim_matches(|c: char| c.is_whitespace() || ".。!！?？-—/".contains(c)).to_lowercase();
    let whose = MINE.iter().find_map(|mine| word.strip_prefix(mine)).unwrap_or(&word);
    let longest = text.split(|c: char| !c.is_numeric() && c != ' ').map(count_digits).max().unwrap_or(0);
    !word.is_empty()
        && !NOBODY.contains(&&*word)
        && !KIN.contains(&&*word)
        && !KIN.contains(&whose)
        && longest < DIGITS_OF_A_NUMBER
}

fn count_digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_only_what_they_are_to_the_writer_is_nobody_to_a_stranger() {
        for text in [
            "none",
            "N/A",
            "n.a.",
            "Me",
            "myself",
            "本人",
            "我自己",
            "妈妈",
            "我妈",
            "我的老婆",
            "my wife",
            "Mother",
            "同上",
            "--",
            "孙刚13957112233",
            "Li Wei +86 139 5711 2233",
            "XXX",
            "无",
            "нет",
        ] {
            assert!(!may_be_named(text), "{text} names nobody");
        }
        for text in [
            "陈国华",
            "Na",
            "Nil",
            "Null",
            "Mama Keita",
            "Papa Diop",
            "My Linh",
            "My",
            "Frau Mann",
            "I Wayan",
            "瑞安市第24中学",
            "老婆饼店",
            "3M",
            "Hotel Nr 12, 2. Stock",
            "Rossi & Figli 1956",
            "我国",
            "Нина",
        ] {
            assert!(may_be_named(text), "{text} may be somebody");
        }
    }
}
