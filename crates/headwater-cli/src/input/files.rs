use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Replaces directories by the files in them and below, sorted by name; hidden ones are left out.
pub(super) fn expand(paths: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, Failure>> {
    paths
        .iter()
        .flat_map(|path| if path.is_dir() { files_of(path) } else { vec![Ok(path.clone())] })
}

/// Returns the files of a directory that was named; it is a failure if there are none.
fn files_of(directory: &Path) -> Vec<Result<PathBuf, Failure>> {
    let files = walk(directory);
    if files.is_empty() {
        let failure =
            Failure::input(format!("{}: no files in this directory", directory.display()));
        return vec![Err(failure.hint("hidden files are left out"))];
    }
    files
}

fn walk(directory: &Path) -> Vec<Result<PathBuf, Failure>> {
    let failed = |error| Failure::input(format!("{}: {error}", directory.display()));
    let entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) => return vec![Err(failed(error))],
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| !is_hidden(path))
        .collect();
    paths.sort();
    paths
        .into_iter()
        .flat_map(|path| if path.is_dir() { walk(&path) } else { vec![Ok(path)] })
        .collect()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
