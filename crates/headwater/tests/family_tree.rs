//! The drawings of invented stories, held as snapshots, and what must be true of every drawing.

use headwater::draw::{self, FamilyTree};
use headwater::wire::{GroundEntry, QuoteEntry, ReportEntry, RestEntry};
use proptest::prelude::*;

fn report(id: &str, outlet: &str, published: &str, kind: &'static str) -> ReportEntry {
    ReportEntry {
        id: id.to_owned(),
        file: None,
        outlet: Some(outlet.to_owned()),
        title: None,
        byline: None,
        published: Some(published.to_owned()),
        language: None,
        url: None,
        text: String::new(),
        notes: Vec::new(),
        kind,
        from: Vec::new(),
        rests: Vec::new(),
        lacks: Vec::new(),
        alone: Vec::new(),
    }
}

fn credit(words: &str) -> GroundEntry {
    let quote = QuoteEntry {
        note: None,
        report: String::new(),
        place: "text",
        start: 0,
        end: 0,
        text: words.to_owned(),
    };
    GroundEntry {
        kind: "credit", text: format!("gives a credit: «{words}»"), quotes: vec![quote]
    }
}

fn told(kind: &'static str, text: &str) -> GroundEntry {
    GroundEntry { kind, text: text.to_owned(), quotes: Vec::new() }
}

fn rest(
    name: Option<&str>,
    report: Option<&str>,
    certainty: &'static str,
    grounds: Vec<GroundEntry>,
) -> RestEntry {
    RestEntry { name: name.map(Into::into), report: report.map(Into::into), certainty, grounds }
}

/// A dispatch, a reprint, a credited rewrite and a reporter on the quay.
fn ferry() -> Vec<ReportEntry> {
    let dispatch = report("wire", "Northern Wire", "2031-05-02T07:40:00Z", "original");
    let mut reprint = report("gazette", "Harbour Gazette", "2031-05-02T08:10:00Z", "wire-copy");
    reprint.rests = vec![rest(
        Some("Northern Wire"),
        Some("wire"),
        "certain",
        vec![told("copied-share", "96 % of gazette stand in wire"), credit("SALTMOUTH (NW) -")],
    )];
    let mut rewrite = report("post", "Inland Post", "2031-05-02T09:30:00Z", "rewrite-credited");
    rewrite.rests = vec![rest(
        Some("Northern Wire"),
        Some("wire"),
        "certain",
        vec![credit("according to Northern Wire")],
    )];
    let radio = report("radio", "Radio Saltmouth", "2031-05-02T08:00:00Z", "original");
    vec![dispatch, reprint, rewrite, radio]
}

/// Two agencies that nobody holds, a report of both, a common text that nobody names, and a doubtful link.
fn flood() -> Vec<ReportEntry> {
    let named = |name| rest(Some(name), None, "certain", vec![credit("agencies")]);
    let mut both = report("evening", "Evening Mail", "2031-06-01", "mixed");
    both.rests = vec![named("Republic News Agency"), named("Vox Press")];
    let mut one = report("morning", "Morning Mail", "2031-06-01", "wire-copy");
    one.rests = vec![named("Vox Press")];
    let mut follower = report("weekly", "The Weekly", "2031-06-04", "partly-copied");
    follower.rests = vec![
        rest(
            Some("Evening Mail"),
            Some("evening"),
            "probable",
            vec![told("shared-text", "evening and weekly share 21 words of text")],
        ),
        rest(Some("Vox Press"), None, "certain", vec![credit("Vox Press reported")]),
    ];
    let shared = || vec![told("copied-share", "61 % of hill stand in dale")];
    let mut hill = report("hill", "Hill Courier", "2031-06-02", "partly-copied");
    hill.rests = vec![rest(None, Some("dale"), "certain", shared())];
    let mut dale = report("dale", "Dale Courier", "2031-06-02", "partly-copied");
    dale.rests = vec![rest(None, Some("hill"), "probable", shared())];
    vec![both, one, follower, hill, dale]
}

#[test]
fn draws_a_dispatch_with_those_who_took_it() {
    insta::assert_snapshot!(draw::text(&FamilyTree::new(&ferry()), 80), @r"
    ● Northern Wire · wire · 2031-05-02 07:40Z · own gathering
    ├─● Harbour Gazette · gazette · 2031-05-02 08:10Z · copy
    │     credits «SALTMOUTH (NW) -»; 96 % of gazette stand in wire
    └─● Inland Post · post · 2031-05-02 09:30Z · rewritten, credited
          credits «according to Northern Wire»
    ● Radio Saltmouth · radio · 2031-05-02 08:00Z · own gathering
    ");
}

#[test]
fn draws_several_parents_and_lost_texts() {
    insta::assert_snapshot!(draw::text(&FamilyTree::new(&flood()), 60), @r"
    ◇ Republic News Agency · not among these reports
    │ ◇ Vox Press · not among these reports
    └─┼─● Evening Mail · evening · 2031-06-01 · partly its own
      │ │   from Republic News Agency: credits «agencies»
      │ │   from Vox Press: credits «agencies»
      ├─┴─● The Weekly · weekly · 2031-06-04 · partly copied
      │       from Vox Press: credits «Vox Press reported»
      │       probably from Evening Mail: evening and weekly
      │       share 21 words of text
      └─● Morning Mail · morning · 2031-06-01 · copy
            credits «agencies»
    ◌ a common text · nobody names it; not among these reports
    ├╌● Dale Courier · dale · 2031-06-02 · partly copied
    │     probably: 61 % of hill stand in dale
    └─● Hill Courier · hill · 2031-06-02 · partly copied
          61 % of hill stand in dale
    ");
}

#[test]
fn draws_svg() {
    insta::assert_snapshot!(draw::svg(&FamilyTree::new(&ferry())));
}

#[test]
fn draws_nothing_of_nothing() {
    assert_eq!(draw::text(&FamilyTree::new(&[]), 80), "");
}

#[test]
fn names_a_circle_without_drawing_it() {
    let mut circle = ferry();
    circle[0].rests =
        vec![rest(Some("Inland Post"), Some("post"), "probable", vec![credit("Inland Post")])];
    let drawing = draw::text(&FamilyTree::new(&circle), 80);
    assert_eq!(drawing.matches('●').count(), 4, "{drawing}");
    assert!(drawing.contains("probably from Inland Post: credits «Inland Post»"), "{drawing}");
}

#[test]
fn markup_in_names_stays_text() {
    let mut reports = ferry();
    for report in &mut reports {
        report.outlet = Some("<script>alert('&\"')</script>".to_owned());
    }
    let drawing = draw::svg(&FamilyTree::new(&reports));
    assert!(!drawing.contains("<script"), "{drawing}");
    assert!(
        drawing.contains("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"),
        "{drawing}"
    );
}

prop_compose! {
    /// Up to 30 reports, each of which rests on up to three reports, agencies or lost texts, circles included.
    fn any_story()(
        links in prop::collection::vec(
            prop::collection::vec((0_usize..4, 0_usize..30, any::<bool>()), 0..3),
            1..30,
        ),
        seed in any::<prop::sample::Index>(),
    ) -> (Vec<ReportEntry>, prop::sample::Index) {
        let ids: Vec<String> = (0..links.len()).map(|at| format!("report-{at}")).collect();
        let reports = links.iter().enumerate().map(|(at, links)| {
            let mut report = report(&ids[at], &format!("Outlet {at}"), &format!("2031-01-{:02}", at % 9 + 1), "mixed");
            report.rests = links.iter().map(|&(kind, to, certain)| {
                let held = &ids[to % ids.len()];
                let certainty = if certain { "certain" } else { "probable" };
                let agency = format!("Agency {}", to % 4);
                match kind {
                    0 => rest(Some(&agency), None, certainty, vec![credit("so they say")]),
                    1 => rest(None, Some(held), certainty, vec![told("shared-text", "they share words")]),
                    _ => rest(Some(held), Some(held), certainty, vec![credit(held)]),
                }
            }).collect();
            report
        });
        (reports.collect(), seed)
    }
}

proptest! {
    #[test]
    fn every_report_stands_below_what_it_rests_on((reports, _) in any_story()) {
        let tree = FamilyTree::new(&reports);
        for report in &reports {
            let name = report.outlet.as_deref().unwrap();
            prop_assert_eq!(tree.rows().iter().filter(|row| row.node.name == name).count(), 1);
        }
        for (at, row) in tree.rows().iter().enumerate() {
            for link in row.links.iter().filter(|link| link.row < at) {
                prop_assert!(tree.rows()[link.row].lane < row.lane);
            }
        }
    }

    #[test]
    fn no_trunk_runs_through_a_node((reports, _) in any_story()) {
        let tree = FamilyTree::new(&reports);
        for (at, row) in tree.rows().iter().enumerate() {
            for below in &tree.rows()[at + 1..=row.trunk_end] {
                prop_assert_ne!(below.lane, row.lane);
            }
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing((reports, seed) in any_story()) {
        let mut turned = reports.clone();
        turned.rotate_left(seed.index(reports.len()));
        turned.reverse();
        prop_assert_eq!(FamilyTree::new(&turned), FamilyTree::new(&reports));
    }
}
