//! Prints the TypeScript of what the UI is told; `cargo xtask codegen` writes it to `ui/src/backend/types.ts`.
#![allow(clippy::print_stdout, reason = "printing is all this program does")]

fn main() {
    print!("{}", app::dto::typescript());
}
