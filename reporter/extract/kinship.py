"""How concepts are related: a profit and its loss, its margin, its adjusted form and its amount per share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reporter.relations import PROPORTIONS
from reporter.terms import Glossary, Term, load_glossary


def _pairs(rows: str) -> dict[str, str]:
    return dict(row.split() for row in rows.strip().splitlines())


LOSSES: Mapping[str, str] = _pairs(
    """
    net_profit net_loss
    net_profit_attributable net_loss_attributable
    adjusted_net_profit adjusted_net_loss
    adjusted_net_profit_attributable adjusted_net_loss
    core_net_profit core_net_loss
    operating_profit operating_loss
    adjusted_operating_profit adjusted_operating_loss
    profit_before_tax loss_before_tax
    adjusted_ebitda adjusted_ebitda_loss
    segment_profit segment_loss
    eps_basic loss_per_share
    eps_diluted loss_per_share
    adjusted_eps adjusted_loss_per_share
    earnings_per_ads loss_per_ads
    free_cash_flow free_cash_outflow
    foreign_exchange_gain foreign_exchange_loss
    fair_value_gains fair_value_loss
    """
)
"""What a profit is called when it is negative."""

PROFITS: Mapping[str, str] = {loss: profit for profit, loss in reversed(list(LOSSES.items()))}

MARGINS: Mapping[str, str] = {one.part: one.ratio for one in PROPORTIONS if one.is_margin} | _pairs(
    """
    segment_profit operating_margin
    core_operating_profit core_operating_margin
    net_profit_attributable net_margin
    core_net_profit net_margin
    adjusted_net_profit_attributable adjusted_net_margin
    ebita ebita_margin
    ebit ebit_margin
    adjusted_ebit adjusted_ebit_margin
    profit_before_tax pretax_margin
    adjusted_profit_before_tax adjusted_pretax_margin
    research_and_development_expenses research_and_development_ratio
    selling_expenses selling_expense_ratio
    selling_and_marketing_expenses selling_expense_ratio
    administrative_expenses administrative_expense_ratio
    general_and_administrative_expenses administrative_expense_ratio
    selling_general_and_administrative_expenses sga_ratio
    finance_costs finance_expense_ratio
    operating_expenses operating_expense_ratio
    share_based_compensation sbc_ratio
    capex capex_to_revenue
    employee_benefit_expenses staff_cost_ratio
    new_business_value new_business_margin
    interest_bearing_debt interest_bearing_debt_share
    """
)
"""What an amount is called as a percentage of revenue, or of what else it is measured by."""

SHARES: Mapping[str, str] = _pairs(
    """
    revenue revenue_share
    overseas_revenue overseas_revenue_share
    recurring_revenue recurring_revenue_share
    contracted_sales sales_share
    sales_amount sales_share
    vehicle_sales_volume sales_volume_share
    nev_sales_volume nev_sales_share
    sales_volume sales_volume_share
    unit_shipments shipments_share
    deliveries deliveries_share
    parcels_delivered parcels_share
    gmv gmv_share
    capex capex_share
    non_interest_income non_interest_income_share
    new_business_value new_business_value_share
    operating_profit profit_share
    net_profit profit_share
    net_profit_attributable profit_share
    gross_profit profit_share
    employees staff_share
    stores store_share
    total_loans loan_share
    total_assets asset_share
    orders order_share
    new_orders order_share
    mau user_share
    dau user_share
    registered_users user_share
    paying_users user_share
    production_volume output_share
    oil_and_gas_output output_share
    fuel_cost fuel_cost_share
    market_size market_share
    land_bank land_bank_share
    research_staff research_staff_share
    ebitda ebitda_share
    adjusted_ebitda ebitda_share
    """
)
"""What a part of an amount is called, as a percentage of the whole."""

_PER_SHARE: Mapping[str, tuple[str, str]] = {
    "net_profit": ("eps_basic", "eps_diluted"),
    "net_profit_attributable": ("eps_basic", "eps_diluted"),
    "adjusted_net_profit": ("adjusted_eps", "adjusted_eps"),
    "adjusted_net_profit_attributable": ("adjusted_eps", "adjusted_eps"),
    "core_net_profit": ("core_eps", "core_eps"),
    "underlying_profit": ("underlying_eps", "underlying_eps"),
    "net_loss": ("loss_per_share", "loss_per_share"),
    "net_loss_attributable": ("loss_per_share", "loss_per_share"),
    "adjusted_net_loss": ("adjusted_loss_per_share", "adjusted_loss_per_share"),
    "net_assets": ("book_value_per_share", "book_value_per_share"),
    "equity_attributable": ("book_value_per_share", "book_value_per_share"),
    "revenue": ("revenue_per_share", "revenue_per_share"),
    "operating_cash_flow": ("cash_flow_per_share", "cash_flow_per_share"),
    "embedded_value": ("embedded_value_per_share", "embedded_value_per_share"),
    "new_business_value": ("new_business_value_per_share", "new_business_value_per_share"),
    "operating_profit_after_tax": ("operating_profit_after_tax_per_share",) * 2,
    "dividends_paid": ("dividend_per_share", "dividend_per_share"),
}
_PER_ADS: Mapping[str, str] = {
    "net_profit": "earnings_per_ads",
    "net_profit_attributable": "earnings_per_ads",
    "net_loss": "loss_per_ads",
    "net_loss_attributable": "loss_per_ads",
    "adjusted_net_profit": "adjusted_earnings_per_ads",
    "adjusted_net_profit_attributable": "adjusted_earnings_per_ads",
    "adjusted_net_loss": "adjusted_loss_per_ads",
    "eps_basic": "earnings_per_ads",
    "eps_diluted": "earnings_per_ads",
    "adjusted_eps": "adjusted_earnings_per_ads",
    "loss_per_share": "loss_per_ads",
}

_MULTIPLES: Mapping[str, str] = _pairs(
    """
    revenue ps_ratio
    net_profit pe_ratio
    eps_basic pe_ratio
    ebitda ev_to_ebitda
    net_assets pb_ratio
    """
)

_COUNTERPARTS: Mapping[str, str] = _pairs(
    """
    repurchased_shares share_repurchases
    share_repurchases repurchased_shares
    sales_area contracted_sales
    dividend_per_share dividends_paid
    interim_dividend_per_share dividends_paid
    final_dividend_per_share dividends_paid
    dividends_paid dividend_per_share
    """
)
"""What a figure in another unit is, where it follows one of the concept: shares, and their cost."""

SPECIFIC: Mapping[str, tuple[str, ...]] = {
    "net_buying": ("southbound_net_buying", "northbound_net_buying"),
    "net_selling": ("southbound_net_buying", "northbound_net_buying"),
    "production_volume": ("oil_and_gas_output", "crude_output", "gas_output", "coal_output"),
    "ebitda": ("adjusted_ebitda",),
    "unit_shipments": ("smartphone_shipments", "battery_shipments", "module_shipments"),
    "net_margin": ("adjusted_net_margin",),
    "penetration_rate": ("five_g_penetration",),
}
"""A plain word, and what it stands for where that was told of before."""

_SEGMENTS = frozenset(
    """
    service_revenue other_services_revenue online_marketing_revenue live_streaming_revenue
    cloud_revenue advertising_revenue external_marketing_revenue internal_marketing_revenue
    data_centre_revenue smartphone_revenue iot_revenue online_game_revenue domestic_game_revenue
    international_game_revenue social_networks_revenue value_added_services_revenue
    fintech_and_business_services_revenue membership_revenue subscription_revenue ai_revenue
    video_generation_revenue e_commerce_revenue customer_management_revenue vehicle_revenue
    digital_transformation_revenue segment_revenue
    """.split()
)
"""Revenue of one business: the concept is revenue, and the business is whose it is."""


@cache
def _glossary() -> Glossary:
    return load_glossary()


def term_of(concept: str | None) -> Term | None:
    """The term of a concept, if the glossary has one."""
    return _glossary().get(concept) if concept else None


def adjusted(term: Term) -> Term | None:
    """The concept without what does not recur: adjusted net profit for net profit."""
    if term.concept.startswith("eps_"):
        return term_of("adjusted_eps")
    return term_of(f"adjusted_{term.concept}")


def underlying(term: Term) -> Term | None:
    """The concept as Hong Kong and British companies adjust it."""
    profits = ("net_profit", "net_profit_attributable")
    return term_of("underlying_profit") if term.concept in profits else adjusted(term)


def core(term: Term) -> Term | None:
    """扣非: without non-recurring items as Chinese rules define them."""
    loss = term.concept in PROFITS
    return term_of("core_net_loss" if loss else "core_net_profit")


def attributable(term: Term) -> Term | None:
    """The owners' part of a profit or loss."""
    return term_of(f"{term.concept}_attributable")


def margin(term: Term) -> Term | None:
    """The concept as a percentage of revenue."""
    return term_of(MARGINS.get(whole(term).concept))


def share(term: Term) -> Term | None:
    """A part of the concept as a percentage of the whole of it."""
    return term_of(SHARES.get(whole(term).concept))


def loss(term: Term) -> Term | None:
    return term_of(LOSSES.get(term.concept))


def profit(term: Term) -> Term | None:
    return term_of(PROFITS.get(term.concept))


def counterpart(term: Term) -> Term | None:
    """The same event in another unit: shares bought back, and what they cost."""
    return term_of(_COUNTERPARTS.get(term.concept))


def price_of(term: Term) -> Term | None:
    """What a multiple of the concept is: 3.1 times sales, 15 times earnings."""
    return term_of(_MULTIPLES.get(term.concept))


def per_share(term: Term, *, diluted: bool = False, ads: bool = False) -> Term | None:
    """The concept by the share, or by the American depositary share."""
    if ads:
        return term_of(_PER_ADS.get(term.concept))
    both = _PER_SHARE.get(term.concept)
    return term_of(both[diluted]) if both else None


def whole(term: Term) -> Term:
    """Revenue for the revenue of one business; anything else as it is."""
    return (term_of("revenue") or term) if term.concept in _SEGMENTS else term
