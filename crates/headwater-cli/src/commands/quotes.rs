use headwater::attribute;
use headwater::compare::arrange;
use headwater::quotes;
use headwater::split;
use headwater::wire::QuotesDocument;

use super::{Done, Taggers, in_other_languages, tell_languages, write_json_lines};
use crate::failure::Failure;
use crate::input::Inputs;
use crate::talk::Talk;
use crate::terminal::{self, Paper};

/// List who said what, by speaker, as the reports credit it.
///
/// One person or body under several names is one speaker. Each entry gives the report's words, the words that
/// credit them, and the outlet that is credited with having gathered them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Quotes {
    #[command(flatten)]
    inputs: Inputs,
    /// List only speakers one of whose names has these words, in any letter case.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Write a JSON object a speaker instead of text for people.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    taggers: Taggers,
}

const EXAMPLES: &str = "\
Examples:
  headwater quotes a.html b.html c.txt
  headwater quotes --speaker Lindqvist story.jsonl
  headwater quotes --json archive/ | jq '[.speaker, (.said | length)]'";

impl Quotes {
    pub(super) fn run(&self, talk: &Talk) -> Result<Done, Failure> {
        let gathered = self.inputs.gather(talk)?;
        let reports = arrange(gathered.reports);
        tell_languages(talk, in_other_languages(&reports));
        let divisions = split::split_all(&reports);
        let tagger = self.taggers.chosen_for(&reports);
        let attributed = attribute::across(attribute::attribute(&reports, &divisions, tagger));
        let mut quoted = quotes::quotes(&attributed);
        if let Some(wanted) = &self.speaker {
            quoted.retain(|quoted| quoted.names.iter().any(|name| has_words(name, wanted)));
        }
        if quoted.is_empty() {
            talk.hint(&match &self.speaker {
                Some(wanted) => {
                    format!("no speaker is named {wanted}: leave --speaker out to see all")
                }
                None => "the reports credit nobody".to_owned(),
            });
        }
        let documents = QuotesDocument::all(&reports, &attributed, &quoted);
        if self.json {
            write_json_lines(documents)?;
        } else {
            let mut paper = Paper::new();
            for document in &documents {
                terminal::quotes(&mut paper, document);
            }
            terminal::print(&paper)?;
        }
        Ok(Done::despite(gathered.failed))
    }
}

/// Tells whether a name has all of some words.
fn has_words(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    let mut wanted = wanted.split_whitespace().map(str::to_lowercase);
    wanted.all(|word| name.split(|c: char| !c.is_alphanumeric()).any(|part| part == word))
}
