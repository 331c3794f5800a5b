//! Who is let in: requests over time, and bodies on their way.
//!
//! A body is read here and nowhere else, so that what is refused is refused before it is in memory. What is too long is
//! refused at once; the rest of it is then still taken from the line for a moment and thrown away, since a client that is
//! cut off in the middle of sending never reads why.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use platform_api::{MAX_ENVELOPE_BYTES, Problem, ProblemCode};

use super::explain::Refused;
use crate::limits::{Bytes, Caller, HeldBytes, Limits, Rates};

/// So much of a body that is too long is thrown away, for so long.
const THROWN_AWAY: usize = 8 << 20;
const THROWING_AWAY: Duration = Duration::from_secs(3);
/// So much of a request's time its body may take.
const OF_ALL_PATIENCE: f64 = 0.9;
/// Seconds after which bodies that are on their way now will have arrived.
const BODIES_ARRIVE: u64 = 2;

pub(crate) struct Admission {
    /// How long a body may take to arrive.
    patience: Duration,
    rates: Rates,
    bytes: Bytes,
    behind_proxy: bool,
}

impl Admission {
    pub(crate) fn new(limits: &Limits, patience: Duration, behind_proxy: bool) -> Self {
        // The answer has to be on its way before whoever serves the connection gives the request up.
        let patience = patience.mul_f64(OF_ALL_PATIENCE);
        Self { patience, rates: Rates::new(limits), bytes: Bytes::new(limits), behind_proxy }
    }

    /// Takes drops of a caller's bucket, or says when to come back.
    fn take(&self, caller: Caller, drops: u32) -> Result<(), Problem> {
        self.rates.take(caller, drops, Instant::now()).map_err(|wait| {
            let retry_after = Some(wait.as_secs() + 1);
            Problem { retry_after, ..ProblemCode::TooManyRequests.into() }
        })
    }

    /// The address that a request comes from. Behind a proxy its last word counts, since all before it are the caller's own.
    fn caller(&self, request: &Request) -> Caller {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0.ip());
        let said = if self.behind_proxy { forwarded(request.headers()) } else { None };
        said.unwrap_or(peer).into()
    }
}

/// What a request that asks for much still has to pay, once its body says how much.
#[derive(Clone)]
pub(super) struct Toll {
    admission: Arc<Admission>,
    caller: Caller,
}

impl Toll {
    /// As if so many more requests had come.
    pub(super) fn pay(&self, more: u32) -> Result<(), Problem> {
        self.admission.take(self.caller, more)
    }
}

fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    headers
        .get_all("x-forwarded-for")
        .iter()
        .next_back()?
        .to_str()
        .ok()?
        .rsplit(',')
        .next()?
        .trim()
        .parse()
        .ok()
}

/// Lets a request in, with all of its body; or says when to come back.
pub(super) async fn admitted(
    State(admission): State<Arc<Admission>>,
    request: Request,
    next: Next,
) -> Response {
    match admit(&admission, request).await {
        Ok((request, _held)) => next.run(request).await,
        Err(problem) => Refused::from(problem).into_response(),
    }
}

async fn admit(
    admission: &Arc<Admission>,
    request: Request,
) -> Result<(Request, Option<HeldBytes>), Problem> {
    let caller = admission.caller(&request);
    let (mut head, body) = request.into_parts();
    if let Err(problem) = admission.take(caller, 1) {
        tokio::spawn(throw_away(body));
        return Err(problem);
    }
    head.extensions.insert(Toll { admission: admission.clone(), caller });
    if http_body::Body::is_end_stream(&body) {
        return Ok((Request::from_parts(head, body), None));
    }
    let announced =
        head.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length: usize = announced.unwrap_or(MAX_ENVELOPE_BYTES);
    if length > MAX_ENVELOPE_BYTES {
        tokio::spawn(throw_away(body));
        return Err(ProblemCode::EnvelopeTooLarge.into());
    }
    let Some(held) = admission.bytes.hold(caller, length) else {
        tokio::spawn(throw_away(body));
        return Err(Problem { retry_after: Some(BODIES_ARRIVE), ..ProblemCode::Unavailable.into() });
    };
    let mut body = body;
    let arrived = tokio::time::timeout(admission.patience, whole(&mut body, announced.unwrap_or_default()));
    let bytes = match arrived.await {
        Ok(Some(bytes)) => bytes?,
        Ok(None) => {
            tokio::spawn(throw_away(body));
            return Err(ProblemCode::EnvelopeTooLarge.into());
        }
        Err(_) => {
            tokio::spawn(throw_away(body));
            return Err(ProblemCode::RequestTimeout.into());
        }
    };
    Ok((Request::from_parts(head, bytes.into()), Some(held)))
}

/// All of a body; none where it is too long.
async fn whole(body: &mut Body, expected: usize) -> Option<Result<Vec<u8>, Problem>> {
    let mut bytes = Vec::with_capacity(expected);
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Some(Err(ProblemCode::BadRequest.into())) };
        let Ok(data) = frame.into_data() else { continue };
        if bytes.len() + data.len() > MAX_ENVELOPE_BYTES {
            return None;
        }
        bytes.extend_from_slice(&data);
    }
    Some(Ok(bytes))
}

async fn throw_away(mut body: Body) {
    let rest = async {
        let mut thrown = 0;
        while let Some(Ok(frame)) = body.frame().await {
            thrown += frame.data_ref().map_or(0, |data| data.len());
            if thrown > THROWN_AWAY {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(THROWING_AWAY, rest).await; // then the connection is closed
}
