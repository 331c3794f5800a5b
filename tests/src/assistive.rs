//! What a screen reader reads: the accessibility tree on the bus of AT-SPI, as Orca would walk it.

use std::{
    fs,
    future::Future,
    path::{Path, PathBuf},
    pin::Pin,
    process::Command,
};

use zbus::{Connection, Proxy, connection::Builder, zvariant::OwnedObjectPath};

use crate::{Outcome, desktop::Desktop, process::Process, waiting::until};

/// Where distributions put the programs of AT-SPI.
const PROGRAMS: [&str; 4] =
    ["/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib", "/usr/libexec/at-spi2-core"];
const ROOT: &str = "/org/a11y/atspi/accessible/root";
const ACCESSIBLE: &str = "org.a11y.atspi.Accessible";
/// Deeper than any page is.
const DEEPEST: usize = 60;

/// A running screen reader's place on the desktop. It ends with the value.
#[derive(Debug)]
pub struct Assistive {
    bus: Connection,
    // Ends after the connection.
    _launcher: Process,
}

/// One thing that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// What it is.
    pub role: Role,
    /// Its name, without marks of direction.
    pub name: String,
    /// What is said of it after its name.
    pub description: String,
}

/// What something is, of those that matter here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Something to act on: to press, to tick, to choose from, to type into.
    Control,
    /// A heading.
    Heading,
    /// Anything else.
    Other,
}

impl Role {
    /// By its number in AT-SPI's `atspi-constants.h`.
    fn of(number: u32) -> Self {
        match number {
            // check box, combo box, date editor, password, push button, radio button, spin button, text, toggle button, entry, link
            7 | 11 | 12 | 40 | 43 | 44 | 52 | 61 | 62 | 79 | 88 => Self::Control,
            83 => Self::Heading,
            _ => Self::Other,
        }
    }
}

/// An object on the bus: whose it is, and where.
type At = (String, OwnedObjectPath);

impl Assistive {
    /// Starts one on a desktop whose programs are started afterwards.
    ///
    /// # Errors
    /// When AT-SPI is not installed or does not become ready.
    pub async fn start(desktop: &mut Desktop) -> Outcome<Self> {
        desktop.listen();
        let launcher = PROGRAMS.iter().map(|folder| Path::new(folder).join("at-spi-bus-launcher"));
        let launcher: PathBuf =
            launcher.into_iter().find(|it| fs::exists(it).unwrap_or(false)).ok_or("no AT-SPI here")?;
        let mut command = Command::new(launcher);
        command.args(["--launch-immediately", "--a11y=1", "--screen-reader=1"]);
        let launcher = Process::start("at-spi", desktop.dress(&mut command), desktop.logs())?;
        let session = Builder::address(desktop.bus())?.build().await?;
        let address = until("the bus of AT-SPI", async || {
            let bus = Proxy::new(&session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus").await?;
            Ok(bus.call::<_, _, String>("GetAddress", &()).await.ok())
        })
        .await?;
        let bus = Builder::address(address.as_str())?.build().await?;
        Ok(Self { bus, _launcher: launcher })
    }

    /// All that is read of the windows on the desktop, in the order of the tree.
    ///
    /// # Errors
    /// When the bus is gone.
    pub async fn reads(&self) -> Outcome<Vec<Spoken>> {
        let mut spoken = Vec::new();
        let root = ("org.a11y.atspi.Registry".to_owned(), OwnedObjectPath::try_from(ROOT)?);
        self.walk(root, 0, &mut spoken).await?;
        Ok(spoken)
    }

    fn walk<'a>(
        &'a self,
        (owner, path): At,
        depth: usize,
        spoken: &'a mut Vec<Spoken>,
    ) -> Pin<Box<dyn Future<Output = Outcome> + Send + 'a>> {
        Box::pin(async move {
            let Ok(at) = Proxy::new(&self.bus, owner, path, ACCESSIBLE).await else { return Ok(()) };
            // What goes while it is read is not there.
            let Ok(role) = at.call::<_, _, u32>("GetRole", &()).await else { return Ok(()) };
            let text = async |name: &str| -> String {
                let value = at.get_property::<String>(name).await.unwrap_or_default();
                value.replace(['\u{2068}', '\u{2069}'], "")
            };
            let (name, description) = (text("Name").await, text("Description").await);
            spoken.push(Spoken { role: Role::of(role), name, description });
            if depth < DEEPEST {
                let mut children = at.call::<_, _, Vec<At>>("GetChildren", &()).await.unwrap_or_default();
                if children.is_empty() && at.get_property::<i32>("ChildCount").await.is_ok_and(|it| it > 0) {
                    // The page of another process is plugged in here.
                    children.extend(at.call::<_, _, At>("GetChildAtIndex", &0i32).await);
                }
                for child in children {
                    self.walk(child, depth + 1, spoken).await?;
                }
            }
            Ok(())
        })
    }
}
