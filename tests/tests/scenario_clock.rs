//! A computer whose clock is off: it is said whose clock it is, and nothing is lost or held up because of it.

use app::dto::{ClockNotice, CodeState, OffClock};
use chrono::{Local, TimeDelta};
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    waiting::until,
};
use testkit::{Fault, travellers};

async fn until_noticed(owner: &Owner, off: OffClock) -> Outcome<ClockNotice> {
    until("the clock to be said", async || Ok(owner.app.clock().filter(|notice| notice.off == off))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_two_years_behind_is_named_before_any_network() -> Outcome {
    let data = tempfile::tempdir()?;
    let owner = Owner::with_clock_off(data.path(), None, TimeDelta::days(-730));
    owner.settle_in()?;
    let notice = owner.app.clock().ok_or("a clock two years behind is not named")?;
    assert_eq!(notice.off, OffClock::Here, "its own rules are younger than it is");
    assert_eq!(notice.platform, None, "no platform was needed to see that");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_hours_off_is_named_and_the_declaration_arrives_all_the_same() -> Outcome {
    for hours in [-9, 9] {
        let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
        let owner = Owner::with_clock_off(data.path(), Some(far.profile()), TimeDelta::hours(hours));
        owner.settle_in()?;
        assert_eq!(owner.app.clock(), None, "nothing speaks against it yet");
        let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
        owner.app.session()?.submit(&id)?;
        owner.until_received(&id).await?;
        let notice = until_noticed(&owner, OffClock::Here).await?;
        assert!(notice.platform.is_some(), "both times are shown, so that a watch decides");
        let screen = until("an answer about the code", async || {
            let screen = owner.app.session()?.code(&id)?;
            Ok((!matches!(screen.code, CodeState::None)).then_some(screen))
        })
        .await?;
        assert!(
            matches!(screen.code, CodeState::Verified { .. }),
            "{hours} hours: the code that came is shown, not refused for a time that is not ours to judge: {:?}",
            screen.code
        );
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_whose_clock_stands_before_its_own_rules_is_named_as_what_is_off() -> Outcome {
    let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    let head = "HTTP/1.1 503 Service Unavailable\r\ndate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 0\r\n\r\n";
    far.network.always(Fault::Garbage(head.as_bytes().to_vec()));
    owner.app.session()?.submit(&id)?;
    until_noticed(&owner, OffClock::Platform).await?;
    far.network.always(Fault::Pass);
    owner.until_received(&id).await?;
    until("nothing to be said any more", async || Ok(owner.app.clock().is_none().then_some(()))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn clocks_that_agree_are_not_spoken_of() -> Outcome {
    let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    assert_eq!(owner.app.clock(), None, "a strip that is always there is read by nobody");
    Ok(())
}
