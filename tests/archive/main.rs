//! `faircopy archive`: what goes in comes out, whatever happens on the way.

mod finding;
mod inputs;
mod interruption;
mod large;
#[cfg(feature = "parquet")]
mod parquet;
mod press;
mod repeats;
mod run;
