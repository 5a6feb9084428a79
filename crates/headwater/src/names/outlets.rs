//! The outlets and agencies that are known by name.
//!
//! The table says who goes by which names; it rates nobody. An outlet that it lacks is an outlet all the same,
//! by the name that its reports give it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An outlet or agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its usual name.
    pub name: &'static str,
    /// Whether it is an agency, which gathers news for other outlets.
    pub agency: bool,
    /// Other names, which mean it wherever they stand.
    pub aliases: Vec<&'static str>,
    /// Short forms that mean it only where it was named before: "the Times", "the newspaper".
    pub short_forms: Vec<&'static str>,
    /// The domains of its pages.
    pub domains: Vec<&'static str>,
}

static OUTLETS: LazyLock<Vec<Outlet>> = LazyLock::new(|| {
    include_str!("outlets.tsv").lines().filter(|line| !line.starts_with('#')).map(read).collect()
});

fn read(line: &'static str) -> Outlet {
    let mut columns = line.split('\t');
    let mut column = || columns.next().unwrap_or_default();
    let entries =
        |column: &'static str| column.split("; ").filter(|entry| !entry.is_empty()).collect();
    Outlet {
        name: column(),
        agency: column() == "agency",
        aliases: entries(column()),
        short_forms: entries(column()),
        domains: entries(column()),
    }
}

/// Positions in the table by lower-case name.
static NAMES: LazyLock<BTreeMap<String, usize>> = LazyLock::new(|| {
    let names = OUTLETS.iter().enumerate().flat_map(|(position, outlet)| {
        let names = std::iter::once(&outlet.name).chain(&outlet.aliases);
        names.map(move |name| (compared(name), position))
    });
    names.collect()
});

/// Positions in the table by domain.
static DOMAINS: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
    let domains = OUTLETS.iter().enumerate();
    domains
        .flat_map(|(position, outlet)| outlet.domains.iter().map(move |domain| (*domain, position)))
        .collect()
});

/// Finds the outlet or agency that goes by a name, or whose page an address is.
///
/// The letter case, an article, a domain's ending and what catalogues append ("CNN (Web News)") do not matter.
///
/// ```
/// let name = |words| headwater::names::outlets::identify(words).map(|outlet| outlet.name);
/// assert_eq!(name("The Associated Press"), Some("Associated Press"));
/// assert_eq!(name("https://www.bbc.co.uk/news/world-1"), Some("BBC News"));
/// assert_eq!(name("the Brenn Courier"), None);
/// ```
pub fn identify(name: &str) -> Option<&'static Outlet> {
    let name = compared(name);
    spellings(&name)
        .find_map(|spelling| NAMES.get(spelling.as_str()))
        .or_else(|| by_domain(&name))
        .map(|&position| &OUTLETS[position])
}

/// Tells whether a name is that of an agency.
pub fn is_agency(name: &str) -> bool {
    identify(name).is_some_and(|outlet| outlet.agency)
}

/// Finds the usual name of an outlet or agency: by the table, or because the name says what it is ("the Brenn
/// Courier", "Norlund Press", "the state news agency Sadavesht").
///
/// ```
/// use headwater::names::outlets::usual_name;
/// assert_eq!(usual_name("AFP").as_deref(), Some("Agence France-Presse"));
/// assert_eq!(usual_name("the Norlund Press agency").as_deref(), Some("Norlund Press"));
/// assert_eq!(usual_name("the state news agency Sadavesht").as_deref(), Some("Sadavesht"));
/// assert_eq!(usual_name("the Brenn Council"), None);
/// ```
pub fn usual_name(name: &str) -> Option<String> {
    identify(name).map(|outlet| outlet.name.to_owned()).or_else(|| self_named(name))
}

/// What the last word of an outlet's name is, where the name says that it is one.
const MARKS: [&str; 21] = [
    "Advertiser",
    "Argus",
    "Bulletin",
    "Chronicle",
    "Courier",
    "Echo",
    "Enquirer",
    "Examiner",
    "Gazette",
    "Herald",
    "Inquirer",
    "Mail",
    "News",
    "Newswire",
    "Observer",
    "Post",
    "Press",
    "Sentinel",
    "Telegraph",
    "Times",
    "Tribune",
];

fn self_named(name: &str) -> Option<String> {
    if let Some((_, tail)) = name.rsplit_once("agency ") {
        return is_written_as_name(tail).then(|| tail.trim().to_owned());
    }
    let name = name.trim().trim_start_matches("the ").trim_start_matches("The ");
    let called_agency = [" news agency", " press agency", " agency"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .filter(|stem| is_written_as_name(stem));
    let stem = called_agency.unwrap_or(name);
    let marked = stem.rsplit_once(' ').is_some_and(|(_, last)| MARKS.contains(&last));
    let outlet = is_written_as_name(stem) && (marked || called_agency.is_some());
    outlet.then(|| stem.to_owned())
}

/// Tells whether one to four words are all written with a capital, as a name is.
fn is_written_as_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (1..=4).contains(&count)
        && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
        && !words.contains([',', ';', ':', '(', ')'])
}

/// A name in the form in which the table is searched.
fn compared(name: &str) -> String {
    name.trim().trim_end_matches([',', '.', ':']).to_lowercase()
}

/// The forms of a name in which it may stand in the table, the fullest first.
fn spellings(name: &str) -> impl Iterator<Item = String> {
    let plain = name.split(" (").next().unwrap_or_default().split(" - ").next().unwrap_or_default();
    let plain = plain.replace('’', "'");
    let unled = plain.strip_prefix("the ").unwrap_or(&plain).to_owned();
    let unpossessed = unled.strip_suffix("'s").unwrap_or(&unled).to_owned();
    let news = unpossessed.replace(" online news", " news");
    let ends = [" news agency", " online", " news", " newspaper", " magazine", ".com"];
    let stems: Vec<String> = ends
        .iter()
        .filter_map(|end| news.strip_suffix(end).map(str::to_owned))
        .filter(|stem| stem.chars().count() > 1)
        .collect();
    [plain, unled, unpossessed, news].into_iter().chain(stems)
}

/// Finds the outlet whose domain an address, or its host alone, belongs to.
fn by_domain(address: &str) -> Option<&'static usize> {
    let host = address.split("://").last()?.split(['/', '?', '#', ':']).next()?;
    if host.contains(char::is_whitespace) {
        return None;
    }
    let starts = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
    starts
        .map(|start| &host[start..])
        .filter(|rest| rest.contains('.'))
        .find_map(|rest| DOMAINS.get(rest))
}
