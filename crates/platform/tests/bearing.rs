//! What the platform bears from clients that do not finish, send too much or come too often.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::*;
use platform::{Config, Limits, Platform, StartError};
use platform_api::MAX_ENVELOPE_BYTES;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

async fn bearing(data: &std::path::Path, limits: Limits) -> platform::Running {
    Platform::start(Config { limits, ..config(data) }).await.unwrap()
}

/// A connection that comes from another address of this machine.
async fn from(address: [u8; 4], to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((address, 0).into()).unwrap();
    socket.connect(to).await.unwrap()
}

async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_client_that_sends_too_much_can_read_that_it_did() {
    let data = tempfile::tempdir().unwrap();
    let running = bearing(data.path(), Limits::default()).await;
    let path = Sender::new(&running).path(1);
    let length = 2 * MAX_ENVELOPE_BYTES;
    let announced = format!("PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
    let chunked =
        format!("PUT {path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n");
    for head in [announced, chunked] {
        let mut stream = TcpStream::connect(running.addr).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&vec![b' '; length]).await.unwrap();
        let answer = rest(stream).await;
        assert!(answer.starts_with("HTTP/1.1 413"), "all of it was sent, and then the answer read: {answer}");
        assert!(answer.contains("envelope-too-large"), "as a problem document: {answer}");
    }
}

#[tokio::test]
async fn a_client_that_is_too_slow_can_read_that_it_was() {
    let data = tempfile::tempdir().unwrap();
    let own = Config { patience: Duration::from_millis(800), ..config(data.path()) };
    let running = Platform::start(own).await.unwrap();
    let path = Sender::new(&running).path(1);
    let length = 2000;
    let head = format!("PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n");
    let mut stream = TcpStream::connect(running.addr).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    // It goes on sending while it is told so, a byte at a time.
    let (mut reading, mut writing) = stream.into_split();
    let sending = tokio::spawn(async move {
        for _ in 0..length {
            let _ = writing.write_all(b"x").await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    let mut answer = vec![0; 4096];
    let read = reading.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 408"), "the connection is not cut before it is said: {answer}");
    assert!(answer.contains("request-timeout"), "as a problem document: {answer}");
    sending.abort();
    running.shutdown().await;
}

#[tokio::test]
async fn headers_that_never_end_are_not_waited_for() {
    let data = tempfile::tempdir().unwrap();
    let limits = Limits { headers: Duration::from_millis(100), ..Limits::default() };
    let running = bearing(data.path(), limits).await;
    for begun in ["", "PUT /v2/x HTTP/1.1\r\nHo", "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let mut stream = TcpStream::connect(running.addr).await.unwrap();
        stream.write_all(begun.as_bytes()).await.unwrap();
        rest(stream).await; // returns only because the server closes
    }
}

#[tokio::test]
async fn one_caller_who_takes_all_he_can_leaves_the_others_theirs() {
    let data = tempfile::tempdir().unwrap();
    let running = bearing(data.path(), Limits { bytes_of_one: 1 << 20, ..Limits::default() }).await;
    let path = Sender::new(&running).path(1);
    let head = format!("PUT {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {MAX_ENVELOPE_BYTES}\r\n\r\n{{");
    let mut held = Vec::new();
    let answer = loop {
        let mut stream = TcpStream::connect(running.addr).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut answer = [0; 4096];
        match tokio::time::timeout(Duration::from_millis(300), stream.read(&mut answer)).await {
            Ok(read) => break String::from_utf8_lossy(&answer[..read.unwrap()]).into_owned(),
            Err(_) => held.push(stream), // the server waits for the rest of this body
        }
        assert!(held.len() < 5, "two bodies of half a megabyte are his share");
    };
    assert!(answer.starts_with("HTTP/1.1 503"), "then he is asked to come back: {answer}");
    assert!(answer.contains("retry-after: "), "and told when: {answer}");
    let mut other = from([127, 0, 0, 2], running.addr).await;
    let whole =
        format!("PUT {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{{}}");
    other.write_all(whole.as_bytes()).await.unwrap();
    let answer = rest(other).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "another caller's body is read and judged: {answer}");
}

#[tokio::test]
async fn who_comes_too_often_is_told_when_to_come_again() {
    let data = tempfile::tempdir().unwrap();
    let limits = Limits { requests_a_second: 1, requests_at_once: 3, ..Limits::default() };
    let running = bearing(data.path(), limits).await;
    for _ in 0..3 {
        assert_eq!(request(running.addr, "GET", "/healthz", &[], b"").await.status, 200, "within the limit");
    }
    let answer = request(running.addr, "GET", "/healthz", &[], b"").await;
    assert_eq!(answer.refusal(), refusal(429, "too-many-requests"), "the fourth at once");
    assert_eq!(answer.header("retry-after"), Some("1"), "is to wait a second");
}

#[tokio::test]
async fn connections_are_counted_and_one_too_many_is_closed() {
    let data = tempfile::tempdir().unwrap();
    let running = bearing(data.path(), Limits { connections_of_one: 2, ..Limits::default() }).await;
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(running.addr).await.unwrap();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 512]).await.unwrap() > 0, "it is let in");
        held.push(stream);
    }
    let third = TcpStream::connect(running.addr).await.unwrap();
    assert_eq!(rest(third).await, "", "the third is closed");
    drop(held);
    // The server sees the ends of the first two when it comes to them.
    loop {
        let mut stream = TcpStream::connect(running.addr).await.unwrap();
        let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
        if rest(stream).await.starts_with("HTTP/1.1 200") {
            break;
        }
    }
}

#[tokio::test]
async fn nothing_is_served_in_the_clear_where_others_may_listen_in() {
    let data = tempfile::tempdir().unwrap();
    let open = Config { listen: ([0, 0, 0, 0], 0).into(), ..config(data.path()) };
    let refused = Platform::start(open.clone()).await.unwrap_err();
    assert!(matches!(refused, StartError::PlainHttp(_)), "the start says what to do: {refused}");
    let proxied = Platform::start(Config { behind_tls_proxy: true, ..open }).await.unwrap();
    proxied.shutdown().await;
}

#[tokio::test]
async fn a_second_process_on_one_directory_says_so_and_ends() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let second = Platform::start(config(data.path())).await.unwrap_err();
    assert!(matches!(second, StartError::InUse(_)), "the embedded store has one writer: {second}");
    running.shutdown().await;
    start(data.path()).await.shutdown().await;
}

#[tokio::test]
async fn those_who_run_it_have_an_address_of_their_own() {
    let data = tempfile::tempdir().unwrap();
    let own = Config { operations: Some(([127, 0, 0, 1], 0).into()), ..config(data.path()) };
    let running = Platform::start(own).await.unwrap();
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    let operations = running.operations.unwrap();
    let metrics = request(operations, "GET", "/metrics", &[], b"").await;
    let text = String::from_utf8(metrics.body).unwrap();
    assert!(text.contains("{id}/revisions/{revision}\",status=\"200\"} 1"), "requests by route: {text}");
    assert!(!text.contains(&sender.id.to_string()), "and no declaration by name");
    assert_eq!(request(operations, "GET", "/readyz", &[], b"").await.status, 200, "the store answers");
    assert_eq!(
        request(running.addr, "GET", "/metrics", &[], b"").await.status,
        404,
        "travellers see none of it"
    );
}

/// The program on a free port, and its address.
fn program(data: &std::path::Path) -> (Child, SocketAddr) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_guitu-platform"))
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let addr = line.trim_end().strip_prefix("listening on http://").unwrap().parse().unwrap();
    (program, addr)
}

fn resident_kilobytes(program: &Child) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// A connection of HTTP/2 with as many bodies begun as it is let, each all but its last byte.
async fn unfinished(addr: SocketAddr, path: &str) -> impl Sized + use<> {
    let (mut client, connection) =
        h2::client::handshake(TcpStream::connect(addr).await.unwrap()).await.unwrap();
    tokio::spawn(connection);
    let mut streams = Vec::new();
    for _ in 0..32 {
        client = client.ready().await.unwrap();
        let put = axum::http::Request::put(format!("http://{addr}{path}")).body(()).unwrap();
        let (answer, mut body) = client.send_request(put, false).unwrap();
        let _ = body.send_data(vec![b' '; MAX_ENVELOPE_BYTES - 1].into(), false);
        streams.push((answer, body));
    }
    (client, streams)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unfinished_bodies_cost_little_and_do_not_keep_the_process_from_ending() {
    let data = tempfile::tempdir().unwrap();
    let (mut program, addr) = program(data.path());
    let path = format!("/v2/declarations/{}/revisions/1", uuid::Uuid::now_v7());
    let before = resident_kilobytes(&program);
    let mut held = Vec::new();
    for _ in 0..6 {
        held.push(unfinished(addr, &path).await);
    }
    let mut half = TcpStream::connect(addr).await.unwrap();
    half.write_all(b"PUT /v2/x HTTP/1.1\r\nHo").await.unwrap();
    let mut most = before;
    let watched = Instant::now();
    while watched.elapsed() < Duration::from_secs(2) {
        let mut other = from([127, 0, 0, 2], addr).await;
        other.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await.unwrap();
        assert!(rest(other).await.starts_with("HTTP/1.1 200"), "others are served meanwhile");
        most = most.max(resident_kilobytes(&program));
        tokio::time::sleep(Duration::from_millis(50)).await; // looked at for two seconds, not asked as often as can be
    }
    let grown = most.saturating_sub(before) / 1024;
    assert!(grown < 40, "96 MB of unfinished bodies were sent, and the process grew by {grown} MB");

    let told = Instant::now();
    assert!(Command::new("kill").arg(program.id().to_string()).status().unwrap().success(), "told to stop");
    let ended = tokio::task::spawn_blocking(move || program.wait()).await.unwrap().unwrap();
    assert!(ended.success(), "being told to stop is not a failure");
    assert!(told.elapsed() < Duration::from_secs(10), "it ended in ten seconds: {:?}", told.elapsed());
    drop(held);
}

#[tokio::test]
async fn what_operators_ask_is_not_served_in_the_clear_either() {
    let data = tempfile::tempdir().unwrap();
    let open = Config { operations: Some(([0, 0, 0, 0], 0).into()), ..config(data.path()) };
    let refused = Platform::start(open.clone()).await.unwrap_err();
    assert!(refused.to_string().contains("--behind-tls-proxy"), "it says what to do: {refused}");
    let told = Config { behind_tls_proxy: true, ..open };
    Platform::start(told).await.unwrap().shutdown().await;
}

#[tokio::test]
async fn who_sends_too_often_reads_when_to_come_back() {
    let data = tempfile::tempdir().unwrap();
    let limits = Limits { requests_at_once: 1, requests_a_second: 1, ..Limits::default() };
    let running = Platform::start(Config { limits, ..config(data.path()) }).await.unwrap();
    let sender = Sender::new(&running);
    let large = vec![b' '; 400 * 1024];
    sender.put(1, &large).await;
    for _ in 0..5 {
        let answer = sender.put(1, &large).await;
        assert_eq!(
            answer.refusal(),
            refusal(429, "too-many-requests"),
            "what was being sent is taken and thrown away"
        );
        assert!(answer.header("retry-after").is_some(), "so the client reads how long to wait");
    }
    running.shutdown().await;
}

#[tokio::test]
async fn a_connection_of_which_nobody_asks_anything_is_closed_however_often_it_answers_pings() {
    let data = tempfile::tempdir().unwrap();
    let limits = Limits { idle: Duration::from_millis(300), ..Limits::default() };
    let running = bearing(data.path(), limits).await;
    let stream = TcpStream::connect(running.addr).await.unwrap();
    let (client, mut connection) = h2::client::handshake(stream).await.unwrap();
    let mut pings = connection.ping_pong().unwrap();
    let answering = tokio::spawn(async move { while pings.ping(h2::Ping::opaque()).await.is_ok() {} });
    let open = tokio::spawn(connection);
    let mut client = client.ready().await.unwrap();
    let health = || axum::http::Request::get(format!("http://{}/healthz", running.addr)).body(()).unwrap();
    let (answer, _) = client.send_request(health(), true).unwrap();
    assert_eq!(answer.await.unwrap().status(), 200, "it is served");
    let since = Instant::now();
    let _ = open.await.unwrap(); // returns only because the server closes
    assert!(since.elapsed() >= Duration::from_millis(200), "not while it is used");
    answering.await.unwrap();
    running.shutdown().await;
}
