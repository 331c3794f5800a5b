//! Each fault is what it says it is.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::{net::SocketAddr, time::Duration};

use testkit::{Fault, FaultyNetwork};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

const REQUEST: &[u8] = b"what is the time?";
const ANSWER: &[u8] = b"half past nine";

/// A server that reports each whole request and answers it.
async fn server() -> (SocketAddr, mpsc::UnboundedReceiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (heard, requests) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let heard = heard.clone();
            tokio::spawn(async move {
                let mut request = vec![0; REQUEST.len()];
                if stream.read_exact(&mut request).await.is_ok() {
                    heard.send(request).unwrap();
                    let _ = stream.write_all(ANSWER).await;
                }
            });
        }
    });
    (address, requests)
}

/// Asks once; what was heard before the connection ended, and whether it ended in order.
async fn ask(network: &FaultyNetwork) -> (Vec<u8>, bool) {
    let mut stream = TcpStream::connect(network.address()).await.unwrap();
    let sent = stream.write_all(REQUEST).await;
    let mut heard = Vec::new();
    let read = stream.read_to_end(&mut heard).await;
    (heard, sent.is_ok() && read.is_ok())
}

#[tokio::test]
async fn a_good_network_passes_both_ways() {
    let (address, mut requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    assert_eq!(ask(&network).await, (ANSWER.to_vec(), true), "the answer arrives whole");
    assert_eq!(requests.recv().await.unwrap(), REQUEST, "and so did the request");
    assert_eq!(network.connections(), 1, "one connection was made");
}

#[tokio::test]
async fn a_refused_connection_brings_nothing_to_the_server() {
    let (address, mut requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::Refuse);
    assert_eq!(ask(&network).await, (Vec::new(), false), "the client sees a reset");
    assert!(requests.try_recv().is_err(), "the server was not asked");
}

#[tokio::test]
async fn a_lost_answer_was_heard_by_the_server_alone() {
    let (address, mut requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::LoseAnswer);
    assert_eq!(ask(&network).await, (Vec::new(), false), "the client hears nothing but a reset");
    assert_eq!(requests.recv().await.unwrap(), REQUEST, "though the server had it whole");
}

#[tokio::test]
async fn an_answer_is_cut_after_so_many_bytes() {
    let (address, _requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::CutAnswerAfter(4));
    let (heard, _) = ask(&network).await;
    assert_eq!(heard, &ANSWER[..4], "four bytes and no more");
}

#[tokio::test]
async fn a_request_is_cut_after_so_many_bytes() {
    let (address, mut requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::CutRequestAfter(4));
    let (heard, whole) = ask(&network).await;
    assert!(heard.is_empty() && !whole, "the client is cut off");
    assert!(requests.try_recv().is_err(), "the server never had a whole request");
}

#[tokio::test]
async fn garbage_comes_instead_of_the_server() {
    let (address, mut requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::Garbage(b"\x00\xffnot what you asked".to_vec()));
    let mut stream = TcpStream::connect(network.address()).await.unwrap();
    stream.write_all(REQUEST).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut heard = Vec::new();
    stream.read_to_end(&mut heard).await.unwrap();
    assert_eq!(heard, b"\x00\xffnot what you asked", "the rubbish arrives whole");
    assert!(requests.try_recv().is_err(), "the server was not asked");
}

#[tokio::test]
async fn a_silent_network_lets_the_client_wait() {
    let (address, _requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::Silence);
    let waited = tokio::time::timeout(Duration::from_millis(50), ask(&network)).await;
    assert!(waited.is_err(), "no answer and no end within the client's patience");
}

#[tokio::test]
async fn a_delayed_answer_arrives_whole() {
    let (address, _requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.always(Fault::Delay(Duration::from_millis(80)));
    let began = tokio::time::Instant::now();
    assert_eq!(ask(&network).await.0, ANSWER, "late, but whole");
    assert!(began.elapsed() >= Duration::from_millis(80), "and not before its time");
}

#[tokio::test]
async fn the_other_side_of_the_world_answers_late_and_loses_what_comes_after_its_last_answer() {
    let (address, mut requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    let round_trip = Duration::from_millis(40);
    network.next([Fault::FarAway(round_trip, 1), Fault::FarAway(round_trip, 0)]);
    let began = tokio::time::Instant::now();
    assert_eq!(ask(&network).await.0, ANSWER, "whole");
    assert!(began.elapsed() >= 2 * round_trip, "after a handshake and an answer");
    assert!(ask(&network).await.0.is_empty(), "the next connection is reset with its answer on its way");
    for _ in 0..2 {
        assert_eq!(requests.recv().await.unwrap(), REQUEST, "and the server has heard both");
    }
}

#[tokio::test]
async fn faults_come_in_the_order_they_were_asked_for() {
    let (address, _requests) = server().await;
    let network = FaultyNetwork::before(address).await.unwrap();
    network.next([Fault::Refuse, Fault::CutAnswerAfter(1)]);
    assert!(ask(&network).await.0.is_empty(), "first the refusal");
    assert_eq!(ask(&network).await.0, &ANSWER[..1], "then the cut");
    assert_eq!(ask(&network).await.0, ANSWER, "then a good network again");
    network.until_connections(3).await;
    assert_eq!(network.connections(), 3, "every connection was counted");
}

#[tokio::test]
async fn a_network_can_lead_to_a_server_that_starts_later() {
    let (gone, _) = server().await;
    let network = FaultyNetwork::before(gone).await.unwrap();
    network.always(Fault::Refuse);
    assert!(ask(&network).await.0.is_empty(), "nobody is there");
    let (address, mut requests) = server().await;
    network.lead_to(address);
    network.always(Fault::Pass);
    assert_eq!(ask(&network).await.0, ANSWER, "the new server answers at the old address");
    assert_eq!(requests.recv().await.unwrap(), REQUEST, "it was the new one");
}
