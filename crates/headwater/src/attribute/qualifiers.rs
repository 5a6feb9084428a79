//! Finds the words that hold a statement back: a denial, a hedge, a condition.
//!
//! It reads the statement's words alone. What is denied, hedged or conditional is part of what the report says,
//! so it is marked and not judged (Saurí and Pustejovsky, FactBank, 2009, call it factuality).

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{Qualifier, QualifierKind, Span};

/// Finds the qualifiers of a statement, each kind at most once, in the order of the text.
pub(super) fn qualifiers(text: &str, statement: Span) -> Vec<Qualifier> {
    let words = statement.of(text);
    let found = [
        (QualifierKind::Denial, denial(words)),
        (QualifierKind::Hedge, hedge(words)),
        (QualifierKind::Condition, condition(words)),
    ];
    let placed = |(start, end): (usize, usize)| {
        Span::new(statement.start() + start, statement.start() + end)
    };
    let mut qualifiers: Vec<Qualifier> = found
        .into_iter()
        .filter_map(|(kind, at)| Some(Qualifier { kind, span: placed(at?) }))
        .collect();
    qualifiers.sort_by_key(|qualifier| qualifier.span);
    qualifiers
}

/// Where words begin and end in a statement.
type Place = (usize, usize);

/// What somebody denies: "denied that", "rejected the accusation". Not whom somebody denies a thing: "was denied bail".
static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    let said = r"(?:claims?|allegations?|accusations?|charges?|reports?|rumou?rs?|suggestions?|assertions?)";
    // A court dismisses charges and an insurer rejects claims: neither says that they are untrue.
    let told = "(?:allegations?|accusations?|reports?|rumou?rs?|suggestions?|assertions?)";
    let doing = "(?:wrongdoing|involvement|knowledge|responsibility|role|links?|plans?)";
    let what = format!(
        r"that|having|being|knowing|doing|it|this|(?:any\s+)?{doing}|(?:\w+\s+){{0,2}}{said}"
    );
    Regex::new(&format!(
        r#"(?i)(?-u:\b)(?:(den(?:y|ies|ied|ying))(?:\s+(?:{what})(?-u:\b)|\s*[.,;:"”]|$)|(reject\w*|dismiss\w*|refut\w+|disput\w+)\s+(?:\w+\s+){{0,2}}{told}(?-u:\b))"#
    ))
    .expect("the pattern is a valid one")
});

/// What stands before a denial that is none: "did not deny", "neither confirmed nor denied", "bail was denied".
static UNDENIED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?-u:\b)not|(?-u:\b)never|n['’]t|(?-u:\b)nor|(?-u:\b)(?:declined|refused)\s+to(?:\s+\w+\s+or)?|(?-u:\b)(?:was|were|is|are|be|been|being|got)(?:\s+\w+ly)?)\s+$")
        .expect("the pattern is a valid one")
});

static HEDGE: LazyLock<Regex> = LazyLock::new(|| {
    let adverbs = "reportedly|allegedly|apparently|purportedly|supposedly|possibly|perhaps|probably|presumably|likely|unconfirmed";
    let seems = r"(?:appear|seem)(?:s|ed)?\s+(?:to|that)";
    let held = r"(?:is|are|was|were|be|been)\s+(?:believed|thought|suspected|feared|alleged|understood)\s+to";
    let open = r"(?:not|never|n['’]t)\s+(?:yet\s+)?(?:rule|ruled|ruling)\s+out|(?:unclear|not\s+clear|uncertain)\s+(?:whether|if|how|why|who)";
    let undenied = r"(?:neither\s+confirm\w*\s+nor|(?:not|never|n['’]t)(?:\s+confirm\w*\s+or)?|confirm\s+(?:n?or))\s+den(?:y|ies|ied)";
    // "May" is a month; "could" is as often an ability.
    let modal = r"may|might|could\s+(?:be|have|become|lead|face|cost|mean|also|soon)";
    Regex::new(&format!(r"(?-u:\b)(?i:{adverbs}|{seems}|{held}|{open}|{undenied})(?-u:\b)|(?-u:\b)(?:{modal})(?-u:\b)"))
        .expect("the pattern is a valid one")
});

static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:if|unless|provided\s+that|on\s+condition\s+that|as\s+long\s+as|in\s+case)(?-u:\b)")
        .expect("the pattern is a valid one")
});

/// Words before an "if" that is no condition: "asked if", "as if".
const NO_CONDITION: [&str; 17] = [
    "ask",
    "asked",
    "asks",
    "asking",
    "wonder",
    "wondered",
    "know",
    "knew",
    "known",
    "see",
    "clear",
    "unclear",
    "uncertain",
    "decide",
    "determine",
    "as",
    "even",
];

fn denial(words: &str) -> Option<Place> {
    let places = DENIAL.captures_iter(words).filter_map(|found| found.get(1).or(found.get(2)));
    let denied = |at: &regex::Match<'_>| !UNDENIED.is_match(&words[..at.start()]);
    places.filter(denied).map(|at| (at.start(), at.end())).next()
}

fn hedge(words: &str) -> Option<Place> {
    HEDGE.find(words).map(|at| (at.start(), at.end()))
}

fn condition(words: &str) -> Option<Place> {
    let holds = |at: &regex::Match<'_>| {
        let before = words[..at.start()].split_whitespace().next_back().unwrap_or_default();
        !NO_CONDITION.contains(&before.to_lowercase().as_str())
    };
    CONDITION.find_iter(words).filter(holds).map(|at| (at.start(), at.end())).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use QualifierKind::{Condition, Denial, Hedge};

    #[test]
    fn denials_hedges_and_conditions_are_marked() {
        for (text, expected) in [
            ("The actor denied that he had struck the photographer.", vec![(Denial, "denied")]),
            ("The firm, which denies any wrongdoing, closed.", vec![(Denial, "denies")]),
            ("The ministry rejected the accusations.", vec![(Denial, "rejected")]),
            ("“It is a lie,” he said, denying it.", vec![(Denial, "denying")]),
            ("The suspect was denied bail.", vec![]),
            ("The visa was denied, officials said.", vec![]),
            ("A judge dismissed the charges.", vec![]),
            ("The prison denied him any medical care.", vec![]),
            ("The premier denied any role in the sale.", vec![(Denial, "denied")]),
            ("The club rejected the offer.", vec![]),
            ("The mayor did not deny that the bridge was closed.", vec![(Hedge, "not deny")]),
            (
                "The palace would neither confirm nor deny the reports.",
                vec![(Hedge, "neither confirm nor deny")],
            ),
            ("The premier did not rule out an early vote.", vec![(Hedge, "not rule out")]),
            ("The gunman is believed to have fled.", vec![(Hedge, "is believed to")]),
            ("The pilot reportedly slept.", vec![(Hedge, "reportedly")]),
            ("It may rain in May.", vec![(Hedge, "may")]),
            ("The vote is on 3 May.", vec![]),
            ("She could read at three.", vec![]),
            ("If the dam breaks, the town is lost.", vec![(Condition, "If")]),
            ("The strike goes on unless wages rise.", vec![(Condition, "unless")]),
            ("Asked if the dam was safe, he left.", vec![]),
            (
                "The firm denied that it might close if prices fell.",
                vec![(Denial, "denied"), (Hedge, "might"), (Condition, "if")],
            ),
            ("The bridge fell at noon.", vec![]),
        ] {
            let found: Vec<_> = qualifiers(text, Span::new(0, text.len()))
                .into_iter()
                .map(|qualifier| (qualifier.kind, qualifier.span.of(text)))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
