"""Gates and findings."""

import numpy as np

from benchmarks.bulk_numpy.blocks import Block, Bytes, Truths, all_of, any_of

BUSINESSES, ALSO_CONSUMERS = 0, 1


def outcome(
    waiting: Truths, block: tuple[Truths, Truths] | None, condition: tuple[Truths, Truths]
) -> Bytes:
    """Decide a gate from (true, false) of both forms: 0 block, 1 condition, 2 open, 3 clear."""
    true, false = condition
    undecided = ~true & ~false
    result = np.where(true, 1, 3)
    if block is not None:
        undecided |= ~block[0] & ~block[1]
        result = np.where(block[0], 0, result)
    result = np.where((result == 3) & undecided & waiting, 2, result)
    return result.astype(np.uint8)


def by_value(b: Block, question: str, block: int | None, condition: int) -> Bytes:
    """Decide a gate on one question: up to `block` it blocks, up to `condition` it conditions.

    "Don't know" conditions too.
    """
    value, unknown = b.value[question], b.unknown[question]
    if block is None:
        forms = (value <= condition) | unknown, value > condition
        return outcome(b.waiting[question], None, forms)
    low, high = value <= block, value > block
    forms = (high & (value <= condition)) | unknown, (low | (value > condition)) & ~unknown
    return outcome(b.waiting[question], (low, high), forms)


def gates(b: Block) -> dict[str, Bytes]:
    """Decide all gates."""
    return {
        "G1": delivery(b),
        "G2": building_data(b),
        "G3": by_value(b, "product_data.completeness", 0, 1),
        "G4": by_value(b, "channels.competition_law", 0, 2),
        "G5": by_value(b, "logistics.packaging_duties", 0, 1),
        "G6": dangerous_goods(b),
        "G7": consumer_law(b),
        "G8": by_value(b, "commerce.e_invoicing", None, 2),
        "G9": connected_products(b),
        "G10": by_value(b, "commerce.security", None, 0),
        "G11": mandate(b),
    }


def delivery(b: Block) -> Bytes:
    """Decide G1."""
    names = ("single_parcel", "pick_accuracy", "on_time_dispatch", "transport_damage")
    parcel, pick, on_time, damage = (b.value[f"logistics.{name}"] for name in names)
    unmeasured = any_of(*(b.unknown[f"logistics.{name}"] for name in names))
    return outcome(
        any_of(*(b.waiting[f"logistics.{name}"] for name in names)),
        (
            any_of(parcel <= 1, pick == 0, on_time == 0, damage == 0),
            all_of(parcel > 1, pick > 0, on_time > 0, damage > 0),
        ),
        ((parcel == 2) | unmeasured, ((parcel < 2) | (parcel > 2)) & ~unmeasured),
    )


def building_data(b: Block) -> Bytes:
    """Decide G2."""
    specified, bim = b.value["profile.specified"], b.value["product_data.bim_coverage"]
    unknown = b.unknown["product_data.bim_coverage"]
    often, seldom = specified >= 3, specified < 3
    return outcome(
        b.waiting["profile.specified"] | b.waiting["product_data.bim_coverage"],
        (often & (bim <= 1), seldom | (bim > 1)),
        (often & ((bim == 2) | unknown), seldom | ((bim < 2) | (bim > 2)) & ~unknown),
    )


def dangerous_goods(b: Block) -> Bytes:
    """Decide G6."""
    goods, handled = b.value["profile.dangerous_goods"], b.value["logistics.dangerous_goods"]
    unsafe = (handled <= 1) | b.unknown["logistics.dangerous_goods"]
    return outcome(
        b.waiting["profile.dangerous_goods"] | b.waiting["logistics.dangerous_goods"],
        None,
        ((goods == 1) & unsafe, (goods == 0) | (handled > 1)),
    )


def consumer_law(b: Block) -> Bytes:
    """Decide G7."""
    buyers, law = b.value["profile.buyers"], b.value["commerce.consumer_law"]
    half = (law == 2) | b.unknown["commerce.consumer_law"]
    private, trade = buyers == ALSO_CONSUMERS, buyers == BUSINESSES
    return outcome(
        b.waiting["profile.buyers"] | b.waiting["commerce.consumer_law"],
        (private & (law <= 1), trade | (law > 1)),
        (private & half, trade | (law < 2) | (law > 2)),
    )


def connected_products(b: Block) -> Bytes:
    """Decide G9."""
    connected, duties = b.value["profile.connected"], b.value["services.connected_duties"]
    half = (duties == 2) | b.unknown["services.connected_duties"]
    fully, less = connected == 2, connected < 2
    return outcome(
        b.waiting["profile.connected"] | b.waiting["services.connected_duties"],
        (fully & (duties <= 1), less | (duties > 1)),
        (fully & half, less | (duties < 2) | (duties > 2)),
    )


def mandate(b: Block) -> Bytes:
    """Decide G11."""
    owner, aligned = b.value["strategy.ownership"], b.value["strategy.alignment"]
    unknown = b.unknown["strategy.ownership"] | b.unknown["strategy.alignment"]
    return outcome(
        b.waiting["strategy.ownership"] | b.waiting["strategy.alignment"],
        ((owner == 0) | (aligned == 0), (owner > 0) & (aligned > 0)),
        (
            any_of(owner == 1, aligned == 1, unknown),
            ((owner < 1) | (owner > 1)) & ((aligned < 1) | (aligned > 1)) & ~unknown,
        ),
    )


def findings(b: Block, gap: Bytes) -> dict[str, Truths]:
    """Make all findings."""
    v, unknown = b.value, b.unknown
    ordering = v["commerce.ordering"]
    cost = v["logistics.fulfilment_cost"]
    pairs = {
        "X_01": ("strategy.ownership", "customers.web_presence"),
        "X_02": ("commerce.ordering", "logistics.single_parcel"),
        "X_04": ("customers.crm_use", "customers.known_users"),
        "X_05": ("customers.crm_use", "customers.field_sales_pay"),
        "X_06": ("marketplaces.listing_content", "marketplaces.seller_monitoring"),
        "X_07": ("services.device_ordering", "services.connected_duties"),
        "X_08": ("channels.written_roles", "channels.partner_involvement"),
        "X_09": ("channels.partner_earnings", "channels.competition_law"),
        "X_10": ("product_data.completeness", "product_data.change_speed"),
        "X_11": ("product_data.bim_coverage", "product_data.planning_interfaces"),
        "X_12": ("logistics.order_to_door", "logistics.on_time_dispatch"),
        "X_14": ("commerce.ordering", "profile.basket"),
        "X_15": ("strategy.investment_horizon", "strategy.idea_to_test"),
        "X_17": ("customers.repeat_rate", "customers.known_users"),
        "X_18": ("commerce.ordering", "channels.dealer_enablement"),
        "X_19": ("strategy.ownership", "strategy.customer_meaning"),
    }
    made = {code: (v[good] >= 3) & (v[bad] <= 1) for code, (good, bad) in pairs.items()}
    made["X_03"] = (v["logistics.single_parcel"] >= 3) & unknown["logistics.pick_accuracy"]
    made["X_13"] = (v["profile.order_value"] <= 1) & (
        (cost <= 1) | unknown["logistics.fulfilment_cost"]
    )
    made["X_16"] = (gap >= 2) & (gap <= 4)
    made["X_20"] = all_of(
        v["profile.buyers"] == BUSINESSES,
        ordering >= 3,
        v["commerce.payment_onboarding"] <= 2,
    )
    return made
