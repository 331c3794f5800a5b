//! One declaration on its way to a real platform while somebody meddles with each byte of the exchange: it is there once,
//! with one receipt, or not at all.
//!
//! The short form cuts at every sixteenth byte and at both edges; with `GUITU_TORTURE` set it cuts at every one.

use std::path::Path;
use std::time::Duration;

use guitu_tests::{
    Outcome,
    owner::FarAway,
    sealed::{Sealed, sealed},
};
use outbox::{HttpPlatform, Trusted, install_crypto_provider};
use platform_api::{
    Address, PlatformApi as _, PlatformProfile, ProblemCode, verify, verify_refusal, verify_status,
};
use testkit::Fault;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

/// Sends under a fault, then again over a network that passes; says whether the first attempt brought the receipt.
async fn meddled(far: &FarAway, profile: &PlatformProfile, fault: Fault) -> Outcome<bool> {
    let client = || HttpPlatform::new(profile); // each attempt on a connection of its own
    let Sealed { secret, id, envelope } = sealed(profile)?;
    let trusted = Trusted::from(profile);
    far.network.next([fault.clone()]);
    let meddled = client()?.put_revision(id, 1, envelope.clone()).await;
    let first = match meddled {
        Ok(receipt) => {
            verify(&receipt, &trusted.keys, Address::revision(id, 1), &envelope).is_ok().then_some(receipt)
        }
        Err(problem) => {
            let refused = problem.refusal.as_deref().is_some_and(|text| {
                verify_refusal(text, &trusted.keys, &trusted.platform, Address::revision(id, 1), &envelope)
                    .is_ok()
            });
            assert!(
                !refused,
                "{fault:?}: nothing is wrong with these bytes, and the platform never said so: {problem}"
            );
            None
        }
    };
    let receipt =
        client()?.put_revision(id, 1, envelope.clone()).await.map_err(|why| format!("{fault:?}: {why}"))?;
    assert!(
        verify(&receipt, &trusted.keys, Address::revision(id, 1), &envelope).is_ok(),
        "{fault:?}: it arrives in the end"
    );
    if let Some(first) = &first {
        assert_eq!(*first, receipt, "{fault:?}: the same bytes, the same receipt");
    }
    let answer = client()?.status(id, &secret.follow_token(), None).await.map_err(|why| why.to_string())?;
    let platform_api::StatusAnswer::Now { signed, .. } = answer else { return Err("no status".into()) };
    let status = verify_status(&signed, &trusted.keys, &trusted.platform, id)?;
    assert_eq!((status.revision, status.version), (1, 1), "{fault:?}: it was stored once");
    Ok(first.is_some())
}

fn positions(length: usize) -> Vec<usize> {
    // `GUITU_TORTURE=1` cuts at every byte, 7 at every seventh.
    let step = std::env::var("GUITU_TORTURE").ok().and_then(|step| step.parse().ok()).unwrap_or(16);
    let edges = (0..24).chain(length.saturating_sub(24)..=length);
    let mut all: Vec<usize> = (0..=length).step_by(step).chain(edges).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// How many bytes a request has, head and all; cutting behind its end would be waiting for a timeout.
async fn request_length(profile: &PlatformProfile) -> Outcome<usize> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let here = PlatformProfile { url: format!("http://{}", listener.local_addr()?), ..profile.clone() };
    let Sealed { id, envelope, .. } = sealed(profile)?;
    let body = envelope.len();
    let sending = tokio::spawn(async move {
        let Ok(client) = HttpPlatform::new(&here) else { return };
        let _ = client.put_revision(id, 1, envelope).await; // nobody answers it
    });
    let (mut stream, _) = listener.accept().await?;
    let mut request = Vec::new();
    let head = loop {
        let mut piece = [0; 4096];
        let read = stream.read(&mut piece).await?;
        request.extend_from_slice(&piece[..read]);
        let end = request.windows(4).position(|window| window == b"\r\n\r\n");
        match end {
            Some(end) => break end + 4,
            None if read == 0 => return Err("no request".into()),
            None => {}
        }
    };
    sending.abort();
    // The port in the head may be shorter there.
    Ok(head + body - 4)
}

async fn far_away() -> Outcome<(FarAway, PlatformProfile)> {
    install_crypto_provider();
    let far = FarAway::start().await?;
    let profile = read(far.profile())?;
    Ok((far, profile))
}

fn read(path: &Path) -> Outcome<PlatformProfile> {
    PlatformProfile::parse(&std::fs::read(path)?).map_err(|why| why.to_string().into())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_cut_anywhere_arrives_once() -> Outcome {
    let (far, profile) = far_away().await?;
    for at in positions(request_length(&profile).await?) {
        meddled(&far, &profile, Fault::CutRequestAfter(at)).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_is_cut_anywhere_is_asked_for_again_and_is_the_same() -> Outcome {
    let (far, profile) = far_away().await?;
    let mut whole = 0;
    for at in positions(1200) {
        whole += usize::from(meddled(&far, &profile, Fault::CutAnswerAfter(at)).await?);
    }
    assert!(whole > 0, "the last cuts come after the answer's end");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_else_a_network_does_it_arrives_once() -> Outcome {
    let (far, profile) = far_away().await?;
    let mut faults = vec![
        Fault::Refuse,
        Fault::LoseAnswer,
        Fault::Duplicate,
        Fault::Delay(Duration::from_millis(50)),
        Fault::Slow(Duration::from_micros(200)),
        Fault::captive_portal(),
        Fault::Garbage(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".to_vec()),
        Fault::Garbage(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\n\r\n".to_vec()),
        Fault::Garbage(vec![0xff; 300]),
    ];
    faults.extend([1, 100, 400, 2000].map(Fault::HalfCloseAfter));
    faults.extend([7, 97, 501].map(Fault::GarbleRequest));
    faults.extend([7, 97, 501].map(Fault::GarbleAnswer));
    for fault in faults {
        meddled(&far, &profile, fault).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_overtake_each_other_leave_one_declaration() -> Outcome {
    let (far, profile) = far_away().await?;
    let Sealed { id, envelope, .. } = sealed(&profile)?;
    far.network.next([Fault::Overtaken(2), Fault::Overtaken(1), Fault::Pass]);
    let put = || async {
        HttpPlatform::new(&profile)?
            .put_revision(id, 1, envelope.clone())
            .await
            .map_err(|why| why.to_string().into())
    };
    let (one, two, three): (Outcome<_>, Outcome<_>, Outcome<_>) = tokio::join!(put(), put(), put());
    let (one, two, three) = (one?, two?, three?);
    assert!(one == two && two == three, "whichever came first, there is one receipt");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hotel_that_wants_to_be_agreed_to_is_named_as_what_it_is() -> Outcome {
    let (far, profile) = far_away().await?;
    let Sealed { id, envelope, .. } = sealed(&profile)?;
    far.network.next([Fault::captive_portal()]);
    let Err(problem) = HttpPlatform::new(&profile)?.put_revision(id, 1, envelope).await else {
        return Err("a login page is no receipt".into());
    };
    assert!(problem.is(ProblemCode::CaptivePortal), "the remedy is to log in there, not to wait: {problem}");
    Ok(())
}
