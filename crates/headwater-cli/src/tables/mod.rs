//! Tables of what was found, as Parquet files (<https://parquet.apache.org/docs/file-format/>).
//!
//! A table has the rows and names of the JSON. Its columns, their types and meanings are listed where they are defined,
//! in `reuse`, which the program's help and so `docs/commands.md` are written from. Texts are UTF-8, numbers signed
//! 64-bit integers (some readers know no unsigned ones), shares doubles; offsets are Unicode code points. The file's
//! metadata say `headwater.version` (that of the JSON) and `headwater.table`.

mod columns;
mod reuse;

use std::io::{self, Write};
use std::sync::Arc;

use headwater::wire;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::answer::counted;
use crate::failure::Failure;
use crate::output::WholeFile;
use crate::talk::Talk;
use columns::Column;
pub(crate) use reuse::{FAMILIES, PASSAGES, RELATIONS, family_rows};

/// A table: what it is called, and its columns.
pub(crate) struct Table<Row: 'static> {
    name: &'static str,
    columns: &'static [Column<Row>],
}

/// Rows of a row group, which are held in memory: some 10 MB of passages.
pub(crate) const ROW_GROUP: usize = 1 << 16;

/// How hard it is packed: a step that packs harder takes longer than it saves of these columns.
const ZSTD_LEVEL: i32 = 3;

impl<Row> Table<Row> {
    /// Writes rows, of which there are so many, and says where they are.
    pub(crate) fn write(
        &self,
        mut file: WholeFile,
        rows: impl Iterator<Item = Result<Row, Failure>>,
        number: usize,
        talk: &Talk,
    ) -> Result<(), Failure> {
        let phase = talk.phase("writing rows", number);
        let mut failed = None;
        let rows = rows.inspect(|_| phase.advance(1));
        let rows = rows.map_while(|row| row.map_err(|failure| failed = Some(failure)).ok());
        self.write_rows(&mut file, rows).map_err(|error| file.failure(&error))?;
        if let Some(failure) = failed {
            return Err(failure);
        }
        let rows = counted(number, "row", "rows");
        let written = format!("the table, of {rows}, is in {}", file.name().display());
        file.finish()?;
        talk.note(&written);
        Ok(())
    }

    fn write_rows(
        &self,
        file: impl Write + Send,
        mut rows: impl Iterator<Item = Row>,
    ) -> io::Result<()> {
        let mut writer = SerializedFileWriter::new(file, self.schema().into(), self.properties())
            .map_err(io_error)?;
        loop {
            let group: Vec<Row> = rows.by_ref().take(ROW_GROUP).collect();
            if group.is_empty() {
                return writer.finish().map(drop).map_err(io_error);
            }
            columns::write(&mut writer, self.columns, &group).map_err(io_error)?;
        }
    }

    /// Lists the columns with their types and meanings.
    fn help(&self) -> String {
        self.columns.iter().map(Column::help).collect::<Vec<_>>().join("\n")
    }

    fn schema(&self) -> Type {
        let columns = self.columns.iter().map(|column| Arc::new(column.schema()));
        let schema = Type::group_type_builder(self.name).with_fields(columns.collect());
        schema.build().expect("columns have different names")
    }

    fn properties(&self) -> Arc<WriterProperties> {
        let level = ZstdLevel::try_new(ZSTD_LEVEL).expect("there is such a level");
        let metadata = [
            ("headwater.version", wire::VERSION.to_string()),
            ("headwater.table", self.name.to_owned()),
        ];
        let metadata = metadata.map(|(key, value)| KeyValue::new(key.to_owned(), value));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_key_value_metadata(Some(metadata.to_vec()));
        Arc::new(properties.build())
    }
}

/// Describes `--parquet`, with the columns of each table.
pub(crate) fn help() -> String {
    format!(
        "Write a Parquet table into this file instead: the rows of --json, without edits.\n\n\
         Offsets are Unicode code points. Columns of passages:\n{}\n\n\
         Columns of --relations:\n{}\n\n\
         Columns of --families, a row a report beside the source:\n{}",
        PASSAGES.help(),
        RELATIONS.help(),
        FAMILIES.help()
    )
}

/// Returns the error of the file below, if it was one: it tells whether the disk is full.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use headwater::wire::{RelationDocument, SideEntry};
    use parquet::file::reader::{FileReader as _, SerializedFileReader};

    #[test]
    fn rows_are_written_in_groups() {
        let side = |id: usize| SideEntry { id: id.to_string(), words: 7, share: 0.5 };
        let row = |number: usize| RelationDocument {
            version: wire::VERSION,
            a: side(number),
            b: side(number + 1),
            relation: "part-of",
            whole: number.is_multiple_of(2).then(|| number.to_string()),
            passages: number,
        };
        for (rows, groups) in [(0, 0), (1, 1), (ROW_GROUP, 1), (ROW_GROUP + 1, 2)] {
            let mut file = tempfile::tempfile().unwrap();
            RELATIONS.write_rows(&mut file, (0..rows).map(row)).unwrap();
            let reader = SerializedFileReader::new(file).unwrap();
            assert_eq!(reader.num_row_groups(), groups, "{rows}");
            let read = reader.get_row_iter(None).unwrap().map(Result::unwrap);
            let last = read.last().map(|row| row.to_string());
            assert_eq!(last.is_none(), rows == 0);
            let expected = rows.checked_sub(1).map(|last| format!("passages: {last}"));
            assert_eq!(last.is_some_and(|last| last.contains(&expected.unwrap())), rows > 0);
        }
    }

    #[test]
    fn columns_are_told_with_their_types() {
        let help = help();
        for line in [
            "  a_start (integer): where its passage begins in its text",
            "  whole (text or null): id of the report that has more, or that is the wrap-up",
            "  share (double): share of them that stand in the source, from 0 to 1",
        ] {
            assert!(help.lines().any(|told| told == line), "{line}");
        }
    }
}
