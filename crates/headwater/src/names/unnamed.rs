//! Compares those who are described and not named: "two U.S. officials", "people familiar with the matter".

use super::{Likeness, body, fold, nations};
use crate::model::SpeakerKind;

/// Compares two descriptions; never surely the same.
pub(super) fn likeness(a: &str, b: &str) -> Likeness {
    let (one, other) = (Description::read(a), Description::read(b));
    let apart = one.countries.iter().all(|country| !other.countries.contains(country));
    let foreign = apart && !one.countries.is_empty() && !other.countries.is_empty();
    if foreign || !one.role.may_be(other.role) { Likeness::Different } else { Likeness::Perhaps }
}

/// Compares a description with the name of a person, body, document or outlet.
pub(super) fn likeness_to_named(description: &str, name: &str, kind: SpeakerKind) -> Likeness {
    let read = Description::read(description);
    let may_be = match kind {
        SpeakerKind::Person => read.alone && read.role != Role::Bystander,
        SpeakerKind::Body => {
            body::likeness(description, name) != Likeness::Different
                || read.countries.iter().any(|country| fold::word(name) == *country)
        }
        SpeakerKind::Document | SpeakerKind::Outlet | SpeakerKind::Unnamed => false,
    };
    if may_be { Likeness::Perhaps } else { Likeness::Different }
}

/// Returns the name of the body for which somebody without a name speaks: "a police spokesman" speaks for
/// "police". It is empty for "a spokesman".
pub(super) fn spoken_for(description: &str) -> Option<String> {
    let words: Vec<&str> = description.split_whitespace().collect();
    let at = words.iter().position(|word| fold::word(word).starts_with("spokes"))?;
    let before = words[..at].iter().copied();
    let after =
        words[at + 1..].iter().copied().take_while(|word| *word != "who" && *word != "unnamed");
    let silent =
        ["a", "an", "the", "one", "its", "his", "their", "for", "from", "of", "with", "chief"];
    let body: Vec<&str> =
        before.chain(after).filter(|word| !silent.contains(&fold::word(word).as_str())).collect();
    Some(body.join(" ").trim_end_matches([',', '.']).to_owned())
}

/// What a description tells of somebody.
struct Description {
    /// Whether it is one and not several.
    alone: bool,
    role: Role,
    countries: Vec<&'static str>,
}

/// What somebody without a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Nothing is told: "sources", "people familiar with the matter".
    Any,
    /// In office, or near to those who are.
    Official,
    /// Saw it, or lives there.
    Bystander,
    /// Knows the field.
    Expert,
    /// Something else, by its noun.
    Other,
}

impl Role {
    fn may_be(self, other: Role) -> bool {
        self == other || self == Role::Any || other == Role::Any
    }
}

impl Description {
    fn read(description: &str) -> Self {
        let words = fold::words(description);
        let countries = words.iter().filter_map(|word| nations::country_of(word)).collect();
        let first = words.first().map_or("", String::as_str);
        let role = words.iter().find_map(|word| role_of(word)).unwrap_or(Role::Other);
        Self { alone: ["a", "an", "one"].contains(&first), role, countries }
    }
}

fn role_of(word: &str) -> Option<Role> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    Some(match singular {
        "official" | "authoritie" | "diplomat" | "aide" | "adviser" | "advisor" | "lawmaker"
        | "investigator" | "prosecutor" | "officer" | "minister" | "commander" => Role::Official,
        "witnesse" | "witnes" | "resident" | "local" | "bystander" | "neighbor" | "neighbour"
        | "villager" | "survivor" => Role::Bystander,
        "expert" | "analyst" | "economist" | "scholar" | "researcher" | "scientist"
        | "observer" => Role::Expert,
        "source" | "people" | "person" | "individual" | "those" | "thi" | "report" | "someone" => {
            Role::Any
        }
        _ => return None,
    })
}
