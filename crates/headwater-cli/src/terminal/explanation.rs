use headwater::wire::{ExplainedStretch, ExplanationDocument, RunEntry};

use super::paper::{Paper, bold, dim, plain};
use crate::answer::counted;

/// Entries of a kind that are shown: the longest decide.
const SHOWN: usize = 5;

/// Sets what two reports share, stage by stage, and what would have had to differ.
pub(crate) fn explanation(paper: &mut Paper, document: &ExplanationDocument) {
    let (a, b) = (bold(&document.a), bold(&document.b));
    paper.line(0, &format!("{a} {} {b}", plain("and")));
    paper.line(0, &plain(&document.told));
    if let Some(needed) = &document.needed {
        paper.line(0, &plain(&format!("It would have taken {needed}.")));
    }
    let seeds = counted(document.seeds, "seed", "seeds");
    let of = format!("runs of {} words", document.seed_words);
    let followed = format!("{seeds} in common ({of}), {} followed", document.followed);
    section(paper, &followed, &document.runs, run);
    let chains = counted(document.aligned.len(), "chain", "chains");
    section(paper, &format!("{chains} of seeds, aligned"), &document.aligned, stretch);
    let dropped = document.dropped.len();
    section(paper, &format!("{dropped} dropped"), &document.dropped, stretch);
    let passages = counted(document.passages.len(), "passage", "passages");
    section(paper, &passages, &document.passages, |passage| {
        let measure = format!("{} words, {}", passage.words, percent(passage.score));
        (passage.text.clone(), format!("{measure} · {}", passage.why))
    });
}

/// Sets the first entries of a list, each by its words and what is said of them; nothing if there are none.
fn section<T>(
    paper: &mut Paper,
    heading: &str,
    list: &[T],
    entry: impl Fn(&T) -> (String, String),
) {
    if list.is_empty() {
        return;
    }
    paper.space();
    paper.line(0, &bold(heading));
    for one in list.iter().take(SHOWN) {
        let (words, said) = entry(one);
        paper.marked(
            2,
            "-",
            &format!("{} {}", plain(&format!("«{words}»")), dim(&format!("· {said}"))),
        );
    }
    if list.len() > SHOWN {
        paper.line(2, &dim(&format!("and {} more: --json has all", list.len() - SHOWN)));
    }
}

fn run(run: &RunEntry) -> (String, String) {
    let at = format!("{} words, at {} and {}", run.words, run.a.0, run.b.0);
    let said = match run.too_common {
        None => at,
        Some(places) => format!("{at} · not followed: it stands in {places} places"),
    };
    (run.text.clone(), said)
}

fn stretch(stretch: &ExplainedStretch) -> (String, String) {
    let at = format!("at {} and {}", stretch.a.0, stretch.b.0);
    let measure = format!("{} words match, {}, {at}", stretch.words, percent(stretch.score));
    let said = stretch.why.as_ref().map_or(measure.clone(), |why| format!("{measure} · {why}"));
    (stretch.text.clone(), said)
}

fn percent(score: f64) -> String {
    format!("{:.0} % alike", (score * 100.0).floor())
}
