//! Whatever stands in a file or in a cell: an answer, a finding or a refusal, and never a panic.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use members::export::Table;
use members::reading::read;
use members::{Decisions, Lists, Mapping, Sheet, preview};
use proptest::prelude::*;
use rulebook::Edition;
use testkit::member_lists::{ListShape, members};

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(|| Edition::bundled().unwrap());
static LISTS: LazyLock<Arc<Lists>> = LazyLock::new(|| Arc::new(Lists::of(&EDITION)));
static FILES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let people: Vec<_> = members(3, today()).take(3).collect();
    ListShape::ALL.into_iter().map(|shape| shape.file(&people)).collect()
});
const HEADERS: [&str; 30] = [
    "姓名",
    "护照姓名",
    "姓",
    "名",
    "性别",
    "出生日期",
    "国籍",
    "人员类别",
    "证件类型",
    "护照号",
    "有效期",
    "身份证号",
    "手机",
    "国内电话",
    "微信",
    "邮箱",
    "居住国",
    "城市",
    "回国日期",
    "航班号",
    "出发地",
    "中转地",
    "抵达日期",
    "入境口岸",
    "座位",
    "目的地",
    "国内住址",
    "国内联系人",
    "关系",
    "联系人电话",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

/// What comes close to something, and anything at all.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,30}",
        "[0-9]{1,4}[/.年\\-][0-9]{1,2}[/.月\\-]?[0-9]{0,4}日?",
        "[A-Za-z]{0,3}[ \\-]?[0-9]{1,18}[A-Z]?",
        "[+0]{0,2}[0-9 \\-/]{5,20}",
        "[0-9][.,][0-9]{1,5}[Ee][+\\-]?[0-9]{1,3}",
        "(浙江省?)?(丽水|温州)?市?(青田|瑞安)?[县市]?\\PC{0,8}",
        "[陈林、/,，;\\n •·A-Z]{1,20}",
        "[A-Z]{3}[-–][A-Z]{3}[ /→]?[A-Z0-9]{2} ?[0-9]{0,5}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_cells_under_any_header_give_a_preview(rows in proptest::collection::vec(proptest::collection::vec(cell(), 30), 1..6)) {
        let mut table: Table = vec![HEADERS.map(str::to_owned).to_vec()];
        table.extend(rows);
        let sheet = Arc::new(Sheet::from(&table));
        let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
        let seen = preview((&EDITION, &LISTS), (&sheet, &mapping), &Decisions::default(), [], today());
        for line in &seen.lines {
            prop_assert!(!line.ready || !line.member.is_blocked(), "nothing that is wrong is ready");
        }
    }

    #[test]
    fn any_change_of_a_file_is_read_or_refused(file in 0..8_usize, changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>(), cuts in any::<bool>()) {
        let mut bytes = FILES[file].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        for sheet in read(&bytes, None).map_or_else(|_| Vec::new(), |book| book.sheets).into_iter().map(Arc::new) {
            let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
            let _ = preview((&EDITION, &LISTS), (&sheet, &mapping), &Decisions::default(), [], today());
        }
    }
}
