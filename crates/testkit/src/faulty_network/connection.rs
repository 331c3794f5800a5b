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
        Fault::Pass => {
            let mut server = TcpStream::connect(server).await?;
            copy_bidirectional(&mut client, &mut server).await.map(drop)
        }
        Fault::LoseAnswer => lose_answer(client, TcpStream::connect(server).await?).await,
        Fault::CutRequestAfter(bytes) => cut_request(client, TcpStream::connect(server).await?, bytes).await,
        Fault::CutAnswerAfter(bytes) => {
            answer(client, TcpStream::connect(server).await?, Duration::ZERO, bytes).await
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
