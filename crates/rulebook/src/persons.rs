//! Whether a text names a person at all. Who is asked for a name writes what that person is to them, `me`, or `none`: whoever reads it at a
//! port or in a county has nobody to ask for.

/// Digits that are no part of a name: a telephone number was typed along.
const DIGITS_OF_A_NUMBER: usize = 7;
/// As many in groups with blanks between them are a telephone number; fewer may be a year and a room.
const DIGITS_OF_A_WHOLE_NUMBER: usize = 10;

/// Before a word of kin: `my wife`, `我妈妈`.
const MINE: [&str; 6] = ["my ", "the ", "我的", "他的", "她的", "我"];

/// Words for nothing and for oneself, in small letters. Those that somebody is called (`Na`, `Nil`, `No`, `Ok`, `Yes`) are not among them.
const NOBODY: &[&str] = &[
    "none",
    "n/a",
    "n.a",
    "no one",
    "nobody",
    "noone",
    "not applicable",
    "unknown",
    "not known",
    "tbd",
    "me",
    "myself",
    "the same",
    "same as above",
    "see above",
    "as above",
    "hotel",
    "the hotel",
    "airbnb",
    "company",
    "agency",
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

/// Words for kin and company in Chinese characters, which are nobody's name.
pub const KIN: &[&str] = &[
    "妈妈",
    "爸爸",
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
    "姑妈",
    "姨妈",
    "岳父大人",
    "岳母大人",
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
    "婆婆",
    "公公",
    "孙子",
    "孙女",
    "外孙女",
    "外孙",
    "女婿",
    "儿媳妇",
    "儿媳",
    "媳妇",
    "侄子",
    "侄女",
    "外甥女",
    "外甥",
    "表哥",
    "表姐",
    "表弟",
    "表妹",
    "堂哥",
    "堂姐",
    "堂弟",
    "堂妹",
    "伯伯",
    "大伯",
    "伯母",
    "姑父",
    "姨父",
    "嫂子",
    "姐夫",
    "妹夫",
    "姥姥",
    "姥爷",
    "室友",
    "房东",
    "小孩",
    "宝宝",
    "婴儿",
    "新生儿",
    "未取名",
];

/// Surnames of most people in China.
pub const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟\
    汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文蓝施洪严祝颜柳包季叶柯麻项章倪骆卓池应厉诸留纪瞿单柴娄鲍钮虞";

/// The same in other languages, in small letters. Neither `Mama` nor `Papa`, `Mann` nor `Son`, `Child` nor `Cousin`, which are names.
const KIN_IN_LATIN: &[&str] = &[
    "mother",
    "mum",
    "mommy",
    "mummy",
    "father",
    "daddy",
    "parents",
    "wife",
    "husband",
    "spouse",
    "baby",
    "newborn",
    "brother",
    "sister",
    "daughter",
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
    "colleague",
    "classmate",
    "neighbour",
    "neighbor",
    "relative",
    "grandson",
    "granddaughter",
    "grandchild",
    "stepmother",
    "stepfather",
    "girlfriend",
    "boyfriend",
    "fiance",
    "fiancé",
    "fiancée",
    "roommate",
    "flatmate",
    "landlord",
    "landlady",
    "niece",
    "nephew",
    "mother-in-law",
    "father-in-law",
    "sister-in-law",
    "brother-in-law",
    "daughter-in-law",
    "son-in-law",
    "madre",
    "padre",
    "moglie",
    "marito",
    "esposa",
    "esposo",
    "mutter",
    "vater",
];

/// Whether a text may be a person's name, or that of whoever stands for one: it says neither nobody nor only what they are to the writer,
/// and holds no telephone number.
pub fn may_be_named(text: &str) -> bool {
    let word = text.trim_matches(|c: char| c.is_whitespace() || ".。!！?？-—/".contains(c)).to_lowercase();
    !word.is_empty()
        && !NOBODY.contains(&&*word)
        && !is_kin(&word)
        && !is_kin_of_somebody(&word)
        && !holds_a_telephone(text)
}

/// Whether a text may be the name of whoever writes it, in Chinese characters: neither nobody, nor a husband or a mother. Some are called
/// 房东 or 孙子 (both begin with a surname): what may be a name is one.
pub fn may_be_ones_own(text: &str) -> bool {
    !NOBODY.contains(&text) && !OF_ONE.contains(&text) && !is_kin_of_somebody(text)
}

/// Whether a text, in small letters, only says what somebody is to the writer: `my wife`, `我妈妈`, `mother in law`.
pub fn is_kin(word: &str) -> bool {
    let whose = MINE.iter().find_map(|mine| word.strip_prefix(mine)).unwrap_or(word);
    let joined = whose.replace(' ', "-");
    [word, whose, &joined]
        .into_iter()
        .any(|word| KIN.contains(&word) || KIN_IN_LATIN.contains(&word) || matches!(word, "妈" | "爸"))
}

/// What one is to one person alone. An aunt, a teacher or a neighbour may be called so behind their own name: `李秀英阿姨`.
const OF_ONE: [&str; 14] = [
    "妈妈", "爸爸", "母亲", "父亲", "父母", "老婆", "老公", "妻子", "丈夫", "爱人", "儿子", "女儿", "岳父",
    "岳母",
];

/// `金晓晓妈妈` is Jin Xiaoxiao's mother: whoever reads it still does not know her name.
fn is_kin_of_somebody(word: &str) -> bool {
    OF_ONE.iter().filter_map(|kin| word.strip_suffix(kin)).any(|named| {
        (2..=4).contains(&named.chars().count())
            && named.chars().all(crate::characters::is_han)
            && named.chars().next().is_some_and(|first| SURNAMES.contains(first))
    })
}

/// Digits as telephones have them, with what people write between. Two numbers side by side (`Hotel 1956 1203`) are none.
fn holds_a_telephone(text: &str) -> bool {
    let between = |c: char| matches!(c, '-' | '.' | '(' | ')' | '+' | ' ' | '/');
    text.split(|c: char| !c.is_numeric() && !between(c)).any(|run| {
        let joined = run.split(' ').map(count_digits).max().unwrap_or(0);
        joined >= DIGITS_OF_A_NUMBER || count_digits(run) >= DIGITS_OF_A_WHOLE_NUMBER
    })
}

fn count_digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ones_own_name_is_nobodys_husband() {
        for text in ["老公", "本人", "何俊杰爸爸"] {
            assert!(!may_be_ones_own(text), "{text} is nobody's own name");
        }
        for text in ["房东", "孙子", "陈国华", "王奶奶"] {
            assert!(may_be_ones_own(text), "{text} may be one");
        }
    }

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
            "my mother-in-law",
            "Mother in law",
            "孙女",
            "金晓晓妈妈",
            "何俊杰爸爸",
            "儿媳妇",
            "岳母大人",
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
            "王奶奶",
            "吕翠花奶奶",
            "李秀英阿姨",
            "张明导师",
            "孙女英",
            "瑞安市老年人之家人",
            "Нина",
        ] {
            assert!(may_be_named(text), "{text} may be somebody");
        }
    }
}
