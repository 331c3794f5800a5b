//! The platform this app was told to trust (design decision 15).

use std::fs;
use std::path::Path;
use std::sync::Arc;

use platform_api::PlatformProfile;

use crate::dto::{Problem, Sending};

/// The profile, or why there is none. Without one the app is a safe place for drafts.
pub(crate) type Profile = Result<Arc<PlatformProfile>, Problem>;

/// Reads the profile at `path`.
pub(crate) fn load(path: Option<&Path>) -> Profile {
    let path = path.ok_or_else(|| Problem::of("profile-missing"))?;
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Problem::of("profile-missing"),
        _ => Problem::of("profile-broken"),
    })?;
    let profile = PlatformProfile::parse(&bytes).map_err(|_| Problem::of("profile-broken"))?;
    Ok(Arc::new(profile))
}

/// As the UI is told.
pub(crate) fn sending(profile: &Profile) -> Sending {
    match profile {
        Ok(profile) => Sending::To { name: profile.name.clone() },
        Err(problem) => Sending::Nowhere { problem: problem.clone() },
    }
}
