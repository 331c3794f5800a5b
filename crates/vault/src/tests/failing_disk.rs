//! Everything that a vault does, on a disk that fails: each call of it is refused, cut short, or the last before the process is
//! killed; and the power goes at each moment. What was acknowledged is there, nothing is half-written, and no key is lost.
//!
//! `deeds` says what is done and what must hold of it. A few moments of each deed are tried in every run, every one of them by
//! `cargo xtask torture`.

#![cfg(target_os = "linux")]

mod deeds;

use faults::Trial;

const TRIAL: Trial = Trial { deeds: deeds::DEEDS, child: "tests::failing_disk::child_on_a_failing_disk" };

#[test]
#[ignore = "a child process of the tests below"]
fn child_on_a_failing_disk() {
    TRIAL.act();
}

faults::tests_on_a_failing_disk! { TRIAL:
    saving: every_failed_call_of_a_save_leaves_what_was_acknowledged, a_power_cut_in_a_save_leaves_what_was_acknowledged;
    opening: every_failed_call_of_an_opening_leaves_the_vault, a_power_cut_in_an_opening_leaves_the_vault;
    sending: every_failed_call_of_a_sealing_leaves_all_or_nothing_of_it, a_power_cut_in_a_sealing_leaves_all_or_nothing_of_it;
    adding: every_failed_call_of_an_added_slot_leaves_a_way_in, a_power_cut_in_an_added_slot_leaves_a_way_in;
    changing: every_failed_call_of_a_new_key_leaves_a_way_in, a_power_cut_in_a_new_key_leaves_a_way_in;
    removing: every_failed_call_of_a_removed_slot_leaves_a_way_in, a_power_cut_in_a_removed_slot_leaves_a_way_in;
    forgetting: every_failed_call_of_a_forgetting_leaves_the_rest, a_power_cut_in_a_forgetting_leaves_the_rest;
    taking: every_failed_call_of_an_import_leaves_all_or_nothing_of_it, a_power_cut_in_an_import_leaves_all_or_nothing_of_it;
    rescuing: every_failed_call_of_a_rescue_leaves_what_can_be_rescued, a_power_cut_in_a_rescue_leaves_what_can_be_rescued;
    creating: every_failed_call_of_a_creation_leaves_nothing_or_a_vault, a_power_cut_in_a_creation_leaves_nothing_or_a_vault;
    joining: every_failed_call_of_a_second_owner_s_creation_leaves_nothing_or_a_vault, a_power_cut_in_a_second_owner_s_creation_leaves_nothing_or_a_vault;
    upgrading: every_failed_call_of_an_upgrade_leaves_the_old_vault_or_the_new_one, a_power_cut_in_an_upgrade_leaves_the_old_vault_or_the_new_one;
    setting: every_failed_call_of_a_small_file_leaves_the_old_one_or_the_new_one, a_power_cut_in_a_small_file_leaves_the_old_one_or_the_new_one;
}
