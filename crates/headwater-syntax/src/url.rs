//! What looks like the address of a page or a mailbox, and so stays one token.
//!
//! This says by hand what a regular expression by Diego Perini (MIT) says, as spaCy changed it. Of all the ways to read a
//! string few are left, since a host begins after the scheme or an `@`, and ends at the first of `:/?#`.

use crate::characters::{Characters, Class};

/// Tells whether a chunk without blanks is an address.
pub(crate) fn matches(characters: &Characters, chunk: &str) -> bool {
    if !chunk.contains('.') {
        return false;
    }
    let after_users = chunk.match_indices('@').filter(|&(at, _)| at > 0).map(|(at, _)| at + 1);
    let starts = [Some(0), after_scheme(characters, chunk)].into_iter().flatten();
    starts.chain(after_users).any(|start| {
        let rest = &chunk[start..];
        let (host, rest) =
            rest.split_at(rest.find(['@', ':', '/', '?', '#']).unwrap_or(rest.len()));
        ends_well(rest) && (is_host(characters, host) || is_public_ip(host))
    })
}

/// Finds where a scheme of two characters or more ends.
fn after_scheme(characters: &Characters, chunk: &str) -> Option<usize> {
    let end = chunk.find("://")?;
    let allowed = |c| characters.is(c, Class::WORD) || matches!(c, '+' | '-' | '.');
    let scheme = &chunk[..end];
    (scheme.chars().count() >= 2 && scheme.chars().all(allowed)).then_some(end + 3)
}

/// Tells whether a port and a path follow, or nothing.
fn ends_well(rest: &str) -> bool {
    let rest = match rest.strip_prefix(':') {
        Some(port) => {
            let path = port.trim_start_matches(|c: char| c.is_ascii_digit());
            if !(2..=5).contains(&(port.len() - path.len())) {
                return false;
            }
            path
        }
        None => rest,
    };
    rest.is_empty() || rest.starts_with(['/', '?', '#'])
}

fn is_host(characters: &Characters, host: &str) -> bool {
    let Some((labels, last)) = host.rsplit_once('.') else { return false };
    (2..=63).contains(&last.chars().count())
        && last.chars().all(|c| characters.is(c, Class::LOWER))
        && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let inner = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    (1..=64).contains(&label.chars().count())
        && label.starts_with(inner)
        && label.ends_with(inner)
        && label.chars().all(|c| inner(c) || matches!(c, '_' | '-'))
}

/// Tells whether these are four numbers that can be a host on the open Internet.
fn is_public_ip(host: &str) -> bool {
    let parts: Option<Vec<u32>> = host.split('.').map(octet).collect();
    let Some(&[first, second, third, fourth]) = parts.as_deref() else { return false };
    let starts_with_zero = |at: usize| host.split('.').nth(at).is_some_and(|p| p.starts_with('0'));
    let private =
        matches!((first, second), (10 | 127, _) | (169, 254) | (192, 168) | (172, 16..=31));
    (1..=223).contains(&first)
        && !starts_with_zero(0)
        && second <= 255
        && third <= 255
        && (1..=254).contains(&fourth)
        && !starts_with_zero(3)
        && !private
}

fn octet(text: &str) -> Option<u32> {
    let digits = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && !(text.len() == 3 && text.starts_with('0')) { text.parse().ok() } else { None }
}
