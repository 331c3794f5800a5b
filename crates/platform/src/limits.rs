//! How much one caller, and all together, may take of the platform at once.
//!
//! - [`Limits`]: the numbers. - `connections`: who may keep how many open. - `idle`: and for how long. - `bytes`: bodies that are on their way.
//! - `rates`: requests over time. - `tries`: guesses of one thing.
//!
//! A caller is an address, or the network that an IPv6 host may number at will. An airport's travellers share one, so the
//! numbers bound what the process has to bear, not what a person may send.

mod bytes;
mod connections;
mod idle;
mod rates;
mod tries;

use std::net::IpAddr;
use std::time::Duration;

pub(crate) use bytes::{Bytes, HeldBytes};
pub(crate) use connections::Doors;
pub(crate) use rates::Rates;
pub(crate) use tries::Tries;

/// The numbers.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Connections at once, of all callers.
    pub connections: usize,
    /// Connections at once, of one caller.
    pub connections_of_one: usize,
    /// Bytes of bodies on their way at once, of all callers.
    pub bytes: usize,
    /// Bytes of bodies on their way at once, of one caller.
    pub bytes_of_one: usize,
    /// Requests a second of one caller, over time.
    pub requests_a_second: u32,
    /// Requests of one caller that may come at once.
    pub requests_at_once: u32,
    /// How long a request's headers may take to arrive, the first one's from the connection's first byte on.
    pub headers: Duration,
    /// How long a connection may stay open of which nobody asks anything.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            connections_of_one: 256,
            bytes: 64 << 20,
            bytes_of_one: 8 << 20,
            requests_a_second: 100,
            requests_at_once: 3000,
            headers: Duration::from_secs(10),
            idle: Duration::from_secs(60),
        }
    }
}

/// How much of something may be taken by anybody; the rest is for those who hold little of it.
pub(crate) const fn share_for_anybody(all: usize) -> usize {
    all / 4 * 3
}

/// Whom a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Caller(u128);

impl From<IpAddr> for Caller {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Self(u32::from(address).into()),
            // The upper half names the network.
            IpAddr::V6(address) => Self(u128::from(address) >> 64 << 64),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(address: &str) -> Caller {
        address.parse::<IpAddr>().unwrap().into()
    }

    #[test]
    fn one_host_is_one_caller_whatever_it_numbers_itself() {
        assert_eq!(caller("2001:db8::1"), caller("2001:db8::ffff:1"), "a network of one owner");
        assert_ne!(caller("2001:db8::1"), caller("2001:db8:0:1::1"), "the next network is another's");
        assert_eq!(caller("::ffff:192.0.2.1"), caller("192.0.2.1"), "one address in two ways to write it");
        assert_ne!(caller("192.0.2.1"), caller("192.0.2.2"), "two hosts are two callers");
    }
}
