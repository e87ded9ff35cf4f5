"""Which concepts hang together: what is a share of what, and what adds or multiplies to what.

These are identities of accounts and definitions of measures, not habits of one company, so they
serve to work figures out as well as to check them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proportion:
    """`ratio` is `part` ÷ `whole`, in per cent."""

    ratio: str
    part: str
    whole: str

    @property
    def is_margin(self) -> bool:
        """Whether the part is a profit, or cash, of the revenue that is the whole."""
        return self.whole == "revenue" and self.ratio.endswith("_margin")


@dataclass(frozen=True, slots=True)
class Product:
    """`total` is `count` × `each`."""

    total: str
    count: str
    each: str


@dataclass(frozen=True, slots=True)
class Portion:
    """`share` of `whole` is `part`; `noun` stands for “share” in the id of such a part."""

    share: str
    whole: str
    part: str
    noun: str


@dataclass(frozen=True, slots=True)
class Sum:
    """`whole` is all of `parts` together."""

    whole: str
    parts: tuple[str, ...]


def _lines(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


PROPORTIONS: tuple[Proportion, ...] = tuple(
    Proportion(*row)
    for row in _lines(
        """
        gross_margin gross_profit revenue
        operating_margin operating_profit revenue
        net_margin net_profit revenue
        adjusted_gross_margin adjusted_gross_profit revenue
        adjusted_operating_margin adjusted_operating_profit revenue
        adjusted_net_margin adjusted_net_profit revenue
        ebitda_margin ebitda revenue
        adjusted_ebitda_margin adjusted_ebitda revenue
        adjusted_ebita_margin adjusted_ebita revenue
        free_cash_flow_margin free_cash_flow revenue
        research_and_development_ratio research_and_development_expenses revenue
        operating_expense_ratio operating_expenses revenue
        capex_to_revenue capex revenue
        overseas_revenue_share overseas_revenue revenue
        revenue_share data_centre_revenue revenue
        effective_tax_rate income_tax_expense profit_before_tax
        debt_to_assets total_liabilities total_assets
        npl_ratio npl_balance total_loans
        loan_to_deposit_ratio total_loans deposits
        new_business_margin new_business_value annualised_new_premiums
        dau_to_mau dau mau
        """
    )
)
MARGINS: tuple[Proportion, ...] = tuple(p for p in PROPORTIONS if p.is_margin)
PRODUCTS: tuple[Product, ...] = tuple(
    Product(*row)
    for row in _lines(
        """
        total_time_spent dau daily_time_spent_per_dau
        gmv orders average_order_value
        sales_amount sales_area contracted_average_price
        """
    )
)
PORTIONS: tuple[Portion, ...] = tuple(
    Portion(*row)
    for row in _lines(
        """
        lower_tier_city_user_share mau lower_tier_city_users users
        overseas_revenue_share revenue overseas_revenue amount
        """
    )
)
SUMS: tuple[Sum, ...] = tuple(
    Sum(whole, tuple(parts))
    for whole, *parts in _lines(
        """
        revenue cost_of_revenue gross_profit
        profit_before_tax income_tax_expense net_profit
        net_profit net_profit_attributable non_controlling_interests_profit
        total_assets total_liabilities total_equity
        total_assets current_assets non_current_assets
        total_liabilities current_liabilities non_current_liabilities
        total_equity equity_attributable non_controlling_interests
        current_assets current_liabilities net_current_assets
        borrowings short_term_borrowings long_term_borrowings
        """
    )
)
AT_MOST: tuple[tuple[str, str], ...] = tuple(
    (part, whole)
    for part, whole in _lines(
        """
        dau mau
        daily_paying_users dau
        monthly_paying_users mau
        paying_users registered_users
        lower_tier_city_users mau
        current_assets total_assets
        current_liabilities total_liabilities
        cash_and_cash_equivalents total_assets
        online_marketing_revenue revenue
        live_streaming_revenue revenue
        e_commerce_revenue revenue
        other_services_revenue revenue
        overseas_revenue revenue
        data_centre_revenue revenue
        gross_profit revenue
        """
    )
)
"""A part or a rarer thing, and what it cannot exceed."""

FLOWS = frozenset(
    """
    revenue cost_of_revenue gross_profit operating_expenses operating_profit net_profit
    net_profit_attributable profit_before_tax income_tax_expense selling_and_marketing_expenses
    administrative_expenses research_and_development_expenses share_based_compensation
    adjusted_gross_profit adjusted_operating_profit adjusted_net_profit ebit ebita ebitda
    adjusted_ebita adjusted_ebitda operating_cash_flow free_cash_flow capex
    online_marketing_revenue live_streaming_revenue other_services_revenue e_commerce_revenue
    overseas_revenue advertising_revenue cloud_revenue vehicle_revenue segment_revenue
    data_centre_revenue
    general_and_administrative_expenses selling_general_and_administrative_expenses
    depreciation_and_amortisation interest_income interest_expense
    investing_cash_flow financing_cash_flow dividends_paid share_repurchases
    gmv orders deliveries
    """.split()
)
"""What accumulates over a period, so that parts of a year add up to it."""

SHARES_OF_ONE = frozenset(
    """
    market_share sales_share revenue_share revenue_share_by_application revenue_share_by_region
    revenue_share_by_wafer_size
    """.split()
)
"""Shares that different entities have in one and the same whole."""

MARKET_LEVELS = frozenset({"index_level", "share_price"})
"""Levels that the market sets, told in round numbers just passed."""


def company_of(entity: str) -> str:
    """The company whose users an app's are: kuaishou for kuaishou_app."""
    return entity.removesuffix("_app")
