use std::fs;
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

/// The most bytes that gzipped data may unpack to for each byte of it: texts shrink to a third or a tenth, lists of
/// much the same line to a hundredth, bombs to a thousandth.
const MOST_GROWTH: u64 = 200;

/// The bytes that any gzipped data may unpack to.
const ALWAYS_UNPACKED: u64 = 64 << 20;

/// What gzipped data begins with (RFC 1952).
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// Loads a file, or stdin if it is `-`, and unpacks what is gzipped.
pub(super) fn load(path: &Path) -> Result<Input, Failure> {
    let name = path.display().to_string();
    let loaded = if name == "-" { read_stdin() } else { fs::read(path) };
    match loaded.and_then(unpacked) {
        Ok(bytes) => {
            Ok(Input { name: name.strip_suffix(".gz").unwrap_or(&name).to_owned(), bytes })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::input(format!("{name}: no such file or directory")))
        }
        Err(error) => Err(Failure::input(format!("{name}: {error}"))),
    }
}

fn read_stdin() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Unpacks bytes if they are gzipped.
fn unpacked(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
    if !bytes.starts_with(&GZIP) {
        return Ok(bytes);
    }
    let most = (bytes.len() as u64).saturating_mul(MOST_GROWTH).max(ALWAYS_UNPACKED);
    let mut unpacked = Vec::new();
    MultiGzDecoder::new(bytes.as_slice()).take(most + 1).read_to_end(&mut unpacked)?;
    if unpacked.len() as u64 > most {
        return Err(io::Error::other(format!(
            "it unpacks to more than {MOST_GROWTH} times its size"
        )));
    }
    Ok(unpacked)
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

    #[test]
    fn unpacks_what_is_gzipped_and_nothing_else() {
        assert_eq!(unpacked(packed(b"told twice")).unwrap(), b"told twice");
        assert_eq!(unpacked(b"told once".to_vec()).unwrap(), b"told once");
        assert!(unpacked(GZIP.to_vec()).is_err());
    }

    #[test]
    fn a_bomb_ends_early() {
        let bomb = packed(&vec![0; usize::try_from(ALWAYS_UNPACKED).unwrap() + 1]);
        assert!(unpacked(bomb).unwrap_err().to_string().contains("200 times"));
    }
}
