//! The page of an invented story.

use std::collections::BTreeSet;

use super::render;
use crate::invented::story;

/// Returns the values of an attribute, in order.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let lead = format!(" {name}=\"");
    page.split(&lead).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn answers_in_the_headline() {
    let page = render(&story()).unwrap();
    assert!(page.contains("<h1>4 reports, 2 channels</h1>"), "{page}");
}

#[test]
fn shows_what_looks_confirmed_first() {
    let page = render(&story()).unwrap();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} on {page}"));
    assert!(at("Several reports, one channel") < at("Several reports, perhaps one channel"));
    assert!(at("Several reports, perhaps one channel") < at("Told by one report only"));
}

#[test]
fn sets_figures_in_tables_and_says_what_is_missing() {
    let page = render(&story()).unwrap();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} on {page}"));
    assert!(at("≠</span> differ") < at("=</span> agree"));
    assert!(
        page.contains("<td class=\"figure\"><a href=\"#statement-1-2\">221</a></td>"),
        "{page}"
    );
    assert!(page.contains("1 claim missing; 1 claim told by it alone"), "{page}");
    assert!(page.contains("<del> early</del>"), "{page}");
    assert!(page.contains("softened «reportedly»"), "{page}");
}

#[test]
fn leaves_out_what_there_is_none_of() {
    let mut document = story();
    document.figures.clear();
    document.reports.iter_mut().for_each(|report| report.lacks.clear());
    let page = render(&document).unwrap();
    assert!(!page.contains("#figures\"") && !page.contains("Missing in a report"), "{page}");
}

#[test]
fn every_statement_has_an_anchor_and_every_link_a_target() {
    let document = story();
    let page = render(&document).unwrap();
    let ids = attributes(&page, "id");
    let targets: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(targets.len(), ids.len(), "an id stands twice");
    for (at, claim) in document.claims.iter().enumerate() {
        for statement in 0..claim.statements.len() {
            assert!(targets.contains(format!("statement-{at}-{statement}").as_str()));
        }
    }
    for link in attributes(&page, "href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(targets.contains(link), "#{link} leads nowhere");
    }
}

#[test]
fn statements_within_one_another_keep_their_anchors() {
    let mut document = story();
    let twin = document.claims[3].clone();
    document.claims.push(twin);
    let page = render(&document).unwrap();
    assert!(attributes(&page, "id").contains(&"statement-3-0"), "{page}");
    assert!(attributes(&page, "id").contains(&"statement-4-0"), "{page}");
}

#[test]
fn asks_nothing_of_a_network() {
    let page = render(&story()).unwrap();
    for request in ["src=", "@import", "url(", "fetch(", "XMLHttpRequest", "http-equiv=\"refresh\""]
    {
        assert!(!page.contains(request), "{request} on the page");
    }
    let addresses: Vec<_> =
        attributes(&page, "href").into_iter().filter(|it| !it.starts_with('#')).collect();
    assert!(
        addresses.iter().all(|it| *it == "data:," || it.ends_with(".example/ferry")),
        "{addresses:?}"
    );
}

#[test]
fn markup_in_any_field_stays_text() {
    let hostile = "\"><script>alert(1)</script><svg onload='x'>{{ x }}&";
    let mut document = story();
    let text = format!("{hostile} {}", document.reports[1].text);
    for report in &mut document.reports {
        for field in [
            &mut report.outlet,
            &mut report.title,
            &mut report.byline,
            &mut report.published,
            &mut report.language,
        ] {
            *field = Some(hostile.to_owned());
        }
        report.url = Some(format!("javascript:{hostile}"));
        report.id = format!("{hostile}{}", report.id);
        report.text.clone_from(&text);
        for note in &mut report.notes {
            note.text = hostile.to_owned();
        }
        for rest in &mut report.rests {
            rest.name = Some(hostile.to_owned());
            rest.report = None;
        }
    }
    for claim in &mut document.claims {
        claim.id = hostile.to_owned();
        claim.text = hostile.to_owned();
        claim.channels.list[0].name = hostile.to_owned();
        claim.channels.list[0].grounds[0].text = hostile.to_owned();
        for statement in &mut claim.statements {
            statement.report = format!("{hostile}{}", statement.report);
            statement.text = format!("{hostile}{}", statement.text);
            statement.voice = Some(hostile.to_owned());
            statement.vias = vec![hostile.to_owned()];
        }
        for statement in &mut claim.statements {
            for qualifier in &mut statement.held_back {
                qualifier.text = hostile.to_owned();
            }
        }
        for side in claim.conflicts.iter_mut().flat_map(|conflict| &mut conflict.sides) {
            side.text = hostile.to_owned();
        }
    }
    for figure in document.figures.iter_mut().flat_map(|table| &mut table.figures) {
        figure.report = hostile.to_owned();
        figure.text = hostile.to_owned();
        figure.voice = Some(hostile.to_owned());
        figure.via = Some(hostile.to_owned());
        figure.published = Some(hostile.to_owned());
        if let Some(of) = &mut figure.of {
            of.text = hostile.to_owned();
        }
    }
    let page = render(&document).unwrap();
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert_eq!(page.matches("<svg").count(), 1, "the page's own");
    assert!(!page.contains("href=\"javascript"), "{page}");
    assert!(page.contains("&#60;script&#62;alert(1)"), "{page}");
}

#[test]
fn spans_beyond_the_text_do_no_harm() {
    let mut document = story();
    for claim in &mut document.claims {
        for statement in &mut claim.statements {
            statement.start += 100;
            statement.end += 10_000;
        }
    }
    document.reuse[0].a_end = 99_999;
    assert!(render(&document).is_ok());
}

#[test]
fn says_so_where_nothing_is_shared() {
    let mut document = story();
    document.claims.drain(..3);
    let page = render(&document).unwrap();
    assert!(page.contains("<h1>4 reports, nothing in common</h1>"), "{page}");
}
