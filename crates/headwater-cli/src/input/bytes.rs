use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::failure::Failure;

/// An input as bytes, unpacked.
pub(super) struct Input {
    /// Its file, without `.gz`; `-` for stdin.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The most bytes that an input may have once unpacked: an archive of a million reports is smaller, and a gzip
/// bomb ends here.
const MOST_BYTES: u64 = 8 << 30;

/// What gzip data begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// Loads a file, or stdin if it is `-`, and unpacks what is gzipped.
pub(super) fn load(path: &Path) -> Result<Input, Failure> {
    let name = path.display().to_string();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Failure::input(format!("{name}: no such file")),
        _ => Failure::input(format!("{name}: {error}")),
    };
    let bytes =
        if name == "-" { unpack(io::stdin().lock()) } else { File::open(path).and_then(unpack) };
    let bytes = bytes.map_err(failed)?;
    Ok(Input { name: name.strip_suffix(".gz").unwrap_or(&name).to_owned(), bytes })
}

fn unpack(mut packed: impl Read) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    packed.by_ref().take(GZIP.len() as u64).read_to_end(&mut start)?;
    let gzipped = start == GZIP;
    let whole = io::Cursor::new(start).chain(packed);
    if gzipped { read_capped(MultiGzDecoder::new(whole)) } else { read_capped(whole) }
}

fn read_capped(unpacked: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    unpacked.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        let gib = MOST_BYTES >> 30;
        return Err(io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("more than {gib} GiB unpacked"),
        ));
    }
    Ok(bytes)
}
