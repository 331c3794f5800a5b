//! Names, in whatever letters.

use declaration::tidy::Cleaned;
use rulebook::Level;
use serde_json::json;

use super::{all, kept, said};
use crate::small::{bundled, today};

#[test]
fn a_name_in_latin_letters_is_as_it_is_printed() {
    all(
        "/about/surname",
        &[
            ("ＣＨＥＮ", "CHEN"),
            (" Chen ", "Chen"),
            ("DE  LA\tCRUZ", "DE LA CRUZ"),
            ("CHEN,", "CHEN"),
            ("O`BRIEN", "O'BRIEN"),
            ("O\u{b4}Brien", "O'Brien"),
            ("Smith–Jones", "Smith-Jones"),
            ("\u{202a}CHEN\u{202c}", "CHEN"),
            ("LI<NA", "LI NA"),
            ("Nguyễn", "Nguyễn"),
            ("e\u{301}", "e\u{301}"),
            ("Mr. Smith", "Smith"),
            ("Dr. Hans", "Hans"),
            ("SMITH MS", "SMITH"),
            ("Miss", "Miss"),
            ("陈 CHEN", "CHEN"),
            ("ABUDUREHEMAN·MAIMAITI", "ABUDUREHEMAN MAIMAITI"),
            ("陈", "陈"),
            ("محمد 𠮷野 e", "محمد 𠮷野 e"),
        ],
    );
    all("/about/given_names", &[("Yutong Ms", "Yutong"), ("YU TONG MR.", "YU TONG")]);
    for fits in [
        "'Aumua",
        "ʻOkina",
        "Kalākaua-Nuʻuanu",
        "RAJU S/O MANI",
        "O’Neill",
        "D'Angelo",
        "St. John",
        "Łukasiewicz",
    ] {
        assert_eq!(kept("/about/surname", fits).0, fits, "{fits} is left alone");
        assert_eq!(said("/about/surname", fits), [], "{fits} is a name");
    }
}

#[test]
fn a_name_in_chinese_characters_has_no_blanks_and_one_kind_of_point() {
    let pairs = [
        ("王小明 ", "王小明"),
        ("王 小 明", "王小明"),
        ("王　小明", "王小明"),
        ("阿卜杜•热合曼", "阿卜杜·热合曼"),
        ("阿卜杜・热合曼", "阿卜杜·热合曼"),
        ("阿卜杜‧热合曼", "阿卜杜·热合曼"),
        ("阿卜杜．热合曼", "阿卜杜·热合曼"),
        ("阿卜杜.热合曼", "阿卜杜·热合曼"),
        ("阿卜杜。热合曼", "阿卜杜·热合曼"),
        ("阿卜杜｡热合曼", "阿卜杜·热合曼"),
        ("王小明。", "王小明"),
        ("阿卜杜 · 热合曼", "阿卜杜·热合曼"),
        ("阿卜杜·热合曼", "阿卜杜·热合曼"),
        ("𠮷野", "𠮷野"),
        ("王\u{200b}小明", "王小明"),
        ("⽅⼩明", "方小明"),
        ("王𬱖", "王𬱖"),
    ];
    for pointer in
        ["/about/han_name", "/contact/guarantor/name", "/companions/0/name", "/filling/helper_name"]
    {
        all(pointer, &pairs);
    }
    all("/companions/0/name", &[("Gal·la Puig", "Gal·la Puig")]);
    assert_eq!(kept("/about/han_name", "王 小明").1, Some(Cleaned::Blanks), "blanks go visibly");
    assert_eq!(kept("/about/han_name", "王小明 ").1, None, "one at the end is nobody's concern");
    assert_eq!(kept("/about/han_name", "王\u{200f}小明").1, Some(Cleaned::Invisible));
    for fits in ["𠮷野", "王𬱖", "阿卜杜 · 热合曼"] {
        assert_eq!(said("/about/han_name", fits), [], "{fits} is a name");
    }
}

#[test]
fn a_persons_name_may_be_in_any_letters() {
    all(
        "/contact/guarantor/name",
        &[
            ("Ｃｈｅｎ Ｗｅｉ", "Chen Wei"),
            ("  Chen   Wei ", "Chen Wei"),
            ("محمد\u{200c}رضا", "محمد\u{200c}رضا"),
            ("Иван Петров", "Иван Петров"),
            ("陈伟 David", "陈伟 David"),
        ],
    );
}

#[test]
fn what_somebody_is_to_the_writer_is_no_name() {
    for pointer in ["/contact/guarantor/name", "/companions/0/name", "/filling/helper_name", "/minor/met_by"]
    {
        all(pointer, &[("老婆 钱美华", "钱美华"), ("妈妈林秀英", "林秀英"), ("老婆", "老婆")]);
    }
    assert_eq!(kept("/companions/0/name", "妈妈林秀英").1, Some(Cleaned::Kin), "and that it went is said");
    let form = bundled();
    let mut answers = form.blank();
    form.set(&mut answers, "/about/surname", json!("CHEN")).unwrap();
    for typed in ["none", "Mrs", "test"] {
        form.set(&mut answers, "/about/given_names", json!(typed)).unwrap();
        let rules: Vec<_> = form.evaluate(&answers, today()).findings.into_iter().map(|it| it.rule).collect();
        assert!(rules.contains(&"name-may-be-none".to_owned()), "{typed} is asked about: {rules:?}");
    }
    for typed in ["none", "N/A", "me", "本人", "妈妈", "my wife", "Mother"] {
        assert_eq!(
            said("/contact/guarantor/name", typed),
            [("names-nobody".to_owned(), Level::Blocking)],
            "{typed}: there is nobody of that name to call"
        );
    }
    for typed in ["陈国华", "Mama Keita", "\"Sultan\" Restaurant", "Hotel Nr 12", "瑞安市第24中学"] {
        assert_eq!(said("/contact/guarantor/name", typed), [], "{typed} is somebody");
    }
    assert_eq!(
        said("/contact/guarantor/name", "孙刚13957112233"),
        [("names-nobody".to_owned(), Level::Blocking)],
        "a telephone number has a question of its own"
    );
}

#[test]
fn an_accounts_name_is_of_plain_width() {
    all("/contact/wechat", &[("ｃｈｅｎ_２０２０", "chen_2020"), (" Chen_2020 ", "Chen_2020")]);
}

#[test]
fn a_letter_that_only_looks_latin_is_named_with_its_place() {
    for (pointer, typed, place) in [
        ("/about/surname", "СНEN", 1.0),
        ("/document/number", "E1234567Ｏ\u{41e}", 10.0),
        ("/legs/0/flight", "МU5101", 1.0),
        ("/contact/email", "сhen@example.org", 1.0),
    ] {
        let form = bundled();
        let mut answers = form.blank();
        form.set(&mut answers, pointer, json!(typed)).unwrap();
        let findings = form.evaluate(&answers, today()).findings;
        let found =
            findings.iter().find(|finding| finding.pointers[0] == pointer && finding.rule != "required");
        if pointer == "/contact/email" {
            assert!(found.is_none(), "addresses may be in any letters");
            continue;
        }
        let found = found.unwrap();
        assert_eq!(found.rule, "looks-like-another", "{typed}: it cannot be seen, so it is named");
        assert_eq!(found.arguments["place"], declaration::Argument::Number(place), "{typed}");
    }
}

#[test]
fn a_name_as_tickets_have_it_goes_to_its_two_places() {
    let parted = |surname: &str, given: &str| {
        let form = bundled();
        let mut answers = form.blank();
        form.set(&mut answers, "/about/surname", json!(surname)).unwrap();
        form.set(&mut answers, "/about/given_names", json!(given)).unwrap();
        form.part_names(&mut answers, "/about/surname").unwrap();
        let at = |pointer: &str| answers.pointer(pointer).and_then(|it| it.as_str()).unwrap_or("").to_owned();
        (at("/about/surname"), at("/about/given_names"))
    };
    for ticket in ["WANG/SIQI MS", "WANG/SIQI", "wang/siqi ms", "WANG / SIQI MRS."] {
        let (surname, given) = parted(ticket, "");
        if ticket == "wang/siqi ms" {
            assert_eq!(
                (&*surname, &*given),
                ("wang/siqi", ""),
                "small letters are no ticket's: it is asked about"
            );
        } else {
            assert_eq!((&*surname, &*given), ("WANG", "SIQI"), "{ticket}: without the title");
        }
    }
    assert_eq!(parted("DE LA CRUZ/MARIA ANA MS", ""), ("DE LA CRUZ".into(), "MARIA ANA".into()));
    for name in ["RAJU S/O MANI", "LEE A/L MUTHU", "CHEN/", "/CHEN", "A/B/C"] {
        assert_eq!(parted(name, "").0, name, "{name} is a name, or nothing that could be parted");
    }
    assert_eq!(parted("WANG/SIQI", "SIQI").0, "WANG/SIQI", "what was typed beside it is not overwritten");
}
