//! Tells the language of a report.

use crate::model::{MetadataSource, Stated};

/// Returns the language that a page or a giver declares ("en-GB"), as an ISO 639-1 code.
pub(super) fn declared(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    CODES.iter().any(|(_, code)| *code == primary).then_some(primary)
}

/// Recognizes the language of a text by its letters, if that is certain.
pub(super) fn recognized(text: &str) -> Option<Stated<String>> {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    let language =
        whatlang::detect(&text[..end]).filter(whatlang::Info::is_reliable)?.lang().code();
    let (_, code) = CODES.iter().find(|(long, _)| *long == language)?;
    Some(Stated { value: (*code).to_owned(), from: MetadataSource::Text })
}

/// Characters of a text that are looked at: more do not change the answer on the development reports.
const SAMPLE: usize = 2_000;

/// ISO 639-3 and 639-1 codes of the languages that are recognized.
const CODES: [(&str, &str); 70] = [
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
    ("hye", "hy"),
    ("cym", "cy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told() {
        assert_eq!(declared("en-GB").as_deref(), Some("en"));
        assert_eq!(declared("pt_BR").as_deref(), Some("pt"));
        assert_eq!(declared("undefined"), None);
        for (text, code) in [
            (
                "The council voted on Monday to close the old bridge over the river for a year.",
                Some("en"),
            ),
            (
                "Der Stadtrat beschloss am Montag, die alte Brücke über den Fluss für ein Jahr zu sperren.",
                Some("de"),
            ),
            ("Городской совет решил закрыть старый мост через реку на один год.", Some("ru")),
            ("", None),
        ] {
            assert_eq!(recognized(text).map(|l| l.value).as_deref(), code, "{text}");
        }
    }
}
