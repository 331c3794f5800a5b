//! A file that is only shown: it lies in memory, encrypted, while somebody else reads it from the screen.

use backup::Purpose;
use backup::pictures::{Fineness, Showing, write_to_show};
use uuid::Uuid;
use vault::Vault;

use super::{carried, sealing, to_back_up};
use crate::dto::{QrDrawing, SealWith, ShownFile};
use crate::{Error, Result, Session, parse_id};

/// The file on the screen, cut in both ways.
pub(crate) struct Shown {
    coarse: Showing,
    fine: Showing,
    /// The declarations in it.
    ids: Vec<Uuid>,
}

impl Session {
    /// Makes a backup of one declaration, or of all, and shows it.
    pub fn show_backup(&self, id: Option<&str>, seal: SealWith) -> Result<ShownFile> {
        let vault = self.vault()?;
        let ids = to_back_up(&vault, id)?;
        let shown = self.made_to_show(&vault, Purpose::Backup, &ids, seal)?;
        Ok(self.show(shown))
    }

    /// Hands a declaration over to whoever reads it from the screen. It is noted before the first picture is drawn: nobody can
    /// have it in hand of whom this vault does not know. Whoever did not get it through takes it back.
    pub fn show_hand_over(&self, id: &str, receiver: &str, seal: SealWith) -> Result<ShownFile> {
        let ids = [parse_id(id)?];
        let mut remembered = self.changing();
        let vault = self.vault()?;
        let shown = self.made_to_show(&vault, Purpose::HandOver, &ids, seal)?;
        vault.hand_over(&ids, &self.handed_over_to(receiver))?;
        *remembered = None;
        Ok(self.show(shown))
    }

    /// A picture of what is shown, by its number from 0; they go round.
    pub fn run_picture(&self, number: u32, fine: bool) -> Result<QrDrawing> {
        let shown = self.shown();
        let shown = shown.as_ref().ok_or(Error::NothingShown)?;
        let run = if fine { &shown.fine } else { &shown.coarse };
        let qr = health_code::qr_of_a_run(run.text(number as usize)).map_err(|_| Error::Sealing)?;
        Ok(QrDrawing { size: qr.size, path: qr.path })
    }

    /// Nothing is shown any more.
    pub fn put_pictures_away(&self) {
        self.shown().take();
    }

    /// A declaration that was taken back or forgotten is read by nobody from then on.
    pub(crate) fn stop_showing(&self, id: Uuid) {
        self.shown().take_if(|shown| shown.ids.contains(&id));
    }

    fn made_to_show(&self, vault: &Vault, purpose: Purpose, ids: &[Uuid], seal: SealWith) -> Result<Shown> {
        let file = write_to_show(&sealing(seal)?, &self.about(purpose, ids), carried(vault, purpose, ids))?;
        let run = |fineness| Showing::of(&file, fineness);
        Ok(Shown { coarse: run(Fineness::Coarse)?, fine: run(Fineness::Fine)?, ids: ids.to_owned() })
    }

    fn show(&self, shown: Shown) -> ShownFile {
        let count = |run: &Showing| u32::try_from(run.pieces()).unwrap_or(u32::MAX);
        let file = ShownFile {
            cases: shown.ids.len() as u32,
            pictures: count(&shown.coarse),
            fine_pictures: count(&shown.fine),
        };
        *self.shown() = Some(shown);
        file
    }
}
