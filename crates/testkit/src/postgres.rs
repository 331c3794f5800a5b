//! A real PostgreSQL for a test: Debian's, in a directory of its own that nothing outside can reach.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test without its database has failed")]

use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A database server that ends with the test.
#[derive(Debug)]
pub struct Postgres {
    folder: TempDir,
    programs: PathBuf,
    server: Option<Child>,
    /// Processes of a server that hangs.
    hung: std::sync::Mutex<Vec<String>>,
}

impl Postgres {
    /// Makes a cluster and starts it. PostgreSQL refuses to run as root, so for root it runs as Debian's `postgres`.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("guitu-pg").tempdir_in("/tmp").unwrap();
        let mut postgres = Self { folder, programs: programs(), server: None, hung: Default::default() };
        postgres.give_away();
        let made = postgres
            .program("initdb")
            .args(["--no-sync", "--auth=trust", "--username=guitu", "--encoding=UTF8", "--no-locale", "-D"])
            .arg(postgres.data())
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(made.success(), "a cluster was made");
        postgres.go_on();
        postgres
    }

    /// A second server that follows the first, which acknowledges nothing from now on before the second has it on its disk.
    pub fn standby_of(primary: &Self) -> Self {
        let folder = tempfile::Builder::new().prefix("guitu-pg").tempdir_in("/tmp").unwrap();
        let mut standby = Self { folder, programs: programs(), server: None, hung: Default::default() };
        standby.give_away();
        let copied = standby
            .program("pg_basebackup")
            .args(["--username=guitu", "--checkpoint=fast", "--no-sync", "--write-recovery-conf", "-h"])
            .arg(primary.folder.path())
            .arg("-D")
            .arg(standby.data())
            .status()
            .unwrap();
        assert!(copied.success(), "the cluster was copied");
        standby.go_on();
        primary.ask("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'");
        primary.ask("postgres", "SELECT pg_reload_conf()");
        let until = Instant::now() + Duration::from_secs(60);
        let follows = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
        while primary.ask("postgres", follows) != "1" {
            assert!(Instant::now() < until, "the standby does not follow: {}", standby.log());
            std::thread::sleep(Duration::from_millis(50));
        }
        standby
    }

    /// Makes a standby the server that is written to.
    pub fn promote(&self) {
        let promoted =
            self.program("pg_ctl").args(["promote", "--wait", "--silent", "-D"]).arg(self.data()).status();
        assert!(promoted.unwrap().success(), "it was promoted: {}", self.log());
    }

    /// The address of a database on whichever of two servers is written to.
    pub fn database_on_either(&self, other: &Self, name: &str) -> String {
        let (one, two) = (self.folder.path().display(), other.folder.path().display());
        format!("host={one},{two} user=guitu dbname={name} target_session_attrs=read-write")
    }

    /// Starts it, again where it was ended, and waits until it answers.
    pub fn go_on(&mut self) {
        let until = Instant::now() + Duration::from_secs(60);
        let mut server = self.serve();
        while !self.answers() {
            assert!(Instant::now() < until, "the database did not start: {}", self.log());
            if server.try_wait().unwrap().is_some() {
                server = self.serve(); // those of the one before are still about to end
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.server = Some(server);
    }

    fn serve(&self) -> Child {
        let log = std::fs::File::create(self.folder.path().join("log")).unwrap();
        self.program("postgres")
            .arg("-D")
            .arg(self.data())
            .arg("-k")
            .arg(self.folder.path())
            .args(["-c", "listen_addresses=", "-c", "max_connections=60", "-c", "shared_buffers=32MB"])
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap()
    }

    fn answers(&self) -> bool {
        self.program("pg_isready").arg("-q").arg("-h").arg(self.folder.path()).status().unwrap().success()
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Has it answer nothing more, and close nothing: as a machine that has vanished.
    pub fn hang(&self) {
        let server = self.server.as_ref().unwrap().id().to_string();
        // Its processes are its children; each connection is served by one.
        let children = Command::new("pgrep").args(["-P", &server]).output().unwrap().stdout;
        let children = String::from_utf8(children).unwrap();
        let all = children.split_whitespace().chain([server.as_str()]);
        assert!(Command::new("kill").arg("-STOP").args(all).status().unwrap().success());
        *self.hung.lock().unwrap() = children.split_whitespace().map(str::to_owned).collect();
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut server) = self.server.take() {
            // The one that Debian's `setpriv` became is the server itself.
            server.kill().unwrap();
            server.wait().unwrap();
            let hung = std::mem::take(self.hung.get_mut().unwrap());
            if !hung.is_empty() {
                let _ = Command::new("kill").arg("-KILL").args(hung).status().unwrap();
            }
        }
    }

    /// The address of a database, made if it is not there.
    pub fn database(&self, name: &str) -> String {
        let _ = self
            .program("createdb")
            .args(["-U", "guitu", "-h"])
            .arg(self.folder.path())
            .arg(name)
            .stderr(Stdio::null())
            .status()
            .unwrap();
        format!("host={} user=guitu dbname={name}", self.folder.path().display())
    }

    /// One statement; its answer as lines.
    pub fn ask(&self, database: &str, statement: &str) -> String {
        let answer = self
            .program("psql")
            .args(["-U", "guitu", "-At", "-h"])
            .arg(self.folder.path())
            .args(["-c", statement, database])
            .output()
            .unwrap();
        assert!(answer.status.success(), "{statement}: {}", String::from_utf8_lossy(&answer.stderr));
        String::from_utf8(answer.stdout).unwrap().trim().to_owned()
    }

    /// So many clients run a script of `pgbench`, each so often; transactions a second.
    pub fn bench(&self, database: &str, script: &str, (clients, each): (usize, usize)) -> f64 {
        let path = self.folder.path().join("script.sql");
        std::fs::write(&path, script).unwrap();
        let told = self
            .program("pgbench")
            .args(["--no-vacuum", "--jobs=2", "--protocol=prepared", "--username=guitu", "-h"])
            .arg(self.folder.path())
            .args([format!("--client={clients}"), format!("--transactions={each}")])
            .arg("--file")
            .arg(path)
            .arg(database)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&told.stdout);
        let rate = said.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
        rate.unwrap_or_else(|| panic!("{said}{}", String::from_utf8_lossy(&told.stderr)))
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Gives the directory to whom the server runs as.
    fn give_away(&self) {
        if let Some((user, group)) = unprivileged() {
            chown(self.folder.path(), Some(user), Some(group)).unwrap();
        }
        std::fs::set_permissions(self.folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    }

    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = match unprivileged() {
            Some((user, group)) => {
                let mut command = Command::new("setpriv");
                command.args([
                    format!("--reuid={user}"),
                    format!("--regid={group}"),
                    "--clear-groups".into(),
                    "--pdeathsig=KILL".into(),
                ]);
                command.arg(path);
                command
            }
            None => Command::new(path),
        };
        command.current_dir("/");
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.kill();
    }
}

fn programs() -> PathBuf {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .expect("Debian's package postgresql; `cargo xtask setup` installs it")
        .map(|version| version.unwrap().path().join("bin"))
        .filter(|programs| programs.join("initdb").exists())
        .collect();
    versions.sort();
    versions.pop().expect("a server of PostgreSQL")
}

/// User and group that the server is to run as, where this is root.
fn unprivileged() -> Option<(u32, u32)> {
    let me = std::fs::metadata("/proc/self").unwrap();
    if std::os::unix::fs::MetadataExt::uid(&me) != 0 {
        return None;
    }
    let users = std::fs::read_to_string(Path::new("/etc/passwd")).unwrap();
    let user = users.lines().find(|line| line.starts_with("postgres:")).expect("the user postgres");
    let fields: Vec<&str> = user.split(':').collect();
    Some((fields[2].parse().unwrap(), fields[3].parse().unwrap()))
}
