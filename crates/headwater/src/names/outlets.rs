//! The outlets and agencies that are known by name.

/// An outlet or agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// Its usual name.
    pub name: &'static str,
    /// Whether it is an agency, which gathers news for other outlets.
    pub agency: bool,
    /// Other names and short forms.
    pub aliases: &'static [&'static str],
}

const OUTLETS: &[Outlet] = &[
    Outlet { name: "Agence France-Presse", agency: true, aliases: &["AFP"] },
    Outlet { name: "Associated Press", agency: true, aliases: &["AP", "The Associated Press"] },
    Outlet { name: "Reuters", agency: true, aliases: &[] },
    Outlet { name: "SANA", agency: true, aliases: &[] },
];

/// Finds the outlet or agency that goes by a name.
pub fn identify(name: &str) -> Option<&'static Outlet> {
    OUTLETS.iter().find(|outlet| outlet.name == name || outlet.aliases.contains(&name))
}

/// Tells whether a name is that of an agency.
pub fn is_agency(name: &str) -> bool {
    identify(name).is_some_and(|outlet| outlet.agency)
}
