//! One connection under its fault.

use std::{
    io::{Error, ErrorKind, Result},
    net::SocketAddr,
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy, copy_bidirectional, sink},
    net::TcpStream,
    time::sleep,
};

use super::Fault;

pub(super) async fn carry(mut client: TcpStream, server: SocketAddr, fault: Fault) -> Result<()> {
    match fault {
        Fault::Refuse => reset(client),
        Fault::Silence => copy(&mut client, &mut sink()).await.map(drop),
        Fault::Garbage(answer) => garbage(client, &answer).await,
        Fault::Pass | Fault::Overtaken(_) => {
            let mut server = TcpStream::connect(server).await?;
            copy_bidirectional(&mut client, &mut server).await.map(drop)
        }
        Fault::LoseAnswer => lose_answer(client, TcpStream::connect(server).await?).await,
        Fault::CutRequestAfter(bytes) => cut_request(client, TcpStream::connect(server).await?, bytes).await,
        Fault::CutAnswerAfter(bytes) => {
            answer(client, TcpStream::connect(server).await?, Duration::ZERO, bytes).await
        }
        Fault::HalfCloseAfter(bytes) => half_close(client, TcpStream::connect(server).await?, bytes).await,
        Fault::Duplicate => duplicate(client, server).await,
        Fault::GarbleRequest(every) => garble(client, TcpStream::connect(server).await?, every, 0).await,
        Fault::GarbleAnswer(every) => garble(client, TcpStream::connect(server).await?, 0, every).await,
        Fault::Slow(wait) => slow(client, TcpStream::connect(server).await?, wait).await,
        Fault::FarAway(wait, answers) => {
            far_away(client, TcpStream::connect(server).await?, wait, answers).await
        }
        Fault::Delay(wait) => answer(client, TcpStream::connect(server).await?, wait, usize::MAX).await,
    }
}

/// Closes with a reset instead of a farewell.
fn reset(stream: TcpStream) -> Result<()> {
    stream.set_zero_linger()?;
    Ok(())
}

async fn garbage(mut client: TcpStream, answer: &[u8]) -> Result<()> {
    // A request first: an answer before it would be a different fault.
    let mut first = [0; 4096];
    if client.read(&mut first).await? == 0 {
        return Err(Error::from(ErrorKind::UnexpectedEof));
    }
    client.write_all(answer).await?;
    client.shutdown().await?;
    // Reads to the end, since closing on unread bytes would reset and could eat the answer.
    copy(&mut client, &mut sink()).await.map(drop)
}

async fn lose_answer(mut client: TcpStream, mut server: TcpStream) -> Result<()> {
    {
        let (mut from_client, _to_client) = client.split();
        let (mut from_server, mut to_server) = server.split();
        let mut first = [0; 1];
        // Whether the answer begins or the server hangs up, the client is told the same.
        tokio::select! {
            sent = copy(&mut from_client, &mut to_server) => {
                sent?;
                let _lost = from_server.read_exact(&mut first).await;
            }
            _lost = from_server.read_exact(&mut first) => {}
        }
    }
    reset(client)
}

async fn cut_request(mut client: TcpStream, mut server: TcpStream, bytes: usize) -> Result<()> {
    let mut request = vec![0; bytes];
    client.read_exact(&mut request).await?;
    server.write_all(&request).await?;
    reset(server)?;
    reset(client)
}

async fn half_close(mut client: TcpStream, mut server: TcpStream, bytes: usize) -> Result<()> {
    let mut request = vec![0; bytes];
    client.read_exact(&mut request).await?;
    server.write_all(&request).await?;
    server.shutdown().await?;
    copy(&mut server, &mut client).await?;
    client.shutdown().await
}

/// Passes everything, and gives the request to the server once more as soon as its answer has begun.
async fn duplicate(mut client: TcpStream, server: SocketAddr) -> Result<()> {
    let mut first = TcpStream::connect(server).await?;
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = first.split();
    let (mut request, mut piece, mut answered) = (Vec::new(), [0; 4096], [0; 4096]);
    loop {
        tokio::select! {
            read = from_client.read(&mut piece) => {
                let read = read?;
                if read == 0 {
                    return Ok(());
                }
                request.extend_from_slice(&piece[..read]);
                to_server.write_all(&piece[..read]).await?;
            }
            read = from_server.read(&mut answered) => {
                let read = read?;
                if !request.is_empty() {
                    let mut second = TcpStream::connect(server).await?;
                    second.write_all(&std::mem::take(&mut request)).await?;
                    // Whatever begins to come back: the server has heard the request a second time.
                    let _ = second.read(&mut [0; 4096]).await?;
                }
                if read == 0 {
                    return to_client.shutdown().await;
                }
                to_client.write_all(&answered[..read]).await?;
            }
        }
    }
}

/// Passes both ways and changes each so many-th byte; 0 changes none.
async fn garble(mut client: TcpStream, mut server: TcpStream, request: usize, answer: usize) -> Result<()> {
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let forward = pass(&mut from_client, &mut to_server, request);
    let backward = pass(&mut from_server, &mut to_client, answer);
    tokio::try_join!(forward, backward).map(drop)
}

async fn pass(
    from: &mut (impl AsyncReadExt + Unpin),
    to: &mut (impl AsyncWriteExt + Unpin),
    every: usize,
) -> Result<()> {
    let (mut piece, mut seen) = ([0; 4096], 0usize);
    loop {
        let read = from.read(&mut piece).await?;
        if read == 0 {
            return to.shutdown().await;
        }
        for byte in &mut piece[..read] {
            seen += 1;
            if every > 0 && seen.is_multiple_of(every) {
                *byte ^= 0x15;
            }
        }
        to.write_all(&piece[..read]).await?;
    }
}

async fn slow(mut client: TcpStream, mut server: TcpStream, wait: Duration) -> Result<()> {
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let backward = async {
        let mut piece = [0; 1];
        while from_server.read(&mut piece).await? > 0 {
            sleep(wait).await;
            to_client.write_all(&piece).await?;
        }
        to_client.shutdown().await
    };
    tokio::select! {
        done = backward => done,
        sent = copy(&mut from_client, &mut to_server) => sent.map(drop),
    }
}

/// Passes both ways, each answer after a round trip; then the connection is reset with an answer on its way.
async fn far_away(
    mut client: TcpStream,
    mut server: TcpStream,
    round_trip: Duration,
    mut answers: usize,
) -> Result<()> {
    sleep(round_trip).await; // the handshake's
    {
        let (mut from_client, mut to_client) = client.split();
        let (mut from_server, mut to_server) = server.split();
        let backward = async {
            let mut piece = vec![0; 1 << 16];
            loop {
                let read = from_server.read(&mut piece).await?;
                if read == 0 {
                    return to_client.shutdown().await;
                }
                sleep(round_trip).await;
                let Some(left) = answers.checked_sub(1) else { return Ok(()) };
                answers = left;
                to_client.write_all(&piece[..read]).await?;
            }
        };
        tokio::select! {
            done = backward => done?,
            sent = copy(&mut from_client, &mut to_server) => sent.map(drop)?,
        }
    }
    reset(client)
}

/// Passes the request, waits, then passes up to `bytes` of the answer.
async fn answer(mut client: TcpStream, mut server: TcpStream, wait: Duration, bytes: usize) -> Result<()> {
    let (mut from_client, mut to_client) = client.split();
    let (mut from_server, mut to_server) = server.split();
    let backward = async {
        let mut piece = [0; 4096];
        let mut left = bytes;
        let mut waited = false;
        while left > 0 {
            let read = from_server.read(&mut piece).await?;
            if read == 0 {
                break;
            }
            if !waited {
                sleep(wait).await;
                waited = true;
            }
            let now = read.min(left);
            to_client.write_all(&piece[..now]).await?;
            left -= now;
        }
        to_client.shutdown().await
    };
    tokio::pin!(backward);
    tokio::select! {
        done = &mut backward => return done,
        sent = copy(&mut from_client, &mut to_server) => { sent?; }
    }
    to_server.shutdown().await?;
    backward.await
}
