use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use headwater::read::LONGEST_LINE;

use crate::failure::Failure;
use crate::talk::Phase;

/// An input that is open, and unpacked as it is read.
pub(super) struct Input {
    /// Its file, as it was given; `-` for stdin.
    file: String,
    /// What was read to see what it is, and the rest.
    bytes: io::Chain<Cursor<Vec<u8>>, Box<dyn BufRead + Send>>,
}

/// The lines of an input, counted from 1.
///
/// Nothing comes after a failure. Of a line of more than [`LONGEST_LINE`] bytes only one byte more is given.
pub(super) struct Lines {
    input: Option<Input>,
    number: usize,
}

/// The most bytes that gzipped data may unpack to for each byte of it: texts shrink to a third or a tenth, lists of
/// much the same line to a hundredth, bombs to a thousandth.
const MOST_GROWTH: u64 = 200;

/// The bytes that any gzipped data may unpack to.
const ALWAYS_UNPACKED: u64 = 64 << 20;

/// What gzipped data begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1F, 0x8B];

impl Input {
    /// Opens a file, or stdin if it is `-`, and reads up to the end of the first line that is not blank.
    ///
    /// The phase advances by each byte that is read of the file itself.
    pub(super) fn open(path: &Path, phase: &Phase) -> Result<Self, Failure> {
        let file = path.display().to_string();
        let packed: io::Result<Box<dyn Read + Send>> = match file.as_str() {
            "-" => Ok(Box::new(io::stdin())),
            _ => File::open(path).map(|file| Box::new(file) as _),
        };
        let started = packed.and_then(|packed| {
            let mut bytes = unpacked(Counted { inner: packed, read: 0, phase: phase.clone() })?;
            let start = first_line(&mut bytes)?;
            Ok(Cursor::new(start).chain(bytes))
        });
        match started {
            Ok(bytes) => Ok(Self { file, bytes }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(Failure::input(format!("{file}: no such file or directory")))
            }
            Err(error) => Err(Failure::input(format!("{file}: {error}"))),
        }
    }

    /// Returns the name of what is in it: its file without `.gz`.
    pub(super) fn name(&self) -> &str {
        self.file.strip_suffix(".gz").unwrap_or(&self.file)
    }

    /// Returns what was read to see what it is.
    pub(super) fn start(&self) -> &[u8] {
        self.bytes.get_ref().0.get_ref()
    }

    /// Reads all of it.
    pub(super) fn load(&mut self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        match self.bytes.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Failure::input(format!("{}: {error}", self.file))),
        }
    }

    /// Reads it a line at a time.
    pub(super) fn lines(self) -> Lines {
        Lines { input: Some(self), number: 0 }
    }
}

impl Iterator for Lines {
    type Item = Result<(usize, Vec<u8>), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let input = self.input.as_mut()?;
        self.number += 1;
        let mut line = Vec::new();
        let read = next_line(&mut input.bytes, &mut line);
        let failed = read.as_ref().err().map(|error| {
            let message = format!("{}: line {}: {error}", input.file, self.number);
            Failure::input(message).hint("the lines before it were read; is the file whole?")
        });
        if !matches!(read, Ok(true)) {
            self.input = None;
        }
        match failed {
            Some(failure) => Some(Err(failure)),
            None => self.input.is_some().then_some(Ok((self.number, line))),
        }
    }
}

/// Reads the next line with its newline, if there is one; of a longer line than any only the start.
fn next_line(bytes: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    let read = bytes.by_ref().take(LONGEST_LINE as u64 + 1).read_until(b'\n', line)?;
    if read > LONGEST_LINE && !line.ends_with(b"\n") {
        bytes.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

/// Reads up to the end of the first line that is not blank, or as much as the longest line has.
fn first_line(bytes: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    let mut bytes = bytes.take(LONGEST_LINE as u64 + 1);
    loop {
        let before = start.len();
        bytes.read_until(b'\n', &mut start)?;
        if !start[before..].trim_ascii().is_empty() || start.len() == before {
            return Ok(start);
        }
    }
}

/// Unpacks bytes as they are read, if they are gzipped.
fn unpacked<R: Read + Send + 'static>(
    mut packed: Counted<R>,
) -> io::Result<Box<dyn BufRead + Send>> {
    let mut magic = Vec::new();
    packed.by_ref().take(GZIP.len() as u64).read_to_end(&mut magic)?;
    let is_gzipped = magic == GZIP;
    let whole = BufReader::new(Cursor::new(magic).chain(packed));
    if !is_gzipped {
        return Ok(Box::new(whole));
    }
    Ok(Box::new(BufReader::new(Guarded { inner: MultiGzDecoder::new(whole), read: 0 })))
}

/// Counts the bytes that are read.
struct Counted<R> {
    inner: R,
    read: u64,
    phase: Phase,
}

/// Bytes of which the first are read already.
type Begun<R> = io::Chain<Cursor<Vec<u8>>, R>;

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        self.phase.advance(read as u64);
        Ok(read)
    }
}

/// Unpacked bytes, which are an error once they are far more than the packed ones.
struct Guarded<R> {
    inner: MultiGzDecoder<BufReader<Begun<Counted<R>>>>,
    read: u64,
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read += read as u64;
        let packed = self.inner.get_ref().get_ref().get_ref().1.read;
        if self.read > packed.saturating_mul(MOST_GROWTH).max(ALWAYS_UNPACKED) {
            let message = format!("it unpacks to more than {MOST_GROWTH} times its size");
            return Err(io::Error::other(message));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write as _;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn input(bytes: Vec<u8>) -> io::Result<Input> {
        let packed = Counted { inner: Cursor::new(bytes), read: 0, phase: Phase::unseen() };
        let mut bytes = unpacked(packed)?;
        let start = first_line(&mut bytes)?;
        Ok(Input { file: "a.jsonl".to_owned(), bytes: Cursor::new(start).chain(bytes) })
    }

    /// The numbers and lengths of lines, and what failed.
    fn lines(bytes: Vec<u8>) -> Vec<Result<(usize, usize), String>> {
        let lengths = input(bytes).unwrap().lines().map(|line| match line {
            Ok((number, line)) => Ok((number, line.len())),
            Err(failure) => Err(failure.to_string()),
        });
        lengths.collect()
    }

    #[test]
    fn unpacks_what_is_gzipped_and_nothing_else() {
        let load = |bytes: Vec<u8>| input(bytes).unwrap().load().unwrap();
        assert_eq!(load(packed(b"\n told twice\n\nor more")), b"\n told twice\n\nor more");
        assert_eq!(load([packed(b"told "), packed(b"twice")].concat()), b"told twice");
        assert_eq!(load(b"told\nonce".to_vec()), b"told\nonce");
        assert_eq!(load(Vec::new()), b"");
        assert!(input(GZIP.to_vec()).is_err());
    }

    #[test]
    fn a_bomb_ends_early() {
        let always = usize::try_from(ALWAYS_UNPACKED).unwrap();
        let bomb = packed(&[b"\n{}\n".as_slice(), &vec![0; always]].concat());
        let error = input(bomb.clone()).unwrap().load().unwrap_err();
        assert!(error.to_string().contains("200 times"), "{error}");
        let read = lines(bomb);
        assert_eq!(read[..2], [Ok((1, 1)), Ok((2, 3))]);
        assert!(read[2].as_ref().unwrap_err().contains("line 3: it unpacks to more than"));
        assert_eq!(read.len(), 3);
    }

    #[test]
    fn lines_are_counted_and_long_ones_cut() {
        assert_eq!(lines(b"\n\n{}\n\nno".to_vec()).last(), Some(&Ok((5, 2))));
        let long = vec![b' '; LONGEST_LINE + 100];
        let cut = LONGEST_LINE + 1;
        assert_eq!(
            lines([b"{}\n".as_slice(), &long, b"\n{}\n", &long].concat()),
            [Ok((1, 3)), Ok((2, cut)), Ok((3, 3)), Ok((4, cut))]
        );
        let longest = [&long[..LONGEST_LINE], b"\n{}"].concat();
        assert_eq!(lines(longest), [Ok((1, cut)), Ok((2, 2))]);
    }

    #[test]
    fn lines_before_the_damage_are_read() {
        let text: Vec<_> =
            (0..20_000).map(|number| format!("{{\"text\": \"{number}\"}}\n")).collect();
        let mut cut = packed(text.concat().as_bytes());
        cut.truncate(cut.len() / 2);
        let mut read = lines(cut);
        let error = read.pop().unwrap().unwrap_err();
        assert!(read.len() > 5_000 && read.len() < 15_000, "{}", read.len());
        assert!(read.iter().all(Result::is_ok));
        assert!(error.starts_with(&format!("a.jsonl: line {}: ", read.len() + 1)), "{error}");
    }
}
