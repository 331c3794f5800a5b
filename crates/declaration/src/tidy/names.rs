//! Names of people.

use rulebook::characters::{is_dash, is_han, is_latin, narrow};

/// Points that people type between the parts of a name in Chinese characters; the one that is printed is `·`.
const POINTS: [char; 14] = [
    '\u{2022}', '\u{2027}', '\u{2219}', '\u{22c5}', '\u{30fb}', '\u{ff65}', '\u{ff0e}', '\u{387}',
    '\u{16eb}', '\u{2e31}', '\u{2e33}', '\u{3002}', '\u{ff61}', '.',
];

/// A name in any letters. Between Chinese characters it has no blanks, and one kind of point between its parts.
pub(super) fn person(line: &str) -> String {
    if !line.chars().any(is_han) {
        return latin(line);
    }
    let typed: Vec<char> = line.chars().map(unified).collect();
    let mut name = String::with_capacity(line.len());
    for (at, &character) in typed.iter().enumerate() {
        let before = name.chars().last();
        // Blanks are single by now.
        let after = typed.get(at + 1).copied();
        let parts_of_han = |one: Option<char>| one.is_some_and(|one| is_han(one) || is_point(one));
        match character {
            ' ' if parts_of_han(before) && parts_of_han(after) => {}
            point if is_point(point) && before.is_some_and(|one| is_han(one) || one == ' ') => {
                if name.ends_with(' ') {
                    name.pop();
                }
                name.push('·');
            }
            other => name.push(narrow(other)),
        }
    }
    name.trim_end_matches('·').to_owned()
}

/// A name as it is printed in Latin letters: plain width, straight strokes, no comma or filler around it.
pub(super) fn latin(line: &str) -> String {
    let plain: String = without_points(line)
        .chars()
        .map(|character| match narrow(character) {
            '<' => ' ',
            '`' | '\u{b4}' => '\'',
            dash if is_dash(dash) && dash != '\u{30fc}' => '-',
            other => other,
        })
        .collect();
    let line = super::one_line(plain.trim_matches([',', ' ', '，']));
    without_titles(&without_han(&line))
}

/// Between parts in Chinese characters a point is printed, in Latin letters a blank is. Catalan writes one within a name: `Gal·la`.
fn without_points(line: &str) -> String {
    let is_l = |one: Option<char>| one.is_some_and(|one| matches!(one, 'l' | 'L'));
    let typed: Vec<char> = line.chars().collect();
    let at = |at: Option<usize>| at.and_then(|at| typed.get(at)).copied();
    let plain = typed.iter().enumerate().map(|(here, one)| {
        let within = is_l(at(here.checked_sub(1))) && is_l(at(here.checked_add(1)));
        if is_point(*one) && *one != '.' && *one != '\u{ff0e}' && !within { ' ' } else { *one }
    });
    plain.collect()
}

/// What is printed in Latin letters, where the name in Chinese characters was typed beside it: that has a question of its own.
fn without_han(line: &str) -> String {
    let plain = line.chars().map(|c| if is_han(c) { ' ' } else { c }).collect::<String>();
    // A text of several scripts is no name with its Chinese form beside it: nothing of it is lost.
    let mut letters = plain.chars().filter(|c| c.is_alphabetic()).peekable();
    if letters.peek().is_some() && letters.all(is_latin) { super::one_line(&plain) } else { line.to_owned() }
}

/// A name without the titles that stand before or behind it, as airlines write them. What is nothing but a title may be a name.
fn without_titles(line: &str) -> String {
    let is_title =
        |word: &str| FORMS_OF_ADDRESS.contains(&word.trim_end_matches('.').to_uppercase().as_str());
    let words: Vec<&str> = line.split(' ').collect();
    let first = words.iter().position(|word| !is_title(word));
    let last = words.iter().rposition(|word| !is_title(word));
    match first.zip(last) {
        Some((first, last)) => words[first..=last].join(" "),
        None => line.to_owned(),
    }
}

/// Titles that are nobody's name.
const FORMS_OF_ADDRESS: [&str; 7] = ["MR", "MRS", "MS", "MISS", "MSTR", "DR", "PROF"];

/// What tickets write behind a child's name besides; elsewhere it may be one.
const OF_CHILDREN: [&str; 3] = ["MASTER", "CHD", "INF"];

/// Surname and given names out of a name as tickets have it, `WANG/SIQI MS`: two names with one stroke between them, in capitals, each of
/// two letters at least (`S/O` is part of a name).
pub(crate) fn on_ticket(text: &str) -> Option<(String, String)> {
    let (surname, given) = text.split_once('/')?;
    let given: Vec<&str> = given.split(' ').filter(|word| !word.is_empty()).collect();
    let is_title = |word: &str| FORMS_OF_ADDRESS.contains(&word) || OF_CHILDREN.contains(&word);
    let names = match given.split_last() {
        Some((title, names)) if !names.is_empty() && is_title(title.trim_end_matches('.')) => names,
        _ => &given,
    };
    let (surname, given) = (surname.trim(), names.join(" "));
    let is_name = |name: &str| {
        name.chars().filter(|c| c.is_alphabetic()).count() >= 2
            && name.rsplit([' ', '-', '\'']).next().is_some_and(|word| word.chars().count() >= 2)
            && name.chars().all(|c| is_latin(c) && !c.is_lowercase() || matches!(c, ' ' | '-' | '\'' | '’'))
    };
    (is_name(surname) && is_name(&given)).then(|| (surname.to_owned(), given))
}

fn is_point(character: char) -> bool {
    character == '·' || POINTS.contains(&character)
}

/// The character that a radical stands for: a page that was copied from often has `⽅` (a radical) where `方` is meant.
fn unified(character: char) -> char {
    match character {
        '\u{2f00}'..='\u{2fd5}' => {
            RADICALS.chars().nth((u32::from(character) - 0x2f00) as usize).unwrap_or(character)
        }
        other => other,
    }
}

/// The characters of the 214 radicals from U+2F00 on, in their order.
const RADICALS: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴\
    廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿\
    目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵\
    邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
