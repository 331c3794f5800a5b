//! The reference platform does what every platform has to do, and a platform that does not is told.

use chrono::Local;
use guitu_tests::conformance::{conformance, profile_of};
use guitu_tests::{Outcome, owner::FarAway};
use platform_api::PlatformProfile;
use testkit::travellers;

#[tokio::test(flavor = "multi_thread")]
async fn the_reference_platform_conforms_and_is_asked_much() -> Outcome {
    let far = FarAway::start().await?;
    let profile = profile_of(&format!("http://{}", far.platform())).await?;
    let given = PlatformProfile::parse(&std::fs::read(far.profile())?)?;
    assert_eq!(profile.keys(), given.keys(), "it names the keys that travellers are given");
    let answers = travellers::student_from_prato(Local::now().date_naive()).answers;
    let verdicts = conformance(profile, answers).await?;
    let faults: Vec<String> =
        verdicts.iter().filter(|it| it.fault.is_some()).map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new(), "all of it holds");
    assert!(verdicts.len() > 20, "and there was much to ask: {}", verdicts.len());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_whose_word_nobody_signed_does_not_conform() -> Outcome {
    let (far, other) = (FarAway::start().await?, FarAway::start().await?);
    let own = profile_of(&format!("http://{}", far.platform())).await?;
    let strangers = profile_of(&format!("http://{}", other.platform())).await?;
    let mixed = PlatformProfile { receipt_keys: strangers.receipt_keys, ..own };
    let answers = travellers::student_from_prato(Local::now().date_naive()).answers;
    let faults = conformance(mixed, answers).await?.into_iter().filter(|it| it.fault.is_some()).count();
    assert!(faults > 15, "receipts, statuses and refusals of other keys are nobody's: {faults}");
    Ok(())
}
