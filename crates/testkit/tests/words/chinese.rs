//! What the Chinese texts must say. Travellers are addressed with 你, officers with 您; foreigners have no 家乡 here; people from
//! Hong Kong, Macao and Taiwan were not 国外.

use crate::rule::{At, Rule, never, says};

pub(crate) fn rules() -> Vec<Rule> {
    [places(), people(), health(), symptoms(), plans(), way(), desks(), cards(), rules_and_codes(), voice()]
        .concat()
}

fn places() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["q-about-nationality", "q-about-nationality.missing"]),
            &["国籍（地区）"],
            "国籍",
            "the list holds 中国香港, 中国澳门 and 中国台湾",
        ),
        never(At::Everywhere, &["国外"], "国外手机号", "Hong Kong, Macao and Taiwan are 境外, not 国外")
            .except(&["定居国外的中国公民"]),
        never(
            At::Everywhere,
            &["国内手机", "国内电话", "国内号码"],
            "国内手机号",
            "the pair of words is 境内 and 境外",
        ),
        says(At::Ids(&["q-contact-mobile-abroad"]), &["境外"], "国外手机号", "the desks say 境外"),
        says(
            At::Ids(&["q-contact-mobile-china", "slip-phone"]),
            &["境内"],
            "国内手机号",
            "the desks say 境内",
        ),
        never(
            At::Everywhere,
            &["由中国签发"],
            "通行证由中国签发。请把签发国改为中国",
            "these are no foreign papers",
        ),
        says(
            At::Ids(&["o-document-kind-permit-hm"]),
            &["港澳居民", "来往内地"],
            "港澳台居民来往内地（大陆）通行证",
            "there are two permits",
        )
        .and_never(&["台"]),
        says(
            At::Ids(&["o-document-kind-permit-tw"]),
            &["台湾居民", "来往大陆"],
            "港澳台居民来往内地（大陆）通行证",
            "there are two permits",
        )
        .and_never(&["港澳"]),
        says(
            At::Ids(&["reason-severe-stay", "fact-severe-*"]),
            &["高风险"],
            "重点风险国家或地区",
            "重点风险 is no class: nobody knows whether it is above 较高风险",
        )
        .and_never(&["较高", "重点"]),
        says(
            At::Ids(&["reason-elevated-stay", "reason-elevated-flight", "fact-elevated-*"]),
            &["较高风险"],
            "你到过中高风险国家或地区",
            "one word for the lower class",
        ),
        never(At::Everywhere, &["重点风险"], "重点风险国家或地区", "no dated notice has this class"),
        never(
            At::Everywhere,
            &["申报期"],
            "申报期内在境外停留",
            "申报期 is the time in which one may declare",
        ),
        says(
            At::Ids(&["reason-*-stay"]),
            &["最近 14 天"],
            "申报期内到过",
            "the days are counted, not alluded to",
        ),
        says(
            At::Ids(&["q-entry-port"]),
            &["第一入境点", "口岸"],
            "入境的第一个机场",
            "people also enter by sea and by land",
        )
        .and_never(&["机场"]),
        says(
            At::Ids(&["q-stays-since.hint"]),
            &["14 天", "不用"],
            "住得更久的，填到达那里的日期",
            "no day before the window is asked for",
        ),
    ]
}

fn people() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["o-about-group-overseas-chinese"]),
            &["华侨", "定居国外的中国公民"],
            "旅居国外的华侨",
            "a 华侨 has settled abroad and is a Chinese citizen",
        ),
        never(At::Everywhere, &["旅居国外"], "旅居国外的华侨", "a 华侨 has settled abroad"),
        says(
            At::Ids(&["o-about-group-student"]),
            &["出国留学", "中国学生"],
            "留学生",
            "it is not said who studies where",
        ),
        never(At::Everywhere, &["留学生"], "留学生", "it may be a student from abroad as well")
            .except(&["来浙留学生", "来华留学生"]),
        says(
            At::Ids(&["finding-chinese-not-overseas"]),
            &["华侨指定居国外的中国公民", "外籍华人"],
            "你选了华侨，国籍却是法国",
            "it explains the word and names the right one",
        )
        .and_never(&["你选了", "却"]),
        says(
            At::Ids(&["finding-child-travels-alone"]),
            &["同行成年人", "无成人陪伴", "送机人", "接机人"],
            "未满 14 岁不能独自出行",
            "airlines carry children on their own",
        ),
        never(
            At::Everywhere,
            &["不能独自"],
            "未满 14 岁不能独自出行",
            "airlines carry children on their own",
        ),
        says(
            At::Ids(&["finding-leg-too-long"]),
            &["核对", "24 小时"],
            "没有航班要飞一天以上",
            "there are flights with stops",
        )
        .and_never(&["没有航班"]),
        never(At::Everywhere, &["找到你"], "怎样找到你", "it sounds like a search for somebody"),
        says(At::Ids(&["section-reach"]), &["联系"], "怎样找到你", "it is about being reached"),
        says(
            At::Ids(&["q-consent-truth"]),
            &["隐瞒或虚假填报", "愿承担法律责任"],
            "如有隐瞒，我愿承担法律责任",
            "the words of the customs' own card",
        ),
        says(
            At::Ids(&["q-consent-processing"]),
            &["负责处理", "传到中国境内", "从入境之日", "未满 14 岁"],
            "我同意处理这些信息，只用于疫情防控，不作他用。",
            "who is responsible, that data crosses a border, from when days count, who agrees for a child",
        ),
    ]
}

fn health() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["fact-cluster", "q-exposure-cluster", "reason-exposure"]),
            &["2 人及以上发热或有呼吸道症状"],
            "家里、单位或学校有两人以上患病吗？",
            "question, fact and reason speak of one thing",
        ),
        never(
            At::Everywhere,
            &["两人及以上", "两人以上"],
            "两人及以上患病",
            "2 人及以上, as the notices write",
        ),
        says(
            At::Ids(&["fact-fever-contact", "q-exposure-fever-contact"]),
            &["发热或有呼吸道症状的人"],
            "接触过发热或咳嗽的人吗？",
            "question and fact speak of one thing",
        ),
        never(At::Everywhere, &["发热或咳嗽"], "接触过发热或咳嗽的人吗？", "the notices say 呼吸道症状"),
        says(
            At::Ids(&["page-exposure", "desk-reason-exposure"]),
            &["接触史"],
            "接触情况",
            "the term is 接触史",
        ),
        never(At::Everywhere, &["接触情况"], "接触情况", "the term is 接触史"),
        says(
            At::Naming("退烧药"),
            &["退烧药、感冒药", "止咳药"],
            "你吃过退烧药或感冒药",
            "wherever the medicines are named, all three are",
        ),
    ]
}

fn symptoms() -> Vec<Rule> {
    vec![
        never(
            At::Everywhere,
            &["好转", "已经好了"],
            "更早，好转已超过 72 小时",
            "better is not over: whoever still coughs would choose it, and another colour",
        ),
        says(
            At::Ids(&[
                "o-health-symptoms-when-earlier",
                "reason-past-symptoms",
                "reason-symptoms.by-time",
                "reason-past-symptoms.by-time",
                "finding-symptoms-are-recent",
                "finding-fever-is-now",
                "q-health-symptoms.hint",
            ]),
            &["消失"],
            "此前的症状，已好转",
            "one word for symptoms that are over, in question, finding, fact and reason",
        ),
        says(
            At::Ids(&[
                "section-symptoms",
                "q-health-symptoms",
                "q-health-symptoms.missing",
                "q-health-other-symptom*",
                "q-health-symptoms-when",
            ]),
            &[],
            "身体感觉",
            "the cards of the customs say 症状",
        )
        .and_never(&["情况", "感觉"]),
    ]
}

fn plans() -> Vec<Rule> {
    vec![
        never(
            At::Everywhere,
            &["告诉浙江当地", "浙江当地", "当地已经知道", "当地可以看到", "留在当地"],
            "当地已经知道你的打算",
            "当地 is where the reader is; the county is the one of the destination, and it can read, which is all that is known",
        ),
        says(
            At::Ids(&[
                "home-intend-lead",
                "home-card-intends",
                "review-received-intention",
                "q-plan-help.hint",
            ]),
            &["目的地县（市、区）"],
            "浙江当地的县（市、区）会看到",
            "it is said who reads a plan",
        ),
        says(
            At::Ids(&["page-plan", "home-intend", "home-card-intention", "filling-intention"]),
            &["还没有买票"],
            "还没有机票",
            "people come by ship and by train",
        ),
        says(
            At::Ids(&["mrz-current-column"]),
            &["申报表"],
            "表中现有",
            "the form is called 申报表 everywhere",
        ),
        says(
            At::Ids(&["reason-elevated-flight"]),
            &["被列为"],
            "乘坐的航班列为较高风险",
            "the flight does not list itself",
        ),
    ]
}

fn way() -> Vec<Rule> {
    vec![
        says(At::Ids(&["desk-stage-landed"]), &["已落地"], "已入境", "预先知、登机知、落地知"),
        says(
            At::Ids(&["home-stage-landed", "way-say-landed", "letter-landed"]),
            &["已"],
            "我到了",
            "已落地 for whoever flies, 已入境 for everybody else",
        ),
        says(
            At::Ids(&["home-stage-handed-over", "desk-stage-handed-over", "desk-did-handed-over"]),
            &["已交接"],
            "已移交",
            "one word for one stage, on both sides of the counter; 移交 is a file that goes to another helper",
        ),
        says(
            At::Ids(&["home-stage-received", "desk-stage-received", "desk-did-received"]),
            &["已接到"],
            "已由当地接收",
            "one word for one stage, on both sides of the counter",
        ),
        never(
            At::Everywhere,
            &["家乡", "返乡", "回家", "故乡"],
            "让家乡知道何时何地接你",
            "foreigners travel to Zhejiang as well",
        )
        .except(&["返回"]),
        says(
            At::Ids(&["purpose-reception"]),
            &["目的地县（市、区）"],
            "让家乡知道何时何地接你",
            "foreigners travel to Zhejiang as well",
        ),
        never(At::Everywhere, &["归国", "回国"], "归国人员服务台", "foreigners travel to Zhejiang as well"),
        says(
            At::Ids(&["code-next-orange"]),
            &["可按计划出发", "出示此码"],
            "请先拨打热线，再决定是否去机场",
            "a healthy person from a listed country need not doubt the flight",
        )
        .and_never(&["是否", "热线"]),
        never(
            At::Ids(&[
                "reason-*-stay",
                "reason-severe-stay",
                "reason-elevated-*",
                "reason-risk-flight",
                "code-next-*",
            ]),
            &["是否去机场", "是否出发", "先拨打热线"],
            "请先拨打热线，再决定是否去机场",
            "a healthy person from a listed country need not doubt the flight",
        ),
        says(
            At::Ids(&["o-onward-mode-family"]),
            &["家人或单位接送"],
            "小汽车",
            "it is not the car that matters, but whose it is",
        ),
        says(At::Ids(&["o-onward-mode-group-bus"]), &["统一转运"], "客车", "the term of the working groups"),
    ]
}

fn desks() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["reader-county-contact"]),
            &["目的地县（市、区）联络员"],
            "浙江所在县（市、区）联络员",
            "it is the county one travels to",
        ),
        never(At::Everywhere, &["联络人"], "属地联络人", "one word for this officer: 联络员"),
        says(
            At::Ids(&["role-county-contact", "desk-role-county-contact", "desk-by-county-contact"]),
            &["联络员"],
            "属地联络人",
            "one word for this officer",
        ),
        says(
            At::Ids(&[
                "reader-health-officer",
                "role-health-officer",
                "desk-role-health-officer",
                "*by-health-officer",
            ]),
            &["疾控人员"],
            "评估风险的卫生防疫人员",
            "one word for this officer",
        ),
        never(
            At::Everywhere,
            &["卫生防疫", "卫生人员", "卫生部门"],
            "卫生部门于 3 月 1 日发布",
            "疾控人员 read answers, and the 疫情防控机构 issues rules",
        ),
        says(
            At::Naming("12308"),
            &["外交部全球领事保护与服务应急热线"],
            "外交部 12308 领事保护热线",
            "a hotline has one name",
        ),
        never(
            At::Everywhere,
            &["12345 政务服务热线", "12367 服务热线"],
            "浙江 12345 政务服务热线",
            "they are called 12345 政务服务便民热线 and 国家移民管理机构 12367 服务平台",
        ),
    ]
}

fn cards() -> Vec<Rule> {
    vec![
        never(
            At::Ids(&["desk-card-form-words"]),
            &["不确定"],
            "有“其他”或“不确定”的，可以放心选",
            "no question of the form has 不确定",
        ),
        says(
            At::Ids(&["desk-card-flight-words"]),
            &["重新赋码"],
            "改航班不会影响健康状况的判定",
            "another day of entry moves the days that count",
        ),
        says(
            At::Ids(&["desk-card-medicine-words", "hotline-consular.hours"]),
            &["中国公民"],
            "随时拨打外交部全球领事保护与服务应急热线 12308",
            "the line is for citizens of China: nobody else is sent to it",
        ),
    ]
}

fn rules_and_codes() -> Vec<Rule> {
    vec![
        says(
            At::Ids(&["code-title"]),
            &["健康码（国际版）"],
            "健康码",
            "it is told apart from the domestic one",
        ),
        says(
            At::Ids(&["code-no-quarantine"]),
            &["不代替口岸检疫", "观察", "不是", "浙江健康码"],
            "请在值机和落地时出示。",
            "no code replaces the quarantine at the port, or the domestic code",
        ),
        never(At::Everywhere, &["随手出示"], "随手出示", "it is shown at boarding and on landing"),
        never(At::Everywhere, &["能否登机"], "它们也决定能否登机", "the airline decides that"),
        says(
            At::Naming("钥匙串"),
            &["系统凭据库", "Windows"],
            "钥匙串锁着",
            "钥匙串 is the word of one maker of systems",
        ),
        never(
            At::Everywhere,
            &["填报", "表格"],
            "这份表格没有这一项",
            "the form is 申报表, an edition is 规则",
        )
        .except(&["虚假填报", "填报人", "表格软件", "能读的表格"]),
        says(
            At::Ids(&["edition-lead"]),
            &["疫情防控机构", "申报表"],
            "卫生部门于 3 月 1 日发布",
            "who issues editions",
        ),
        never(
            At::Everywhere,
            &["核定", "发码", "核发", "颁发", "换码", "变码"],
            "会重新核定",
            "赋码 for assigning, 签发 for signing, 转码 for another colour, 复核 for a review",
        ),
        says(
            At::Ids(&["correction-correct-answers"]),
            &["重新赋码"],
            "会重新核定",
            "a code is assigned: 赋码",
        ),
        says(At::Ids(&["code-issued"]), &["签发"], "3 月 1 日核发", "a code is signed: 签发"),
        says(
            At::Ids(&["correction-ask-platform", "correction-another-declaration"]),
            &["申请复核"],
            "拨打热线并报上申报编号，会重新核定",
            "what works for everybody, also for whom no line serves: a person looks again",
        ),
        never(
            At::Everywhere,
            &["查询号"],
            "查询号",
            "the number that a person can say is 申报编号 everywhere",
        ),
        says(
            At::Ids(&[
                "home-card-reference",
                "code-reference",
                "slip-reference",
                "desk-reference",
                "desk-find-lead",
            ]),
            &["申报编号"],
            "查询号",
            "one name for the number that a person can say",
        ),
    ]
}

fn voice() -> Vec<Rule> {
    vec![
        never(At::Traveller, &["您"], "您在这里", "one form of address on one screen"),
        never(At::Desk, &["你"], "你还没有登录", "one form of address on one screen"),
    ]
}
