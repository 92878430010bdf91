//! The `faircopy` command.

fn main() {}
