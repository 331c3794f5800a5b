//! What somebody is to the writer, before their name in Chinese characters: `老婆 钱美华`, `妈妈林秀英`.
//!
//! It goes where nothing else can be meant: what follows begins with one of the surnames that most people have, and is as long as a name.
//! `老婆饼店` is a shop.

use rulebook::characters::is_han;
use rulebook::persons::KIN;

/// Surnames of most people in China.
const SURNAMES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟\
    汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文蓝施洪严祝颜柳包季叶柯麻项章倪骆卓池应厉诸留纪瞿单柴娄鲍钮虞";

/// Characters of a Chinese name, as most have them.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=4;

/// The name alone.
pub(super) fn without(name: &str) -> String {
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
            ("老婆饼店", "老婆饼店"),
            ("孙子涵", "孙子涵"),
            ("同学会", "同学会"),
            ("朋友王芳家的房客李四", "朋友王芳家的房客李四"),
        ] {
            assert_eq!(without(typed), name, "{typed}");
        }
    }
}
