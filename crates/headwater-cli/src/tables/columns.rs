use std::io::Write;

use parquet::basic::{LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

/// A column of a table.
pub(super) struct Column<Row> {
    pub(super) name: &'static str,
    /// What its values mean, for the help.
    pub(super) meaning: &'static str,
    pub(super) values: Values<Row>,
}

/// How the value of a row is found, and so the type of a column.
pub(super) enum Values<Row> {
    /// Words, an id or a name.
    Text(fn(&Row) -> &str),
    /// The same, which not every row has.
    TextOrNone(fn(&Row) -> Option<&str>),
    /// A number of things, or an offset.
    Number(fn(&Row) -> usize),
    /// The same, which not every row has.
    NumberOrNone(fn(&Row) -> Option<usize>),
    /// A share from 0 to 1.
    Share(fn(&Row) -> f64),
}

impl<Row> Column<Row> {
    /// Says what its type is and what its values mean.
    pub(super) fn help(&self) -> String {
        let (kind, may_be_null) = match self.values {
            Values::Text(_) => ("text", false),
            Values::TextOrNone(_) => ("text", true),
            Values::Number(_) => ("integer", false),
            Values::NumberOrNone(_) => ("integer", true),
            Values::Share(_) => ("double", false),
        };
        let may_be_null = if may_be_null { " or null" } else { "" };
        format!("  {} ({kind}{may_be_null}): {}", self.name, self.meaning)
    }

    pub(super) fn schema(&self) -> Type {
        let text = Some(LogicalType::String);
        let (physical, logical, repetition) = match self.values {
            Values::Text(_) => (PhysicalType::BYTE_ARRAY, text, Repetition::REQUIRED),
            Values::TextOrNone(_) => (PhysicalType::BYTE_ARRAY, text, Repetition::OPTIONAL),
            Values::Number(_) => (PhysicalType::INT64, None, Repetition::REQUIRED),
            Values::NumberOrNone(_) => (PhysicalType::INT64, None, Repetition::OPTIONAL),
            Values::Share(_) => (PhysicalType::DOUBLE, None, Repetition::REQUIRED),
        };
        let column = Type::primitive_type_builder(self.name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical);
        column.build().expect("these types go together")
    }
}

/// Writes rows as a row group, a column after the other.
pub(super) fn write<Row>(
    writer: &mut SerializedFileWriter<impl Write + Send>,
    columns: &[Column<Row>],
    rows: &[Row],
) -> Result<()> {
    let mut group = writer.next_row_group()?;
    for column in columns {
        match column.values {
            Values::Text(text) => {
                let values = rows.iter().map(|row| Some(bytes(text(row))));
                write_column::<ByteArrayType, _>(&mut group, values)?;
            }
            Values::TextOrNone(text) => {
                let values = rows.iter().map(|row| text(row).map(bytes));
                write_column::<ByteArrayType, _>(&mut group, values)?;
            }
            Values::Number(number) => {
                let values = rows.iter().map(|row| Some(integer(number(row))));
                write_column::<Int64Type, _>(&mut group, values)?;
            }
            Values::NumberOrNone(number) => {
                let values = rows.iter().map(|row| number(row).map(integer));
                write_column::<Int64Type, _>(&mut group, values)?;
            }
            Values::Share(share) => {
                let values = rows.iter().map(|row| Some(share(row)));
                write_column::<DoubleType, _>(&mut group, values)?;
            }
        }
    }
    group.close().map(drop)
}

/// Writes the values of the next column; where there may be none, those that there are stand at level 1.
fn write_column<D: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: impl Iterator<Item = Option<D::T>>,
) -> Result<()> {
    let values: Vec<_> = values.collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<_> = values.into_iter().flatten().collect();
    let mut column = group.next_column()?.expect("the schema has as many columns as the table");
    column.typed::<D>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

fn bytes(text: &str) -> ByteArray {
    text.into()
}

fn integer(number: usize) -> i64 {
    i64::try_from(number).expect("no text has as many bytes")
}
