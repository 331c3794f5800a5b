//! A platform on a free port, a traveller who sends to it, and the smallest HTTP client that can.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    dead_code,
    unreachable_pub,
    reason = "shared by test programs that each use a part"
)]

pub mod staff;
pub mod stored;
pub mod story;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone as _, Utc};
use platform::{Config, Platform, Running};
use platform_api::{
    Address, DeclarationSecret, ENVELOPE_TYPE, Envelope, FollowToken, Kind, Letter, PlatformProfile, Problem,
    PublicKey, Says, SignedError, Status, Submission, verify, verify_status,
};
use serde_json::{Value, json};
use testkit::travellers;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use uuid::Uuid;

/// Noon in Zhejiang on the day that the travellers are made for.
pub fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 22, 4, 0, 0).unwrap()
}

pub fn today() -> NaiveDate {
    now().with_timezone(&FixedOffset::east_opt(8 * 3600).unwrap()).date_naive()
}

/// The student from Prato.
pub fn student() -> Value {
    travellers::student_from_prato(today()).answers
}

/// On a free port, on that day.
pub fn config(data: &Path) -> Config {
    Config { clock: Arc::new(now), ..Config::new(([127, 0, 0, 1], 0).into(), data) }
}

pub async fn start(data: &Path) -> Running {
    Platform::start(config(data)).await.unwrap()
}

/// A copy of the embedded store as it stands, made as an operator would.
pub fn back_up(data: &Path, to: &Path) {
    let database = rusqlite::Connection::open(data.join("declarations.db")).unwrap();
    database.execute("VACUUM INTO ?1", [to.join("declarations.db").to_str().unwrap()]).unwrap();
}

pub fn profile(running: &Running) -> PlatformProfile {
    PlatformProfile::parse(&std::fs::read(&running.profile_path).unwrap()).unwrap()
}

/// One traveller's declaration, and the platform it goes to.
pub struct Sender {
    pub addr: SocketAddr,
    pub profile: PlatformProfile,
    pub id: Uuid,
    pub secret: DeclarationSecret,
    pub token: FollowToken,
}

impl Sender {
    pub fn new(running: &Running) -> Self {
        let secret = DeclarationSecret::generate().unwrap();
        Self {
            addr: running.addr,
            profile: profile(running),
            id: secret.revision_token().id(now()),
            token: secret.follow_token(),
            secret,
        }
    }

    pub fn submission(&self, revision: u32, answers: Value) -> Submission {
        Submission {
            declaration: self.id,
            revision,
            edition: 1,
            kind: Kind::Declare,
            answers,
            revision_token: self.secret.revision_token(),
            follow_digest: (&self.token).into(),
            language: "zh-CN".into(),
            sealed_at: now(),
            organisation: None,
            own_answers: None,
        }
    }

    pub fn seal(&self, submission: &Submission) -> Vec<u8> {
        Envelope::seal(submission, &self.profile.sealing_key).unwrap()
    }

    pub fn path(&self, revision: u32) -> String {
        format!("/v2/declarations/{}/revisions/{revision}", self.id)
    }

    pub async fn put(&self, revision: u32, envelope: &[u8]) -> Answer {
        request(self.addr, "PUT", &self.path(revision), &[("Content-Type", ENVELOPE_TYPE)], envelope).await
    }

    /// Seals the answers and sends them.
    pub async fn declare(&self, revision: u32, answers: Value) -> Answer {
        self.put(revision, &self.seal(&self.submission(revision, answers))).await
    }

    /// A letter, sealed.
    pub fn letter(&self, number: u32, says: Says) -> Vec<u8> {
        let (said_at, revision_token) = (now(), self.secret.revision_token());
        let letter =
            Letter { declaration: self.id, number, says, said_at, revision_token, organisation: None };
        letter.seal(&self.profile.sealing_key).unwrap()
    }

    pub async fn put_letter(&self, number: u32, letter: &[u8]) -> Answer {
        let path = format!("/v2/declarations/{}/letters/{number}", self.id);
        request(self.addr, "PUT", &path, &[("Content-Type", ENVELOPE_TYPE)], letter).await
    }

    pub async fn withdraw(&self, revision: u32) -> Answer {
        let withdrawal = Submission { kind: Kind::Withdraw, ..self.submission(revision, Value::Null) };
        self.put(revision, &self.seal(&withdrawal)).await
    }

    pub async fn status(&self, token: &FollowToken, etag: Option<&str>) -> Answer {
        let bearer = format!("Bearer {}", *token.reveal());
        let mut headers = vec![("Authorization", bearer.as_str())];
        headers.extend(etag.map(|etag| ("If-None-Match", etag)));
        request(self.addr, "GET", &format!("/v2/declarations/{}", self.id), &headers, b"").await
    }

    /// The status as its traveller's app reads it, signature and all; panics where it does not verify.
    pub async fn stands(&self) -> Status {
        let answer = self.status(&self.token, None).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        let keys: &[PublicKey] = &self.profile.receipt_keys;
        verify_status(&answer.body, keys, &self.profile.platform(), self.id).unwrap()
    }

    /// Whether an answer is a receipt of this platform for these bytes of a revision.
    pub fn check(&self, answer: &Answer, revision: u32, envelope: &[u8]) -> Result<(), SignedError> {
        self.check_at(Address::revision(self.id, revision), answer, envelope)
    }

    /// The same of whatever is sealed.
    pub fn check_at(&self, at: Address, answer: &Answer, sealed: &[u8]) -> Result<(), SignedError> {
        let keys: &[PublicKey] = &self.profile.receipt_keys;
        verify(&answer.body, keys, at, sealed).map(drop)
    }
}

/// An HTTP answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(json!(null))
    }

    /// The problem document; panics where the answer is none, or says something else than its status line.
    pub fn problem(&self) -> Problem {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "every refusal is a problem document"
        );
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status, "document and status line agree");
        problem
    }

    /// Status and code.
    pub fn refusal(&self) -> (u16, String) {
        (self.status, self.problem().code)
    }
}

pub fn refusal(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}

/// One request on a connection of its own.
pub async fn request(
    addr: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut stream = TcpStream::connect(addr).await.unwrap();
    // A server that refuses a large body may close before it has read all of it.
    let _ = stream.write_all(&[head.as_bytes(), b"\r\n", body].concat()).await;
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    read(&bytes)
}

fn read(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer with a head");
    let head = std::str::from_utf8(&bytes[..end]).unwrap();
    let (line, headers) = head.split_once("\r\n").unwrap();
    Answer {
        status: line.split(' ').nth(1).unwrap().parse().unwrap(),
        headers: headers
            .split("\r\n")
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect(),
        body: bytes[end + 4..].to_vec(),
    }
}

/// The zone of a passport with that number and birth date.
pub fn zone_of(state: &str, number: &str, born: &str) -> String {
    let check = |text: &str| {
        let value = |sign: char| sign.to_digit(36).unwrap_or(0);
        let sum: u32 =
            text.chars().zip([7, 3, 1].into_iter().cycle()).map(|(sign, by)| value(sign) * by).sum();
        sum % 10
    };
    let (number, born) = (format!("{number:<<9}"), born.replace('-', "")[2..].to_owned());
    let (expires, optional) = ("330101", "<<<<<<<<<<<<<<");
    let composite =
        format!("{number}{}{born}{}{expires}{}{optional}<", check(&number), check(&born), check(expires));
    let second = format!(
        "{number}{}{state}{born}{}F{expires}{}{optional}<{}",
        check(&number),
        check(&born),
        check(expires),
        check(&composite)
    );
    format!("{:<<44}\n{second}", format!("P<{state}CHEN<<YUTONG"))
}
