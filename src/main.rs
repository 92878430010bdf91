//! The `faircopy` command: parse, plan, run, exit.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let flags = cli::Flags::parse();
    let outcome = cli::Plan::new(flags).and_then(cli::Plan::run);
    cli::exit(outcome)
}
