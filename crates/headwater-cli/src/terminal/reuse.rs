use headwater::model::{Manner, Passage, Report, Reuse, ReuseClass};

use super::paper::{Paper, bold, dim, plain};

/// Sets what is said where there is no passage.
pub(crate) fn nothing_shared(paper: &mut Paper) {
    paper.line(0, &plain("These reports share no passage."));
}

/// Sets the passages that reports share, each quoted once from either side.
pub(crate) fn reuse(paper: &mut Paper, reports: &[Report], reuses: &[Reuse]) {
    for reuse in reuses {
        paper.space();
        paper.line(0, &headline(reports, reuse));
        for passage in [reuse.a, reuse.b] {
            paper.marked(2, &dim("from"), &quotation(reports, passage));
        }
    }
}

fn headline(reports: &[Report], reuse: &Reuse) -> String {
    let name = |passage: Passage| bold(&reports[passage.report.index()].name);
    let class = match reuse.class {
        ReuseClass::Text => match reuse.manner {
            Manner::Copy => "running text",
            Manner::Edited => "edited text",
            Manner::Reordered => "reordered text",
        },
        ReuseClass::Quotation => "quotation",
        ReuseClass::StockPhrase => "a stock phrase",
        ReuseClass::Credit => "a credit",
    };
    let others = match reuse.carriers {
        0 => String::new(),
        1 => ", in one other report".to_owned(),
        carriers => format!(", in {carriers} other reports"),
    };
    let measure =
        format!("· {} words of {class}, {} % alike{others}", reuse.words, reuse.identity / 10);
    format!("{} {} {} {}", name(reuse.a), plain("and"), name(reuse.b), dim(&measure))
}

fn quotation(reports: &[Report], passage: Passage) -> String {
    let report = &reports[passage.report.index()];
    format!("{}: {}", plain(&report.name), plain(passage.span.of(&report.text)))
}
