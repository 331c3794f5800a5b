//! Scenarios against a real platform, and the real window by WebDriver.
