//! Who gathered each statement, as its report tells it: another outlet that it credits, or the report's own outlet.

use super::Evidence;
use super::order::Order;
use crate::model::{Credit, CreditScope, Ground, ReportId, StatementId};
use crate::names;

/// Who gathered a statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gatherer {
    /// An outlet or agency, by its usual name.
    Outlet(String),
    /// The report itself, whose outlet is not known.
    Report(ReportId),
}

/// Who gathered a statement, and how we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gathering {
    /// Who gathered it.
    pub(super) gatherer: Gatherer,
    /// Whether that is the report's own outlet.
    pub(super) own: bool,
    /// How we know.
    pub(super) ground: Ground,
    /// Others who may have gathered it instead: credits that cover an unknown part of the report, or that follow its
    /// lead.
    pub(super) perhaps: Vec<(Gatherer, Ground)>,
}

/// Returns the usual name of an outlet or agency.
pub(super) fn key(name: &str) -> String {
    names::outlets::usual_name(name).unwrap_or_else(|| name.trim().to_owned())
}

/// Returns who publishes a report.
pub(super) fn publisher(evidence: &Evidence<'_>, report: ReportId) -> Gatherer {
    evidence.reports[report.index()]
        .outlet
        .as_ref()
        .map_or(Gatherer::Report(report), |outlet| Gatherer::Outlet(key(&outlet.value)))
}

impl Gatherer {
    /// Returns the name by which a person knows it.
    pub(super) fn name(&self, evidence: &Evidence<'_>) -> String {
        match self {
            Gatherer::Outlet(name) => name.clone(),
            Gatherer::Report(report) => evidence.reports[report.index()].display_name().to_owned(),
        }
    }

    /// Tells whether it is an agency, which gathers for others.
    pub(super) fn is_agency(&self) -> bool {
        matches!(self, Gatherer::Outlet(name) if names::outlets::is_agency(name))
    }
}

/// Finds who gathered each statement of the story.
pub(super) fn find(evidence: &Evidence<'_>, orders: &[Order]) -> Vec<Gathering> {
    let credits: Vec<ReportCredits<'_>> =
        evidence.report_ids().map(|report| ReportCredits::of(evidence, report)).collect();
    (0..evidence.statements.len())
        .map(StatementId::new)
        .map(|id| gathering(evidence, id, &credits[evidence.report_of(id).index()], orders))
        .collect()
}

/// What credits to others say of a report as a whole.
struct ReportCredits<'e> {
    publisher: Gatherer,
    whole: Option<&'e Credit>,
    part: Vec<&'e Credit>,
}

impl<'e> ReportCredits<'e> {
    fn of(evidence: &Evidence<'e>, report: ReportId) -> Self {
        let publisher = publisher(evidence, report);
        let others: Vec<&Credit> = others_credited(evidence, report, &publisher).collect();
        let of_scope = |scope| others.iter().copied().filter(move |c| c.scope == scope);
        Self {
            whole: of_scope(CreditScope::Whole).next(),
            part: of_scope(CreditScope::Part).collect(),
            publisher,
        }
    }
}

/// Lists the credits of a report to others than its publisher.
pub(super) fn others_credited<'e>(
    evidence: &Evidence<'e>,
    report: ReportId,
    publisher: &Gatherer,
) -> impl Iterator<Item = &'e Credit> {
    evidence
        .credits
        .iter()
        .filter(move |credit| credit.at.report == report)
        .filter(move |credit| Gatherer::Outlet(key(&credit.name)) != *publisher)
}

/// The nearest credit decides: one beside the words, then one for the whole report, then one that a report with the
/// same dispatch shares; failing all, the report gathered for itself.
fn gathering(
    evidence: &Evidence<'_>,
    id: StatementId,
    credits: &ReportCredits<'_>,
    orders: &[Order],
) -> Gathering {
    let credited = |credit: &Credit| Gathering {
        gatherer: Gatherer::Outlet(key(&credit.name)),
        own: false,
        ground: Ground::Credit(credit.at),
        perhaps: Vec::new(),
    };
    let own = |ground| Gathering {
        gatherer: credits.publisher.clone(),
        own: true,
        ground,
        perhaps: Vec::new(),
    };
    if let Some(via) = via(evidence, id) {
        let found = credited(via);
        return if found.gatherer == credits.publisher { own(found.ground) } else { found };
    }
    if let Some(whole) = credits.whole {
        return credited(whole);
    }
    if let Some((name, ground)) = shared_dispatch(evidence, id, orders) {
        let gatherer = Gatherer::Outlet(name);
        return Gathering { own: gatherer == credits.publisher, gatherer, ground, perhaps: vec![] };
    }
    let of_the_lead = credit_after_lead(evidence, id);
    let perhaps = (credits.part.iter().copied().chain(of_the_lead))
        .map(|credit| (Gatherer::Outlet(key(&credit.name)), Ground::Credit(credit.at)))
        .filter(|(gatherer, _)| *gatherer != credits.publisher)
        .collect();
    Gathering { perhaps, ..own(Ground::OwnVoice(id)) }
}

/// How many statements are a report's lead, and how many after one of them may say whom it is from. Judged: reports that
/// retell another's story name it by their second paragraph.
const LEAD: usize = 3;
const AFTER: usize = 3;

/// Finds the credit that a report gives soon after what it leads with: "The firm was raided. The raid was first reported
/// by the Times." It may cover the lead.
fn credit_after_lead<'e>(evidence: &Evidence<'e>, id: StatementId) -> Option<&'e Credit> {
    let of_report = || evidence.statements_of(evidence.report_of(id));
    let at = of_report().take(LEAD).position(|lead| lead == id)?;
    of_report().skip(at + 1).take(AFTER).find_map(|after| via(evidence, after))
}

/// Finds the credit beside a statement, of several that of whoever gathered it; an outlet that speaks is its own credit.
fn via<'e>(evidence: &Evidence<'e>, id: StatementId) -> Option<&'e Credit> {
    let voicing = evidence.voicing(id);
    voicing.vias.first().map(|index| &evidence.credits[*index as usize])
}

/// Finds the agency that this report and another with the same statements in the same order both credit.
fn shared_dispatch(
    evidence: &Evidence<'_>,
    id: StatementId,
    orders: &[Order],
) -> Option<(String, Ground)> {
    let report = evidence.report_of(id);
    orders.iter().filter(|order| order.statements.contains(&id)).find_map(|order| {
        let common = order.common_credit.as_ref()?;
        let ground = common
            .grounds
            .into_iter()
            .find(|ground| matches!(ground, Ground::Credit(at) if at.report == report))?;
        Some((common.name.clone(), ground))
    })
}
