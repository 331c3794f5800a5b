//! What somebody is to the writer, before their name in Chinese characters: `老婆 钱美华`, `妈妈林秀英`.
//!
//! It goes where nothing else can be meant: what follows begins with one of the surnames that most people have, and is as long as a name.
//! `老婆饼店` is a shop.

use rulebook::characters::is_han;
use rulebook::persons::{KIN, SURNAMES, is_kin};

/// Characters of a Chinese name, as most have them.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;

/// The name alone, also where what they are stands behind it in brackets: `Chen Li (wife)`.
pub(super) fn without(name: &str) -> String {
    let name = without_note(name);
    let own = name.strip_prefix('我').unwrap_or(name);
    let own = own.strip_prefix('的').unwrap_or(own);
    let word = KIN.iter().chain(&["爸", "妈"]).find_map(|word| own.strip_prefix(word));
    let rest = word.map(str::trim_start);
    let is_name = |rest: &&str| {
        LENGTHS.contains(&rest.chars().count())
            && rest.chars().all(is_han)
            && rest.chars().next().is_some_and(|first| SURNAMES.contains(first))
    };
    rest.filter(is_name).unwrap_or(name).to_owned()
}

/// A name without brackets at its end that say nothing but what somebody is to the writer.
fn without_note(name: &str) -> &str {
    let open = name.rfind(['(', '（']).filter(|at| *at > 0);
    let Some((before, note)) = open.map(|at| name.split_at(at)) else { return name };
    let said = note.trim_matches(|c: char| "()（）".contains(c) || c.is_whitespace()).to_lowercase();
    if is_kin(&said) { before.trim_end() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kin_goes_before_a_name_and_stays_where_it_may_be_part_of_one() {
        for (typed, name) in [
            ("老婆钱美华", "钱美华"),
            ("妈妈林秀英", "林秀英"),
            ("儿子赵磊", "赵磊"),
            ("女儿蓝小花", "蓝小花"),
            ("老公蓝大海", "蓝大海"),
            ("我妈妈林秀英", "林秀英"),
            ("我的老婆钱美华", "钱美华"),
            ("舅妈林秀英", "林秀英"),
            ("爸林建国", "林建国"),
            ("妈妈", "妈妈"),
            ("孙女金晓晓", "金晓晓"),
            ("Chen Li (wife)", "Chen Li"),
            ("孙桂英 (my mother-in-law)", "孙桂英"),
            ("孙桂英（岳母）", "孙桂英"),
            ("Rossi (Figli)", "Rossi (Figli)"),
            ("(wife)", "(wife)"),
            ("老婆饼店", "老婆饼店"),
            ("孙子涵", "孙子涵"),
            ("同学会", "同学会"),
            ("朋友王芳家的房客李四", "朋友王芳家的房客李四"),
        ] {
            assert_eq!(without(typed), name, "{typed}");
        }
    }
}
