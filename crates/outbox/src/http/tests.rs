//! The client against a server of a few lines that answers whatever a test wants, also what no platform would.

use platform_api::{ReceiptSigner, SealingSecret};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::*;

/// A server for one request: gives these bytes, then closes; the task ends with the request as it came.
async fn answering(answer: impl Into<Vec<u8>>) -> (HttpPlatform, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let platform = reaching(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let answer = answer.into();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !is_whole(&request) {
            let mut part = [0; 4096];
            let length = stream.read(&mut part).await.unwrap();
            request.extend_from_slice(&part[..length]);
            if length == 0 {
                break;
            }
        }
        let _ = stream.write_all(&answer).await; // a client may hang up on an endless answer
        drop(stream);
        String::from_utf8(request).unwrap()
    });
    (platform, served)
}

fn is_whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.to_lowercase().lines().find_map(|line| {
        line.strip_prefix("content-length: ").and_then(|length| length.parse::<usize>().ok())
    });
    body.len() >= length.unwrap_or(0)
}

fn reaching(url: &str) -> Result<HttpPlatform, UnusableProfile> {
    HttpPlatform::with_patience(&profile(url), Duration::from_millis(500))
}

fn profile(url: &str) -> PlatformProfile {
    PlatformProfile {
        name: "Zhejiang".into(),
        names: Default::default(),
        url: url.into(),
        receipt_keys: vec![ReceiptSigner::generate().unwrap().public().clone()],
        code_keys: vec![],
        sealing_key: SealingSecret::generate().unwrap().public().clone(),
        rulebook_root: json!({}),
        authorities: vec![],
        editions_by_package: false,
    }
}

fn http(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

fn declaration() -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001)
}

async fn put(platform: &HttpPlatform) -> Result<Vec<u8>, Problem> {
    platform.put_revision(declaration(), 2, b"sealed bytes".to_vec()).await
}

/// What putting a revision meets when the server answers like this.
async fn put_meets(answer: impl Into<Vec<u8>>) -> Problem {
    let (platform, _) = answering(answer).await;
    put(&platform).await.expect_err("this is no receipt")
}

#[tokio::test]
async fn an_envelope_is_put_at_its_address_byte_for_byte() {
    let (platform, served) = answering(http("201 Created", "", "the receipt")).await;
    assert_eq!(put(&platform).await.unwrap(), b"the receipt", "the receipt comes back as it was sent");
    let request = served.await.unwrap();
    let line = format!("PUT /v2/declarations/{}/revisions/2 HTTP/1.1\r\n", declaration());
    assert!(request.starts_with(&line), "the address is what makes sending twice harmless: {request}");
    assert!(request.contains(&format!("content-type: {ENVELOPE_TYPE}\r\n")), "announced as an envelope");
    assert!(request.ends_with("\r\n\r\nsealed bytes"), "the body is the envelope and nothing else");
}

#[tokio::test]
async fn a_platform_below_a_path_is_reached_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let platform = reaching(&format!("http://{}/guitu", listener.local_addr().unwrap())).unwrap();
    let address = platform.address("v2/keys").unwrap();
    assert_eq!(address.path(), "/guitu/v2/keys", "the profile's path is part of its address");
}

#[tokio::test]
async fn many_statuses_are_one_request_with_the_tokens_in_its_body() {
    let ask = |number: u8, etag: Option<&str>| StatusQuestion {
        declaration: declaration(),
        token: FollowToken::from_bytes([number; 32]),
        etag: etag.map(str::to_owned),
    };
    let questions = [ask(1, Some("\"a\"")), ask(2, None), ask(3, None), ask(4, None)];
    let body = r#"{"answers":["unchanged",{"status":{"etag":"\"b\"","signed":"x.y.z"}},"not-found"]}"#;
    let (platform, served) = answering(http("200 OK", "", body)).await;
    let answers = platform.statuses(&questions).await.unwrap();
    let now = StatusAnswer::Now { etag: "\"b\"".into(), signed: b"x.y.z".to_vec() };
    let not_found = Err(ProblemCode::DeclarationNotFound.into());
    assert_eq!(answers, [Ok(StatusAnswer::Unchanged), Ok(now), not_found], "each as if asked for alone");
    let request = served.await.unwrap();
    let (head, sent) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /v2/statuses HTTP/1.1\r\n"), "{head}");
    for question in &questions {
        assert!(!head.contains(&*question.token.reveal()), "no log of addresses or headers has a token");
    }
    assert_eq!(
        StatusQuestions::parse(sent.as_bytes()).unwrap().questions,
        questions,
        "what the platform reads"
    );
}

#[tokio::test]
async fn answers_that_nobody_asked_for_are_garbled() {
    let questions =
        [StatusQuestion { declaration: declaration(), token: FollowToken::from_bytes([1; 32]), etag: None }];
    for body in
        ["", "[]", r#"{"answers":[]}"#, r#"{"answers":["unchanged","unchanged"]}"#, r#"{"answers":[1]}"#]
    {
        let (platform, _) = answering(http("200 OK", "", body)).await;
        let problem = platform.statuses(&questions).await.unwrap_err();
        assert!(problem.is(ProblemCode::PlatformGarbled), "{body} leaves open whom it is about: {problem:?}");
    }
}

#[tokio::test]
async fn a_status_is_asked_for_with_the_token_and_the_tag() {
    let token = FollowToken::from_bytes([5; 32]);
    let (platform, served) = answering(http("200 OK", "ETag: \"b\"\r\n", "signed")).await;
    let answer = platform.status(declaration(), &token, Some("\"a\"")).await.unwrap();
    assert_eq!(
        answer,
        StatusAnswer::Now { etag: "\"b\"".into(), signed: b"signed".to_vec() },
        "byte for byte"
    );
    let request = served.await.unwrap();
    assert!(request.contains(&format!("authorization: Bearer {}\r\n", *token.reveal())), "who asks");
    assert!(request.contains("if-none-match: \"a\"\r\n"), "what is known already");

    let (platform, _) = answering(http("304 Not Modified", "", "")).await;
    let answer = platform.status(declaration(), &token, Some("\"a\"")).await.unwrap();
    assert_eq!(answer, StatusAnswer::Unchanged, "nothing moved");
}

#[tokio::test]
async fn nothing_new_of_nothing_is_not_believed() {
    let token = FollowToken::from_bytes([5; 32]);
    let (platform, _) = answering(http("304 Not Modified", "", "")).await;
    let problem = platform.status(declaration(), &token, None).await.unwrap_err();
    assert!(problem.is(ProblemCode::PlatformGarbled), "no tag was named");
}

#[tokio::test]
async fn a_refusal_keeps_its_status_code_places_and_pause() {
    let document = json!({
        "type": "urn:guitu:problem:declaration-incomplete", "title": "…", "status": 200,
        "code": "declaration-incomplete", "errors": [{ "pointer": "/legs/0/from", "rule": "required" }],
    });
    let problem = put_meets(http("422 Unprocessable Content", "", &document.to_string())).await;
    assert_eq!(problem.status, 422, "the response's own, whatever the document says");
    assert!(problem.is(ProblemCode::DeclarationIncomplete), "the platform's code");
    assert_eq!(problem.errors[0].pointer, "/legs/0/from", "and where it hurts");

    let says = |code: ProblemCode| serde_json::to_string(&Problem::from(code)).unwrap();
    let busy = says(ProblemCode::TooManyRequests);
    let busy = put_meets(http("429 Too Many Requests", "Retry-After: 120\r\n", &busy)).await;
    assert_eq!((busy.status, busy.retry_after), (429, Some(120)), "the pause that was asked for");
    let dated = "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n";
    let busy = put_meets(http("503 Service Unavailable", dated, &says(ProblemCode::Unavailable))).await;
    assert_eq!((busy.status, busy.retry_after), (503, None), "a date is left to our own pauses");
}

#[tokio::test]
async fn a_hotel_or_a_proxy_does_not_put_a_declaration_off() {
    let page = "Content-Type: text/html\r\nRetry-After: 3600\r\n";
    let forged = r#"{"type":"","title":"","status":0,"code":"captive-portal"}"#;
    for answer in [
        http("503 Service Unavailable", page, "<html>Agree to our terms"),
        http("511 Network Authentication Required", page, "<html>Log in"),
        http("503 Service Unavailable", "Retry-After: 3600\r\n", "no upstream"),
        http("429 Too Many Requests", "Retry-After: 3600\r\n", ""),
        http("503 Service Unavailable", "Retry-After: 3600\r\n", forged),
    ] {
        let problem = put_meets(answer).await;
        assert_eq!(problem.retry_after, None, "who leaves the hotel is not kept waiting: {}", problem.code);
    }
}

#[tokio::test]
async fn whatever_comes_back_is_a_problem_and_never_a_crash() {
    for (status, body) in [
        ("500 Internal Server Error", "Traceback (most recent call last):"),
        ("502 Bad Gateway", ""),
        ("403 Forbidden", "[]"),
        ("404 Not Found", "{\"code\":7}"),
    ] {
        let problem = put_meets(http(status, "", body)).await;
        assert!(status.starts_with(&problem.status.to_string()), "{status} is kept");
        assert!(problem.is(ProblemCode::PlatformGarbled), "{body:?} is not the platform's word");
    }
    let by_a_proxy = put_meets(http("413 Content Too Large", "", "<html>")).await;
    assert!(by_a_proxy.is(ProblemCode::PlatformGarbled), "a proxy's limit is not the platform's word");
    for garbage in ["", "\r\n\r\n", "garbage\0\u{7f}", "HTTP/1.1 200", "HTTP/9.9 999 x\r\n\r\n"] {
        let problem = put_meets(garbage).await;
        let known = [ProblemCode::PlatformGarbled, ProblemCode::PlatformUnreachable];
        assert!(known.iter().any(|code| problem.is(*code)), "{garbage:?} gave {}", problem.code);
    }
    let cut = put_meets("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf a rec").await;
    assert!(cut.is(ProblemCode::PlatformGarbled), "half a receipt is none");
}

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let endless = [b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; 8 * BODY_MAX]].concat();
    assert!(
        put_meets(endless).await.is(ProblemCode::PlatformGarbled),
        "memory is not the platform's to fill"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let location = format!("Location: http://{}/\r\n", elsewhere.local_addr().unwrap());
    let problem = put_meets(http("307 Temporary Redirect", &location, "")).await;
    assert_eq!(problem.status, 307, "it is an answer like any other wrong one");
    let visited = tokio::time::timeout(Duration::from_millis(100), elsewhere.accept()).await;
    assert!(visited.is_err(), "envelope and token go to the profile's address alone");
}

#[tokio::test]
async fn silence_and_absence_are_two_things() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let silent = put(&reaching(&address).unwrap()).await.unwrap_err();
    assert!(silent.is(ProblemCode::PlatformTimeout), "it took the connection and said nothing");
    drop(listener);
    let absent = put(&reaching(&address).unwrap()).await.unwrap_err();
    assert!(absent.is(ProblemCode::PlatformUnreachable), "nobody is there");
    assert_eq!((silent.status, absent.status), (0, 0), "no platform has answered");
}

#[tokio::test]
async fn tls_is_spoken_to_a_https_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let platform = reaching(&format!("https://{}", listener.local_addr().unwrap())).unwrap();
    let served = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut first = [0; 3];
        stream.read_exact(&mut first).await.unwrap();
        first
    });
    let problem = put(&platform).await.unwrap_err();
    assert!(problem.is(ProblemCode::PlatformUnreachable), "a server without a certificate is none");
    assert_eq!(served.await.unwrap()[..2], [0x16, 0x03], "the first bytes are a TLS handshake");
}

#[test]
fn plain_http_is_for_this_machine_alone() {
    let code = |url| reaching(url).err().map(UnusableProfile::code);
    for url in ["http://127.0.0.1:80", "http://127.8.8.8", "http://[::1]:8080/", "http://localhost:1"] {
        assert_eq!(code(url), None, "{url} never leaves this machine");
    }
    assert_eq!(code("https://platform.example/guitu"), None, "the usual one");
    for url in [
        "http://platform.example",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "http://192.168.0.7:8080",
        "http://[::2]",
        "HTTP://PLATFORM.EXAMPLE",
    ] {
        assert_eq!(code(url), Some("profile-not-https"), "{url} would send the follow token in the clear");
    }
    for url in
        ["", "platform", "ftp://127.0.0.1", "https://a@platform.example", "https://platform.example/?a=b"]
    {
        assert_eq!(code(url), Some("profile-bad-url"), "{url:?} is no platform's address");
    }
}

#[tokio::test]
async fn a_file_of_the_rulebook_is_fetched_up_to_its_limit_and_not_from_elsewhere() {
    let (platform, served) = answering(http("200 OK", "", "0123456789")).await;
    let file = platform.rulebook_file("targets/ab.2/edition.json", 10).await.unwrap();
    assert_eq!(file, b"0123456789", "a file of exactly the limit is whole");
    let request = served.await.unwrap();
    assert!(
        request.starts_with("GET /v2/rulebook/targets/ab.2/edition.json HTTP/1.1\r\n"),
        "at its address: {request}"
    );
    assert!(
        !request.to_lowercase().contains("authorization"),
        "public data is asked for by nobody in particular"
    );

    let (platform, _) = answering(http("200 OK", "", "0123456789")).await;
    let problem = platform.rulebook_file("metadata/timestamp.json", 9).await.unwrap_err();
    assert!(problem.is(ProblemCode::RulebookOversized), "an endless file is cut off: {problem}");

    let platform = reaching("http://127.0.0.1:9").unwrap();
    for path in ["../keys", "https://elsewhere.example/x", "/v2/keys", "//elsewhere.example/x"] {
        let problem = platform.rulebook_file(path, 9).await.unwrap_err();
        assert!(problem.is(ProblemCode::BadRequest), "{path} is no file of the rulebook: {problem}");
    }
}

#[tokio::test]
async fn a_page_for_people_is_named_as_what_it_is() {
    let html = "Content-Type: Text/HTML; charset=utf-8\r\n";
    for (status, headers) in [
        ("200 OK", html),
        ("403 Forbidden", html),
        ("302 Found", "Location: http://login.hotel.example/\r\n"),
        ("511 Network Authentication Required", ""),
    ] {
        let problem = put_meets(http(status, headers, "<html>Welcome")).await;
        assert!(
            problem.is(ProblemCode::CaptivePortal),
            "{status}: the remedy is to log in there, not {}",
            problem.code
        );
        assert!(status.starts_with(&problem.status.to_string()), "{status} is kept");
    }
}

#[test]
fn a_certificate_that_is_not_the_platforms_is_not_taken_for_silence() {
    let refused = rustls::Error::InvalidCertificate(rustls::CertificateError::UnknownIssuer);
    let wrapped = std::io::Error::other(std::io::Error::other(refused));
    assert_eq!(
        wrong_certificate(&wrapped),
        Some(ProblemCode::ConnectionIntercepted),
        "however deep the layers below wrap it"
    );
    let other = std::io::Error::other(rustls::Error::HandshakeNotComplete);
    assert_eq!(wrong_certificate(&other), None, "a handshake that broke off is no interception");
}

#[test]
fn a_certificate_that_is_only_too_old_or_too_young_points_to_the_clock() {
    use rustls::pki_types::UnixTime;
    let (now, then) = (
        UnixTime::since_unix_epoch(Duration::from_secs(1)),
        UnixTime::since_unix_epoch(Duration::from_secs(9)),
    );
    for wrong in [
        rustls::CertificateError::NotValidYet,
        rustls::CertificateError::Expired,
        rustls::CertificateError::NotValidYetContext { time: now, not_before: then },
        rustls::CertificateError::ExpiredContext { time: then, not_after: now },
    ] {
        let wrapped = std::io::Error::other(rustls::Error::InvalidCertificate(wrong));
        assert_eq!(
            wrong_certificate(&wrapped),
            Some(ProblemCode::CertificateDate),
            "a clock two years behind is no interception: the remedy is to set it"
        );
    }
}

/// Tells the time of a machine that is right.
struct Right;

impl crate::Clock for Right {
    fn now(&self) -> DateTime<chrono::Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }
}

#[tokio::test]
async fn the_platforms_date_is_compared_and_a_hotels_is_not() {
    let asked = async |status: &str, headers: &str| {
        let (platform, _served) = answering(http(status, headers, "")).await;
        let watch = ClockWatch::new(std::sync::Arc::new(Right), std::sync::Arc::new(|| {}));
        let _ = put(&platform.watching(watch.clone())).await; // what came of it is another test's
        watch.difference().map(|difference| difference.platform_ahead)
    };
    let ahead = "date: Sun, 22 Nov 2026 15:00:00 GMT\r\n";
    assert_eq!(asked("200 OK", ahead).await, Some(chrono::TimeDelta::hours(3)), "by a receipt");
    assert_eq!(
        asked("503 Service Unavailable", ahead).await,
        Some(chrono::TimeDelta::hours(3)),
        "by trouble, too"
    );
    let page = format!("{ahead}content-type: text/html\r\n");
    assert_eq!(asked("200 OK", &page).await, None, "a hotel's clock is no concern of ours");
    assert_eq!(asked("200 OK", "date: yesterday\r\n").await, None, "nor what is no date");
}

/// A server that gives the head, then a piece of the body at a time; the last piece never comes where `stalls`.
async fn dripping(pieces: usize, stalls: bool) -> HttpPlatform {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let platform = reaching(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut part = [0; 4096];
        let _ = stream.read(&mut part).await.unwrap();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {pieces}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..pieces - usize::from(stalls) {
            tokio::time::sleep(Duration::from_millis(200)).await;
            if stream.write_all(b"x").await.is_err() {
                return;
            }
        }
        if stalls {
            std::future::pending::<()>().await;
        }
    });
    platform
}

#[tokio::test]
async fn a_long_file_comes_over_a_slow_line_and_nobody_waits_for_one_that_stands_still() {
    let slow = dripping(6, false).await;
    let file = slow.rulebook_file("targets/lists.json", 8 * 1024).await.unwrap();
    assert_eq!(file, b"xxxxxx", "it took longer than any short answer may, and came");
    let still = dripping(3, true).await;
    let problem = still.rulebook_file("targets/lists.json", 8 * 1024).await.unwrap_err();
    assert!(
        problem.is(ProblemCode::PlatformTimeout),
        "no byte for as long as a short answer may take: {problem:?}"
    );
    let short = dripping(6, false).await;
    assert!(put(&short).await.unwrap_err().is(ProblemCode::PlatformTimeout), "a receipt is short");
}

#[tokio::test]
async fn a_proxy_that_wants_a_login_is_a_network_that_wants_something() {
    for answer in [
        http("407 Proxy Authentication Required", "Proxy-Authenticate: Basic\r\n", ""),
        http("511 Network", "", ""),
    ] {
        let problem = put_meets(answer).await;
        assert!(problem.is(ProblemCode::CaptivePortal), "{problem:?}");
    }
    // What stands between us and a platform that is reached through a tunnel.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = reqwest::Proxy::all(format!("http://{}", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut part = [0; 4096];
        let _ = stream.read(&mut part).await.unwrap();
        let answer = http("407 Proxy Authentication Required", "Proxy-Authenticate: Basic\r\n", "");
        let _ = stream.write_all(answer.as_bytes()).await;
    });
    install_crypto_provider();
    let client = Client::builder().proxy(proxy).build().unwrap();
    let error = client.get("https://platform.example/v2/keys").send().await.unwrap_err();
    assert_eq!(failure(&error).code, ProblemCode::CaptivePortal.as_str(), "{error:?}");
}
