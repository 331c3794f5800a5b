//! Asking a member for what is missing: the open questions by their names, in the member's language, to be read out, printed or sent.
//! Nothing that anybody has answered stands in it: a list that goes to the wrong number tells nothing of its member.

use declaration::AtLandmarks;
use platform_api::Reference;
use rulebook::Landmark;

use crate::dto::DeskAsking;
use crate::home::latest;
use crate::{Result, Session, parse_id};

/// Whose passport says that they read Chinese, where nothing else does.
const CHINESE: &str = "CHN";

impl Session {
    /// What is open of each of these members, in the order given; those of whom nothing is are left out.
    pub fn desk_asking(&self, ids: &[String]) -> Result<Vec<DeskAsking>> {
        self.desk_in_use()?;
        let vault = self.vault()?;
        let mut all = Vec::new();
        for id in ids {
            let id = parse_id(id)?;
            let Some(draft) = vault.draft(id)? else { continue };
            let open = self.open_questions(&draft)?;
            if open.is_empty() {
                continue;
            }
            let row = self.declaration(id)?;
            let (edition, answers) = latest(Some(&draft), &row);
            let form = self.form_of(edition)?;
            let at = AtLandmarks::of(form.edition(), answers);
            let reads_chinese =
                at.text(Landmark::HanName).is_some() || at.text(Landmark::Nationality) == Some(CHINESE);
            all.push(DeskAsking {
                id: id.to_string(),
                name: at.text(Landmark::HanName).map(str::to_owned).unwrap_or_default(),
                latin_name: at.latin_name().unwrap_or_default(),
                reference: Reference::of(id).to_string(),
                language: if reads_chinese { "zh-CN" } else { "en" }.to_owned(),
                open,
            });
        }
        Ok(all)
    }
}
