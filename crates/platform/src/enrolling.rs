//! `guitu-platform organisation`: who helps others, from the command line.

use std::io::Write as _;

use clap::Subcommand;
use platform::organisations::{self, QUOTA};
use uuid::Uuid;

use super::{Outcome, Place};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Enrols an organisation; prints its id and its enrolment token, which is never shown again.
    #[command(args_override_self = true)]
    Add {
        #[command(flatten)]
        place: Place,
        /// What it is called.
        #[arg(long)]
        name: String,
        /// New declarations that it may send within a day.
        #[arg(long, default_value_t = QUOTA)]
        quota: u32,
        /// Who enrols it.
        #[arg(long, env = "USER", default_value = "operator")]
        by: String,
    },
    /// Lists the organisations: id, state, what they have sent today, name.
    #[command(args_override_self = true)]
    List(Place),
    /// Takes an organisation's token back, at once and for good; what it has sent stays.
    #[command(args_override_self = true)]
    Revoke {
        #[command(flatten)]
        place: Place,
        /// The organisation's id.
        #[arg(long)]
        organisation: Uuid,
        /// Who takes it back.
        #[arg(long, env = "USER", default_value = "operator")]
        by: String,
    },
}

pub(super) async fn run(command: Command) -> Outcome {
    let mut out = std::io::stdout();
    match command {
        Command::Add { place, name, quota, by } => {
            let enrolled = organisations::add(&place.config(), &name, quota, &by).await?;
            writeln!(out, "{}\n{}", enrolled.organisation.id, *enrolled.token)?;
        }
        Command::List(place) => write!(out, "{}", organisations::list(&place.config()).await?)?,
        Command::Revoke { place, organisation, by } => {
            organisations::revoke(&place.config(), organisation, &by).await?;
        }
    }
    Ok(())
}
