//! Organisations that help others (chambers, consulates), enrolled and ended by whoever runs the platform.
//!
//! An enrolment token is shown once and kept as its hash. It travels inside envelopes alone, so nobody on the way learns it; whoever
//! holds it may send in the organisation's name, up to its quota, and has no right to any declaration by it.

use std::fmt::{self, Display, Formatter};

use chrono::{DateTime, NaiveDate, Utc};
use platform_api::EnrolmentToken;
use rulebook::zhejiang_date;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::store::{Organisation, StoreError};
use crate::{Config, database};

/// A chamber's evening is two thousand members.
pub const QUOTA: u32 = 2_500;
/// Longest name.
const LONGEST_NAME: usize = 120;

/// Why an organisation was not enrolled or ended.
#[derive(Debug, thiserror::Error)]
pub enum OrganisationError {
    /// A name is needed, and a short one.
    #[error("a name has one to 120 characters")]
    Name,
    /// It could send nothing.
    #[error("a quota is at least 1")]
    Quota,
    /// No such organisation, or one whose token was taken back.
    #[error("there is no such organisation that is enrolled")]
    Unknown,
    /// No random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An organisation with its token, which is shown now and never again.
#[derive(Debug)]
pub struct Enrolled {
    /// The organisation.
    pub organisation: Organisation,
    /// What it writes into its deployment file or its settings.
    pub token: Zeroizing<String>,
}

/// All organisations on a day.
#[derive(Debug)]
pub struct Listed(Vec<(Organisation, u32)>);

/// Enrols an organisation.
pub async fn add(of: &Config, name: &str, quota: u32, by: &str) -> Result<Enrolled, OrganisationError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(OrganisationError::Name);
    }
    if quota == 0 {
        return Err(OrganisationError::Quota);
    }
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|_| OrganisationError::NoRandomness)?;
    let token = EnrolmentToken::from_bytes(*bytes);
    let organisation = Organisation {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        quota,
        made_at: (of.clock)(),
        made_by: by.to_owned(),
        revoked_at: None,
        revoked_by: None,
    };
    let store = database::open(&of.data, of.database.as_deref()).await?;
    store.add_organisation(organisation.clone(), token.digest()).await?;
    Ok(Enrolled { organisation, token: token.reveal() })
}

/// All of them, with what they have sent today.
pub async fn list(of: &Config) -> Result<Listed, OrganisationError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    Ok(Listed(store.organisations(today(of)).await?))
}

/// Takes an organisation's token back, at once and for good. What it has sent stays.
pub async fn revoke(of: &Config, id: Uuid, by: &str) -> Result<(), OrganisationError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let at: DateTime<Utc> = (of.clock)();
    match store.revoke_organisation(id, at, by.to_owned()).await? {
        true => Ok(()),
        false => Err(OrganisationError::Unknown),
    }
}

fn today(of: &Config) -> NaiveDate {
    zhejiang_date((of.clock)())
}

impl Display for Listed {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (Organisation { id, name, quota, revoked_at, .. }, taken) in &self.0 {
            let state = if revoked_at.is_some() { "revoked" } else { "enrolled" };
            writeln!(formatter, "{id}\t{state}\t{taken} of {quota} today\t{name}")?;
        }
        Ok(())
    }
}
