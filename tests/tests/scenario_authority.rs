//! A consulate's network, whose platform is reached under a certificate that only the consulate's own authority signed.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use app::dto::{SendState, Sending};
use chrono::Local;
use guitu_tests::{Outcome, owner::Owner};
use platform::{Config, Platform, Running, Tls};
use platform_api::PlatformProfile;
use testkit::travellers;

fn openssl(folder: &Path, arguments: &[&str]) -> Outcome {
    let status =
        Command::new("openssl").args(arguments).current_dir(folder).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("openssl {arguments:?}").into()) }
}

/// An authority, and a certificate of this machine's that it signed.
fn make(folder: &Path) -> Outcome {
    let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
    let authority =
        ["req", "-x509", "-subj", "/CN=Consulate", "-keyout", "authority.key", "-out", "authority.pem"];
    openssl(folder, &[&authority[..], &curve].concat())?;
    let mine = ["req", "-x509", "-CA", "authority.pem", "-CAkey", "authority.key", "-subj", "/CN=Platform"];
    let names = ["-addext", "subjectAltName=IP:127.0.0.1", "-addext", "basicConstraints=critical,CA:FALSE"];
    let files = ["-addext", "extendedKeyUsage=serverAuth", "-keyout", "key.pem", "-out", "cert.pem"];
    openssl(folder, &[&mine[..], &names, &files, &curve].concat())
}

async fn platform(folder: &Path, data: &Path) -> Outcome<Running> {
    let tls = Tls {
        certificate: folder.join("cert.pem"),
        key: folder.join("key.pem"),
        looked_at_every: Duration::from_secs(60),
    };
    let listen = ([127, 0, 0, 1], 0).into();
    Ok(Platform::start(Config { tls: Some(tls), ..Config::new(listen, data) }).await?)
}

/// What the platform wrote, with the authority that an administrator puts into it.
fn with_authority(profile: &Path, pem: &str) -> Outcome {
    let mut read = PlatformProfile::parse(&std::fs::read(profile)?).map_err(|why| why.to_string())?;
    read.authorities = vec![pem.to_owned()];
    Ok(std::fs::write(profile, read.to_json())?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consulates_own_authority_is_trusted_where_the_profile_names_it() -> Outcome {
    let (files, data) = (tempfile::tempdir()?, tempfile::tempdir()?);
    make(files.path())?;
    let running = platform(files.path(), data.path()).await?;
    let student = || travellers::student_from_prato(Local::now().date_naive()).answers;

    let without = tempfile::tempdir()?;
    let owner = Owner::new(without.path(), Some(&running.profile_path))?;
    let id = owner.fill_in(&student())?;
    owner.app.session()?.submit(&id)?;
    let card = owner.until_card(&id, |card| card.problem.is_some()).await?;
    let code = card.problem.map(|problem| problem.code);
    assert_eq!(code.as_deref(), Some("connection-intercepted"), "nobody whom this machine knows signed it");
    assert_eq!(card.state, SendState::Waiting, "so nothing is lost, and nothing was said to a stranger");
    // What is under way ends before the next start: nobody's vault is held by two.
    owner.app.lock(None).await?;
    drop(owner);

    with_authority(&running.profile_path, &std::fs::read_to_string(files.path().join("authority.pem"))?)?;
    let owner = Owner::back(without.path(), Some(&running.profile_path))?;
    let asked = owner.app.session()?.home()?.sending;
    assert!(
        matches!(asked, Sending::Swapped { .. }),
        "who adds an authority may read along: its owner is asked"
    );
    owner.app.session()?.take_platform()?;
    owner.until_received(&id).await?;
    owner.until_code(&id, 1).await?;

    with_authority(
        &running.profile_path,
        "-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n",
    )?;
    owner.app.lock(None).await?;
    drop(owner);
    let owner = Owner::back(without.path(), Some(&running.profile_path))?;
    let Sending::Nowhere { problem } = owner.app.session()?.home()?.sending else {
        return Err("somebody is talked to".into());
    };
    assert_eq!(problem.code, "profile-bad-authority", "a broken file is named, not taken for a bad network");
    Ok(())
}
