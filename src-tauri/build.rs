//! Names every command the window may be allowed to call; each gets a permission of its own (`allow-<name>`).

const COMMANDS: &[&str] = &[
    "start",
    "set_preferences",
    "create_vault",
    "unlock",
    "lock",
    "clock",
    "check_vault",
    "rescue",
    "home",
    "take_platform",
    "directory",
    "new_declaration",
    "open_declaration",
    "go_to",
    "focus",
    "answer",
    "leave",
    "leave_page",
    "add_item",
    "remove_item",
    "undo",
    "options",
    "read_mrz",
    "take_mrz",
    "review",
    "submit",
    "send_now",
    "code",
    "copy",
    "correct",
    "withdraw",
    "delete_declaration",
    "undo_delete",
    "deleted",
    "forget",
    "history",
    "past_state",
    "bring_back",
    "declare_for_companion",
    "slots",
    "add_passphrase",
    "add_keychain",
    "change_passphrase",
    "remove_slot",
    "new_recovery_code",
    "keep_recovery_code",
    "rulebook",
    "look_for_rulebook",
    "edition_texts",
    "edition_change",
    "take_edition",
    "leave_edition",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // The window is embedded: a new page is a new program.
    println!("cargo:rerun-if-changed=../ui/dist");
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
