//! Shred: nested rows divided into columns, each value with two levels that say where in
//! the nesting it stands (S. Melnik et al., Dremel, 2010).
//!
//! ```text
//! rows             column   value  repetition  definition
//! {a: 1, b: [x y]}   a        1        0           0
//! {a: 2, b: []}               2        0           0
//!                    b        x        0           1
//!                             y        1           1      goes on with the list
//!                             –        0           0      the list is there, and empty
//! ```

use std::io::Write;

use ::parquet::basic::{ConvertedType, Repetition};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::errors::Result;
use ::parquet::file::writer::SerializedRowGroupWriter;
use ::parquet::schema::types::Type;

/// A value of a row.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    /// Nothing, where there may be nothing.
    None,
    Number(i64),
    /// UTF-8.
    Text(Vec<u8>),
    /// The members of a group, in the order of the schema.
    Group(Vec<Value>),
    List(Vec<Value>),
}

/// The values of a leaf of the schema, with their levels.
#[derive(Debug, Default)]
pub(super) struct Column {
    numbers: Vec<i64>,
    texts: Vec<ByteArray>,
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

/// Where in the nesting a value stands.
#[derive(Clone, Copy)]
struct Levels {
    definition: i16,
    repetition: i16,
    /// Lists around it.
    depth: i16,
}

/// Rows divided into the columns of a schema.
pub(super) fn shred(schema: &Type, rows: Vec<Value>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    columns.resize_with(leaves(schema), Column::default);
    for row in rows {
        let levels = Levels { definition: 0, repetition: 0, depth: 0 };
        members(schema, row, levels, &mut columns);
    }
    columns
}

/// How many columns a part of a schema has.
fn leaves(kind: &Type) -> usize {
    if kind.is_primitive() { 1 } else { kind.get_fields().iter().map(|f| leaves(f)).sum() }
}

/// The members of a group, each into its columns.
fn members(kind: &Type, value: Value, levels: Levels, mut columns: &mut [Column]) {
    let Value::Group(values) = value else { unreachable!("a {} is a group", kind.name()) };
    for (field, value) in kind.get_fields().iter().zip(values) {
        let (own, rest) = columns.split_at_mut(leaves(field));
        put(field, value, levels, own);
        columns = rest;
    }
}

fn put(kind: &Type, value: Value, mut levels: Levels, columns: &mut [Column]) {
    if kind.get_basic_info().repetition() == Repetition::OPTIONAL {
        if value == Value::None {
            return columns.iter_mut().for_each(|column| column.level(levels));
        }
        levels.definition += 1;
    }
    match value {
        Value::List(values) if kind.get_basic_info().converted_type() == ConvertedType::LIST => {
            if values.is_empty() {
                return columns.iter_mut().for_each(|column| column.level(levels));
            }
            let element = &kind.get_fields()[0].get_fields()[0];
            let depth = levels.depth + 1;
            let inner = Levels { definition: levels.definition + 1, depth, ..levels };
            for (at, value) in values.into_iter().enumerate() {
                let repetition = if at == 0 { levels.repetition } else { depth };
                put(element, value, Levels { repetition, ..inner }, columns);
            }
        }
        group @ Value::Group(_) => members(kind, group, levels, columns),
        Value::Number(number) => {
            columns[0].level(levels);
            columns[0].numbers.push(number);
        }
        Value::Text(text) => {
            columns[0].level(levels);
            columns[0].texts.push(text.into());
        }
        Value::None | Value::List(_) => unreachable!("a {} is no list and is there", kind.name()),
    }
}

impl Column {
    fn level(&mut self, levels: Levels) {
        self.definition.push(levels.definition);
        self.repetition.push(levels.repetition);
    }
}

/// Write columns as a row group.
///
/// # Errors
/// When the disk takes no more, or a value is larger than the format allows.
pub(super) fn write<W: Write + Send>(
    columns: Vec<Column>,
    mut group: SerializedRowGroupWriter<'_, W>,
) -> Result<()> {
    for column in columns {
        let Some(mut writer) = group.next_column()? else { break };
        let levels = (Some(&column.definition[..]), Some(&column.repetition[..]));
        match writer.untyped() {
            ColumnWriter::Int64ColumnWriter(writer) => {
                writer.write_batch(&column.numbers, levels.0, levels.1)?;
            }
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                writer.write_batch(&column.texts, levels.0, levels.1)?;
            }
            _ => unreachable!("columns are numbers or texts"),
        }
        writer.close()?;
    }
    group.close()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use ::parquet::schema::parser::parse_message_type;

    use super::*;

    #[test]
    fn lists_in_lists_are_divided_with_their_levels() {
        let schema = "message m { optional int64 a; required group b (LIST) { repeated group list {
            required group element { required group c (LIST) { repeated group list {
                required binary element (STRING); } } } } } }";
        let schema = parse_message_type(schema).unwrap();
        let text = |t: &str| Value::Text(t.into());
        let inner = |texts: &[&str]| {
            Value::Group(vec![Value::List(texts.iter().map(|t| text(t)).collect())])
        };
        let rows = vec![
            Value::Group(vec![
                Value::Number(7),
                Value::List(vec![inner(&["x", "y"]), inner(&[]), inner(&["z"])]),
            ]),
            Value::Group(vec![Value::None, Value::List(vec![])]),
        ];
        let columns = shred(&schema, rows);
        assert_eq!((&columns[0].numbers[..], &columns[0].definition[..]), (&[7][..], &[1, 0][..]));
        assert_eq!(columns[1].repetition, [0, 2, 1, 1, 0]);
        assert_eq!(columns[1].definition, [2, 2, 1, 2, 0]);
        assert_eq!(columns[1].texts.len(), 3);
    }
}
