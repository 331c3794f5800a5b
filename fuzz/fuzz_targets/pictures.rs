#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| guitu_fuzz::pictures::run(data));
