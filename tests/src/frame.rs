//! The frame of a window, on a display that has no window manager to draw one.

use x11rb::{
    connection::Connection,
    protocol::xproto::{
        Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, MapState, Window as Shown,
    },
};

use crate::{Outcome, desktop::Desktop};

impl Desktop {
    /// Presses the close button of every window on the display: each is asked to close, and may decline (ICCCM 4.2.8.1).
    ///
    /// # Errors
    /// When the display is gone, or no window can be asked.
    pub fn press_close_button(&self) -> Outcome {
        let (display, screen) = x11rb::connect(Some(self.display()))?;
        let atom = |name: &[u8]| -> Outcome<Atom> { Ok(display.intern_atom(false, name)?.reply()?.atom) };
        let (protocols, delete) = (atom(b"WM_PROTOCOLS")?, atom(b"WM_DELETE_WINDOW")?);
        let root = display.setup().roots.get(screen).ok_or("a display without a screen")?.root;
        let mut asked = 0;
        for window in display.query_tree(root)?.reply()?.children {
            if !is_shown(&display, window)? || !declares(&display, window, protocols, delete)? {
                continue;
            }
            let message =
                ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
            display.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
            asked += 1;
        }
        if asked == 0 { Err("no window has a close button".into()) } else { Ok(()) }
    }
}

fn is_shown(display: &impl Connection, window: Shown) -> Outcome<bool> {
    Ok(display.get_window_attributes(window)?.reply()?.map_state == MapState::VIEWABLE)
}

fn declares(display: &impl Connection, window: Shown, protocols: Atom, delete: Atom) -> Outcome<bool> {
    let property = display.get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?.reply()?;
    Ok(property.value32().is_some_and(|mut atoms| atoms.any(|atom| atom == delete)))
}
