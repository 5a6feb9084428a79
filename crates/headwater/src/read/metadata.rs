//! Reads what a page says about itself: in structured data, in `meta` elements, in visible elements, in its address.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dom_query::Document;
use regex::Regex;
use serde_json::{Map, Value};

use super::blocks::{Block, size, unescape, words};
use super::{date, furniture, language};
use crate::model::{MetadataSource, Published, Stated};

/// What a page says about itself, each fact from its most telling place.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Metadata {
    pub(super) title: Option<Stated<String>>,
    pub(super) byline: Option<Stated<String>>,
    pub(super) published: Option<Stated<Published>>,
    pub(super) outlet: Option<Stated<String>>,
    pub(super) language: Option<Stated<String>>,
    pub(super) url: Option<Stated<String>>,
    /// The summary that it gives to search engines, often the deck.
    pub(super) summary: Option<String>,
}

/// Reads the metadata of a page.
pub(super) fn metadata(page: &Document, shown: &[Block]) -> Metadata {
    let facts = Facts { page, shown, articles: articles(page), metas: metas(page) };
    let outlet = facts.outlet();
    let url = facts.url();
    Metadata {
        title: facts.title(outlet.as_ref().map(|outlet| outlet.value.as_str())),
        byline: facts.byline(),
        published: facts.published(url.as_ref().map(|url| url.value.as_str())),
        outlet: outlet.or_else(|| host(&url.as_ref()?.value)),
        language: facts.language(),
        url,
        summary: facts.meta(&["og:description", "description"]).map(|stated| stated.value),
    }
}

/// Names the host of an address as the outlet, for want of a better name.
pub(super) fn host(address: &str) -> Option<Stated<String>> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', ':', '?', '#']).next()?.trim_start_matches("www.");
    let stated = Stated { value: host.to_lowercase(), from: MetadataSource::Url };
    host.contains('.').then_some(stated)
}

/// Where a page names its date of publication, most telling first.
const PUBLISHED_METAS: [&str; 22] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date.published",
    "citation_publication_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "displaydate",
    "date",
];

/// Elements that are said to hold the date of publication.
const PUBLISHED_ELEMENTS: [&str; 2] =
    ["[itemprop=datePublished]", "time[pubdate], time.published, time.entry-date, abbr.published"];

/// Elements that hold a date of the article.
const TIME_ELEMENTS: [&str; 2] = [
    "article time[datetime], header time[datetime], main time[datetime]",
    "[class*=publish], [class*=post-date], [class*=post_date], [class*=entry-date], [class*=byline]",
];

const BYLINE_METAS: [&str; 8] = [
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "twitter:data1",
];

struct Facts<'p> {
    page: &'p Document,
    /// The visible blocks.
    shown: &'p [Block],
    /// The articles of the structured data.
    articles: Vec<Map<String, Value>>,
    /// The `meta` elements: name, in lower case, and content.
    metas: Vec<(String, String)>,
}

impl Facts<'_> {
    /// The visible heading, if what the page calls its title bears it out; else that title.
    ///
    /// On WCXB-dev's pages headings are the title for .84, structured data and `meta` elements for .76: they
    /// hold what search engines shall show.
    fn title(&self, outlet: Option<&str>) -> Option<Stated<String>> {
        let called = self
            .linked("headline")
            .or_else(|| self.meta(&["og:title", "twitter:title", "dc.title", "title"]))
            .or_else(|| self.shown("title", MetadataSource::Meta("title".into())));
        let names_outlet =
            |heading: &String| outlet.is_some_and(|outlet| furniture::same_words(heading, outlet));
        let heading = self.heading().filter(|heading| !names_outlet(heading));
        let heading = heading.map(|value| Stated { value, from: MetadataSource::Page });
        match (heading, called) {
            (Some(heading), Some(called)) if is_like(&heading.value, &called.value) => {
                Some(heading)
            }
            (_, Some(called)) => {
                Some(Stated { value: without_outlet(&called.value, outlet), ..called })
            }
            (heading, None) => heading,
        }
    }

    fn byline(&self) -> Option<Stated<String>> {
        let is_name = |byline: &Stated<String>| {
            !byline.value.contains("://") && (2..=LONGEST_BYLINE).contains(&byline.value.len())
        };
        let shown = || {
            ["[itemprop=author]", "[rel=author]", ".byline", "[class*=byline]", ".author"]
                .iter()
                .find_map(|element| self.shown(element, MetadataSource::Page).filter(is_name))
        };
        let meta = || BYLINE_METAS.iter().find_map(|name| self.meta(&[name]).filter(is_name));
        let byline = self.linked("author").filter(is_name).or_else(meta).or_else(shown)?;
        Some(Stated { value: names(&byline.value), ..byline })
    }

    fn published(&self, url: Option<&str>) -> Option<Stated<Published>> {
        let linked = || read_date(self.linked("datePublished")?);
        let meta = || PUBLISHED_METAS.iter().find_map(|name| read_date(self.meta(&[name])?));
        let address = || Some(Stated { value: date::in_address(url?)?, from: MetadataSource::Url });
        let shown = || {
            let in_element = |selectors| self.date_in_element(selectors);
            let value = in_element(&PUBLISHED_ELEMENTS)
                .or_else(|| self.date_near_title())
                .or_else(|| in_element(&TIME_ELEMENTS))?;
            Some(Stated { value, from: MetadataSource::Page })
        };
        linked().or_else(meta).or_else(shown).or_else(address)
    }

    fn outlet(&self) -> Option<Stated<String>> {
        self.linked("publisher")
            .or_else(|| self.meta(&["og:site_name", "application-name", "dc.publisher"]))
    }

    fn language(&self) -> Option<Stated<String>> {
        let root = self.page.select_single("html").attr("lang").map(|tag| Stated {
            value: tag.to_string(),
            from: MetadataSource::Meta("html lang".into()),
        });
        let stated = root.or_else(|| self.meta(&["og:locale", "content-language", "language"]))?;
        Some(Stated { value: language::declared(&stated.value)?, from: stated.from })
    }

    fn url(&self) -> Option<Stated<String>> {
        let link = self.page.select_single("link[rel=canonical]").attr("href").map(|href| Stated {
            value: href.trim().to_owned(),
            from: MetadataSource::Meta("link canonical".into()),
        });
        link.or_else(|| self.meta(&["og:url"]))
            .or_else(|| self.linked("url"))
            .filter(|url| url.value.starts_with("http"))
    }

    /// A fact of the structured data.
    fn linked(&self, key: &str) -> Option<Stated<String>> {
        let value = self.articles.iter().find_map(|article| words_of(article.get(key)?))?;
        Some(Stated { value, from: MetadataSource::JsonLd })
    }

    /// The content of the first `meta` of these names, in the order of the names.
    fn meta(&self, names: &[&str]) -> Option<Stated<String>> {
        let find = |name: &&str| self.metas.iter().find(|(of, _)| of == name);
        let (name, content) = names.iter().find_map(find)?;
        Some(Stated { value: content.clone(), from: MetadataSource::Meta(name.clone()) })
    }

    /// The text of the first element that a selector finds, if it has one.
    fn shown(&self, selector: &str, from: MetadataSource) -> Option<Stated<String>> {
        let text = single_spaced(&self.page.select_single(selector).text());
        (!text.is_empty()).then_some(Stated { value: text, from })
    }

    /// A date in the first elements of a kind, by their attribute or their text.
    fn date_in_element(&self, selectors: &[&str]) -> Option<Published> {
        let elements = selectors.iter().flat_map(|selector| {
            self.page.select(selector).iter().take(SHOWN_DATES).collect::<Vec<_>>()
        });
        elements.into_iter().find_map(|element| {
            let attribute = element.attr("datetime").or_else(|| element.attr("content"));
            let text = || date::parse_line(&single_spaced(&element.text()));
            attribute.and_then(|written| date::parse(&written)).or_else(text)
        })
    }

    /// A date in a label just above the article's heading, or between it and the body.
    fn date_near_title(&self) -> Option<Published> {
        let heading = self.heading()?;
        let at = self.shown.iter().position(|block| block.text == heading)?;
        let below = self.shown[at + 1..].iter().take(BELOW_TITLE);
        let above = self.shown[..at].iter().rev().take(ABOVE_TITLE);
        let is_label = |block: &&Block| {
            let of_change = ["updat", "modif", "review"];
            let text = block.text.to_lowercase();
            !block.is_prose()
                && block.size() <= LABEL
                && !of_change.iter().any(|of| text.contains(of))
        };
        below.chain(above).filter(is_label).find_map(|block| date::parse(&block.text))
    }

    /// The first of the longest headings of the first level: others name the site or its menu.
    fn heading(&self) -> Option<String> {
        let headings = self.page.select("h1").iter().map(|heading| single_spaced(&heading.text()));
        let headings: Vec<_> = headings.filter(|heading| !heading.is_empty()).collect();
        headings.into_iter().rev().max_by_key(|heading| size(heading))
    }
}

/// Elements of one kind that are tried for a date; later ones belong to other articles.
const SHOWN_DATES: usize = 4;

/// Blocks between a heading and the body that are searched for a date.
const BELOW_TITLE: usize = 10;

/// Blocks above a heading that are searched: higher up stands today's date.
const ABOVE_TITLE: usize = 2;

/// Longer blocks, in words, are no labels.
const LABEL: usize = 14;

/// Longer texts, in bytes, are no names.
const LONGEST_BYLINE: usize = 150;

fn read_date(stated: Stated<String>) -> Option<Stated<Published>> {
    Some(Stated { value: date::parse(&stated.value)?, from: stated.from })
}

/// The names of a byline, without "by", addresses, dates and the like.
fn names(byline: &str) -> String {
    static BY: LazyLock<Regex> = pattern!(r"(?i)^(?:(?:written|posted)\s+)?by[:\s]\s*");
    let names = byline.split(['•', '|', '·', '@', '(']).next().unwrap_or(byline);
    BY.replace(names.trim(), "").into_owned()
}

/// Whether two titles share half of the words of the shorter one.
fn is_like(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|title| words(title).map(str::to_lowercase).collect::<BTreeSet<_>>());
    a.intersection(&b).count() * 2 >= a.len().min(b.len())
}

/// The title without the name of the outlet at its end ("Bridge closes | The Varna Observer").
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let mut ends = [" | ", " - ", " – ", " — "].iter().flat_map(|mark| title.match_indices(mark));
    let is_outlet = |end: &(usize, &str)| {
        outlet.is_some_and(|outlet| furniture::same_words(&title[end.0 + end.1.len()..], outlet))
    };
    title[..ends.find(is_outlet).map_or(title.len(), |(at, _)| at)].trim().to_owned()
}

fn metas(page: &Document) -> Vec<(String, String)> {
    let named = |meta: dom_query::Selection<'_>| {
        let name =
            ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| meta.attr(key))?;
        let content = single_spaced(&meta.attr("content")?);
        (!content.is_empty()).then(|| (name.trim().to_lowercase(), content))
    };
    page.select("meta").iter().filter_map(named).collect()
}

/// The articles of a page's structured data, and then its web pages, which may hold the date instead.
fn articles(page: &Document) -> Vec<Map<String, Value>> {
    let mut nodes = Vec::new();
    for script in &page.select("script[type*='ld+json']") {
        collect(parse_lenient(&script.text()), &mut nodes);
    }
    let (articles, others): (Vec<_>, Vec<_>) =
        nodes.into_iter().partition(|node| is_a(node, &["Article", "Posting", "Report"]));
    articles.into_iter().chain(others.into_iter().filter(|node| is_a(node, &["WebPage"]))).collect()
}

/// Reads structured data, of which some has raw line breaks in its strings.
fn parse_lenient(written: &str) -> Value {
    let clean = || written.replace(|c: char| c.is_control(), " ");
    serde_json::from_str(written).or_else(|_| serde_json::from_str(&clean())).unwrap_or(Value::Null)
}

/// The nodes of a document of structured data: itself, its list, its graph, what it is about.
fn collect(value: Value, nodes: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, nodes)),
        Value::Object(mut node) => {
            let inner = ["@graph", "mainEntity"].map(|key| node.remove(key));
            nodes.push(node);
            inner.into_iter().flatten().for_each(|value| collect(value, nodes));
        }
        _ => {}
    }
}

fn is_a(node: &Map<String, Value>, endings: &[&str]) -> bool {
    let ends = |kind: &Value| {
        kind.as_str().is_some_and(|kind| endings.iter().any(|end| kind.ends_with(end)))
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(ends),
        Some(kind) => ends(kind),
        None => false,
    }
}

/// The words of a value: a string, or the names of things.
fn words_of(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(text) => single_spaced(&unescape(text)),
        Value::Object(thing) => words_of(thing.get("name")?)?,
        Value::Array(things) => things.iter().filter_map(words_of).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::blocks::blocks;
    use super::*;

    fn read(page: &str) -> Metadata {
        metadata(&Document::from(page), &blocks(page))
    }

    #[test]
    fn structured_data_is_heard_first() {
        let found = read(
            r#"<html lang="en-GB"><head>
            <title>Bridge closes | The Varna Observer</title>
            <meta property="article:published_time" content="2019-11-20T00:00:00Z">
            <meta name="description" content="Cracks were found.">
            <link rel="canonical" href="https://www.observer.example/2019/11/20/bridge">
            <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"},
             {"@type": ["NewsArticle"], "headline": "Bridge closes", "datePublished": "2019-11-19T08:00:00+02:00",
              "author": [{"name": "Ana Dimitrov"}, {"name": "Tom Hale"}], "publisher": {"name": "The Varna
              Observer"}}]}</script></head></html>"#,
        );
        let title = Stated { value: "Bridge closes".into(), from: MetadataSource::JsonLd };
        assert_eq!(found.title, Some(title));
        assert_eq!(found.byline.unwrap().value, "Ana Dimitrov, Tom Hale");
        assert_eq!(found.published.unwrap().value.to_string(), "2019-11-19T08:00:00+02:00");
        assert_eq!(found.outlet.unwrap().value, "The Varna Observer");
        assert_eq!(found.language.unwrap().value, "en");
        assert_eq!(found.url.unwrap().from, MetadataSource::Meta("link canonical".into()));
        assert_eq!(found.summary.as_deref(), Some("Cracks were found."));
    }

    #[test]
    fn each_fact_falls_back_to_the_next_place() {
        let found = read(
            r#"<meta property="og:site_name" content="The Varna Observer">
            <meta property="og:title" content="Bridge closes - The Varna Observer">
            <link rel="canonical" href="https://www.observer.example/2019/11/18/bridge">
            <h1>Bridge closes</h1><p class="byline">By Ana Dimitrov</p><p>Posted • 19 November 2019</p>"#,
        );
        let title = Stated { value: "Bridge closes".into(), from: MetadataSource::Page };
        assert_eq!(found.title, Some(title));
        let byline = Stated { value: "Ana Dimitrov".into(), from: MetadataSource::Page };
        assert_eq!(found.byline, Some(byline));
        let published = found.published.unwrap();
        assert_eq!(
            (published.value.to_string().as_str(), published.from),
            ("2019-11-19", MetadataSource::Page)
        );
    }

    #[test]
    fn the_address_is_the_last_resort() {
        let found =
            read(r#"<link rel=canonical href="https://www.observer.example/2019/11/18/bridge">"#);
        let published = found.published.unwrap();
        assert_eq!(
            (published.value.to_string().as_str(), published.from),
            ("2019-11-18", MetadataSource::Url)
        );
        let outlet = Stated { value: "observer.example".into(), from: MetadataSource::Url };
        assert_eq!(found.outlet, Some(outlet));
    }

    #[test]
    fn a_heading_that_the_title_does_not_bear_out_is_none() {
        let found = read(
            r#"<meta property="og:site_name" content="The Varna Observer"><h1>All the news of today</h1>
            <meta property="og:title" content="Bridge closes - The Varna Observer">"#,
        );
        let place = MetadataSource::Meta("og:title".into());
        assert_eq!(found.title, Some(Stated { value: "Bridge closes".into(), from: place }));
    }

    #[test]
    fn nothing_is_made_up() {
        assert_eq!(read("<p>Hello</p>"), Metadata::default());
    }
}
