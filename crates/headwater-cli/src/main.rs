//! The `headwater` program.

#[cfg(test)]
mod page;

fn main() {}
