//! The eight makes, cell by cell.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::old_workbook::{OldCell, old_workbook};
use super::open_document::{OpenCell, open_document};
use super::{ListMember, ListShape};

pub(super) fn file(shape: ListShape, members: &[ListMember]) -> Vec<u8> {
    match shape {
        ListShape::Workbook => workbook(members).unwrap_or_default(),
        ListShape::ChineseText => encoding_rs::GB18030.encode(&chinese_text(members)).0.into_owned(),
        ListShape::OldWorkbook => old(members),
        ListShape::OpenDocument => open(members),
        ListShape::WideText => {
            let wide = wide_text(members);
            [vec![0xff, 0xfe], wide.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
        }
        ListShape::MarkedText => [b"\xef\xbb\xbf".to_vec(), marked_text(members).into_bytes()].concat(),
        ListShape::RowPerLeg => row_per_leg(members).unwrap_or_default(),
        ListShape::RowPerFamily => row_per_family(members).unwrap_or_default(),
    }
}

fn in_words(sex: &str) -> &'static str {
    if sex == "M" { "男" } else { "女" }
}

fn workbook(members: &[ListMember]) -> Result<Vec<u8>, XlsxError> {
    let headers = [
        "序号",
        "姓名",
        "护照姓名",
        "性别",
        "出生日期",
        "国籍(地区)",
        "人员类别",
        "护照号码",
        "境外电话",
        "居住国",
        "城市",
        "拟回国日期",
        "航班号",
        "出发地",
        "中转地",
        "入境口岸",
        "目的地",
        "国内住址",
        "国内联系人",
        "关系",
        "体温",
        "备注",
    ];
    let mut file = Workbook::new();
    let day = Format::new().set_num_format("yyyy/m/d");
    let sheet = file.add_worksheet();
    sheet.merge_range(0, 0, 0, 21, "意大利浙江商会回国人员名单（2026）", &Format::new())?;
    sheet.write(1, 0, "注：请如实填写，姓名须与护照一致")?;
    for (column, header) in (0..).zip(headers) {
        sheet.write(2, column, header)?;
    }
    for (row, (number, it)) in (3..).zip((1..).zip(members)) {
        sheet.write(row, 0, number)?;
        let name = format!("{}/{}", it.surname, it.given);
        let phone = format!("+39 {} {}", &it.mobile[..3], &it.mobile[3..]);
        let texts = [
            (1, it.han.as_str()),
            (2, &name),
            (3, in_words(it.sex)),
            (5, "中国"),
            (6, "华侨"),
            (7, &it.document),
            (8, &phone),
            (9, "意大利"),
            (10, "普拉托"),
            (12, "AF1131/AF112"),
            (13, "MXP"),
            (14, "CDG"),
            (15, "上海浦东"),
            (16, it.county.0),
            (17, &it.street),
            (18, &it.contact),
            (19, "亲属"),
            (20, "36.5"),
            (21, "无"),
        ];
        for (column, text) in texts {
            sheet.write(row, column, text)?;
        }
        sheet.write_with_format(row, 4, serial(it.born), &day)?;
        sheet.write_with_format(row, 11, serial(it.departs), &day)?;
    }
    let hidden = file.add_worksheet();
    hidden.set_name("旧名单")?.set_hidden(true).write(0, 0, "作废")?;
    file.save_to_buffer()
}

fn chinese_text(members: &[ListMember]) -> String {
    let mut text = String::from("姓名,拼音,性别,出生日期,国籍,护照号,手机,所在国,回国日期,航班,目的地\r\n");
    for it in members {
        let (surname, given) = (capital(it.surname), capital(&it.given));
        text += &format!(
            "{},{surname} {given},{},{},中国,{},0039{},意大利,{},CA968,浙江省{}\r\n",
            it.han,
            in_words(it.sex),
            it.born.format("%Y/%-m/%-d"),
            it.document,
            it.mobile,
            it.departs.format("%Y年%-m月%-d日"),
            it.county.0
        );
    }
    text
}

fn capital(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Days since the end of 1899, as spreadsheets count them.
fn serial(day: NaiveDate) -> f64 {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    i32::try_from((day - start).num_days()).unwrap_or_default().into()
}

fn old(members: &[ListMember]) -> Vec<u8> {
    let headers =
        ["姓名", "英文姓名", "性别", "出生年月", "护照", "联系电话", "国家", "航班号", "抵达日期", "籍贯"];
    let mut rows: Vec<Vec<OldCell>> = vec![headers.map(|it| OldCell::Text(it.to_owned())).to_vec()];
    for it in members {
        let text = |text: &str| OldCell::Text(text.to_owned());
        rows.push(vec![
            text(&it.han),
            OldCell::Text(format!("{}, {}", it.surname, it.given)),
            text(it.sex),
            OldCell::Number(serial(it.born)),
            text(&it.document),
            OldCell::Number(format!("39{}", it.mobile).parse().unwrap_or_default()),
            text("意大利"),
            text("CA 968"),
            OldCell::Number(serial(it.departs.succ_opt().unwrap_or(it.departs))),
            text(it.county.0.trim_end_matches(['县', '市', '区'])),
        ]);
    }
    old_workbook("Sheet1", &rows)
}

fn open(members: &[ListMember]) -> Vec<u8> {
    let headers =
        ["姓名", "拼音", "性别", "出生日期", "国籍", "护照号码", "电话", "航班", "航班日期", "目的地"];
    let mut rows: Vec<Vec<OpenCell>> = vec![headers.map(OpenCell::text).to_vec()];
    for (number, it) in members.iter().enumerate() {
        // Two travel together: their flight is one cell over two rows.
        let pair = number % 2 == 0 && number + 1 < members.len();
        let flight = match (pair, number % 2) {
            (true, _) => OpenCell::over("CA 968", 2),
            (false, 1) => OpenCell::Covered,
            _ => OpenCell::text("CA 968"),
        };
        rows.push(vec![
            OpenCell::text(&it.han),
            OpenCell::text(&format!("{}/{}", it.surname, it.given)),
            OpenCell::text(in_words(it.sex)),
            OpenCell::text(&it.born.format("%-d/%-m/%Y").to_string()),
            OpenCell::text("中国"),
            OpenCell::text(&it.document),
            OpenCell::text(&it.mobile),
            flight,
            OpenCell::text(&it.departs.format("%-d/%-m/%Y").to_string()),
            OpenCell::text(it.county.0),
        ]);
    }
    open_document("名单", &rows)
}

fn wide_text(members: &[ListMember]) -> String {
    let mut text = String::from(
        "Full name\tGender\tDate of birth\tNationality\tPassport No.\tMobile\tCountry of residence\tFlight number\tDeparture date\tDestination\r\n",
    );
    for it in members {
        text += &format!(
            "\"{}, {}\"\t{}\t{}\tChina\t{}\t+39{}\tItaly\tCA968\t{}\t{}\r\n",
            it.surname,
            it.given,
            if it.sex == "M" { "Male" } else { "Female" },
            it.born.format("%-d %b %Y"),
            it.document,
            it.mobile,
            it.departs.format("%b %-d, %Y"),
            it.county.0
        );
    }
    text
}

fn marked_text(members: &[ListMember]) -> String {
    let mut text =
        String::from("姓名;护照拼音;性别;生日;护照号;国外手机;航班号;出发日期;目的地县（市、区）\n");
    for it in members {
        let wide: String = it
            .departs
            .format("%Y.%-m.%-d")
            .to_string()
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c))
            .collect();
        text += &format!(
            "{};{} {};{};{};{};0039-{};CA968;{wide};{}\n",
            it.han,
            it.surname,
            capital(&it.given),
            it.sex,
            it.born.format("%Y%m%d"),
            it.document,
            it.mobile,
            it.county.0
        );
    }
    text
}

fn row_per_leg(members: &[ListMember]) -> Result<Vec<u8>, XlsxError> {
    let headers = [
        "姓名",
        "护照姓名",
        "出生日期",
        "护照号",
        "手机",
        "航班号",
        "出发地",
        "到达机场",
        "起飞日期",
        "目的地",
    ];
    let mut file = Workbook::new();
    let sheet = file.add_worksheet();
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header)?;
    }
    let legs = [("AF1131", "MXP", "CDG", 0), ("AF112", "CDG", "PVG", 1)];
    let both = members.iter().flat_map(|it| legs.iter().map(move |leg| (it, leg)));
    for (row, (it, (flight, from, to, later))) in (1..).zip(both) {
        let departs = it.departs + chrono::Days::new(*later);
        let (name, phone) = (format!("{}/{}", it.surname, it.given), format!("+39{}", it.mobile));
        let (born, departs) = (it.born.to_string(), departs.to_string());
        let cells =
            [it.han.as_str(), &name, &born, &it.document, &phone, flight, from, to, &departs, it.county.0];
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text)?;
        }
    }
    file.save_to_buffer()
}

fn row_per_family(members: &[ListMember]) -> Result<Vec<u8>, XlsxError> {
    let headers = ["姓名", "拼音", "性别", "出生日期", "护照号", "手机", "航班号", "回国日期", "国内住址"];
    let mut file = Workbook::new();
    let sheet = file.add_worksheet();
    for (column, header) in (0..).zip(headers) {
        sheet.write(0, column, header)?;
    }
    for (row, family) in (1..).zip(members.chunks(3)) {
        let each =
            |said: &dyn Fn(&ListMember) -> String| family.iter().map(said).collect::<Vec<_>>().join("、");
        let Some(first) = family.first() else { continue };
        let cells = [
            each(&|it| it.han.clone()),
            each(&|it| format!("{}/{}", it.surname, it.given)),
            each(&|it| in_words(it.sex).to_owned()),
            each(&|it| it.born.to_string()),
            each(&|it| it.document.clone()),
            format!("+39{}", first.mobile),
            "CA968".to_owned(),
            first.departs.to_string(),
            format!("浙江省{}{}", first.county.0, first.street),
        ];
        for (column, text) in (0..).zip(&cells) {
            sheet.write(row, column, text)?;
        }
    }
    file.save_to_buffer()
}
