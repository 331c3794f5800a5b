//! Keys, buttons and the wheel as they come from hardware: by XTEST, through the display server and the toolkit, before any page hears of them. WebDriver's
//! own keys begin at the page.

use std::{thread, time::Duration};

use x11rb::{
    connection::Connection,
    protocol::{
        Event,
        xproto::{
            AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt as _,
            CreateWindowAux, EventMask, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, WindowClass,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

use crate::{Outcome, desktop::Desktop};

/// A keyboard and a mouse that are plugged into a display.
pub struct Hardware {
    display: RustConnection,
    root: u32,
    /// The key symbols of each key: plain, with shift.
    keys: Vec<(u8, u32, u32)>,
}

/// Names of keys that are no sign, with their symbols.
const NAMED: [(&str, u32); 47] = [
    ("Escape", 0xff1b),
    ("Tab", 0xff09),
    ("Return", 0xff0d),
    ("BackSpace", 0xff08),
    ("Delete", 0xffff),
    ("Insert", 0xff63),
    ("Home", 0xff50),
    ("End", 0xff57),
    ("PageUp", 0xff55),
    ("PageDown", 0xff56),
    ("Left", 0xff51),
    ("Up", 0xff52),
    ("Right", 0xff53),
    ("Down", 0xff54),
    ("Space", 0x20),
    ("Print", 0xff61),
    ("Pause", 0xff13),
    ("Menu", 0xff67),
    ("ScrollLock", 0xff14),
    ("NumLock", 0xff7f),
    ("Help", 0xff6a),
    ("Undo", 0xff65),
    ("Redo", 0xff66),
    ("Find", 0xff68),
    ("Cancel", 0xff69),
    ("Control", 0xffe3),
    ("Alt", 0xffe9),
    ("Super", 0xffeb),
    ("Shift", 0xffe1),
    ("Back", 0x1008ff26),
    ("Forward", 0x1008ff27),
    ("Reload", 0x1008ff73),
    ("WWW", 0x1008ff2e),
    ("Mail", 0x1008ff19),
    ("HomePage", 0x1008ff18),
    ("Search", 0x1008ff1b),
    ("Explorer", 0x1008ff5d),
    ("Calculator", 0x1008ff1d),
    ("Sleep", 0x1008ff2f),
    ("PowerOff", 0x1008ff2a),
    ("Favorites", 0x1008ff30),
    ("plus", 0x2b),
    ("minus", 0x2d),
    ("Close", 0x1008ff56),
    ("New", 0x1008ff68),
    ("Open", 0x1008ff6b),
    ("Save", 0x1008ff77),
];

impl Hardware {
    /// Plugs them in.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn of(desktop: &Desktop) -> Outcome<Self> {
        let (display, screen) = x11rb::connect(Some(desktop.display()))?;
        let setup = display.setup();
        let root = setup.roots.get(screen).ok_or("a display without a screen")?.root;
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let map = display.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let each = usize::from(map.keysyms_per_keycode);
        let symbols = map.keysyms.chunks(each);
        let keys = (first..=last)
            .zip(symbols)
            .map(|(code, symbols)| (code, symbols[0], symbols.get(1).copied().unwrap_or_default()))
            .collect();
        Ok(Self { display, root, keys })
    }

    /// Presses keys together: `C-` control, `A-` alt, `M-` the key with the window, `S-` shift, then one key by its sign or name.
    ///
    /// # Errors
    /// When the keyboard has no such key.
    pub fn press(&self, keys: &str) -> Outcome {
        let mut rest = keys;
        let mut held = Vec::new();
        for (prefix, name) in [("C-", "Control"), ("A-", "Alt"), ("M-", "Super"), ("S-", "Shift")] {
            if let Some(after) = rest.strip_prefix(prefix).filter(|after| !after.is_empty()) {
                (rest, _) = (after, held.push(self.key(name)?.0));
            }
        }
        let (code, shifted) = self.key(rest)?;
        if shifted {
            held.push(self.key("Shift")?.0);
        }
        for code in held.iter().chain([&code]) {
            self.event(KEY_PRESS_EVENT, *code)?;
        }
        for code in held.iter().chain([&code]).rev() {
            self.event(KEY_RELEASE_EVENT, *code)?;
        }
        self.display.sync()?;
        Ok(())
    }

    /// Types what a keyboard scanner types.
    ///
    /// # Errors
    /// When the keyboard has not all of its signs.
    pub fn scan(&self, text: &str) -> Outcome {
        text.chars().try_for_each(|sign| self.press(&sign.to_string()))
    }

    /// Puts the pointer somewhere.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn point(&self, x: i16, y: i16) -> Outcome {
        self.display.xtest_fake_input(MOTION_NOTIFY_EVENT, 0, 0, self.root, x, y, 0)?;
        self.display.sync()?;
        Ok(())
    }

    /// Presses a button of the mouse, with keys held: 2 is the middle one, 3 the right, 4 to 7 are the wheel, 8 and 9 lead back and forward.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn click(&self, held: &str, button: u8) -> Outcome {
        let held = if held.is_empty() { None } else { Some(self.key(held)?.0) };
        held.map_or(Ok(()), |code| self.event(KEY_PRESS_EVENT, code))?;
        self.event(BUTTON_PRESS_EVENT, button)?;
        self.event(BUTTON_RELEASE_EVENT, button)?;
        held.map_or(Ok(()), |code| self.event(KEY_RELEASE_EVENT, code))?;
        self.display.sync()?;
        Ok(())
    }

    /// Drags from one place to another.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn drag(&self, from: (i16, i16), to: (i16, i16)) -> Outcome {
        self.point(from.0, from.1)?;
        self.event(BUTTON_PRESS_EVENT, 1)?;
        for step in 1..=10 {
            let between = |from: i16, to: i16| from + (to - from) / 10 * step;
            self.point(between(from.0, to.0), between(from.1, to.1))?;
            thread::sleep(Duration::from_millis(10));
        }
        self.event(BUTTON_RELEASE_EVENT, 1)?;
        self.display.sync()?;
        Ok(())
    }

    /// How many windows are shown on the display.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn windows(&self) -> Outcome<usize> {
        let mut shown = 0;
        for window in self.display.query_tree(self.root)?.reply()?.children {
            let attributes = self.display.get_window_attributes(window)?.reply();
            // One may go while one looks.
            let Ok(attributes) = attributes else { continue };
            shown += usize::from(attributes.map_state == x11rb::protocol::xproto::MapState::VIEWABLE);
        }
        Ok(shown)
    }

    /// Drags a file of another program over a place and drops it there (XDND): whether any window says that it takes it.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn may_drop_a_file(&self, (x, y): (i16, i16)) -> Outcome<bool> {
        let atom = |name: &str| -> Outcome<u32> {
            Ok(self.display.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let source = self.display.generate_id()?;
        let looks = CreateWindowAux::new();
        self.display.create_window(
            0,
            source,
            self.root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            0,
            &looks,
        )?;
        self.display.set_selection_owner(source, atom("XdndSelection")?, x11rb::CURRENT_TIME)?;
        let (aware, list, copies) = (atom("XdndAware")?, atom("text/uri-list")?, atom("XdndActionCopy")?);
        let place = (u32::from(x.unsigned_abs()) << 16) | u32::from(y.unsigned_abs());
        let mut taken = false;
        for window in self.display.query_tree(self.root)?.reply()?.children {
            let property = self.display.get_property(false, window, aware, AtomEnum::ATOM, 0, 1)?.reply();
            if property.map_or(0, |property| property.value_len) == 0 {
                continue;
            }
            for (name, said) in [
                ("XdndEnter", [source, 5 << 24, list, 0, 0]),
                ("XdndPosition", [source, 0, place, x11rb::CURRENT_TIME, copies]),
                ("XdndPosition", [source, 0, place + 1, x11rb::CURRENT_TIME, copies]),
                ("XdndDrop", [source, 0, x11rb::CURRENT_TIME, 0, 0]),
            ] {
                let message = ClientMessageEvent::new(32, window, atom(name)?, said);
                self.display.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
                thread::sleep(Duration::from_millis(100));
            }
            let status = atom("XdndStatus")?;
            while let Some(event) = self.display.poll_for_event()? {
                if let Event::ClientMessage(said) = event
                    && said.type_ == status
                {
                    taken |= said.data.as_data32()[1] & 1 == 1;
                }
            }
        }
        self.display.destroy_window(source)?;
        self.display.sync()?;
        Ok(taken)
    }

    /// A key's code, and whether shift belongs to it.
    fn key(&self, name: &str) -> Outcome<(u8, bool)> {
        let function = name.strip_prefix('F').and_then(|number| number.parse::<u32>().ok());
        let named = NAMED.iter().find(|(one, _)| *one == name).map(|(_, symbol)| *symbol);
        let sign = || name.chars().next().map(u32::from).filter(|_| name.chars().count() == 1);
        let symbol =
            function.map(|number| 0xffbd + number).or(named).or_else(sign).ok_or("a key without a name")?;
        let plain = self.keys.iter().find(|(_, plain, _)| *plain == symbol).map(|(code, ..)| (*code, false));
        let shifted =
            || self.keys.iter().find(|(_, _, shifted)| *shifted == symbol).map(|(code, ..)| (*code, true));
        plain.or_else(shifted).ok_or_else(|| format!("the keyboard has no {name}").into())
    }

    fn event(&self, kind: u8, detail: u8) -> Outcome {
        self.display.xtest_fake_input(kind, detail, 0, x11rb::NONE, 0, 0, 0)?;
        self.display.flush()?;
        Ok(())
    }
}
