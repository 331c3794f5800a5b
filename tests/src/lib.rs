//! The harness of the scenario and desktop tests: a desktop of its own, the real window driven by WebDriver, a platform
//! process, and a traveller's walk through the form. The tests themselves stand in `tests/`, the benches in `benches/`.

pub mod assistive;
pub mod browser;
pub mod chamber_desk;
pub mod conformance;
pub mod desktop;
mod filling;
mod frame;
pub mod framebuffer;
mod hooks;
pub mod kiosk;
pub mod login_manager;
pub mod long_line;
pub mod measure;
pub mod member_phone;
pub mod memory;
mod names;
pub mod office;
pub mod owner;
pub mod passing;
pub mod plan;
pub mod platform_process;
pub mod process;
pub mod programs;
pub mod raw_files;
pub mod real_input;
pub mod screen_code;
pub mod sealed;
pub mod small_disk;
pub mod stage;
pub mod telephone;
pub mod waiting;
pub mod walk;
pub mod window;

pub use filling::Shown;

/// What a step of the harness gives; errors are sentences for whoever reads a failed test.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
