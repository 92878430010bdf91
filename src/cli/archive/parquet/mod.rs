//! An archive as Parquet: the last stage, written from the lines of the others.
//!
//! Rows are gathered into groups by their length alone, so that the same archive gives
//! the same bytes, in whatever memory and after whatever interruption.

mod rows;
mod shred;

use std::fs::{self, File};
use std::io::{self, BufRead};
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use faircopy::archive::record::Fields;
use rayon::prelude::*;

use super::progress::{Progress, Unit};
use super::work::{FOLDED, LEVEL, PARQUET, Part, REPEATS, Work, lines, unwritable};
use crate::cli::fault::Fault;
use shred::{Value, shred};

/// A row group is full with so many bytes of lines.
const GROUP: usize = 16 << 20;

/// Columns of long texts, whose least and greatest say nothing and whose values hardly
/// ever stand twice.
const LONG: [&str; 3] = ["text", "carried", "report"];

/// What makes a row of a line.
type Row<'a> = &'a (dyn Fn(Vec<u8>) -> Result<Value, String> + Sync);

/// Write the files that are not written yet.
///
/// # Errors
/// When the disk takes no more, or what was written before cannot be read.
pub(super) fn write(work: &Work, fields: &Fields, progress: &Progress) -> Result<(), Fault> {
    let pages = work.pages();
    let folded = pages.ends_with(FOLDED);
    let size = |path: &Path| path.metadata().map_or(0, |meta| meta.len());
    let (repeats, ledger) = (work.path(REPEATS), work.path(Part::Ledger.file()));
    let total = [&pages, &repeats, &ledger].map(|path| size(path)).iter().sum();
    let stage = progress.stage("parquet", total, Unit::Bytes);
    let page = |line: Vec<u8>| rows::page(&line, fields, folded);
    let repeat = |line: Vec<u8>| rows::repeat(&line);
    let sources: [(&Path, &str, Row<'_>); 3] = [
        (&pages, rows::PAGES, &page),
        (&repeats, rows::REPEATS, &repeat),
        (&ledger, rows::LEDGER, &rows::report),
    ];
    for (name, (from, schema, row)) in PARQUET.into_iter().zip(sources) {
        let path = work.path(name);
        if from.exists() && !path.exists() {
            let beside = path.with_extension("part");
            let written = file(from, &beside, schema, row);
            written.and_then(|()| fs::rename(&beside, &path)).map_err(unwritable(&path))?;
        }
        stage.advance(size(from));
    }
    stage.finish();
    Ok(())
}

/// Write one file of the lines of another.
fn file(from: &Path, to: &Path, schema: &str, row: Row<'_>) -> io::Result<()> {
    let schema = Arc::new(parse_message_type(schema)?);
    let level = ZstdLevel::try_new(LEVEL)?;
    let mut properties = WriterProperties::builder().set_compression(Compression::ZSTD(level));
    for name in LONG {
        properties = properties
            .set_column_statistics_enabled(name.into(), EnabledStatistics::None)
            .set_column_dictionary_enabled(name.into(), false);
    }
    let properties = Arc::new(properties.build());
    let mut writer = SerializedFileWriter::new(File::create(to)?, Arc::clone(&schema), properties)?;
    let mut lines = lines(from)?;
    loop {
        let group = group(&mut lines)?;
        if group.is_empty() {
            break;
        }
        let rows = group.into_par_iter().map(row).collect::<Result<Vec<Value>, String>>();
        let columns = shred(&schema, rows.map_err(io::Error::other)?);
        shred::write(columns, writer.next_row_group()?)?;
    }
    writer.close()?;
    Ok(())
}

/// The next lines that make a row group, without their ends; none at the end.
fn group(lines: &mut dyn BufRead) -> io::Result<Vec<Vec<u8>>> {
    let (mut group, mut bytes) = (Vec::new(), 0);
    while bytes < GROUP {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        line.pop_if(|last| *last == b'\n');
        bytes += line.len();
        group.push(line);
    }
    Ok(group)
}
