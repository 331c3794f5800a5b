//! The platform this app was told to trust (design decision 15).

use std::fs;
use std::path::Path;
use std::sync::Arc;

use platform_api::PlatformProfile;

use crate::dto::Problem;
use crate::ownership::is_anybodys;

/// The profile, or why there is none. Without one the app is a safe place for drafts.
pub(crate) type Profile = Result<Arc<PlatformProfile>, Problem>;

/// Reads the profile at `path`.
pub(crate) fn load(path: Option<&Path>) -> Profile {
    let path = path.ok_or_else(|| Problem::of("profile-missing"))?;
    if is_anybodys(path) {
        return Err(Problem::of("profile-writable"));
    }
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Problem::of("profile-missing"),
        _ => Problem::of("profile-broken"),
    })?;
    let profile = PlatformProfile::parse(&bytes).map_err(|_| Problem::of("profile-broken"))?;
    Ok(Arc::new(profile))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_profile_that_others_may_write_or_replace_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("platform-profile.json");
        fs::write(&path, "{}").unwrap();
        let code = |of_file, of_folder| {
            fs::set_permissions(&path, fs::Permissions::from_mode(of_file)).unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(of_folder)).unwrap();
            load(Some(&path)).unwrap_err().code
        };
        assert_eq!(code(0o644, 0o755), "profile-broken", "read, and then judged by what it says");
        for (of_file, of_folder) in [(0o646, 0o755), (0o664, 0o755), (0o644, 0o777), (0o644, 0o775)] {
            let refused = code(of_file, of_folder);
            assert_eq!(refused, "profile-writable", "{of_file:o} in {of_folder:o} says what anybody wants");
        }
        assert_eq!(
            code(0o644, 0o1777),
            "profile-broken",
            "in a sticky folder nobody replaces another's file"
        );
    }
}
