//! The desk's rooms beside lists and search, each in a real browser, in both languages and every size.

use guitu_tests::{
    Outcome,
    browser::{Browser, Look, officer},
    owner::FarAway,
};

const ZONE: &str =
    "P<ITAROSSI<<MARIA<LUCIA<<<<<<<<<<<<<<<<<<<<<\nYA12345676ITA8501019F3001019<<<<<<<<<<<<<<<0";
const OTHER_ZONE: &str =
    "P<ITAROSSI<<GIULIA<<<<<<<<<<<<<<<<<<<<<<<<<<\nYA76543214ITA8501019F3001019<<<<<<<<<<<<<<<4";

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_a_declaration_is_taken_in_by_the_passport() -> Outcome {
    let far = FarAway::start().await?;
    let chinese = Look { language: "zh-CN", ..Look::DESK };
    for (look, name) in [(Look::DESK, "taken-in-en"), (chinese, "taken-in-zh")] {
        let (port, _logs) = officer(&far, look, "port-officer", "PVG").await?;
        port.press("[data-room=taken-in]").await?;
        port.fill("#zone", ZONE).await?;
        port.press("[data-option='330100']").await?;
        port.press("[data-option='330106']").await?;
        port.fill("#phone", "+39 333 123 4567").await?;
        port.fill("#flight", "LH 728").await?;
        port.in_every_look(name).await?;
        port.press("[data-action=take-in]").await?;
        port.see("[data-stage=landed]").await?;
        port.in_every_look(&format!("{name}-card")).await?;
        assert!(!port.text().await?.contains("desk-"), "every word has its text");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_are_read_by_city_and_in_every_other_way() -> Outcome {
    let far = FarAway::start().await?;
    for (language, name) in [("en", "counts-en"), ("zh-CN", "counts-zh")] {
        let (officer, _logs) =
            officer(&far, Look { language, ..Look::DESK }, "health-officer", "330000").await?;
        officer.press("[data-room=counts]").await?;
        officer.press("[data-tile='330100']").await?;
        officer.see("[data-count='330106']").await?;
        officer.in_every_look(name).await?;
        for list in ["ports", "days", "colours", "stages"] {
            officer.press(&format!("[data-option={list}]")).await?;
            officer.see("[data-counts]").await?;
        }
        officer.in_every_look(&format!("{name}-stages")).await?;
        assert!(!officer.text().await?.contains("desk-"), "every word has its text");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_is_checked_on_one_page() -> Outcome {
    let far = FarAway::start().await?;
    for (language, name) in [("en", "self-check-en"), ("zh-CN", "self-check-zh")] {
        let (auditor, _logs) = officer(&far, Look { language, ..Look::DESK }, "auditor", "").await?;
        auditor.press("[data-room=self-check]").await?;
        auditor.see("[data-counted=review-asked]").await?;
        auditor.in_every_look(name).await?;
        assert!(!auditor.text().await?.contains("desk-"), "every word has its text");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_roster_is_kept_and_a_shift_is_left() -> Outcome {
    let far = FarAway::start().await?;
    for (language, name) in [("en", "duty-en"), ("zh-CN", "duty-zh")] {
        let look = Look { language, ..Look::DESK };
        let (hotline, _logs) = officer(&far, look, "hotline", "").await?;
        hotline.press("[data-room=duty]").await?;
        hotline.press("[data-action=leave-shift]").await?;
        hotline.see("[data-shift='0']").await?;
        hotline.in_every_look(&format!("{name}-hotline")).await?;
        let (keeper, _logs) = officer(&far, look, "platform-officer", "").await?;
        keeper.press("[data-room=duty]").await?;
        keeper.press("#turns ~ form [data-option]").await?;
        keeper.press("[data-option='2']").await?;
        let today = rulebook::zhejiang_date(chrono::Utc::now());
        for (part, value) in
            [("year", today.format("%Y")), ("month", today.format("%m")), ("day", today.format("%d"))]
        {
            keeper.fill(&format!("[data-part={part}]"), &value.to_string()).await?;
        }
        keeper.fill("#turn-hour", "0").await?;
        keeper.fill("#turn-hours", "24").await?;
        keeper.press("[data-action=add-turn]").await?;
        keeper.see("[data-turn='2']").await?;
        keeper.in_every_look(&format!("{name}-keeper")).await?;
        keeper.press("[data-drop-turn]").await?;
        assert!(!keeper.text().await?.contains("desk-"), "every word has its text");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_works_is_said_to_whoever_is_signed_in_and_to_whoever_is_not() -> Outcome {
    let far = FarAway::start().await?;
    for (language, name) in [("en", "working-en"), ("zh-CN", "working-zh")] {
        let (port, _logs) = officer(&far, Look { language, ..Look::DESK }, "port-officer", "PVG").await?;
        port.press("[data-room=working]").await?;
        port.see("[data-works=all]").await?;
        port.press("[data-action=paper-lists]").await?;
        port.in_every_look(name).await?;
        assert!(!port.text().await?.contains("desk-"), "every word has its text");
        port.press("[data-action=sign-out]").await?;
        port.press("[data-action=working]").await?;
        port.see("[data-works=database]").await?;
        port.in_every_look(&format!("{name}-outside")).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bus_gets_its_people_and_its_escort_says_what_happens() -> Outcome {
    let far = FarAway::start().await?;
    for (language, name, zone) in [("en", "bus-en", ZONE), ("zh-CN", "bus-zh", OTHER_ZONE)] {
        let look = Look { language, ..Look::DESK };
        let (port, _logs) = officer(&far, look, "port-officer", "PVG").await?;
        port.press("[data-room=buses]").await?;
        let plate = format!("沪A 1234 {language}");
        if language != "en" {
            port.press("[data-action=new-bus]").await?; // there is a bus already
        }
        port.fill("#plate", &plate).await?;
        port.fill("#driver", "周师傅").await?;
        port.fill("#escort", "王小明").await?;
        port.fill("#escort-phone", "+86 139 0000 0000").await?;
        port.press("[data-action=add-bus]").await?;
        port.see("[data-link]").await?;
        let text = port.text().await?;
        let link = text.split_whitespace().find(|word| word.contains("#bus=")).ok_or("no link")?.to_owned();
        port.in_every_look(&format!("{name}-made")).await?;

        port.press("[data-room=taken-in]").await?;
        port.fill("#zone", zone).await?;
        port.press("[data-option='330100']").await?;
        port.press("[data-option='330106']").await?;
        port.press("[data-action=take-in]").await?;
        port.see("[data-stage=landed]").await?;
        port.press("[data-do=sent-on]").await?;
        port.press("[data-option=bus]").await?;
        port.press(&format!("[data-bus-option='{plate}']")).await?;
        port.in_every_look(&format!("{name}-chosen")).await?;
        port.press("[data-action=tell]").await?;
        port.press("[data-room=buses]").await?;
        port.press("[data-action=show-bus]").await?;
        port.see("[data-aboard='1']").await?;
        port.in_every_look(&format!("{name}-list")).await?;

        let logs = tempfile::tempdir()?;
        let escort = Browser::open(Look { language, ..Look::PHONE }, logs.path()).await?;
        escort.go(&link).await?;
        escort.see("[data-part=escort] [data-aboard='1']").await?;
        escort.fill("#count", "1").await?;
        escort.press("[data-action=departed]").await?;
        escort.see("[data-report=departed]").await?;
        escort.press("[data-do=incident-breakdown]").await?;
        escort.press("[data-action=say-it]").await?;
        escort.see("[data-report=incident-breakdown]").await?;
        escort.in_every_look(&format!("{name}-escort")).await?;
        assert!(!escort.text().await?.contains("desk-"), "every word has its text");
        assert!(!escort.text().await?.contains("ROSSI"), "and no name");
        port.press("[data-room=duty]").await?;
        port.see("[data-on-the-way=incident-breakdown]").await?;
        port.press("[data-room=lists]").await?;
        port.see("[data-alarm]").await?;
        port.in_every_look(&format!("{name}-alarm")).await?;
        port.press("[data-action=alarm]").await?;
        port.press("[data-action=see-to-bus]").await?;
        port.see(".good").await?;
        assert!(!port.text().await?.contains("desk-"), "every word has its text");
    }
    Ok(())
}
