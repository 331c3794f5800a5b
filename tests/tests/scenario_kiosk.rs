//! A row of strangers at a kiosk, without a window: each is received once, each slip opens its own declaration, and the disk holds what is sealed.
//! With `GUITU_TORTURE` set a hundred of them.

use std::path::Path;

use app::Passphrase;
use app::dto::{KioskEnding, SlipFound, StaffPanel};
use guitu_tests::{
    Outcome,
    kiosk::{STAFF_KEY, Stranger},
    owner::{FarAway, Owner},
    passing::Passing,
    raw_files,
    screen_code::read_drawing,
    waiting::until_within,
};
use outbox::{HttpPlatform, SlipAnswer, SlipKey, install_crypto_provider};
use platform_api::{DeclarationSecret, EnrolmentToken, PhoneLink, PlatformProfile, SealingSecret};
use rulebook::zhejiang_date;
use rusqlite::Connection;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// A slip in somebody's hand.
struct Held {
    stranger: Stranger,
    reference: String,
    /// What its QR says.
    qr: String,
    /// What stands below it.
    code: String,
}

impl Held {
    fn link(&self) -> Outcome<PhoneLink> {
        Ok(PhoneLink::parse(self.qr.rsplit('#').next().unwrap_or_default()).ok_or("a slip")?)
    }

    /// Both ways in which it says what it is.
    fn keys(&self) -> Outcome<[SlipKey; 2]> {
        let typed = self.code.parse().map_err(|_| "a code")?;
        Ok([SlipKey::Scanned(self.link()?), SlipKey::Typed(typed)])
    }
}

/// A kiosk, its platform far away, and a network between them that may be gone.
struct Hall {
    far: FarAway,
    clock: Passing,
    home: tempfile::TempDir,
}

impl Hall {
    async fn open() -> Outcome<Self> {
        install_crypto_provider();
        let (clock, home) = (Passing::default(), tempfile::tempdir()?);
        let far = FarAway::start_at(clock.clone()).await?;
        let hall = Self { far, clock, home };
        hall.program().app.kiosk_set_up(Passphrase::from(STAFF_KEY.to_owned()))?;
        Ok(hall)
    }

    /// The program that meets the next person.
    fn program(&self) -> Owner {
        self.program_over(self.home.path(), self.far.profile())
    }

    fn program_over(&self, home: &Path, profile: &Path) -> Owner {
        let program = Owner::kiosk(home, profile, self.clock.clone());
        let _ = program.app.start(); // as the window asks first
        program
    }

    fn network(&self, is_there: bool) {
        let nowhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 9));
        self.far.network.lead_to(if is_there { self.far.platform() } else { nowhere });
    }

    fn stranger(&self, number: usize) -> Stranger {
        Stranger::of(number, zhejiang_date(self.clock.now()))
    }

    /// Somebody fills everything in and takes their slip.
    fn declares(&self, program: &Owner, stranger: Stranger) -> Outcome<Held> {
        let id = program.app.kiosk_begin("en")?.id;
        program.fill_in_over(&id, &stranger.answers)?;
        let slip = program.app.kiosk_submit(&id)?;
        let again = program.app.kiosk_submit(&id)?;
        assert_eq!(again.qr.path, slip.qr.path, "a second touch on the button seals nothing again");
        Ok(Held { stranger, reference: slip.reference, qr: read_drawing(&slip.qr)?, code: slip.claim })
    }

    /// How many declarations the platform holds, and how many revisions of them.
    fn held_by_the_platform(&self) -> Outcome<(u32, u32)> {
        let database = std::fs::read_dir(self.far.data())?
            .filter_map(|file| Some(file.ok()?.path()))
            .find(|path| path.extension().is_some_and(|ending| ending == "db"))
            .ok_or("the platform has a database")?;
        let database = Connection::open(database)?;
        let count = |table: &str| {
            database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, u32>(0))
        };
        Ok((count("declaration")?, count("revision")?))
    }

    /// Waits until nothing waits at a kiosk any more.
    async fn until_sent(&self, program: &Owner) -> Outcome<StaffPanel> {
        program.app.staff_enter(Passphrase::from(STAFF_KEY.to_owned()))?;
        until_within(Duration::from_secs(90), "the spool to be empty", async || {
            let panel = program.app.staff_send_now()?;
            Ok((panel.queue.waiting + panel.queue.letters == 0).then_some(panel))
        })
        .await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_of_strangers_leaves_nothing_is_received_once_and_each_slip_opens_its_own() -> Outcome {
    let many = if std::env::var_os("GUITU_TORTURE").is_some() { 100 } else { 20 };
    let hall = Hall::open().await?;
    let (mut slips, mut canaries, mut left) = (Vec::new(), Vec::new(), 0);
    for number in 0..many {
        // The network goes for the third quarter of the row.
        hall.network(!(many / 2..many * 3 / 4).contains(&number));
        let (program, stranger) = (hall.program(), hall.stranger(number));
        canaries.extend(stranger.canaries.clone());
        if number % 4 == 1 {
            let id = program.app.kiosk_begin("zh-CN")?.id;
            program.app.session()?.answer(&id, "/about/surname", stranger.canaries[0].clone().into())?;
            program.app.kiosk_end(KioskEnding::Left).await;
            left += 1;
            continue;
        }
        slips.push(hall.declares(&program, stranger)?);
        // Of some the program dies before anybody ends the session.
        if number % 4 != 2 {
            program.app.kiosk_end(KioskEnding::Finished).await;
        }
    }
    assert_eq!(
        raw_files::search(hall.home.path(), &canaries)?,
        Vec::<String>::new(),
        "the disk holds nothing of anybody that can be read"
    );

    hall.clock.pass(3);
    hall.network(true);
    let program = hall.program();
    let panel = hall.until_sent(&program).await?;
    assert_eq!(panel.queue.refused, 0, "nobody is refused for having waited");
    assert_eq!(
        hall.held_by_the_platform()?,
        (slips.len() as u32, slips.len() as u32),
        "every complete one once, and no other"
    );
    assert!(left > 0 && slips.len() + left == many, "and some had left");

    let profile =
        PlatformProfile::parse(&std::fs::read(hall.far.profile())?).map_err(|why| why.to_string())?;
    let platform = HttpPlatform::new(&profile)?;
    // Somebody's own computer, and a kiosk in another hall.
    let (at_home, elsewhere) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let computer = Owner::before_the_door(at_home.path(), Some(hall.far.profile()));
    let other_kiosk = hall.program_over(elsewhere.path(), hall.far.profile());
    for (at, slip) in slips.iter().enumerate() {
        for key in slip.keys()? {
            let SlipAnswer::Stands(opened) =
                platform.by_slip(&key, &slip.stranger.born).await.map_err(|why| why.code)?
            else {
                return Err("nothing was refused".into());
            };
            assert_eq!(opened.reference, slip.reference, "each slip opens its own declaration");
            let name = opened.code.map(|code| code.name).unwrap_or_default();
            assert!(name.contains(&slip.stranger.canaries[0]), "with its own traveller's code: {name}");
        }
        let other = &slips[(at + 1) % slips.len()];
        let mixed = PhoneLink { declaration: other.link()?.declaration, token: slip.link()?.token };
        let shut = platform.by_slip(&SlipKey::Scanned(mixed), &other.stranger.born).await;
        assert_eq!(
            shut.map_err(|why| why.code).err().as_deref(),
            Some("declaration-not-found"),
            "and no other"
        );
        // Some of them: each is asked over the network, and drawn.
        if at % 4 > 0 {
            continue;
        }
        let born = &slip.stranger.born;
        for found in [computer.app.open_slip(&slip.qr, born)?, other_kiosk.app.kiosk_slip(&slip.code, born)?]
        {
            let SlipFound::Code { name, reference, .. } = found else {
                return Err(format!("any Guitu and any kiosk open it: {found:?}").into());
            };
            assert_eq!(reference, slip.reference, "whose it is");
            assert!(name.contains(&slip.stranger.canaries[0]), "and its code: {name}");
        }
    }
    assert_eq!(
        raw_files::search(at_home.path(), &canaries)?,
        Vec::<String>::new(),
        "nothing stays on the computer that has opened them"
    );
    let found =
        slips.iter().find(|slip| slip.stranger.born != slips[0].stranger.born).ok_or("two birth dates")?;
    let refused =
        program.app.kiosk_slip(&slips[0].qr, &found.stranger.born).map_err(|why| why.code().to_owned());
    assert_eq!(refused.err().as_deref(), Some("birth-date-wrong"), "whoever finds a slip sees nothing");
    let opened = program.app.kiosk_slip(&slips[0].qr, &slips[0].stranger.born)?;
    assert!(
        matches!(opened, SlipFound::Code { .. }),
        "its holder has the code printed, at any kiosk: {opened:?}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_goes_by_stick_and_is_still_received_once() -> Outcome {
    let hall = Hall::open().await?;
    hall.network(false);
    let program = hall.program();
    let slip = hall.declares(&program, hall.stranger(0))?;
    program.app.kiosk_end(KioskEnding::Finished).await;
    let waiting = program.app.kiosk_slip(&slip.qr, &slip.stranger.born)?;
    assert!(matches!(waiting, SlipFound::Waits { .. }), "the kiosk that holds it says so: {waiting:?}");
    drop(program);

    // Each kiosk's own deployment file says where its sticks are.
    let sticks = tempfile::tempdir()?;
    std::fs::create_dir(sticks.path().join("GUITU"))?;
    let deployment =
        serde_json::json!({ "desk": "kiosk", "sticks": sticks.path(), "any_folder_is_a_stick": true })
            .to_string();
    std::fs::write(hall.home.path().join("deployment.json"), &deployment)?;
    let key = || Passphrase::from(STAFF_KEY.to_owned());
    let program = hall.program();
    let panel = program.app.staff_enter(key())?;
    assert_eq!(panel.sticks, ["GUITU"], "the stick that is in");
    for elsewhere in ["..", "GUITU/..", "", "/etc", "gone"] {
        let refused = program.app.staff_export(elsewhere).map_err(|why| why.code().to_owned());
        assert_eq!(refused.err().as_deref(), Some("stick-gone"), "{elsewhere:?} is no stick");
    }
    let written = program.app.staff_export("GUITU")?;
    assert_eq!(written.envelopes, 2, "the declaration, and the letter that lets a phone in");
    assert_eq!(
        raw_files::search(sticks.path(), &slip.stranger.canaries)?,
        Vec::<String>::new(),
        "whoever finds the stick reads nothing"
    );

    let (other_home, file) = (tempfile::tempdir()?, sticks.path().join("GUITU").join(&written.name));
    std::fs::write(other_home.path().join("deployment.json"), &deployment)?;
    let other = hall.program_over(other_home.path(), hall.far.profile());
    other.app.kiosk_set_up(key())?;
    other.app.staff_enter(key())?;
    let genuine = std::fs::read(&file)?;
    let told = String::from_utf8_lossy(&genuine).into_owned();
    for (hostile, broken, refused) in [
        (b"{}".to_vec(), 1, 0),
        (vec![b'['; 4 << 20], 1, 0),
        (genuine[..genuine.len() / 2].to_vec(), 1, 0),
        (told.replace("queue 1", "queue 9").into_bytes(), 1, 0),
        // A later revision would take the place of what waits.
        (told.replace("\"revision\":1,", "\"revision\":2,").into_bytes(), 0, 1),
    ] {
        std::fs::write(&file, hostile)?;
        let taken = other.app.staff_import("GUITU")?;
        let letters = taken.taken;
        assert_eq!((taken.broken, taken.refused), (broken, refused), "a hostile stick brings no declaration");
        assert!(letters <= 1, "at most the genuine letter that is on it too");
    }
    std::fs::remove_file(&file)?;
    std::os::unix::fs::symlink("/etc/hostname", &file)?;
    assert_eq!(other.app.staff_import("GUITU")?.taken, 0, "no link is followed off the stick");
    std::fs::remove_file(&file)?;
    std::fs::write(&file, &genuine)?;
    // What somebody else has put beside it holds it up no longer.
    std::fs::write(file.with_file_name("guitu-queue-0.json"), b"anybody's")?;
    let taken = other.app.staff_import("GUITU")?;
    assert_eq!((taken.taken + taken.known, taken.broken), (2, 1), "the genuine one brings both");
    let again = other.app.staff_import("GUITU")?;
    assert_eq!((again.taken, again.known), (0, 2), "and brings them once");

    hall.network(true);
    let (here, there) = (hall.until_sent(&program).await?, hall.until_sent(&other).await?);
    assert_eq!(
        (here.queue.refused, there.queue.refused),
        (0, 0),
        "both machines sent the same bytes, and both have receipts"
    );
    assert_eq!(hall.held_by_the_platform()?, (1, 1), "and it counts once");
    let opened = other.app.kiosk_slip(&slip.qr, &slip.stranger.born)?;
    assert!(matches!(opened, SlipFound::Code { .. }), "the slip opens at the other kiosk: {opened:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_a_slip_for_what_is_in_memory_alone() -> Outcome {
    let hall = Hall::open().await?;
    let in_its_place = hall.home.path().join("kiosk").join(outbox::SPOOL_FILE);
    std::fs::create_dir(&in_its_place)?;
    let program = hall.program();
    let stranger = hall.stranger(0);
    let id = program.app.kiosk_begin("en")?.id;
    program.fill_in_over(&id, &stranger.answers)?;
    let refused = program.app.kiosk_submit(&id).err().ok_or("a slip for nothing")?;
    assert_eq!(refused.code(), "kiosk-not-kept", "it would be gone with the person");
    std::fs::remove_dir(&in_its_place)?;
    program.app.kiosk_submit(&id)?;
    program.app.kiosk_end(KioskEnding::Finished).await;
    hall.until_sent(&program).await?;
    assert_eq!(hall.held_by_the_platform()?, (1, 1), "tried again, it is kept, and arrives once");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_that_comes_later_waits_for_the_holder_of_the_slip() -> Outcome {
    let hall = Hall::open().await?;
    let mut profile: serde_json::Value = serde_json::from_slice(&std::fs::read(hall.far.profile())?)?;
    let strange = SealingSecret::generate().map_err(|why| why.to_string())?;
    profile["sealing_key"] = serde_json::to_value(strange.public())?;
    let beside = tempfile::tempdir()?;
    let path = beside.path().join("platform-profile.json");
    std::fs::write(&path, profile.to_string())?;

    // They are gone before the platform speaks.
    hall.network(false);
    let program = hall.program_over(hall.home.path(), &path);
    let slip = hall.declares(&program, hall.stranger(0))?;
    program.app.kiosk_end(KioskEnding::Finished).await;
    drop(program);
    hall.network(true);
    let program = hall.program_over(hall.home.path(), &path);
    program.app.staff_enter(Passphrase::from(STAFF_KEY.to_owned()))?;
    until_within(Duration::from_secs(60), "the refusal", async || {
        Ok((program.app.staff_panel()?.queue.refused == 1).then_some(()))
    })
    .await?;
    for _ in 0..130 {
        program.app.kiosk_tick();
    }
    let found = program.app.kiosk_slip(&slip.qr, &slip.stranger.born)?;
    assert!(
        matches!(found, SlipFound::Refused { .. }),
        "it is still there, and is told to nobody else: {found:?}"
    );
    Ok(())
}

/// The consulate's enrolment was ended while its kiosk had no network.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_home_with_a_slip_learns_there_that_it_was_refused() -> Outcome {
    let hall = Hall::open().await?;
    let nobodys = EnrolmentToken::from_bytes([7; 32]);
    let deployment = serde_json::json!({ "desk": "kiosk", "enrolment": *nobodys.reveal() });
    std::fs::write(hall.home.path().join("deployment.json"), deployment.to_string())?;
    hall.network(false);
    let program = hall.program();
    let (slip, other) = (hall.declares(&program, hall.stranger(0))?, hall.stranger(1));
    program.app.kiosk_end(KioskEnding::Finished).await;
    drop(program);
    hall.network(true);
    let (at_home, elsewhere) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let computer = Owner::before_the_door(at_home.path(), Some(hall.far.profile()));
    let other_kiosk = hall.program_over(elsewhere.path(), hall.far.profile());
    let program = hall.program();
    until_within(Duration::from_secs(60), "the refusal to be told", async || {
        let found = computer.app.open_slip(&slip.qr, &slip.stranger.born);
        Ok(matches!(found, Ok(SlipFound::Refused { .. })).then_some(()))
    })
    .await?;
    for text in [&slip.qr, &slip.code] {
        let born = &slip.stranger.born;
        for found in [
            program.app.kiosk_slip(text, born)?,
            other_kiosk.app.kiosk_slip(text, born)?,
            computer.app.open_slip(text, born)?,
        ] {
            let SlipFound::Refused { problem } = found else {
                return Err(format!("wherever it is opened: {found:?}").into());
            };
            assert_eq!(problem.code, "organisation-unknown", "and why");
        }
    }
    let profile =
        PlatformProfile::parse(&std::fs::read(hall.far.profile())?).map_err(|why| why.to_string())?;
    let strange = PhoneLink {
        declaration: slip.link()?.declaration,
        token: DeclarationSecret::from_bytes([9; 32]).phone_token(1),
    };
    let shut = HttpPlatform::new(&profile)?.by_slip(&SlipKey::Scanned(strange), &other.born).await;
    assert_eq!(
        shut.map_err(|why| why.code).err().as_deref(),
        Some("declaration-not-found"),
        "to its own slip alone"
    );
    assert_eq!(hall.held_by_the_platform()?, (0, 0), "and nothing that was in it is kept there");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_helped_stands_in_what_was_sealed() -> Outcome {
    let hall = Hall::open().await?;
    let deployment = serde_json::json!({ "desk": "kiosk", "organisation": "Consulate General in Milan" });
    std::fs::write(hall.home.path().join("deployment.json"), deployment.to_string())?;
    let program = hall.program();
    let stranger = hall.stranger(0);
    let id = program.app.kiosk_begin("en")?.id;
    program.app.staff_enter(Passphrase::from(STAFF_KEY.to_owned()))?;
    program.app.staff_help("LI Wei")?;
    program.app.kiosk_take_help(&id, true)?;
    program.fill_in_over(&id, &stranger.answers)?; // which says that they fill it in themselves
    program.app.kiosk_submit(&id)?;
    let sealed = serde_json::to_string(&program.app.session()?.copy(&id)?)?;
    for word in ["LI Wei", "Consulate General in Milan", stranger.canaries[0].as_str()] {
        assert!(sealed.contains(word), "{word} stands in what was sealed: {sealed}");
    }
    Ok(())
}
