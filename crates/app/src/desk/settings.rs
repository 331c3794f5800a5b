//! Whose desk it is. The owner says so in the settings, or a deployment file says it for the machine.

use platform_api::EnrolmentToken;
use vault::LogRow;

use crate::deployment::{Deployment, DeskKind};
use crate::dto::DeskSettings;
use crate::surroundings::Surroundings;
use crate::{Error, Result, Session};

/// The setting of the vault.
const SETTING: &str = "desk";
/// A name is a line on a sheet of paper.
const LONGEST: usize = 120;
/// What members consent to is a paragraph.
pub(super) const LONGEST_WORDING: usize = 2_000;

impl Surroundings {
    /// The desk that a deployment file makes of a new vault here.
    pub(crate) fn deployed_desk(&self) -> Option<DeskSettings> {
        let deployment = Deployment::of(&self.paths).ok().flatten()?;
        (deployment.desk == DeskKind::Chamber).then(|| DeskSettings {
            organisation: short(&deployment.organisation, LONGEST),
            volunteer: String::new(),
            volunteers: Vec::new(),
            wording: short(&deployment.mandate_text, LONGEST_WORDING),
            // A mistyped one keeps nobody from opening a vault; the settings show that there is none.
            enrolment: EnrolmentToken::parse(deployment.enrolment.trim())
                .map(|token| token.reveal().to_string())
                .unwrap_or_default(),
            enrolled: false,
        })
    }
}

/// As a page is given it.
fn without_its_token(desk: DeskSettings) -> DeskSettings {
    DeskSettings { enrolled: !desk.enrolment.is_empty(), enrolment: String::new(), ..desk }
}

impl Session {
    /// A vault that was made a moment ago is the desk that the machine's deployment file says. One that was there before stays
    /// its owner's.
    pub(crate) fn deploy_desk(&self) -> Result<()> {
        match self.deployed_desk() {
            Some(desk) => self.set_desk(Some(desk)).map(drop),
            None => Ok(()),
        }
    }

    /// Whose desk this vault is; none where it is a traveller's own. Its token stays inside.
    pub fn desk_settings(&self) -> Result<Option<DeskSettings>> {
        Ok(self.kept_desk()?.map(without_its_token))
    }

    fn kept_desk(&self) -> Result<Option<DeskSettings>> {
        let text = self.vault()?.get_setting(SETTING)?;
        let settings: Option<DeskSettings> = match text {
            // What another version wrote is a desk in any case: nobody's consent is passed over because a word is not known.
            Some(text) => serde_json::from_str(&text).unwrap_or_else(|_| Some(DeskSettings::default())),
            None => None,
        };
        Ok(settings.map(|settings| DeskSettings { volunteer: self.desk.seated().clone(), ..settings }))
    }

    /// Makes this vault a desk, or says otherwise whose it is and who sits there from now on; none makes it a traveller's own again. Consents stay.
    pub fn set_desk(&self, settings: Option<DeskSettings>) -> Result<Option<DeskSettings>> {
        let before = self.kept_desk()?.map(|desk| desk.enrolment).unwrap_or_default();
        let kept = settings.map(|settings| {
            let volunteer = short(&settings.volunteer, LONGEST);
            let mut volunteers: Vec<String> =
                settings.volunteers.iter().map(|name| short(name, LONGEST)).collect();
            volunteers.push(volunteer.clone());
            volunteers.retain(|name| !name.is_empty());
            volunteers.sort();
            volunteers.dedup();
            let typed = settings.enrolment.trim().to_owned();
            DeskSettings {
                organisation: short(&settings.organisation, LONGEST),
                volunteer,
                volunteers,
                wording: short(&settings.wording, LONGEST_WORDING),
                enrolment: if typed.is_empty() && settings.enrolled { before } else { typed },
                enrolled: false,
            }
        });
        let enrolment = kept.as_ref().map(|kept| kept.enrolment.as_str()).filter(|text| !text.is_empty());
        if enrolment.is_some_and(|text| EnrolmentToken::parse(text).is_err()) {
            return Err(Error::Enrolment);
        }
        let written = kept.clone().map(|kept| DeskSettings { volunteer: String::new(), ..kept });
        let text = serde_json::to_string(&written).unwrap_or_default();
        self.vault()?.set_setting(SETTING, &text)?;
        *self.desk.seated() = kept.as_ref().map(|kept| kept.volunteer.clone()).unwrap_or_default();
        Ok(kept.map(without_its_token))
    }

    /// What shows the platform which organisation helps: the desk's own token, or that of the kiosk that this machine is.
    pub(crate) fn enrolment(&self) -> Result<Option<EnrolmentToken>> {
        let text = match self.kept_desk()? {
            Some(desk) => Some(desk.enrolment),
            None => self.kiosk.as_ref().map(|kiosk| kiosk.enrolment().to_owned()),
        };
        Ok(text.and_then(|text| EnrolmentToken::parse(text.trim()).ok()))
    }

    /// The desk; `desk-none` in a traveller's own vault.
    pub(crate) fn desk_in_use(&self) -> Result<DeskSettings> {
        self.desk_settings()?.ok_or(Error::NoDesk)
    }

    /// The desk and who sits there: their name is on what they do.
    pub(super) fn volunteer(&self) -> Result<DeskSettings> {
        let desk = self.desk_in_use()?;
        if desk.volunteer.is_empty() { Err(Error::NoVolunteer) } else { Ok(desk) }
    }

    /// An entry of the log, by whoever sits there.
    pub(super) fn entry(&self, what: &str, note: &str) -> Result<LogRow> {
        Ok(LogRow {
            what: what.to_owned(),
            note: note.to_owned(),
            again_on: None,
            volunteer: self.volunteer()?.volunteer,
            at: self.host.now(),
        })
    }
}

/// Without blanks around it, and no longer than that.
pub(crate) fn short(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}
