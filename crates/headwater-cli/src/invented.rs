//! An invented story for the tests of what is drawn from a document: an agency's dispatch, a reprint, a rewrite that credits it, and a reporter on the quay.

use headwater::wire::{
    ChangeEntry, ClaimEntry, ComparisonDocument, ConflictEntry, ConflictSide, CountEntry,
    CountedEntry, FigureEntry, FigureTableEntry, GroundEntry, JoinEntry, NoteEntry, OriginEntry,
    QualifierEntry, QuoteEntry, ReportEntry, RestEntry, ReuseEntry, StatementEntry, VERSION,
};

const WIRE: &str = "SALTMOUTH (NW) - The ferry Marigold ran aground off Saltmouth early on Friday with 212 people \
    on board, the coastguard said.\n\nAll passengers were brought ashore by nine, Captain Mira Oln told Northern Wire. \
    “We felt one blow and then silence,” she said.\n\nThe ship’s owner, Brandt Lines, declined to comment.";
const GAZETTE: &str = "Logo\n\nSALTMOUTH (NW) - The ferry Marigold ran aground off Saltmouth on Friday with 212 \
    people on board, the coastguard said.\n\nAll passengers were brought ashore by nine, Captain Mira Oln told Northern \
    Wire. “We felt one blow and then silence,” she said.";
const POST: &str = "A ferry with 221 people aboard struck a sandbank near Saltmouth on Friday morning, according to \
    Northern Wire.\n\nEverybody had reportedly been taken off by nine o’clock.\n\nTrains to the coast were crowded all day.";
const RADIO: &str = "I counted the lifeboats from the quay: the last of them landed at ten to nine, and nobody was \
    missing.\n\n“We felt one blow and then silence,” Captain Oln told me as she came ashore.";

const OLN: &str = "Captain Mira Oln";
const QUOTATION: &str = "“We felt one blow and then silence,”";

fn report(
    id: &str,
    outlet: &str,
    title: &str,
    time: &str,
    kind: &'static str,
    text: &str,
) -> ReportEntry {
    ReportEntry {
        id: id.to_owned(),
        file: Some(format!("{id}.txt")),
        outlet: Some(outlet.to_owned()),
        title: Some(title.to_owned()),
        byline: None,
        published: Some(format!("2031-05-02T{time}:00Z")),
        language: Some("en".to_owned()),
        url: Some(format!("https://{id}.example/ferry")),
        text: text.to_owned(),
        notes: Vec::new(),
        kind,
        from: Vec::new(),
        rests: Vec::new(),
        lacks: Vec::new(),
        alone: Vec::new(),
    }
}

/// Returns where words stand in a report's text, in code points.
fn find(reports: &[ReportEntry], report: &str, words: &str) -> (usize, usize) {
    let text = &reports.iter().find(|entry| entry.id == report).unwrap().text;
    let start = text[..text.find(words).unwrap()].chars().count();
    (start, start + words.chars().count())
}

fn quote(reports: &[ReportEntry], report: &str, words: &str) -> QuoteEntry {
    let (start, end) = find(reports, report, words);
    QuoteEntry {
        report: report.to_owned(),
        place: "text",
        note: None,
        start,
        end,
        text: words.to_owned(),
    }
}

fn ground(kind: &'static str, text: &str, quotes: Vec<QuoteEntry>) -> GroundEntry {
    GroundEntry { kind, text: text.to_owned(), quotes }
}

fn origin(name: &str, reports: &[&str], grounds: Vec<GroundEntry>) -> OriginEntry {
    OriginEntry {
        name: name.to_owned(),
        reports: reports.iter().map(|&it| it.to_owned()).collect(),
        grounds,
    }
}

fn count(min: u32, list: Vec<OriginEntry>) -> CountEntry {
    CountEntry { min, max: u32::try_from(list.len()).unwrap(), list }
}

fn claim(
    reports: &[ReportEntry],
    said: &[(&str, &str, Option<&str>, Option<&str>)],
    channels: CountEntry,
    sources: CountEntry,
) -> ClaimEntry {
    let statements = said.iter().enumerate().map(|(at, &(report, words, voice, via))| {
        let (start, end) = find(reports, report, words);
        StatementEntry {
            report: report.to_owned(),
            start,
            end,
            text: words.to_owned(),
            voice: voice.map(str::to_owned),
            via: via.map(str::to_owned),
            vias: via.map(str::to_owned).into_iter().collect(),
            qualifiers: Vec::new(),
            variant: at,
            wording: match at {
                0 => "first",
                _ if words == said[0].1 => "same",
                _ => "reworded",
            },
            changes: Vec::new(),
            held_back: Vec::new(),
        }
    });
    let joins = (1..said.len()).map(|b| JoinEntry {
        a: 0,
        b,
        grounds: vec!["2 names in common".to_owned()],
    });
    ClaimEntry {
        id: format!("claim-{}", said[0].1.len()),
        text: said[0].1.to_owned(),
        statements: statements.collect(),
        channels,
        sources,
        conflicts: Vec::new(),
        joins: joins.collect(),
    }
}

fn reports() -> Vec<ReportEntry> {
    let mut reports = vec![
        report("wire", "Northern Wire", "Ferry aground off Saltmouth", "07:40", "original", WIRE),
        report("radio", "Radio Saltmouth", "On the quay", "08:00", "original", RADIO),
        report(
            "gazette",
            "Harbour Gazette",
            "Marigold runs aground",
            "08:10",
            "wire-copy",
            GAZETTE,
        ),
        report("post", "Inland Post", "Sandbank stops ferry", "09:30", "rewrite-credited", POST),
    ];
    let rest = |grounds| RestEntry {
        name: Some("Northern Wire".to_owned()),
        report: Some("wire".to_owned()),
        certainty: "certain",
        grounds,
    };
    let copied = ground("copied-share", "97 % of gazette stand in wire", Vec::new());
    let dateline = ground(
        "credit",
        "gazette credits Northern Wire: «SALTMOUTH (NW)»",
        vec![quote(&reports, "gazette", "SALTMOUTH (NW)")],
    );
    let credit = ground(
        "credit",
        "post credits Northern Wire: «according to Northern Wire»",
        vec![quote(&reports, "post", "according to Northern Wire")],
    );
    reports[2].rests = vec![rest(vec![dateline, copied])];
    reports[3].rests = vec![rest(vec![credit])];
    reports[2].notes = vec![
        NoteEntry { kind: "furniture", text: "Logo".to_owned(), start: Some(0), end: Some(4) },
        NoteEntry {
            kind: "caption",
            text: "The Marigold in 2029.".to_owned(),
            start: None,
            end: None,
        },
    ];
    reports
}

fn aground(reports: &[ReportEntry]) -> ClaimEntry {
    let words =
        "The ferry Marigold ran aground off Saltmouth early on Friday with 212 people on board";
    let shortened =
        "The ferry Marigold ran aground off Saltmouth on Friday with 212 people on board";
    let rewritten =
        "A ferry with 221 people aboard struck a sandbank near Saltmouth on Friday morning";
    let wire = ground(
        "shared-text",
        "wire and gazette share 42 words of text",
        vec![quote(reports, "wire", words), quote(reports, "gazette", shortened)],
    );
    let voice = ground(
        "attribution",
        "wire credits the coastguard: «the coastguard said»",
        vec![quote(reports, "wire", "the coastguard said")],
    );
    let mut claim = claim(
        reports,
        &[
            ("wire", words, Some("the coastguard"), None),
            ("gazette", shortened, Some("the coastguard"), None),
            ("post", rewritten, None, Some("Northern Wire")),
        ],
        count(1, vec![origin("Northern Wire", &["wire", "gazette", "post"], vec![wire])]),
        count(1, vec![origin("the coastguard", &["wire", "gazette", "post"], vec![voice])]),
    );
    claim.statements[1].wording = "changed";
    claim.statements[1].changes = without_early(&claim.statements);
    let (start, end) = find(reports, "wire", "212");
    let (other_start, other_end) = find(reports, "post", "221");
    claim.conflicts = vec![ConflictEntry {
        kind: "number",
        detail: "wire «212», post «221»".to_owned(),
        statements: vec![0, 2],
        sides: vec![
            ConflictSide { statement: 0, start, end, text: "212".to_owned() },
            ConflictSide {
                statement: 2,
                start: other_start,
                end: other_end,
                text: "221".to_owned(),
            },
        ],
    }];
    claim
}

/// Tells how the reprint's wording comes of the dispatch's.
fn without_early(statements: &[StatementEntry]) -> Vec<ChangeEntry> {
    let [first, own, ..] = statements else { panic!("there are several") };
    let early = first.text[..first.text.find(" early").unwrap()].chars().count();
    let length = " early".len();
    let kept =
        |of_first, of_own| ChangeEntry { kind: "kept", first: Some(of_first), own: Some(of_own) };
    let gone = first.start + early;
    vec![
        kept((first.start, gone), (own.start, own.start + early)),
        ChangeEntry { kind: "dropped", first: Some((gone, gone + length)), own: None },
        kept((gone + length, first.end), (own.start + early, own.end)),
    ]
}

fn own(report: &str) -> Vec<GroundEntry> {
    vec![ground(
        "own-voice",
        &format!("{report} says it in its own voice and credits nobody"),
        Vec::new(),
    )]
}

fn ashore(reports: &[ReportEntry]) -> ClaimEntry {
    let (words, oln) = ("All passengers were brought ashore by nine", Some(OLN));
    let seen = "the last of them landed at ten to nine, and nobody was missing";
    let said = [
        ("wire", words, oln, None),
        ("radio", seen, None, None),
        ("gazette", words, oln, None),
        ("post", "Everybody had reportedly been taken off by nine o’clock.", None, None),
    ];
    let radio = || origin("Radio Saltmouth", &["radio"], own("radio"));
    let wire = origin("Northern Wire", &["wire", "gazette", "post"], own("wire"));
    let captain = origin(OLN, &["wire", "gazette", "post"], own("wire"));
    let mut claim =
        claim(reports, &said, count(1, vec![wire, radio()]), count(2, vec![captain, radio()]));
    let (start, end) = find(reports, "post", "reportedly");
    let hedge = QualifierEntry { kind: "hedge", text: "reportedly".to_owned(), start, end };
    claim.statements[3].qualifiers = vec![hedge.clone()];
    claim.statements[3].held_back = vec![hedge];
    claim
}

fn one_blow(reports: &[ReportEntry]) -> ClaimEntry {
    let said = [
        ("wire", QUOTATION, Some(OLN), None),
        ("radio", QUOTATION, Some("Captain Oln"), None),
        ("gazette", QUOTATION, Some(OLN), None),
    ];
    let wire = origin("Northern Wire", &["wire", "gazette"], own("wire"));
    let radio = origin("Radio Saltmouth", &["radio"], own("radio"));
    let captain = origin(OLN, &["wire", "radio", "gazette"], own("radio"));
    claim(reports, &said, count(2, vec![wire, radio]), count(1, vec![captain]))
}

fn trains(reports: &[ReportEntry]) -> ClaimEntry {
    let post = || count(1, vec![origin("Inland Post", &["post"], own("post"))]);
    claim(
        reports,
        &[("post", "Trains to the coast were crowded all day.", None, None)],
        post(),
        post(),
    )
}

fn shared(
    reports: &[ReportEntry],
    b: &str,
    from: &str,
    to: &str,
    class: &'static str,
) -> ReuseEntry {
    let span = |report| (find(reports, report, from).0, find(reports, report, to).1);
    let ((a_start, a_end), (b_start, b_end)) = (span("wire"), span(b));
    let (a, b) = ("wire".to_owned(), b.to_owned());
    ReuseEntry {
        a,
        a_start,
        a_end,
        b,
        b_start,
        b_end,
        score: 1.0,
        words: 42,
        class,
        rarity: 500,
        carriers: 0,
        first: None,
        edits: None,
    }
}

/// Sets the figures of a claim side by side: of each statement its report, its words and what they count.
fn table(
    reports: &[ReportEntry],
    claim: &ClaimEntry,
    unit: &str,
    given: &[(usize, &str, &str)],
) -> FigureTableEntry {
    let figure = |&(at, words, of): &(usize, &str, &str)| {
        let statement = &claim.statements[at];
        let (start, end) = find(reports, &statement.report, words);
        let number = words.parse().ok();
        FigureEntry {
            report: statement.report.clone(),
            statement: at,
            start,
            end,
            text: words.to_owned(),
            of: (!of.is_empty()).then(|| CountedEntry {
                start: end + 1,
                end: end + 1 + of.chars().count(),
                text: of.to_owned(),
            }),
            least: number,
            most: number,
            days: None,
            voice: statement.voice.clone(),
            via: statement.via.clone(),
            published: reports
                .iter()
                .find(|report| report.id == statement.report)
                .and_then(|report| report.published.clone()),
        }
    };
    FigureTableEntry {
        claim: claim.id.clone(),
        unit: unit.to_owned(),
        agree: given.windows(2).all(|pair| pair[0].1 == pair[1].1),
        figures: given.iter().map(figure).collect(),
    }
}

/// Returns the story's document.
pub(crate) fn story() -> ComparisonDocument {
    let mut reports = reports();
    let claims = vec![ashore(&reports), aground(&reports), one_blow(&reports), trains(&reports)];
    let on_board = [(0, "212", "people"), (1, "212", "people"), (2, "221", "people")];
    let figures = vec![
        table(&reports, &claims[1], "count", &on_board),
        table(
            &reports,
            &claims[1],
            "date",
            &[(0, "Friday", ""), (1, "Friday", ""), (2, "Friday", "")],
        ),
    ];
    reports[1].lacks = vec![claims[1].id.clone()];
    reports[3].lacks = vec![claims[2].id.clone()];
    reports[3].alone = vec![claims[3].id.clone()];
    ComparisonDocument {
        version: VERSION,
        claims,
        figures,
        reuse: vec![
            shared(&reports, "gazette", "The ferry Marigold", "told Northern Wire.", "copy"),
            shared(&reports, "radio", QUOTATION, QUOTATION, "quotation"),
            shared(&reports, "gazette", QUOTATION, QUOTATION, "quotation"),
        ],
        derivations: Vec::new(),
        reports,
    }
}
