//! The protocol over HTTP.
//!
//! Everything that comes back is bounded and believed only as far as it can be read as this protocol: a hotel's login
//! page, a redirect and a half answer are all `platform-garbled`. Redirects are not followed, a follow token goes to
//! the profile's address alone.

mod phone;

use std::net::IpAddr;
use std::time::Duration;

use async_trait::async_trait;
use chrono::DateTime;
use platform_api::{
    ENVELOPE_TYPE, FollowToken, Keys, LinkQuestion, LinkQuestions, PlatformApi, PlatformProfile, Problem,
    ProblemCode, RulebookNotice, StatusAnswer, StatusQuestion, StatusQuestions, StatusReplies, StatusReply,
};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, DATE, ETAG, HeaderValue, IF_NONE_MATCH, RETRY_AFTER,
};
use reqwest::{Certificate, Client, RequestBuilder, Response, StatusCode, Url};
use serde_json::from_slice;
use uuid::Uuid;

use crate::clock::ClockWatch;

pub use phone::{BySlip, SlipAnswer, SlipCode, SlipKey, SlipLine};

/// From the first byte sent to the last one read of an answer that is short; without a byte for as long nothing is waited for.
const TOTAL: Duration = Duration::from_secs(30);
/// Bytes a second at which a long answer is worth waiting for: a telephone at the edge of its network brings a list of airports at this.
const SLOWEST: u64 = 4 * 1024;
const CONNECT: Duration = Duration::from_secs(10);
const JSON_TYPE: &str = "application/json";
/// A signed status with its code, in bytes: hardly one is longer.
const LONGEST_STATUS: u64 = 4 * 1024;
/// No answer of this protocol is longer.
const BODY_MAX: usize = 512 * 1024;

/// A platform reached over HTTP. Clones share their connections.
#[derive(Clone)]
pub struct HttpPlatform {
    client: Client,
    base: Url,
    watch: Option<ClockWatch>,
    patience: Duration,
}

/// Why nothing can be sent with a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnusableProfile {
    /// Plain HTTP to another machine: the follow token would travel in the clear.
    #[error("the platform's address is not https")]
    NotHttps,
    /// The address is not one.
    #[error("the platform's address is not a web address")]
    BadUrl,
    /// An authority that the profile names is no certificate.
    #[error("the profile's certificate authority is none")]
    BadAuthority,
    /// The system offers no TLS, such as no readable trust store.
    #[error("no TLS on this system")]
    NoTls,
}

impl UnusableProfile {
    /// The stable code: `profile-not-https`, `profile-bad-url`, `profile-bad-authority`,
    /// `profile-no-tls`.
    pub fn code(self) -> &'static str {
        match self {
            UnusableProfile::NotHttps => "profile-not-https",
            UnusableProfile::BadUrl => "profile-bad-url",
            UnusableProfile::BadAuthority => "profile-bad-authority",
            UnusableProfile::NoTls => "profile-no-tls",
        }
    }
}

/// Names the one implementation of cryptography that TLS uses; call it first thing in `main`. Calling it again does
/// nothing.
pub fn install_crypto_provider() {
    // An error says that one is installed already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

impl HttpPlatform {
    /// A client for the profile's platform; nothing is sent yet.
    ///
    /// # Errors
    /// [`UnusableProfile`].
    pub fn new(profile: &PlatformProfile) -> Result<Self, UnusableProfile> {
        Self::with_patience(profile, TOTAL)
    }

    fn with_patience(profile: &PlatformProfile, total: Duration) -> Result<Self, UnusableProfile> {
        let mut base = Url::parse(&profile.url).map_err(|_| UnusableProfile::BadUrl)?;
        let host = base.host_str().ok_or(UnusableProfile::BadUrl)?;
        let here = is_loopback(host);
        match base.scheme() {
            "https" => {}
            "http" if here => {}
            "http" => return Err(UnusableProfile::NotHttps),
            _ => return Err(UnusableProfile::BadUrl),
        }
        if base.query().is_some() || base.fragment().is_some() || !base.username().is_empty() {
            return Err(UnusableProfile::BadUrl);
        }
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        install_crypto_provider();
        let builder = Client::builder()
            .timeout(total)
            .read_timeout(total)
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("guitu/", env!("CARGO_PKG_VERSION")));
        // What runs on this machine is not reached by way of another.
        let builder = if here { builder.no_proxy() } else { builder };
        let authorities: Result<Vec<_>, _> =
            profile.authorities.iter().map(|pem| Certificate::from_pem(pem.as_bytes())).collect();
        let authorities = authorities.map_err(|_| UnusableProfile::BadAuthority)?;
        // Where nothing is asked for a certificate, the system's authorities, which are many, are not read.
        let builder = match base.scheme() {
            "http" => builder.tls_certs_only(authorities),
            _ => builder.tls_certs_merge(authorities),
        };
        // A certificate is read when the client is built.
        let unusable = if profile.authorities.is_empty() {
            UnusableProfile::NoTls
        } else {
            UnusableProfile::BadAuthority
        };
        let client = builder.build().map_err(|_| unusable)?;
        Ok(HttpPlatform { client, base, watch: None, patience: total })
    }

    /// The same, and the dates of its answers are compared with this machine's.
    #[must_use]
    pub fn watching(self, watch: ClockWatch) -> Self {
        Self { watch: Some(watch), ..self }
    }

    /// An answer of the protocol's own documents.
    async fn answer(&self, request: RequestBuilder) -> Result<(Head, Vec<u8>), Problem> {
        self.bounded(request, Bound { most: BODY_MAX, beyond: ProblemCode::PlatformGarbled }).await
    }

    async fn bounded(&self, request: RequestBuilder, bound: Bound) -> Result<(Head, Vec<u8>), Problem> {
        bounded_answer(request, bound, self.watch.as_ref()).await
    }

    /// How long an answer of so many bytes may take, over a bad line too.
    fn patience_for(&self, bytes: u64) -> Duration {
        self.patience + Duration::from_secs(bytes / SLOWEST)
    }

    fn address(&self, path: &str) -> Result<Url, Problem> {
        self.base.join(path).map_err(|_| ProblemCode::PlatformGarbled.into())
    }

    async fn get_json<T: serde::de::DeserializeOwned>(&self, path: &str) -> Result<T, Problem> {
        let (_, body) = self.answer(self.client.get(self.address(path)?)).await?;
        from_slice(&body).map_err(|_| ProblemCode::PlatformGarbled.into())
    }
}

#[async_trait]
impl PlatformApi for HttpPlatform {
    async fn put_revision(
        &self,
        declaration: Uuid,
        revision: u32,
        envelope: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        let address = self.address(&format!("v2/declarations/{declaration}/revisions/{revision}"))?;
        let request = self.client.put(address).header(CONTENT_TYPE, ENVELOPE_TYPE).body(envelope);
        self.answer(request).await.map(|(_, body)| body)
    }

    async fn put_letter(&self, declaration: Uuid, number: u32, letter: Vec<u8>) -> Result<Vec<u8>, Problem> {
        let address = self.address(&format!("v2/declarations/{declaration}/letters/{number}"))?;
        let request = self.client.put(address).header(CONTENT_TYPE, ENVELOPE_TYPE).body(letter);
        self.answer(request).await.map(|(_, body)| body)
    }

    async fn status(
        &self,
        declaration: Uuid,
        token: &FollowToken,
        etag: Option<&str>,
    ) -> Result<StatusAnswer, Problem> {
        let bearer = format!("Bearer {}", *token.reveal());
        let mut bearer = HeaderValue::try_from(bearer).map_err(|_| ProblemCode::BadRequest)?;
        bearer.set_sensitive(true);
        let address = self.address(&format!("v2/declarations/{declaration}"))?;
        let mut request = self.client.get(address).header(AUTHORIZATION, bearer);
        if let Some(etag) = etag.and_then(|etag| HeaderValue::try_from(etag).ok()) {
            request = request.header(IF_NONE_MATCH, etag);
        }
        let (head, body) = self.answer(request).await?;
        if head.unchanged {
            return Ok(StatusAnswer::Unchanged);
        }
        Ok(StatusAnswer::Now { etag: head.etag, signed: body })
    }

    async fn statuses(
        &self,
        questions: &[StatusQuestion],
    ) -> Result<Vec<Result<StatusAnswer, Problem>>, Problem> {
        let questions = StatusQuestions { questions: questions.to_vec() };
        let body = serde_json::to_vec(&questions).map_err(|_| ProblemCode::BadRequest)?;
        let longest = questions.questions.len() as u64 * LONGEST_STATUS;
        let request = self.client.post(self.address("v2/statuses")?).timeout(self.patience_for(longest));
        let (_, body) = self.answer(request.header(CONTENT_TYPE, JSON_TYPE).body(body)).await?;
        let StatusReplies { answers } = from_slice(&body).map_err(|_| ProblemCode::PlatformGarbled)?;
        if answers.is_empty() || answers.len() > questions.questions.len() {
            return Err(ProblemCode::PlatformGarbled.into());
        }
        Ok(answers.into_iter().map(StatusReply::alone).collect())
    }

    async fn personal_links(&self, questions: &[LinkQuestion]) -> Result<Vec<u8>, Problem> {
        let questions = LinkQuestions { questions: questions.to_vec() };
        let body = serde_json::to_vec(&questions).map_err(|_| ProblemCode::BadRequest)?;
        let request = self.client.post(self.address("v2/personal-links")?);
        self.answer(request.header(CONTENT_TYPE, JSON_TYPE).body(body)).await.map(|(_, body)| body)
    }

    async fn rulebook(&self) -> Result<RulebookNotice, Problem> {
        self.get_json("v2/rulebook").await
    }

    async fn rulebook_file(&self, path: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        let base = self.address("v2/rulebook/")?;
        let address = base.join(path).map_err(|_| Problem::from(ProblemCode::BadRequest))?;
        if !address.as_str().starts_with(base.as_str()) {
            return Err(ProblemCode::BadRequest.into());
        }
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let bound = Bound { most, beyond: ProblemCode::RulebookOversized };
        let request = self.client.get(address).timeout(self.patience_for(limit));
        self.bounded(request, bound).await.map(|(_, body)| body)
    }

    async fn keys(&self) -> Result<Keys, Problem> {
        self.get_json("v2/keys").await
    }
}

/// What matters of an answer's head.
struct Head {
    /// 304 to a question that named what it knew.
    unchanged: bool,
    /// Empty when there is none.
    etag: String,
}

/// How long an answer may be, and what it is if it goes on.
#[derive(Clone, Copy)]
struct Bound {
    most: usize,
    beyond: ProblemCode,
}

/// Sends a request and reads its answer; everything but 2xx and an expected 304 is a problem.
async fn bounded_answer(
    request: RequestBuilder,
    bound: Bound,
    watch: Option<&ClockWatch>,
) -> Result<(Head, Vec<u8>), Problem> {
    let (client, request) = request.header(ACCEPT, "*/*").build_split();
    let request = request.map_err(|_| Problem::from(ProblemCode::BadRequest))?;
    let conditional = request.headers().contains_key(IF_NONE_MATCH);
    let response = client.execute(request).await.map_err(|error| failure(&error))?;
    let status = response.status();
    let header = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let etag = header(ETAG).unwrap_or_default().to_owned();
    let retry_after = header(RETRY_AFTER).and_then(|seconds| seconds.trim().parse().ok());
    let page = is_page(&response);
    // A hotel's page has a clock of its own, which is no concern of ours.
    let date = header(DATE).filter(|_| !page).and_then(|date| DateTime::parse_from_rfc2822(date).ok());
    if let (Some(watch), Some(date)) = (watch, date) {
        watch.dated(date.to_utc());
    }
    let unchanged = conditional && status == StatusCode::NOT_MODIFIED;
    let body = body(response, bound).await;
    if page && !unchanged {
        return Err(Problem { status: status.as_u16(), ..ProblemCode::CaptivePortal.into() });
    }
    if status.is_success() || unchanged {
        return Ok((Head { unchanged, etag }, body?));
    }
    // The status says enough where the rest of a refusal got lost.
    let problem = Problem::from_response(status.as_u16(), &body.unwrap_or_default());
    // A hotel's page or a proxy may ask for an hour: only who speaks as a platform knows when it is worth asking again.
    Err(Problem { retry_after: retry_after.filter(|_| problem.is_spoken()), ..problem })
}

/// The body, as long as it is one of ours by size.
async fn body(mut response: Response, bound: Bound) -> Result<Vec<u8>, Problem> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
        if body.len() + chunk.len() > bound.most {
            return Err(bound.beyond.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Whether something for people answers: a platform speaks no HTML, sends nobody elsewhere, and asks nobody to log in to a
/// network.
fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let status = response.status();
    kind.trim_start().to_ascii_lowercase().starts_with("text/html")
        || (status.is_redirection() && status != StatusCode::NOT_MODIFIED)
        || matches!(
            status,
            StatusCode::NETWORK_AUTHENTICATION_REQUIRED | StatusCode::PROXY_AUTHENTICATION_REQUIRED
        )
}

fn failure(error: &reqwest::Error) -> Problem {
    let code = if let Some(wrong) = wrong_certificate(error) {
        wrong
    } else if wants_a_login(error) {
        ProblemCode::CaptivePortal
    } else if error.is_timeout() {
        ProblemCode::PlatformTimeout
    } else if error.is_connect() || error.is_request() {
        ProblemCode::PlatformUnreachable
    } else {
        ProblemCode::PlatformGarbled
    };
    code.into()
}

/// Whether a proxy on the way to the platform wants to know who asks. The connector's own error for it is private, its words are not.
fn wants_a_login(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(error), |error| error.source());
    causes.any(|error| error.to_string().contains("proxy authorization required"))
}

/// What is wrong with the certificate that TLS met, somewhere down the chain of causes: a clock that is off makes a right one
/// look too old or too young, and whoever opens connections has one of somebody else's.
fn wrong_certificate(error: &(dyn std::error::Error + 'static)) -> Option<ProblemCode> {
    use rustls::CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext};
    let of_tls = |error: &(dyn std::error::Error + 'static)| match error.downcast_ref() {
        Some(rustls::Error::InvalidCertificate(
            Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. },
        )) => Some(ProblemCode::CertificateDate),
        Some(rustls::Error::InvalidCertificate(_)) => Some(ProblemCode::ConnectionIntercepted),
        _ => None,
    };
    let mut next = Some(error);
    while let Some(error) = next {
        let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let wrong = of_tls(error).or_else(|| inner.and_then(|inner| wrong_certificate(inner)));
        if wrong.is_some() {
            return wrong;
        }
        next = error.source();
    }
    None
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
