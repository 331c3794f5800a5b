//! The platform's web pages, as they were built from `ui/` and put into the program.

include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// A file of a page.
pub(crate) struct PageFile {
    /// `desk/index.html`, without a slash before it.
    pub(crate) path: &'static str,
    pub(crate) bytes: &'static [u8],
    /// The same, compressed.
    pub(crate) gzip: &'static [u8],
}

/// The file at that path.
pub(crate) fn file(path: &str) -> Option<&'static PageFile> {
    FILES.iter().find(|file| file.path == path)
}

/// The origin of the platform's pages, where apps know it by `url`. A browser gives passkeys, cookies and the camera to a name and not
/// to an address, so this machine's own is called by its name.
pub(crate) fn origin(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let host = rest.split('/').next().unwrap_or_default();
    let port = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|it| it.is_ascii_digit()));
    let (name, port) = port.map_or((host, String::new()), |(name, port)| (name, format!(":{port}")));
    let name = if name == "[::1]" || name.starts_with("127.") { "localhost" } else { name };
    format!("{scheme}://{name}{port}")
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn this_machine_is_called_by_its_name() {
        assert_eq!(origin("http://127.0.0.1:8443"), "http://localhost:8443", "an address has no passkeys");
        assert_eq!(origin("http://[::1]:8443"), "http://localhost:8443", "in either way to write it");
        assert_eq!(origin("https://guitu.example/platform"), "https://guitu.example", "a path is no origin");
        assert_eq!(origin("https://guitu.example:8443"), "https://guitu.example:8443", "a port is");
    }
}
